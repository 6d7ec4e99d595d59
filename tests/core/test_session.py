"""The loop as a state machine, rule by rule of what always holds, and at random against the plainest model."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.diff import diff
from reviser.core.edit import Decision, Edit, Intent, Verdict, apply, invert
from reviser.core.events import (
    Arrived,
    Changed,
    Decided,
    Outcome,
    RoundEnded,
    RoundStarted,
    RuleSet,
    StopReason,
    WordsAdded,
)
from reviser.core.round import Arrival
from reviser.core.round_state import RoundState, Status
from reviser.core.session import State, stop_reason
from tests.core.recording import Recording, propose
from tests.core.test_working_copy import edits_over

TEXT = "The cat sat on teh mat. It was a very big mat.\n\nThe dog saw teh cat.\n"


def in_hand(state: State) -> RoundState:
    assert state.round_state is not None
    return state.round_state


def statuses(state: State) -> list[Status]:
    round_state = in_hand(state)
    return [round_state.status(item) for item in round_state.round.items]


def test_a_round_decided_gives_the_base_with_the_accepted_edits() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "teh", "the"), propose(TEXT, "very big", "huge"), propose(TEXT, "teh", "the", nth=1))
    doc.decide(Verdict.ACCEPT, 0)
    doc.decide(Verdict.REJECT, 1)
    state = doc.decide(Verdict.REWRITE, 2, after="that")
    assert state.text == "The cat sat on the mat. It was a very big mat.\n\nThe dog saw that cat.\n"
    assert in_hand(state).result == state.text
    assert statuses(state) == [Status.ACCEPTED, Status.REJECTED, Status.ACCEPTED]
    assert in_hand(state).decided == 3


def test_a_decision_can_be_changed_and_taken_back_until_the_round_ends() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "teh", "the"))
    doc.decide(Verdict.ACCEPT, 0)
    assert doc.decide(Verdict.REJECT, 0).text == TEXT
    assert statuses(doc.decide(Verdict.UNDECIDED, 0)) == [Status.PENDING]
    assert doc.decide(Verdict.REWRITE, 0, after="a").text == TEXT.replace("teh", "a", 1)


def test_before_a_round_there_is_no_proposal() -> None:
    with pytest.raises(KeyError):
        Recording(TEXT).state.item("a:0")


def test_nothing_is_decided_before_a_round_began() -> None:
    with pytest.raises(ValueError, match="no round has begun"):
        Recording(TEXT).do(Decided((Decision("a:0", Verdict.ACCEPT),)))


def test_always_3_what_lies_outside_accepted_spans_is_identical_after_a_round() -> None:
    doc = Recording(TEXT)
    state = doc.round(propose(TEXT, "teh", "the"), propose(TEXT, "saw", "watched"))
    state = doc.decide(Verdict.ACCEPT, 0, 1)
    (first, second) = in_hand(state).accepted()
    text = state.text
    assert text[: first.start] == TEXT[: first.start]
    assert text[first.start + 3 : second.start] == TEXT[first.end : second.start]
    assert text[second.start + len("watched") :] == TEXT[second.end :]


def test_always_4_typing_moves_a_pending_proposal() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "very big", "huge"))
    state = doc.type(0, "", "Look! ")
    round_state = in_hand(state)
    place = round_state.place(round_state.round.items[0])
    assert place is not None
    assert place.of(state.text) == "very big"
    assert doc.decide(Verdict.ACCEPT, 0).text == "Look! " + TEXT.replace("very big", "huge")


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        ("teh", "tah", Status.STALE),
        ("on teh mat", "on mat", Status.STALE),
        ("teh mat", "tehmat", Status.STALE),  # its word has become another
        ("on teh", "on, teh", Status.PENDING),
        ("sat", "lay", Status.PENDING),
    ],
)
def test_always_4_a_proposal_whose_span_was_typed_in_is_stale(before: str, after: str, status: Status) -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "teh", "the"))
    typed = by_letter(TEXT.index(before), before, after)
    assert statuses(doc.do(Changed((typed,)))) == [status]
    if status is Status.STALE:
        with pytest.raises(ValueError, match="stale"):
            doc.decide(Verdict.ACCEPT, 0)
    doc.do(Changed(invert([typed])))
    assert statuses(doc.state) == [Status.PENDING]


def by_letter(start: int, before: str, after: str) -> Edit:
    """The smallest change, as fingers make it."""
    head = 0
    while before[head : head + 1] == after[head : head + 1] != "":
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return Edit(start + head, before[head : len(before) - tail], after[head : len(after) - tail])


def test_always_5_a_late_proposal_is_moved_through_what_changed_since() -> None:
    doc = Recording(TEXT)
    doc.do(RoundStarted("a", "test"))
    doc.type(0, "", "Well. ")
    doc.do(Arrived("a", (propose(TEXT, "very big", "huge"),)))
    assert doc.decide(Verdict.ACCEPT, 0).text == "Well. " + TEXT.replace("very big", "huge")


def test_always_5_a_late_proposal_whose_span_changed_is_dropped_and_counted() -> None:
    doc = Recording(TEXT)
    doc.do(RoundStarted("a", "test"))
    doc.type(TEXT.index("very"), "very", "quite")
    state = doc.do(Arrived("a", (propose(TEXT, "very big", "huge"), propose(TEXT, "teh", "the"))))
    assert in_hand(state).round.count(Arrival.MOVED) == 1
    assert statuses(state) == [Status.SET_ASIDE, Status.PENDING]


def test_always_5_results_of_an_undone_round_are_dropped_whole() -> None:
    doc = Recording(TEXT)
    doc.do(RoundStarted("a", "test"))
    doc.undo()
    state = doc.do(Arrived("a", (propose(TEXT, "teh", "the"),)), RoundEnded("a", Outcome.COMPLETE))
    assert state.round_state is None
    assert statuses(doc.redo()) == [Status.PENDING]


def test_always_2_of_two_proposals_at_one_place_the_first_stands() -> None:
    doc = Recording(TEXT)
    state = doc.round(
        propose(TEXT, "very big", "huge"),
        propose(TEXT, "very", "so"),
        propose(TEXT, "", "x ", nth=TEXT.index("very")),
        propose(TEXT, "big mat", "carpet"),
    )
    assert [item.standing for item in in_hand(state).round.items] == [Arrival.LIVE] + [Arrival.OVERLAPPING] * 3


def test_a_proposal_about_another_text_is_set_aside() -> None:
    doc = Recording(TEXT)
    state = doc.round(propose("xx cat", "cat", "dog"), propose(TEXT, "cat", "cat"))
    assert [item.standing for item in in_hand(state).round.items] == [Arrival.UNFIT] * 2


def test_always_7_undo_takes_back_step_by_step_and_redo_brings_back() -> None:
    doc = Recording(TEXT)
    texts = [doc.state.text]
    doc.round(propose(TEXT, "teh", "the"), propose(TEXT, "very big", "huge"))
    texts.append(doc.state.text)
    for state in (doc.decide(Verdict.ACCEPT, 0), doc.type(0, "The", "A"), doc.decide(Verdict.ACCEPT, 1)):
        texts.append(state.text)
    doc.round(propose(doc.state.text, "dog", "hound"))
    texts += [doc.state.text, doc.decide(Verdict.ACCEPT, 0).text]
    for text in reversed(texts[:-1]):
        assert doc.undo().text == text
        assert doc.again() == doc.state
    assert not doc.timeline.undo_step
    for text in texts[1:]:
        assert doc.redo().text == text
        assert doc.again() == doc.state
    doc.undo()
    doc.type(0, "A", "One")
    assert not doc.timeline.redo_step


def test_always_8_a_rejected_edit_does_not_come_back_whatever_its_intent() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "teh", "the"), propose(TEXT, "very big", "huge"))
    doc.decide(Verdict.REJECT, 0)
    doc.decide(Verdict.ACCEPT, 1)
    text = doc.state.text
    state = doc.round(propose(text, "on teh mat", "on the mat", intent=Intent.STYLE))
    assert in_hand(state).round.items[0].standing is Arrival.HELD_BACK
    assert in_hand(state).round.items[0].because == ("r1:0",)
    assert stop_reason(state) is StopReason.NOTHING_PROPOSED


def test_always_8_a_rejection_is_of_its_place_only() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "teh", "the"))
    doc.decide(Verdict.REJECT, 0)
    state = doc.round(propose(TEXT, "teh", "the", nth=1))
    assert statuses(state) == [Status.PENDING]


def test_always_8_a_proposal_loses_its_rejected_part() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "teh", "the"))
    doc.decide(Verdict.REJECT, 0)
    state = doc.round(propose(TEXT, "on teh mat", "upon the mat"))
    assert in_hand(state).round.items[0].proposal.edit == Edit(TEXT.index("on teh"), "on", "upon")
    assert doc.decide(Verdict.ACCEPT, 0).text == TEXT.replace("on teh", "upon teh")


def test_always_8_a_rejection_moves_with_the_text_over_many_rounds() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "teh", "the"), propose(TEXT, "cat", "tiger"))
    doc.decide(Verdict.REJECT, 0)
    doc.decide(Verdict.ACCEPT, 1)
    doc.type(0, "", "Oh, well. ")
    doc.round()
    state = doc.round(propose(doc.state.text, "teh", "the"))
    assert in_hand(state).round.items[0].standing is Arrival.HELD_BACK


def test_always_8_typing_in_its_sentence_ends_a_rejection_and_white_space_does_not() -> None:
    for before, after, standing in (("sat", "lay", Arrival.LIVE), (" sat", "  sat", Arrival.HELD_BACK)):
        doc = Recording(TEXT)
        doc.round(propose(TEXT, "teh", "the"))
        doc.decide(Verdict.REJECT, 0)
        doc.type(TEXT.index(before), before, after)
        state = doc.round(propose(doc.state.text, "teh", "the"))
        assert in_hand(state).round.items[0].standing is standing, before


def test_always_8_a_rejection_made_after_typing_in_its_sentence_holds() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "teh", "the"))
    doc.type(TEXT.index("sat"), "sat", "lay")
    doc.decide(Verdict.REJECT, 0)
    state = doc.round(propose(doc.state.text, "teh", "the"))
    assert in_hand(state).round.items[0].standing is Arrival.HELD_BACK
    doc.type(doc.state.text.index("lay"), "lay", "sat")
    assert statuses(doc.round(propose(doc.state.text, "teh", "the"))) == [Status.PENDING]


def test_always_8_accepting_over_it_ends_a_rejection() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "very", "quite"))
    doc.decide(Verdict.REJECT, 0)
    doc.round(propose(TEXT, "very big mat", "very large rug"))
    doc.decide(Verdict.ACCEPT, 0)
    state = doc.round(propose(doc.state.text, "very", "quite"))
    assert in_hand(state).round.items[0].standing is Arrival.LIVE


def test_always_8_an_undone_rejection_holds_nothing_back() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "teh", "the"))
    doc.decide(Verdict.REJECT, 0)
    doc.undo()
    assert statuses(doc.round(propose(TEXT, "teh", "the"))) == [Status.PENDING]


def test_always_11_what_is_undecided_lapses_and_is_neither_taught_nor_held_back() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "teh", "the"))
    state = doc.round(propose(TEXT, "teh", "the"))
    assert statuses(state) == [Status.PENDING]
    (before,) = state.history
    assert before.status(before.round.items[0]) is Status.LAPSED


def test_always_11_a_sentence_that_returns_twice_is_frozen_and_then_it_is_a_cycle() -> None:
    doc = Recording(TEXT)
    for number in range(3):
        words = ("very big", "huge") if number % 2 == 0 else ("huge", "very big")
        state = doc.round(propose(doc.state.text, *words))
        assert statuses(state) == [Status.PENDING], number
        doc.decide(Verdict.ACCEPT, 0)
    text = doc.state.text
    assert text == TEXT.replace("very big", "huge")
    state = doc.round(propose(text, "huge", "very big"), propose(text, "saw", "watched"))
    assert [item.standing for item in in_hand(state).round.items] == [Arrival.FROZEN, Arrival.LIVE]
    assert stop_reason(state) is None
    state = doc.round(propose(text, "huge", "very big"))
    assert stop_reason(state) is StopReason.CYCLE


STATES = st.lists(st.sampled_from(("One. ", "Two. ", "One two. ", "six ", "ten. ")), max_size=5).map("".join)


@given(st.lists(STATES, min_size=2, max_size=4, unique=True))
def test_always_11_a_loop_over_the_same_texts_always_stops(texts: list[str]) -> None:
    """Whatever a reviser does to come back to the same texts again and again, everything accepted: the loop ends."""
    doc = Recording(texts[0])
    for number in range(1, 40):
        target = texts[number % len(texts)]
        edits = diff(doc.state.text, target)
        state = doc.round(*(replace(propose("x", "x", "y"), edit=edit) for edit in edits))
        if stop_reason(state) is not None:
            return
        live = [number for number, item in enumerate(in_hand(state).round.items) if item.standing is Arrival.LIVE]
        doc.decide(Verdict.ACCEPT, *live)
    raise AssertionError("it went on for ever")


def test_a_cycle_is_seen_beside_a_last_sentence_that_shrinks() -> None:
    doc = Recording("one. three")
    doc.round(propose("one. three", "one", "Z"), propose("one. three", "three", "Z"))
    doc.decide(Verdict.ACCEPT, 0, 1)
    state = doc.round()
    assert [lineage.span.of(state.text) for lineage in state.lineages] == ["Z. ", "Z"]


def test_typing_in_a_frozen_sentence_thaws_it() -> None:
    doc = Recording(TEXT)
    for number in range(3):
        words = ("very big", "huge") if number % 2 == 0 else ("huge", "very big")
        doc.round(propose(doc.state.text, *words))
        doc.decide(Verdict.ACCEPT, 0)
    doc.type(TEXT.index("It was"), "It", "This")
    assert statuses(doc.round(propose(doc.state.text, "huge", "very big"))) == [Status.PENDING]


def test_always_10_a_round_that_failed_keeps_what_arrived() -> None:
    doc = Recording(TEXT)
    state = doc.round(propose(TEXT, "teh", "the"), outcome=Outcome.FAILED)
    assert stop_reason(state) is StopReason.FAILED
    assert statuses(state) == [Status.PENDING]


def test_words_and_rules_are_remembered_and_undone() -> None:
    doc = Recording(TEXT)
    state = doc.do(WordsAdded(("teh",)), RuleSet("plain/x", True))
    assert state.memory.words == {"teh"}
    assert state.memory.silenced == {"plain/x"}
    assert doc.undo().memory.silenced == frozenset()
    assert doc.undo().memory.words == frozenset()


def look(state: State) -> tuple[object, ...]:
    """All that a person can see."""
    shown = (
        []
        if state.round_state is None
        else [(item.id, state.round_state.status(item)) for item in state.round_state.round.items]
    )
    return state.text, state.depth, shown, [round_state.result for round_state in state.rounds]


WORDS = ("one", "two", "three", "four", "x", "One two")


@given(st.data())
def test_always_7_any_history_is_undone_and_redone_to_what_was_seen(data: st.DataObject) -> None:
    """Random rounds, decisions, typing, undo and redo: each step back shows what was seen before; a new program that
    reads the same records sees the same; a round's result is its base with its accepted edits."""
    doc = Recording(data.draw(st.lists(st.sampled_from((*WORDS, ". ", "\n\n", " ")), max_size=12).map("".join)))
    seen = [look(doc.state)]
    ahead: list[tuple[object, ...]] = []
    for _ in range(data.draw(st.integers(1, 12))):
        kind = data.draw(st.sampled_from(("round", "decide", "type", "undo", "redo")))
        state = doc.state
        if kind == "round":
            text = state.text
            edits = data.draw(edits_over(text, most=4))
            doc.do(RoundStarted(f"r{len(doc.records)}", "test"))
            name = in_hand(doc.state).round.id
            proposals = [propose(text, edit.before, edit.after, nth=edit.start) for edit in edits if not edit.before]
            proposals += [propose(text, word, "Z") for word in WORDS if word in text]
            # What arrives belongs to the start: it is no step of its own.
            doc.do(Arrived(name, tuple(proposals)), RoundEnded(name, Outcome.COMPLETE))
        elif kind == "decide" and state.round_state is not None and state.round_state.pending:
            chosen = data.draw(st.sets(st.sampled_from(state.round_state.pending), min_size=1))
            numbers = [state.round_state.round.items.index(item) for item in chosen]
            doc.decide(data.draw(st.sampled_from((Verdict.ACCEPT, Verdict.REJECT))), *numbers)
        elif kind == "type":
            doc.do(Changed(data.draw(edits_over(state.text))))
        elif kind == "undo" and len(seen) > 1:
            ahead.append(seen.pop())
            assert look(doc.undo()) == seen[-1]
            continue
        elif kind == "redo" and ahead:
            seen.append(ahead.pop())
            assert look(doc.redo()) == seen[-1]
            continue
        else:
            continue
        ahead.clear()
        seen.append(look(doc.state))
        for round_state in doc.state.rounds:
            assert round_state.result == apply(round_state.round.base, round_state.accepted())
    assert look(doc.again()) == look(doc.state)


