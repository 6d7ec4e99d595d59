"""How often the consistency layer is right on real texts, recomputed from labels made by reading each proposal."""

from collections import Counter
from pathlib import Path

from tests.data import shared
from tests.revisers.labels.sample_consistency import documents, found

LABELS = Path(__file__).parent / "labels" / "consistency.tsv"
Key = tuple[str, str, str, str, str]


def labels() -> dict[Key, str]:
    """By file, offset, before, after and rule: right or wrong."""
    lines = LABELS.read_text("utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith(("#", "file\t"))]
    return {(row[0], row[1], row[2], row[3], row[4]): row[5] for row in rows}


def test_every_kind_is_right_four_times_in_five() -> None:
    kinds: dict[str, Counter[str]] = {}
    for (_, _, _, _, rule), label in labels().items():
        kinds.setdefault(rule.split("/")[1], Counter())[label] += 1
    assert kinds
    for kind, counts in kinds.items():
        assert set(counts) <= {"right", "wrong"}
        assert counts["right"] >= 0.8 * counts.total(), kind


def test_the_labels_are_of_what_it_proposes_now() -> None:
    """What is proposed and has no label counts as wrong: change the layer, and label what is new."""
    root = shared("argrewrite").parent
    shared("r3")
    known = labels()
    proposed = [
        (name, str(one.edit.start), one.edit.before, one.edit.after, one.rule)
        for name, text in documents(root)
        for one in found(text)
    ]
    right = sum(known.get(key) == "right" for key in proposed)
    assert len(proposed) >= 100
    assert right >= 0.8 * len(proposed)
