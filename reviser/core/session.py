"""The loop as a state machine: propose, decide, next round, stop; and undo and redo of everything.

The state is the fold of the events in force. This module knows no clock, file or thread: the caller stores an event
first and applies it afterwards, so that whatever is on the screen is on the disk."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from reviser.core.cycles import RETURNS_TO_FREEZE, Lineage, advance_lineages
from reviser.core.edit import Edit, Verdict
from reviser.core.events import (
    Arrived,
    Changed,
    Decided,
    Event,
    Locked,
    Opened,
    Outcome,
    Recorded,
    Redecided,
    Redone,
    Remarked,
    RequestMade,
    Restored,
    RoundEnded,
    RoundStarted,
    RuleSet,
    Stopped,
    StopReason,
    Undone,
    WordsAdded,
)
from reviser.core.holdback import Rejection
from reviser.core.holdback import carry_rejections as carried_on
from reviser.core.locks import Locks, add_lock, carry_locks, remove_locks, sort_edits, touches
from reviser.core.memory import Lesson, Memory, accepted_text, is_silent, learn
from reviser.core.round import Item, Round, arrive
from reviser.core.round_state import RecordedDecision, RoundState, Status
from reviser.core.stop_rules import reason_to_stop
from reviser.core.text import Span
from reviser.core.working_copy import Region, WorkingCopy


@dataclass(frozen=True)
class State:
    """The state of a document. `round_state` is the current round, None before the first; `working` is the current
    text."""

    first: str
    working: WorkingCopy
    history: tuple[RoundState, ...] = ()
    round_state: RoundState | None = None
    rejections: tuple[Rejection, ...] = ()
    lineages: tuple[Lineage, ...] = ()
    words: frozenset[str] = frozenset()
    rules: Mapping[str, bool] = field(default_factory=dict)
    since: Mapping[str, int] = field(default_factory=dict)  # by rule, the event at which its learning was reset
    stop: StopReason | None = None
    locks: Locks = ()
    late: frozenset[str] = frozenset()  # rejected in earlier rounds since this one began: held back later

    @property
    def text(self) -> str:
        return self.working.text

    @property
    def depth(self) -> int:
        """The number of the current round, 0 before the first."""
        return len(self.history) + (self.round_state is not None)

    @property
    def rounds(self) -> tuple[RoundState, ...]:
        """All rounds, the current one last."""
        return self.history if self.round_state is None else (*self.history, self.round_state)

    @property
    def running(self) -> bool:
        """Whether the current round is still proposing."""
        return self.round_state is not None and self.round_state.round.outcome is None

    @cached_property
    def memory(self) -> Memory:
        """What the next round learns from the decisions."""
        lessons = [
            Lesson(
                made.seq, made.source, round_state.round.by_id[item_id].proposal, made.decision, round_state.round.base
            )
            for round_state in self.rounds
            for item_id, made in round_state.decisions.items()
        ]
        return learn(sorted(lessons, key=lambda lesson: lesson.seq), self.words, self.rules, self.since)

    def is_silent(self, rule: str) -> bool:
        """Whether `memory` silences a rule, without computing all of it."""
        lessons = (
            Lesson(made.seq, made.source, item.proposal, made.decision)
            for round_state in self.rounds
            for item in round_state.round.by_rule.get(rule, ())
            if (made := round_state.decisions.get(item.id)) is not None
        )
        return is_silent(rule, lessons, self.rules)

    def item(self, item_id: str) -> Item:
        """The item of the current round with this id. Raises KeyError if there is none."""
        if self.round_state is None:
            raise KeyError(item_id)
        return self.round_state.round.by_id[item_id]


def stop_reason(state: State) -> StopReason | None:
    """Why the loop ends with the current round, as far as the round decides it; None if it goes on."""
    return None if state.round_state is None else reason_to_stop(state.round_state.round)


def begin(opened: Opened) -> State:
    """The state of a document that was just opened."""
    return State(first=opened.text, working=WorkingCopy(opened.text))


def step(state: State, recorded: Recorded) -> State:
    """The state after one more event. Raises ValueError if the event does not fit (a bug, or a damaged history)."""
    event: Event = recorded.event
    match event:
        case Changed(edits):
            return _apply_edits(state, edits)
        case RoundStarted():
            return _started(state, event, recorded.at)
        case Decided():
            return _decided(state, event, recorded)
        case Arrived(round_id) | Remarked(round_id) | RequestMade(round_id) | RoundEnded(round_id):
            return _apply_round_event(state, round_id, event)
        case WordsAdded(words):
            return replace(state, words=state.words | frozenset(words))
        case RuleSet(rule, silenced):
            # A rule that was not silent and is set to propose is reset.
            again = not silenced and not state.rules.get(rule)
            since = {**state.since, rule: recorded.seq} if again else state.since
            return replace(state, rules={**state.rules, rule: silenced}, since=since)
        case Locked(span, lock):
            locks = add_lock(state.locks, span) if lock else remove_locks(state.locks, span)
            return _with_locks(replace(state, locks=locks))
        case Stopped(reason):
            return replace(state, stop=reason)
        case Redecided():
            return _redecided(state, event, recorded)
        case Opened() | Undone() | Redone() | Restored():
            raise ValueError(f"{type(event).__name__} is not a step")


def _apply_round_event(state: State, round_id: str, event: Arrived | Remarked | RequestMade | RoundEnded) -> State:
    """The state after an event of a round."""
    if state.round_state is None or state.round_state.round.id != round_id:
        return state  # of a round that was undone, or that another has followed: ignored
    told = replace(
        state, round_state=replace(state.round_state, round=_round_after(state, state.round_state.round, event))
    )
    return _with_locks(told) if isinstance(event, Arrived) else told


def _with_locks(state: State) -> State:
    """The state with the proposals of the current round marked that are in locked passages."""
    if state.round_state is None or (not state.locks and not state.round_state.locked):
        return state
    return replace(state, round_state=replace(state.round_state, locked=_touching(state.round_state, state.locks)))


def _touching(round_state: RoundState, locks: Locks) -> frozenset[str]:
    """The live proposals that would change, or have changed, locked text."""
    ids: set[str] = set()
    for lock in locks:
        origin = round_state.working.origin(lock)
        first = max(0, bisect_left(round_state.round.live_starts, origin.start) - 1)
        for item in round_state.round.live[first:]:
            if item.proposal.edit.start > origin.end:
                break
            place = round_state.place(item)
            if place is not None and touches((lock,), place):
                ids.add(item.id)
    return frozenset(ids)


def _round_after(state: State, round_: Round, event: Arrived | Remarked | RequestMade | RoundEnded) -> Round:
    """The round after one of its own events."""
    match event:
        case Arrived(proposals=proposals):
            items = arrive(round_, proposals, state.working, state.rejections, state.lineages)
            return round_.extended(items)
        case Remarked(remarks=remarks):
            return replace(round_, remarks=(*round_.remarks, *remarks))
        case RequestMade(exchange=exchange):
            return replace(round_, exchanges=(*round_.exchanges, exchange))
        case RoundEnded(outcome=outcome, message=message):
            return replace(round_, outcome=outcome, message=message)


def _with_working(state: State, working: WorkingCopy) -> State:
    """The state with another working copy, and the proposals that it makes stale."""
    if state.round_state is None:
        return replace(state, working=working)
    round_state = replace(state.round_state, working=working, stale=stale_proposals(state.round_state.round, working))
    return replace(state, working=working, round_state=round_state)


def _apply_edits(state: State, edits: tuple[Edit, ...]) -> State:
    changed = _with_working(state, state.working.typed(edits))
    return _with_locks(replace(changed, locks=carry_locks(state.locks, sort_edits(edits)))) if state.locks else changed


def stale_proposals(round_: Round, working: WorkingCopy) -> frozenset[str]:
    """The live proposals in whose span the person typed, or to whose word they added text at its edge."""
    ids: set[str] = set()
    for region in working.regions:
        if region.owner:
            continue
        index = max(0, bisect_left(round_.live_starts, region.start) - 1)
        for item in round_.live[index:]:
            edit = item.proposal.edit
            if edit.start > region.end:
                break
            if region in working.touching(edit.span) or _joins(round_.base, region, edit):
                ids.add(item.id)
    return frozenset(ids)


def _joins(base: str, region: Region, edit: Edit) -> bool:
    """Whether text typed right beside the edit's span has become part of its word."""
    if region.end == edit.start and edit.before:
        left, right = region.after[-1:] or base[max(0, region.start - 1) : region.start], edit.before[0]
    elif region.start == edit.end and edit.before:
        left, right = edit.before[-1], region.after[:1] or base[region.end : region.end + 1]
    else:
        return False
    return left.isalnum() and right.isalnum()


