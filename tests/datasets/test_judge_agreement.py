"""A judge beside people, by hand."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit, Verdict
from reviser.core.pairwise import Pair, PairOutcome
from reviser.datasets.annotations import Annotation, JudgedEdit
from reviser.datasets.judge_agreement import (
    HumanDecision,
    LeftOut,
    beside_accepting_all,
    human_decisions,
    judge_agreements,
)
from reviser.datasets.statistics import agreements, cohens_kappa

BASE = "He go home. It were late.  She have it."
EDITS = (("go", "goes"), ("were", "was"), ("have", "has"))


def save(verdicts: str, annotator: str = "ann", document: str = "d", **more: Any) -> Annotation:
    """One edit for each letter: a for accepted, r for rejected, w for rewritten, u for undecided."""
    known = {"a": Verdict.ACCEPT, "r": Verdict.REJECT, "w": Verdict.REWRITE, "u": Verdict.UNDECIDED}
    edits = tuple(
        JudgedEdit(Edit(BASE.index(before), before, after), "fluency", known[each], "x" if each == "w" else None)
        for each, (before, after) in zip(verdicts, EDITS, strict=False)
    )
    made = Annotation("system_human", annotator, document, 1, "", BASE, None, edits, "r3", "")
    return replace(made, **more)


def test_a_decision_is_the_sentence_with_the_edit_alone_and_without() -> None:
    read = human_decisions([save("arw"), save("uua")])
    assert [(one.pair, one.accepted) for one in read.found] == [
        (Pair("He goes home. ", "He go home. "), True),
        (Pair("It was late.  ", "It were late.  ", before="He go home. "), False),
        (Pair("She has it.", "She have it.", before="He go home. It were late.  "), True),
    ]
    assert read.left_out == {LeftOut.REWRITTEN: 1}


def test_what_cannot_be_compared_is_counted() -> None:
    read = human_decisions(
        [
            save("ar", setting="system_only"),
            save("a", setting="revisions"),
            save("aaa", base=None),
            save("ru", base="Another text."),
        ]
    )
    assert read.found == []
    assert read.left_out == {LeftOut.NO_PERSON: 3, LeftOut.NO_TEXT: 3, LeftOut.NO_PLACE: 1}


def decisions(verdicts: str, annotator: str = "ann", document: str = "d") -> list[HumanDecision]:
    made = save("a", annotator, document)
    known = {"a": Verdict.ACCEPT, "r": Verdict.REJECT}
    return [
        HumanDecision(made, made.edits[0]._replace(verdict=known[each]), Pair(str(at), ""))
        for at, each in enumerate(verdicts)
    ]


def test_the_figures_by_hand() -> None:
    a, b, tie = PairOutcome.A, PairOutcome.B, PairOutcome.DISAGREE
    people = decisions("aaar") + decisions("rrar", "ben", "e")
    said = [a, a, b, a, b, tie, tie, PairOutcome.UNJUDGED]
    found = {(one.key, one.value): one for one in judge_agreements(people, said, 1)}
    both = found["", ""]
    assert (both.edits, both.accepted, both.better, both.worse, both.agreed) == (7, 4, 3, 2, 4)
    assert (both.share, both.base, both.decided_share) == (4 / 7, 4 / 7, 3 / 5)
    # Both accept 2, the person alone 2, the judge alone 1, neither 2.
    by_chance = 4 / 7 * 3 / 7 + 3 / 7 * 4 / 7
    assert both.kappa == pytest.approx((4 / 7 - by_chance) / (1 - by_chance))
    assert found["annotator", "ben"].agreed == 2
    assert found["annotator", "ben"].decided_share == 1
    assert found["setting", "system_human"].edits == found["intent", "fluency"].edits == 7
    assert beside_accepting_all(people, said, 1).value == pytest.approx(0)


@given(st.text(st.sampled_from("ar"), min_size=1, max_size=30))
def test_who_prefers_every_edit_agrees_as_often_as_people_accept(verdicts: str) -> None:
    people = decisions(verdicts)
    all_, *_ = judge_agreements(people, [PairOutcome.A] * len(people), 1)
    assert all_.share == all_.base == verdicts.count("a") / len(verdicts)
    assert all_.kappa in {None, 0.0}
    assert beside_accepting_all(people, [PairOutcome.A] * len(people), 1).value == 0


@given(st.text(st.sampled_from("ar"), min_size=1, max_size=30))
def test_who_prefers_what_people_accepted_agrees_always(verdicts: str) -> None:
    people = decisions(verdicts)
    said = [PairOutcome.A if each == "a" else PairOutcome.B for each in verdicts]
    all_, *_ = judge_agreements(people, said, 1)
    assert (all_.share, all_.decided_share, all_.interval.low) == (1, 1, 1)
    assert all_.kappa == (1 if len(set(verdicts)) == 2 else None)


@given(st.text(st.sampled_from("ar"), min_size=1, max_size=3), st.data())
def test_kappa_is_that_of_two_annotators(verdicts: str, data: st.DataObject) -> None:
    other = data.draw(st.text(st.sampled_from("ar"), min_size=len(verdicts), max_size=len(verdicts)))
    (pair,) = agreements([save(verdicts, "one"), save(other, "two")])
    said = [PairOutcome.A if each == "a" else PairOutcome.DISAGREE for each in other]
    all_, *_ = judge_agreements(human_decisions([save(verdicts)]).found, said, 1)
    assert all_.share == pytest.approx(pair.percent)
    assert all_.kappa == (None if pair.kappa is None else pytest.approx(pair.kappa))


def test_documents_are_drawn_whole() -> None:
    """Of two documents of which a judge is always right in one and never in the other, a resample has one of three."""
    people = decisions("aaaa", document="d") + decisions("aaaa", document="e")
    all_, *_ = judge_agreements(people, [PairOutcome.A] * 4 + [PairOutcome.B] * 4, 1)
    assert (all_.interval.low, all_.interval.high) == (0, 1)


def test_cohens_kappa_of_his_own_example() -> None:
    assert cohens_kappa(0.7, 0.5, 0.6) == pytest.approx(0.4)
    assert cohens_kappa(1, 1, 1) is None
