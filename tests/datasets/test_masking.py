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


def test_a_name_is_masked_whole_where_another_begins_it() -> None:
    masks = Masks(names=("Ann", "Ann Lee", "Bo Jr."))
    assert masks.text("Ann Lee, Ann and Bo Jr. met Anna.") == "[NAME_1], [NAME_2] and [NAME_3]. met Anna."


def test_an_edit_inside_a_value_takes_the_value_in() -> None:
    start = BASE.index("bo@")
    save = save_of(BASE, (JudgedEdit(Edit(start, "bo", "bob"), "other", Verdict.ACCEPT, alternatives=("ann", "bo")),))
    masked = Masks().masked(save)
    (judged,) = masked.edits
    assert judged.edit == Edit(start - len("ann@example.org") + len("[EMAIL_1]"), "[EMAIL_2]", "[EMAIL_3]")
    assert judged.alternatives == ()
    assert problem(masked) is None


def test_an_edit_that_cannot_be_told_from_a_value_is_left_out_and_its_session_stays() -> None:
    edits = (
        JudgedEdit(Edit(0, "1", "2"), "other", Verdict.ACCEPT),
        JudgedEdit(Edit(1, "1", "2"), "other", Verdict.ACCEPT),
        JudgedEdit(Edit(3, "is", "was"), "other", Verdict.ACCEPT),
    )
    save = replace(save_of("11 is so.", edits), annotator="ann1", where="a depth 1")
    masks = Masks()
    first, second = masks.pass_on([save, replace(save, annotator="")])
    assert masks.left_out == [
        "a depth 1 edit 1 (ann1)", "a depth 1 edit 2 (ann1)", "a depth 1 edit 1", "a depth 1 edit 2",
    ]  # fmt: skip
    assert (first.base, first.result) == ("[NUMBER_1] is so.", None)
    assert [judged.edit for judged in first.edits] == [Edit(11, "is", "was")]
    assert second == replace(first, annotator="")


@pytest.mark.parametrize(
    ("base", "edit"),
    [
        ("Ann-Marie fell.", Edit(0, "Ann-", "Ann ")),  # another spelling of the name alone
        ("Ann fell.", Edit(3, "", " Marie")),
        ("Anna Marie fell.", Edit(3, "a", "")),
        ("Ann X Marie fell.", Edit(4, "X ", "")),
    ],
)
def test_an_edit_that_makes_a_value_of_the_words_beside_it_is_left_out(base: str, edit: Edit) -> None:
    for verdict in (Verdict.ACCEPT, Verdict.REJECT, Verdict.UNDECIDED):
        masks = Masks(names=("Ann Marie",))
        masked = masks.masked(save_of(base, (JudgedEdit(edit, "other", verdict),)))
        assert masked.edits == ()
        assert len(masks.left_out) == 1
        assert problem(masked) is None


def test_edits_that_make_a_value_together_are_left_out() -> None:
    edits = (
        JudgedEdit(Edit(0, "X", "Ann"), "other", Verdict.ACCEPT),
        JudgedEdit(Edit(2, "Y", "Marie"), "other", Verdict.ACCEPT, alternatives=("Z",)),
        JudgedEdit(Edit(4, "fell", "sat"), "other", Verdict.ACCEPT),
    )
    masked = Masks(names=("Ann Marie",)).masked(save_of("X Y fell.", edits))
    assert [judged.edit.after for judged in masked.edits] == ["sat"]


def test_of_a_path_only_the_title_stays_and_another_document_has_another() -> None:
    masks = Masks(names=("Ann",))
    titles = [
        masks.masked(save_of("", (), document=path)).document
        for path in ("/home/lee/of Ann 3.txt", "/home/kim/of Ann 3.txt", "C:\\lee\\a.md", "/home/lee/of Ann 3.txt", "d")
    ]
    assert titles == ["of [NAME_1] [NUMBER_1].txt", "of [NAME_1] [NUMBER_1].txt (2)", "a.md", titles[0], "d"]
    assert [masks.original(title) for title in titles[:2]] == ["/home/lee/of Ann 3.txt", "/home/kim/of Ann 3.txt"]


def test_without_a_text_the_edits_alone_are_masked() -> None:
    save = replace(save_of("a 3", (JudgedEdit(Edit(2, "3", "4"), "other", Verdict.ACCEPT),)), base=None, result=None)
    masked = Masks().masked(save)
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
    assert (masked.document, masked.annotator) == ("of_[NAME_1]_[NUMBER_1].txt", "[NAME_1] ([EMAIL_1])")
    assert masks.original(masked.document) == save.document
    (judged,) = masked.edits
    assert (judged.reason, judged.explanation) == ("[NAME_1] says [NUMBER_1]", "see [LINK_1]")
    assert judged.alternatives == ("[NAME_1]", "[EMAIL_1]")
    assert masked.instruction == "As [NAME_1] likes it, by [NUMBER_2]."


_texts = st.lists(st.sampled_from(VALUES), max_size=10).map(" ".join)


@given(_texts, _texts, st.lists(st.sampled_from([Verdict.ACCEPT, Verdict.REJECT]), min_size=30, max_size=30))
def test_what_is_masked_still_fits_and_holds_no_value(base: str, other: str, verdicts: list[Verdict]) -> None:
    edits = [JudgedEdit(edit, "other", verdict) for edit, verdict in zip(diff(base, other), verdicts, strict=False)]
    save = save_of(base, tuple(edits))
    masks = Masks(names=("Ann",))
    (masked,) = masks.pass_on([save])
    assert problem(masked) is None
    assert len(masked.edits) + len(masks.left_out) == len(edits)
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
    (found,) = masked.edits
    assert (found.edit.before, found.rewritten) == ("[EMAIL_2]", masks.text(f"{rewritten}@example.org"))
    assert problem(masked) is None