def _started(state: State, event: RoundStarted, at: float) -> State:
    """A new round: the current one is closed, and what holds for the old base is moved to the new one."""
    history, rejections = state.history, state.rejections
    if state.round_state is not None:
        round_state = replace(state.round_state, closed=True)
        history = (*history, round_state)
        rejections = (*rejections, *_new_rejections(round_state))
    text = state.text
    round_ = Round(
        event.round_id,
        len(history) + 1,
        event.reviser,
        event.instruction,
        text,
        at,
        strategy=event.strategy,
        style_sheet=event.style_sheet,
        source=event.source,
        passage=event.passage,
    )
    working = WorkingCopy(text)
    lineages = advance_lineages(state.working, state.lineages)
    if _returns(history, text) >= RETURNS_TO_FREEZE:
        # Sentences that merge and split again have no single lineage; the whole text has returned.
        lineages = (Lineage(Span(0, len(text)), (text,), RETURNS_TO_FREEZE),)
    return replace(
        state,
        working=working,
        history=history,
        round_state=RoundState(round_, working),
        rejections=(*carried_on(state.working, rejections), *_late_rejections(state)),
        late=frozenset(),
        lineages=lineages,
        stop=None,
    )


def _returns(history: tuple[RoundState, ...], text: str) -> int:
    """How often the text returned to an earlier round's base and continued by accepted edits alone, since the person
    last typed."""
    count = 0
    for round_state in reversed(history):
        if any(not region.owner for region in round_state.working.regions):
            break
        count += round_state.round.base == text and round_state.working.text != text
    return count