@given(st.data())
def test_always_5_whatever_arrives_late_is_placed_right_or_dropped(data: st.DataObject) -> None:
    """Random typing, decisions, undo, redo and late arrivals in any order: a proposal that waits stands where its text
    stands, an accepted one where its own text stands, and the text is what the history says."""
    words = st.lists(st.sampled_from((*WORDS, ". ", "\n\n", " ")), min_size=1, max_size=12)
    doc = Recording("".join(data.draw(words)))
    for _ in range(data.draw(st.integers(3, 15))):
        kind = data.draw(st.sampled_from(("start", "arrive", "decide", "type", "type", "undo", "redo")))
        state = doc.state
        if kind == "start":
            doc.do(RoundStarted(f"r{len(doc.records)}", "test"))
        elif kind == "arrive" and state.round_state is not None:
            base = state.round_state.round.base
            edits = data.draw(edits_over(base, most=4))
            proposals = [propose(base, "", edit.after + "!", nth=edit.start) for edit in edits]
            proposals += [propose(base, word, "Z") for word in WORDS if word in base]
            doc.do(Arrived(state.round_state.round.id, tuple(proposals)))
        elif kind == "decide" and state.round_state is not None and state.round_state.pending:
            chosen = data.draw(st.sampled_from(state.round_state.pending))
            number = state.round_state.round.items.index(chosen)
            doc.decide(data.draw(st.sampled_from((Verdict.ACCEPT, Verdict.REJECT, Verdict.UNDECIDED))), number)
        elif kind == "type":
            doc.do(Changed(data.draw(edits_over(state.text))))
        elif kind == "undo" and doc.timeline.undo_step:
            doc.undo()
        elif kind == "redo" and doc.timeline.redo_step:
            doc.redo()
        hold_together(doc.state)
    assert doc.again() == doc.state


def hold_together(state: State) -> None:
    """What must hold of any state."""
    if (round_state := state.round_state) is None:
        return
    assert apply(round_state.round.base, round_state.accepted()) == round_state.result
    places = []
    for item in round_state.round.live:
        place = round_state.place(item)
        status = round_state.status(item)
        if status is Status.PENDING:
            assert place is not None
            assert place.of(state.text) == item.proposal.edit.before
            places.append(place)
        elif status is Status.ACCEPTED and place is not None:
            assert place.of(state.text) == item.proposal.edit.after
    for one, following in pairwise(places):
        assert one.end <= following.start
