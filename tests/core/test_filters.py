"""What is shown, in what order, and what a batch leaves to the person."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Anchor, Edit, Intent, Proposal, RiskFlag, Verdict
from reviser.core.filters import (
    FLAGGED,
    UNFLAGGED,
    BatchSelection,
    Filters,
    SortOrder,
    batch_to_accept,
    batch_to_reject,
    filter_items,
)
from reviser.core.round import Item
from reviser.core.round_state import RoundState, Status
from reviser.core.text import Span
from tests.core.recording import Recording, propose

TEXT = "Teh cat ate 12 mice.\n\nTeh dog saw teh very big mat.\n"
NUMBER = RiskFlag("number", "12 became 21")


def _proposals() -> tuple[Proposal, ...]:
    return (
        propose(TEXT, "Teh", "The", rule="spelling"),
        replace(propose(TEXT, "12", "21"), risk=(NUMBER,), confidence=0.9),
        propose(TEXT, "Teh", "The", nth=1, rule="spelling"),
        replace(propose(TEXT, "teh", "the", rule="spelling"), anchor=Anchor.FUZZY),
        replace(propose(TEXT, "very big", "huge", intent=Intent.STYLE), confidence=0.2),
    )


def _round_state(*decided: tuple[Verdict, int]) -> RoundState:
    record = Recording(TEXT)
    record.round(*_proposals())
    for verdict, item in decided:
        record.decide(verdict, item)
    round_state = record.state.round_state
    assert round_state is not None
    return round_state


def _afters(filters: Filters, round_state: RoundState | None = None, order: SortOrder = SortOrder.PLACE) -> list[str]:
    return [item.proposal.edit.after for item in filter_items(round_state or _round_state(), filters, order)]


def test_an_empty_choice_shows_everything_in_order_of_place() -> None:
    assert _afters(Filters()) == ["The", "21", "The", "the", "huge"]


def test_each_filter_lets_through_what_it_names() -> None:
    assert _afters(Filters(intents=frozenset({Intent.STYLE}))) == ["huge"]
    assert _afters(Filters(rules=frozenset({"spelling"}))) == ["The", "The", "the"]
    assert _afters(Filters(revisers=frozenset({"nobody"}))) == []
    assert _afters(Filters(risk=FLAGGED)) == ["21"]
    assert _afters(Filters(risk=UNFLAGGED)) == ["The", "The", "the", "huge"]
    assert _afters(Filters(risk="number")) == ["21"]
    assert _afters(Filters(risk="name")) == []
    assert _afters(Filters(like=("Teh", "The"))) == ["The", "The"]
    assert _afters(Filters(words="VERY")) == ["huge"]
    assert _afters(Filters(undecided=True), _round_state((Verdict.REJECT, 0))) == ["21", "The", "the", "huge"]


def test_a_place_is_half_open() -> None:
    second = TEXT.index("Teh", 1)
    assert _afters(Filters(within=Span(0, second))) == ["The", "21"]
    assert _afters(Filters(within=Span(second, len(TEXT)))) == ["The", "the", "huge"]


def test_filters_are_combined() -> None:
    assert _afters(Filters(rules=frozenset({"spelling"}), within=Span(0, 5))) == ["The"]


def test_orders_keep_the_place_where_they_are_alike() -> None:
    assert _afters(Filters(), order=SortOrder.RISK) == ["21", "The", "The", "the", "huge"]
    assert _afters(Filters(), order=SortOrder.SURE) == ["21", "The", "The", "the", "huge"]
    assert _afters(Filters(), order=SortOrder.UNSURE) == ["huge", "The", "The", "the", "21"]


def test_by_chance_what_is_not_known_comes_last_in_order_of_place() -> None:
    round_state = _round_state()
    ids = [item.id for item in round_state.round.live]
    found = filter_items(round_state, Filters(), SortOrder.CHANCE, {ids[1]: 0.2, ids[3]: 0.9, ids[4]: 0.2})
    assert [item.id for item in found] == [ids[3], ids[1], ids[4], ids[0], ids[2]]


def test_a_batch_leaves_out_what_needs_a_look_and_what_is_decided() -> None:
    round_state = _round_state((Verdict.REJECT, 0))
    batch = batch_to_accept(round_state, round_state.round.live)
    assert [round_state.round.by_id[each].proposal.edit.after for each in batch.ids] == ["The", "huge"]
    assert [round_state.round.by_id[each].proposal.edit.after for each in batch.left] == ["21", "the"]
    assert len(batch_to_reject(round_state, round_state.round.live).ids) == 4


def test_a_group_with_a_flagged_member_stays_whole() -> None:
    record = Recording(TEXT)
    record.round(
        propose(TEXT, "Teh", "The", group="g"),
        replace(propose(TEXT, "12", "21", group="g"), risk=(NUMBER,)),
        propose(TEXT, "teh", "the"),
    )
    round_state = record.state.round_state
    assert round_state is not None
    first, _, last = round_state.round.live
    assert batch_to_accept(round_state, (first, last)).ids == (last.id,)


def test_a_group_that_is_all_among_them_is_rejected_one_that_is_not_stays() -> None:
    record = Recording(TEXT)
    record.round(
        propose(TEXT, "Teh", "The", group="g"), propose(TEXT, "12", "21"), propose(TEXT, "teh", "the", group="g")
    )
    round_state = record.state.round_state
    assert round_state is not None
    first, alone, last = round_state.round.live
    assert batch_to_reject(round_state, (first, last)).ids == (first.id, last.id)
    assert batch_to_reject(round_state, (first, alone)) == BatchSelection((alone.id,), (first.id,))


_ITEMS = st.builds(
    Proposal,
    edit=st.builds(Edit, st.integers(0, 50), st.just(""), st.sampled_from(["a", "b"])),
    intent=st.sampled_from(Intent),
    reviser=st.just("r"),
    rule=st.sampled_from(["x", "y"]),
    explanation=st.just(""),
    confidence=st.sampled_from([0.1, 0.5, 0.9]),
    risk=st.sampled_from([(), (NUMBER,)]),
    anchor=st.sampled_from(Anchor),
)


@given(st.lists(_ITEMS, max_size=20), st.sampled_from(SortOrder), st.sets(st.sampled_from(Intent)))
def test_what_is_shown_is_a_stable_part_of_what_there_is(
    proposals: list[Proposal], order: SortOrder, intents: set[Intent]
) -> None:
    record = Recording("x" * 60)
    record.round(*proposals)
    round_state = record.state.round_state
    assert round_state is not None
    shown = filter_items(round_state, Filters(intents=frozenset(intents)), order)
    live = round_state.round.live
    assert set(shown) == {item for item in live if not intents or item.proposal.intent in intents}
    for one, other in pairwise(shown):
        assert _key(one, order, live) < _key(other, order, live)
    batch = batch_to_accept(round_state, shown)
    assert set(batch.ids) | set(batch.left) == {item.id for item in shown if round_state.status(item) is Status.PENDING}
    proposals = [round_state.round.by_id[each].proposal for each in batch.ids]
    assert not any(proposal.risk or proposal.anchor is Anchor.FUZZY for proposal in proposals)


def _key(item: Item, order: SortOrder, live: tuple[Item, ...]) -> tuple[float, int]:
    place = live.index(item)
    match order:
        case SortOrder.PLACE:
            return 0, place
        case SortOrder.RISK:
            return not item.proposal.risk, place
        case SortOrder.SURE:
            return -item.proposal.confidence, place
        case SortOrder.UNSURE:
            return item.proposal.confidence, place
        case SortOrder.CHANCE:
            return 0, place  # nothing is known of any
