"""What two parts of an export counted is counted once each, and nothing is lost of it."""

from dataclasses import fields

from reviser.datasets.annotation_checks import Problem
from reviser.datasets.export_report import Tally


def test_what_another_counted_is_counted_too() -> None:
    one = Tally(1, 2, 3, 4, 5, [Problem("a", "no")], [Problem("b", "no")], 6, {("intent", "x"), ("intent", "y")})
    other = Tally(10, 20, 30, 40, 50, [Problem("c", "no")], [Problem("d", "no")], 60, {("intent", "y")})
    one.add(other)
    assert [getattr(one, field.name) for field in fields(Tally)] == [
        11, 22, 33, 44, 55, [Problem("a", "no"), Problem("c", "no")], [Problem("b", "no"), Problem("d", "no")], 66,
        {("intent", "y")},
    ]  # fmt: skip