def _new_rejections(round_state: RoundState) -> list[Rejection]:
    return [
        Rejection(item.id, item.proposal.edit, round_state.decisions[item.id].typed)
        for item in round_state.round.live
        if round_state.status(item) is Status.REJECTED
    ]


def _late_rejections(state: State) -> list[Rejection]:
    """The late rejections, at the places in the current text that correspond to their base."""
    found: list[Rejection] = []
    for number, round_state in enumerate(state.history if state.late else ()):
        for item_id in state.late & round_state.round.by_id.keys():
            item = round_state.round.by_id[item_id]
            place = place_now(state, number, item)
            if place is not None and place.of(state.text) == item.proposal.edit.before:
                found.append(Rejection(item_id, replace(item.proposal.edit, start=place.start)))
    return sorted(found, key=lambda each: each.edit.start)


def _decided(state: State, event: Decided, recorded: Recorded) -> State:
    """Apply decisions of the current round, all or none. A later decision about a proposal replaces the earlier one."""
    round_state = state.round_state
    if round_state is None:
        raise ValueError("no round has begun")
    decisions = dict(round_state.decisions)
    back: set[str] = set()
    added: dict[str, Region] = {}
    for decision in event.decisions:
        item = round_state.round.by_id[decision.proposal_id]
        status = round_state.status(item)
        if status in {Status.SET_ASIDE, Status.STALE, Status.LOCKED}:
            raise ValueError(f"proposal {item.id} is {status}")
        edit = item.proposal.edit
        if status is Status.ACCEPTED:
            if round_state.working.region_of(item.id, edit.start) is None:
                raise ValueError(f"the text of proposal {item.id} was changed since it was accepted")
            if item.id in round_state.locked:
                raise ValueError(f"the text of proposal {item.id} is locked")
            back.add(item.id)
        added.pop(item.id, None)
        if decision.verdict in {Verdict.ACCEPT, Verdict.REWRITE}:
            added[item.id] = Region(edit.start, edit.end, accepted_text(item.proposal, decision), item.id)
        decisions[item.id] = RecordedDecision(
            decision, recorded.seq, recorded.at, event.source, event.annotator, event.elapsed_s, state.working.by_hand
        )
    working = state.working.without(frozenset(back)).with_regions(added.values())
    changed = [decision.proposal_id for decision in event.decisions]
    decided = replace(state, working=working, round_state=round_state.with_decisions(working, decisions, changed))
    if not state.locks:
        return decided
    # No locked proposal is among the decided ones: the locks move with changes before them.
    return _with_locks(
        replace(decided, locks=carry_locks(state.locks, _recorded_decisions(state.working, back, added.values())))
    )


