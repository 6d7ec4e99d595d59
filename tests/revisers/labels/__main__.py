"""Show what has no label yet, one line each: paste the line without its last column into r3.tsv and say what it is."""

import json
import sys

import click

from reviser.revisers.embedded import default_layers
from tests.data import SHARED
from tests.revisers.labels import COLUMNS, proposed, r3_texts, read


@click.command()
@click.option("--around", default=60, help="characters of the text on either side")
def main(around: int) -> None:
    folder = SHARED / "r3"
    if not folder.exists():
        sys.exit(f"real data not found: {folder}")
    texts, labels = r3_texts(folder), read("r3.tsv")
    click.echo("\t".join((*COLUMNS, "context")))
    for place, proposal in proposed(default_layers(), texts):
        if place not in labels:
            text, end = texts[place.text], place.offset + len(place.before)
            context = (
                f"{text[max(0, place.offset - around) : place.offset]}[[{place.before}]]{text[end : end + around]}"
            )
            change = (json.dumps(place.before, ensure_ascii=False), json.dumps(place.after, ensure_ascii=False))
            row = (place.text, str(place.offset), *change, proposal.rule, "", json.dumps(context, ensure_ascii=False))
            click.echo("\t".join(row))


if __name__ == "__main__":
    main()
