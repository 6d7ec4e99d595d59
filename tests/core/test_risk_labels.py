"""The figures of the risk flags on edits that were labelled by reading; floors stand a little below the measured."""

from collections.abc import Sequence

import pytest

from tests.core.risk_labels import Labelled, measured, read

KINDS = {
    "number", "unit", "date", "name", "negation", "modal", "quotation", "link", "citation", "code", "maths",
}  # fmt: skip
ROWS = read()


def of(split: str) -> Sequence[Labelled]:
    return [row for row in ROWS if row.split == split]


def test_the_table_is_whole() -> None:
    assert len(ROWS) == 364
    assert len({(row.source, row.left, row.before, row.after) for row in ROWS}) == len(ROWS)
    assert all(row.before != row.after and row.kinds <= KINDS for row in ROWS)
    assert min(len(of("dev")), len(of("test"))) >= 170


@pytest.mark.parametrize(
    ("split", "kind", "precision", "recall"),
    [
        ("dev", "all", 0.90, 0.98),
        ("dev", "any", 0.92, 0.98),
        ("test", "all", 0.88, 0.92),
        ("test", "any", 0.94, 0.95),
        ("test", "negation", 0.95, 0.95),
        ("test", "modal", 0.92, 0.98),
        ("test", "quotation", 0.95, 0.95),
        ("test", "date", 0.95, 0.90),
        ("test", "name", 0.80, 0.85),
        ("test", "number", 0.65, 0.70),
    ],
)
def test_flags_agree_with_the_labels(split: str, kind: str, precision: float, recall: float) -> None:
    score = measured(of(split))[kind]
    assert score.precision >= precision
    assert score.recall >= recall
