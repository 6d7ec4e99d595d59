"""Draw the proposals of the plain layer on a folder of texts, to be labelled by reading: every rule that has hits, at
most so many each, no context twice (drafts of one essay repeat themselves).

    python -m tests.revisers.sample_plain FOLDER > sample.tsv

Columns: file, offset, before, after, rule, and the context in which the case is read.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from reviser.core.edit import Proposal
from reviser.revisers.base import Request
from reviser.revisers.rules.plain import PlainLanguage

_CONTEXT = 70  # code points each side


def text_of(path: Path) -> str:
    """The text as the labels count it: UTF-8, line ends as they stand."""
    return path.read_bytes().decode("utf-8", "replace")


def proposals(text: str, layer: PlainLanguage) -> list[Proposal]:
    return [output for output in layer.find(Request(text)) if isinstance(output, Proposal)]


def sample(folder: Path, per_rule: int, common: int) -> Iterator[tuple[str, Proposal, str]]:
    """File name, proposal, context; rules with more than 13 cases give `common` of them, the others `per_rule`."""
    cases: dict[str, list[tuple[str, Proposal, str]]] = {}
    seen: set[tuple[str, str]] = set()
    layer = PlainLanguage()
    for path in sorted(folder.glob("*.txt")):
        text = text_of(path)
        for proposal in proposals(text, layer):
            edit = proposal.edit
            near = proposal.rule, text[max(0, edit.start - 25) : edit.end + 25]
            if near in seen:
                continue
            seen.add(near)
            left, right = text[max(0, edit.start - _CONTEXT) : edit.start], text[edit.end : edit.end + _CONTEXT]
            context = " ".join(f"{left}[{edit.before} -> {edit.after}]{right}".split())
            cases.setdefault(proposal.rule, []).append((path.name, proposal, context))
    for rule in sorted(cases):
        yield from cases[rule][: common if len(cases[rule]) > 13 else per_rule]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--per-rule", default=7, show_default=True)
@click.option("--common", default=12, show_default=True)
def main(folder: Path, per_rule: int, common: int) -> None:
    """Write the sample to standard output."""
    for name, proposal, context in sample(folder, per_rule, common):
        edit = proposal.edit
        before, after = (json.dumps(side, ensure_ascii=False) for side in (edit.before, edit.after))
        click.echo("\t".join((name, str(edit.start), before, after, proposal.rule, context)))


if __name__ == "__main__":
    main()