def resume(state: State) -> State:
    """An earlier state, from which the document continues. A round that was still proposing counts as cancelled."""
    if not state.running or state.round_state is None:
        return replace(state, stop=None)
    round_ = replace(state.round_state.round, outcome=Outcome.CANCELLED)
    return replace(state, stop=None, round_state=replace(state.round_state, round=round_))


def _redecided(state: State, event: Redecided, recorded: Recorded) -> State:
    """Apply decisions about closed rounds, with their effect on the current text, all or none."""
    history = list(state.history)
    index = {item_id: number for number, round_state in enumerate(history) for item_id in round_state.round.by_id}
    rejections, late = list(state.rejections), state.late
    for decision in event.decisions:
        number = index[decision.proposal_id]
        round_state = history[number]
        item = round_state.round.by_id[decision.proposal_id]
        if round_state.status(item) is Status.SET_ASIDE:
            raise ValueError(f"proposal {item.id} is {Status.SET_ASIDE}")
        made = RecordedDecision(decision, recorded.seq, recorded.at, event.source, event.annotator, 0.0, late=True)
        history[number] = replace(round_state, decisions={**round_state.decisions, item.id: made})
        rejections = [each for each in rejections if each.id != item.id]
        late = late - {item.id} if decision.verdict is not Verdict.REJECT else late | {item.id}
    decided = replace(state, history=tuple(history), rejections=tuple(rejections), late=late)
    return _apply_edits(decided, event.edits) if event.edits else decided


def place_now(state: State, number: int, item: Item) -> Span | None:
    """The present place in the text of `item` of closed round `number` (from 0), or of what replaced it. None if a
    later edit crossed one of its ends."""
    span: Span | None = item.proposal.edit.span
    for round_state in (*state.history[number:], state.round_state):
        if round_state is not None and span is not None:
            span = round_state.working.followed(span)
    return span


def _recorded_decisions(working: WorkingCopy, back: set[str], added: Iterable[Region]) -> tuple[Edit, ...]:
    """The effect of decisions on the text of `working`, in its coordinates, in text order."""
    taken = {region.owner: region for region in working.regions if region.owner in back}
    edits: dict[str, Edit] = {}
    for owner, region in taken.items():
        place = working.place_of(region)
        edits[owner] = Edit(place.start, region.after, working.base[region.start : region.end])
    for region in added:
        if region.owner in edits:
            edits[region.owner] = replace(edits[region.owner], after=region.after)
        else:
            place = working.place(Span(region.start, region.end))
            edits[region.owner] = Edit(place.start, working.base[region.start : region.end], region.after)
    return sort_edits(edits.values())
