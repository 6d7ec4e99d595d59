"""What two parts of an export counted is counted once each, and nothing is lost of it."""

from dataclasses import fields

from reviser.datasets.annotation_checks import AnnotationProblem
from reviser.datasets.export_report import ExportReport
from reviser.messages import message

NO = message("no")


def test_what_another_counted_is_counted_too() -> None:
    one = ExportReport(
        1,
        2,
        3,
        4,
        5,
        [AnnotationProblem("a", NO)],
        [AnnotationProblem("b", NO)],
        6,
        {("intent", "x"), ("intent", "y")},
        {"train": 1},
        *({name} for name in ("d", "s", "a", "r", "m", "p")),
    )
    other = ExportReport(
        10,
        20,
        30,
        40,
        50,
        [AnnotationProblem("c", NO)],
        [AnnotationProblem("d", NO)],
        60,
        {("intent", "y")},
        {"train": 2, "test": 0},
        *({name} for name in ("d2", "s", "a2", "r", "m2", "p2")),
    )
    one.add(other)
    assert [getattr(one, field.name) for field in fields(ExportReport)] == [
        *(11, 22, 33, 44, 55),
        [AnnotationProblem("a", NO), AnnotationProblem("c", NO)],
        [AnnotationProblem("b", NO), AnnotationProblem("d", NO)],
        66,
        {("intent", "y")},
        {"train": 3, "test": 0},
        *({"d", "d2"}, {"s"}, {"a", "a2"}, {"r"}, {"m", "m2"}, {"p", "p2"}),
    ]
