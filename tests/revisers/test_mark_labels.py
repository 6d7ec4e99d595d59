"""The marks of the editors stand where they say, and proposals are compared with them as they say."""

from dataclasses import replace

import pytest

from reviser.core.edit import Edit, Intent, Proposal, apply
from tests.benchmarks.eval_recall import Met, met
from tests.data import shared
from tests.revisers.labels.of_marks import Mark, documents, read

TEXT = "The user of cars are happy, and street is full of it."


def test_each_stands_in_its_document() -> None:
    texts = documents(shared("argrewrite").parent)
    marks = read()
    assert len(marks) >= 250
    assert len(texts) == 10
    for name, text in texts.items():
        own = [mark.edit for mark in marks if mark.document == name]
        assert own
        assert apply(text, own) != text  # ValueError where one is not there, or two overlap
        assert all(edit.before != edit.after for edit in own)


def found(*edits: Edit) -> Met:
    marks = [Mark("", edit, "") for edit in (Edit(17, "are", "is"), Edit(32, "", "the "), Edit(39, "is", "was"))]
    proposals = [Proposal(edit, Intent.FLUENCY, "embedded", "model/verb", "") for edit in edits]
    return met(TEXT, marks, proposals)


@pytest.mark.parametrize("edit", [Edit(32, "", "the "), Edit(31, "", " the"), Edit(32, "street", "the street")])
def test_a_word_is_put_in_wherever_its_blank_stands(edit: Edit) -> None:
    result = found(edit)
    assert [mark.edit.start for mark in result.mended] == [32]
    assert [mark.edit.start for mark in result.missed] == [17, 39]
    assert not result.touched
    assert not result.beside


def test_another_way_out_only_touches() -> None:
    result = found(Edit(17, "are", "were"))
    assert [mark.edit.after for mark in result.touched] == ["is"]
    assert not result.mended


def test_one_proposal_may_mend_two() -> None:
    result = found(Edit(32, "street is", "the street was"))
    assert [mark.edit.start for mark in result.mended] == [32, 39]


def test_what_stands_elsewhere_meets_none() -> None:
    result = found(Edit(4, "user", "users"))
    assert len(result.missed) == 3
    assert [replace(one, rule="") for one in result.beside] == [
        Proposal(Edit(4, "user", "users"), Intent.FLUENCY, "embedded", "", "")
    ]
