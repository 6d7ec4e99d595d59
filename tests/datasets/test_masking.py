from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.diff import diff
from reviser.core.edit import Edit, Verdict
from reviser.datasets.annotation_checks import problem
from reviser.datasets.annotations import Annotation, JudgedEdit
from reviser.datasets.masking import EMAILS, LINKS, NUMBERS, Masks
from tests.datasets.saves import save_of

BASE = (
    "Write to ann@example.org or bo@example.org, see https://example.org/a, before 12.5 or 13."
    " Ann knows ann@example.org."
)
VALUES = ("ann@example.org", "www.example.org/x", "12.5", "3", "Ann", "so", "and", "\n")


def test_values_become_masks_and_equal_values_equal_masks() -> None:
    masks = Masks(names=("Ann",))
    assert masks.text(BASE) == (
        "Write to [EMAIL_1] or [EMAIL_2], see [LINK_1], before [NUMBER_1] or [NUMBER_2]. [NAME_1] knows [EMAIL_1]."
    )
    assert Masks(kinds=()).text(BASE) == BASE


def test_a_name_is_masked_whole_where_another_begins_it_and_where_it_ends_with_a_mark() -> None:
    masks = Masks(names=("Ann", "Ann Lee", "Bo Jr."))
    assert masks.text("Ann Lee, Ann and Bo Jr. met Anna.") == "[NAME_1], [NAME_2] and [NAME_3] met Anna."


def test_an_edit_inside_a_value_takes_the_value_in() -> None:
    start = BASE.index("bo@")
    save = save_of(BASE, (JudgedEdit(Edit(start, "bo", "bob"), "other", Verdict.ACCEPT, alternatives=("ann", "bo")),))
    masked = Masks().masked(save)
    assert masked is not None
    (judged,) = masked.edits
    assert judged.edit == Edit(start - len("ann@example.org") + len("[EMAIL_1]"), "[EMAIL_2]", "[EMAIL_3]")
    assert judged.alternatives == ("[EMAIL_1]", "[EMAIL_2]")
    assert problem(masked) is None


def test_what_is_left_out_is_named_with_its_annotator() -> None:
    edits = tuple(JudgedEdit(Edit(place, "1", "2"), "other", Verdict.ACCEPT) for place in (0, 1))
    save = replace(save_of("11", edits), annotator="ann1", where="a depth 1")
    masks = Masks()
    assert list(masks.pass_on([save, replace(save, annotator="")])) == []
    assert masks.left_out == ["a depth 1 (ann1)", "a depth 1"]


def test_without_a_text_the_edits_alone_are_masked() -> None:
    save = replace(save_of("a 3", (JudgedEdit(Edit(2, "3", "4"), "other", Verdict.ACCEPT),)), base=None, result=None)
    masked = Masks().masked(save)
    assert masked is not None
    assert [(judged.edit.before, judged.edit.after) for judged in masked.edits] == [("[NUMBER_1]", "[NUMBER_2]")]


def test_what_was_said_of_the_edits_is_masked_too() -> None:
    said = JudgedEdit(
        Edit(0, "So", "Then"), "other", Verdict.REJECT, reason="Ann says 3", explanation="see www.example.org/x",
        alternatives=("Ann", "bo@example.org"),
    )  # fmt: skip
    save = replace(
        save_of("So it is.", (said,)), document="/home/Ann/of_Ann_3.txt", annotator="Ann (bo@example.org)",
        instruction="As Ann likes it, by 12.5.",
    )  # fmt: skip
    masks = Masks(names=("Ann",))
    masked = masks.masked(save)
    assert masked is not None
    assert (masked.document, masked.annotator) == ("/home/[NAME_1]/of_[NAME_1]_3.txt", "[NAME_1] ([EMAIL_1])")
    assert masks.original(masked.document) == save.document
    (judged,) = masked.edits
    assert (judged.reason, judged.explanation) == ("[NAME_1] says [NUMBER_2]", "see [LINK_1]")
    assert judged.alternatives == ("[NAME_1]", "[EMAIL_1]")
    assert masked.instruction == "As [NAME_1] likes it, by [NUMBER_1]."


_texts = st.lists(st.sampled_from(VALUES), max_size=10).map(" ".join)


@given(_texts, _texts, st.lists(st.sampled_from([Verdict.ACCEPT, Verdict.REJECT]), min_size=30, max_size=30))
def test_what_is_masked_still_fits_and_holds_no_value(base: str, other: str, verdicts: list[Verdict]) -> None:
    edits = [JudgedEdit(edit, "other", verdict) for edit, verdict in zip(diff(base, other), verdicts, strict=False)]
    save = save_of(base, tuple(edits))
    masks = Masks(names=("Ann",))
    found = list(masks.pass_on([save]))
    assert len(found) + len(masks.left_out) == 1
    for masked in found:
        assert problem(masked) is None
        _holds_no_value(masked)


def _holds_no_value(save: Annotation) -> None:
    texts = [save.base or "", save.result or "", *(judged.edit.after for judged in save.edits)]
    for text in texts:
        for value in ("ann@", "www.", "12.5", "Ann"):
            assert value not in text


def test_kinds_are_chosen() -> None:
    assert Masks(kinds=(EMAILS,)).text("a@b.org 3") == "[EMAIL_1] 3"
    assert Masks(kinds=(NUMBERS, LINKS)).text("a@b.org 3") == "a@b.org [NUMBER_1]"


@pytest.mark.parametrize("rewritten", ["ann", "bobby", "my own"])
def test_what_the_person_wrote_into_a_value_takes_the_value_in(rewritten: str) -> None:
    judged = JudgedEdit(Edit(BASE.index("bo@"), "bo", "bob"), "other", Verdict.REWRITE, rewritten)
    masks = Masks()
    masked = masks.masked(save_of(BASE, (judged,)))
    assert masked is not None
    (found,) = masked.edits
    assert (found.edit.before, found.rewritten) == ("[EMAIL_2]", masks.text(f"{rewritten}@example.org"))
    assert problem(masked) is None
