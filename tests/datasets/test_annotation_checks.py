from dataclasses import replace

from hypothesis import given

from reviser.core.edit import Edit, Verdict
from reviser.datasets.annotation_checks import problem
from reviser.datasets.annotations import Annotation, JudgedEdit
from reviser.datasets.export_report import ExportReport
from tests.datasets.saves import KNOWN, saves


@given(saves())
def test_what_fits_is_right(save: Annotation) -> None:
    assert problem(save) is None


def test_what_does_not_fit_is_named_and_left_out() -> None:
    moved = replace(KNOWN, edits=(KNOWN.edits[0]._replace(edit=Edit(4, "utilise", "use")),))
    wrong = replace(KNOWN, result="Something else.")
    clash = replace(
        KNOWN,
        edits=(
            JudgedEdit(Edit(0, "We utilise", "A"), "", Verdict.ACCEPT),
            JudgedEdit(Edit(3, "utilise", "use"), "", Verdict.ACCEPT),
        ),
    )
    bare = replace(KNOWN, base=None, result=None)
    tally = ExportReport()
    assert list(tally.pass_on([KNOWN, moved, wrong, clash, bare])) == [KNOWN, bare]
    assert (tally.right, tally.unchecked, tally.chosen) == (1, 1, 8)
    said = [f"{one.where}: {one.reason}" for one in tally.problems]
    assert "edit 1: It gives 'utilise' as the text there, but the text is 'tilise '." in said[0]
    assert "does not give its result" in said[1]
    assert "conflict" in said[2]
