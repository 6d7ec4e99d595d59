"""Labels that a person gave to proposals by reading them, and how they compare with what is proposed today.

`r3.tsv` holds every proposal of the embedded reviser on the texts that R3's rounds began from (not a sample: they are
few). `text` is the folder, document and depth, `offset` is in code points into that text, and `label` says:
right: better with it. wrong: not better, but no word of the writer's is touched. touches: a name, a term, a symbol or
LaTeX is changed. No text of R3 is kept here beside the few characters of `before` and `after`.

    python -m tests.revisers.labels        the proposals that have no label yet, with their surroundings
"""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reviser.core.edit import Proposal
from reviser.revisers.base import Request
from reviser.revisers.embedded import outputs_of
from reviser.revisers.rules.layer import Layer

FOLDER = Path(__file__).parent
LABELS = ("right", "wrong", "touches")
COLUMNS = ("text", "offset", "before", "after", "rule", "label")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Which proposal a label is of."""

    text: str
    offset: int
    before: str
    after: str

    @property
    def is_spacing(self) -> bool:
        return not self.before.strip() and not self.after.strip()


def r3_texts(folder: Path) -> dict[str, str]:
    """The distinct texts that R3's rounds with a model began from, by folder, document and depth."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("system_*/**/*.json")):
        rounds = json.loads(path.read_text(encoding="utf-8"))
        for depth in range(4):
            base = rounds.get(f"rev_depth_{depth}", {}).get("doc")
            if base and base["before_revision"] not in found.values():
                name = base["doc_id"].removesuffix("-depth-1")
                found[f"{path.relative_to(folder).parent.as_posix()}/{name}@{depth}"] = base["before_revision"]
    return found


def proposed(layers: Iterable[Layer], texts: dict[str, str]) -> Iterator[tuple[Place, Proposal]]:
    """What `layers` propose on `texts`, in order."""
    every = tuple(layers)
    for name, text in texts.items():
        for output in outputs_of(every, Request(text)):
            if isinstance(output, Proposal):
                yield Place(name, output.edit.start, output.edit.before, output.edit.after), output


def read(name: str) -> dict[Place, str]:
    """The labels in a file of this folder. ValueError for a label that is none of ours."""
    labels: dict[Place, str] = {}
    with FOLDER.joinpath(name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["label"] not in LABELS:
                raise ValueError(f"no label: {row['label']}")
            # As JSON, so that white space at the edges is seen and kept.
            before, after = json.loads(row["before"]), json.loads(row["after"])
            labels[Place(row["text"], int(row["offset"]), before, after)] = row["label"]
    return labels
