"""Labels that people gave to proposals by reading them, and how they are compared with what is proposed today.

`r3.tsv`: proposals of the embedded reviser on the first texts of R3's documents. `text` is the document, `offset` is in
code points into that text, and `label` is what a reader said:
right: better with it. wrong: not better, but it touches no word of the writer's. touches: it changes a name, a term, a
symbol or LaTeX. No text of R3 is kept here beside the few characters of `before` and `after`.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reviser.core.edit import Proposal
from reviser.revisers.base import Request
from reviser.revisers.embedded import outputs_of
from reviser.revisers.layer import Layer

FOLDER = Path(__file__).parent
LABELS = ("right", "wrong", "touches")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Which proposal a label is of."""

    document: str
    offset: int
    before: str
    after: str


def first_texts(folder: Path) -> dict[str, str]:
    """R3's documents by name: the text that their first round began from."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("system_*/**/*.json")):
        first = json.loads(path.read_text(encoding="utf-8")).get("rev_depth_0")
        if first:
            found.setdefault(first["doc"]["doc_id"], first["doc"]["before_revision"])
    return found


def proposed(layers: tuple[Layer, ...], texts: dict[str, str]) -> Iterator[tuple[Place, Proposal]]:
    """What `layers` propose on `texts`, in order."""
    for document, text in texts.items():
        for output in outputs_of(layers, Request(text)):
            if isinstance(output, Proposal):
                edit = output.edit
                yield Place(document, edit.start, edit.before, edit.after), output


def read(name: str) -> dict[Place, str]:
    """The labels in a file of this folder. ValueError for a label that is none of ours."""
    labels: dict[Place, str] = {}
    with FOLDER.joinpath(name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["label"] not in LABELS:
                raise ValueError(f"no label: {row['label']}")
            before, after = json.loads(row["before"]), json.loads(row["after"])
            labels[Place(row["document"], int(row["offset"]), before, after)] = row["label"]
    return labels
