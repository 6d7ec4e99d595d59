"""The drawing of a history: every line leads from a point to the one that it goes on from, and none meets another."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reviser.core.branches import HistoryPoint, PointKind
from reviser.gui.history.lanes import rows_of


def point(index: int, parent: int | None) -> HistoryPoint:
    return HistoryPoint(index, PointKind.TYPED, index, index, 0.0, 0.0, 0, parent)


@st.composite
def trees(draw: st.DrawFn) -> list[HistoryPoint]:
    count = draw(st.integers(1, 30))
    return [point(index, draw(st.integers(0, index - 1)) if index else None) for index in range(count)]


@given(points=trees())
def test_every_line_leads_to_where_its_point_goes_on_from(points: list[HistoryPoint]) -> None:
    rows = rows_of(points)
    assert [row.point.index for row in rows] == list(range(len(points)))[::-1]
    assert rows[0].above == ()
    assert rows[-1].below == ()
    for upper, lower in pairwise(rows):
        assert upper.below == lower.above
    drawn = {}  # where each point's line ends
    for row in rows:
        for column, index in row.above:
            if column in row.joins:
                drawn[index] = row.point.index
            else:
                assert (column, index) in row.below
                assert column != row.column
        columns = [column for column, _ in row.below]
        assert len(columns) == len(set(columns))
        if row.point.parent is not None:
            assert (row.column, row.point.index) in row.below
        assert row.column < row.width
    assert drawn == {each.index: each.parent for each in points if each.parent is not None}


def test_a_straight_history_takes_one_column() -> None:
    rows = rows_of([point(index, index - 1 if index else None) for index in range(5)])
    assert {row.width for row in rows} == {1}
