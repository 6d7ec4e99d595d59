"""The figures of the risk flags on edits that were labelled by reading; floors stand a little below the measured."""

from collections.abc import Sequence

import pytest

from tests.core.risk_labels import FRESH, Labelled, kappa, measured, read, second_reading

KINDS = {
    "number", "unit", "date", "name", "negation", "modal", "quotation", "link", "citation", "code", "maths",
}  # fmt: skip
ROWS = read()
NEW = read(FRESH)


def of(split: str) -> Sequence[Labelled]:
    """A half of the first table, or the second reader's fresh one."""
    return NEW if split == "fresh" else [row for row in ROWS if row.split == split]


def test_the_table_is_whole() -> None:
    assert len(ROWS) == 364
    assert len({(row.source, row.left, row.before, row.after) for row in ROWS}) == len(ROWS)
    assert all(row.before != row.after and row.kinds <= KINDS for row in ROWS)
    assert len(NEW) == 120
    assert not {row.left + row.before + row.right for row in NEW} & {row.left + row.before + row.right for row in ROWS}
    assert all(row.before != row.after and row.kinds <= KINDS for row in NEW)
    assert min(len(of("dev")), len(of("test"))) >= 170


def test_two_readers_agree() -> None:
    pairs = second_reading()
    assert len(pairs) == 70
    assert all(row.split == "test" for row, _ in pairs)
    assert kappa([(bool(row.kinds), bool(kinds)) for row, kinds in pairs]) == pytest.approx(0.914, abs=0.001)


@pytest.mark.parametrize(
    ("pairs", "agreement"),
    [
        ([(True, True), (False, False)], 1.0),
        ([(True, False), (False, True)], -1.0),
        ([(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15, 0.4),
        ([(True, True)] * 3, 1.0),
    ],
)
def test_kappa_is_agreement_beyond_chance(pairs: list[tuple[bool, bool]], agreement: float) -> None:
    assert kappa(pairs) == pytest.approx(agreement)


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
        ("fresh", "all", 0.86, 0.97),
        ("fresh", "any", 0.92, 0.98),
        ("fresh", "date", 0.95, 0.95),
        ("fresh", "modal", 0.95, 0.95),
        ("fresh", "name", 0.80, 0.95),
        ("fresh", "number", 0.70, 0.95),
    ],
)
def test_flags_agree_with_the_labels(split: str, kind: str, precision: float, recall: float) -> None:
    score = measured(of(split))[kind]
    assert score.precision >= precision
    assert score.recall >= recall
