"""What editors would mend in whole essays, also where no layer proposes anything: how much of it is found.

`marks.tsv` holds every error that an editor marked in ten essays (ArgRewrite, CC BY 4.0), with what should stand there.
`document` is the file below the folder of data, `offset` is in code points into its text, `kind` is the editor's word
for it. No text is kept here beside `before` and `after`.
"""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from reviser.core.edit import Edit
from tests.revisers.labels import FOLDER


@dataclass(frozen=True, slots=True)
class Mark:
    """`edit` mends an error of `document`."""

    document: str
    edit: Edit
    kind: str


def read() -> list[Mark]:
    with FOLDER.joinpath("marks.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader((line for line in lines if line[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Mark(
                row["document"],
                # As JSON, so that white space at the edges is seen and kept.
                Edit(int(row["offset"]), json.loads(row["before"]), json.loads(row["after"])),
                row["kind"],
            )
            for row in rows
        ]


def documents(folder: Path) -> dict[str, str]:
    """The texts that marks are of, by name, from the folder of data."""
    return {
        name: folder.joinpath(name).read_bytes().decode("utf-8") for name in dict.fromkeys(m.document for m in read())
    }
