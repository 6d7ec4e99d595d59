"""Labels of candidates of the language model's layer, made by reading each sentence.

`model.tsv` holds candidates of every kind and every gain, drawn by seed from essays (ArgRewrite, CC BY 4.0) and
texts of R3 (Apache-2.0), and more of those near the thresholds and above; also of kinds that were left out since. Of
the kinds "hyphen", "counted", "splice" and "join" all that the model gave any chance were read afterwards, but for
most of those that are the same two words ("self driving"). Then of every kind all near its threshold and above, in all
drafts of the essays and in R3's texts, each fault once.
`document` is the file below the folder of data, or R3's folder, document and depth; `offset` is in code points into its
text, and `label` says: right: an error is mended. harmless: no error before, none after, the same meaning. wrong:
anything else. `touches` says whether a name, a term, a symbol or LaTeX is changed. `gain` is how much likelier the
model finds the sentence with it (see `scoring`), none where it is no candidate or does not come through the steps of
scoring; `python -m tests.benchmarks.eval_model labels --write` measures it again. No text is kept here beside `before`
and `after`.
"""

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reviser.revisers.lm.kinds import KINDS
from tests.revisers.labels import FOLDER, r3_texts

LABELS = ("right", "harmless", "wrong")
_FILE = FOLDER / "model.tsv"
_NONE = "none"  # the gain of what is not scored


@dataclass(frozen=True, slots=True)
class Labelled:
    """A candidate that was read. It is of the `kind` that the layer called it when it was drawn."""

    document: str
    offset: int
    before: str
    after: str
    kind: str
    label: str
    touches: bool
    gain: float | None

    @property
    def is_above(self) -> bool:
        """Whether it is sure enough for its kind as the threshold is today."""
        return self.gain is not None and self.kind in KINDS and self.gain >= KINDS[self.kind].threshold


def read() -> list[Labelled]:
    """ValueError for a label that is none of ours."""
    found = []
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader((line for line in lines if line[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE)
        for row in rows:
            if row["label"] not in LABELS or row["touches"] not in ("yes", "no"):
                raise ValueError(f"no label: {row['label']}, {row['touches']}")
            found.append(
                Labelled(
                    row["document"],
                    int(row["offset"]),
                    # As JSON, so that white space at the edges is seen and kept.
                    json.loads(row["before"]),
                    json.loads(row["after"]),
                    row["kind"],
                    row["label"],
                    row["touches"] == "yes",
                    None if row["gain"] == _NONE else float(row["gain"]),
                )
            )
    return found


def write(labels: Iterable[Labelled]) -> None:
    """Put `labels` in the place of those in the file."""
    head = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if line[0] == "#"]
    rows = ["\t".join(("document", "offset", "before", "after", "kind", "label", "touches", "gain"))]
    for one in sorted(labels, key=lambda one: (one.document, one.offset, one.before, one.after)):
        change = (json.dumps(one.before, ensure_ascii=False), json.dumps(one.after, ensure_ascii=False))
        gain = _NONE if one.gain is None else f"{one.gain:.2f}"
        touches = "yes" if one.touches else "no"
        rows.append("\t".join((one.document, str(one.offset), *change, one.kind, one.label, touches, gain)))
    _FILE.write_text("\n".join((*head, *rows)) + "\n", encoding="utf-8")


def documents(folder: Path) -> dict[str, str]:
    """The texts that labels are of, by name, from the folder of data."""
    wanted = {one.document for one in read()}
    essays = {name: folder.joinpath(name) for name in wanted if name.startswith("argrewrite/")}
    texts = {name: path.read_bytes().decode("utf-8") for name, path in essays.items()}
    return texts | {f"r3/{name}": text for name, text in r3_texts(folder / "r3").items() if f"r3/{name}" in wanted}
