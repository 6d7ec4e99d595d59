"""The provenance of the current text: which words are the writer's, which a model's, and the steps that made it.

The events are replayed with the authorship of the words beside the text. What an edit leaves unchanged within its span
keeps its author; text taken over belongs to whoever wrote it there."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from reviser.core.authorship import (
    Author,
    AuthoredSpan,
    Authorship,
    Replacement,
    authored,
    keep_unchanged,
    replace_spans,
    slice_authorship,
)
from reviser.core.branches import BY_ORIGIN, PointKind
from reviser.core.diff import diff
from reviser.core.edit import Decision, Edit, Verdict, apply, rebase
from reviser.core.events import Changed, Decided, Origin, Recorded, Redecided, RoundStarted
from reviser.core.locks import sort_edits
from reviser.core.memory import accepted_text
from reviser.core.past_states import PastStates
from reviser.core.round_state import RecordedDecision, RoundState
from reviser.core.session import State
from reviser.core.text import Span
from reviser.core.working_copy import Region, WorkingCopy

__all__ = ["Account", "Author", "AuthoredSpan", "Step", "account"]

_PUT_IN = {Verdict.ACCEPT: Author.MODEL, Verdict.REWRITE: Author.REWRITTEN}


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the making of a text. `working` holds the text before it (`working.base`) and its changes. `round` is
    the index of the current round, None before the first. `decided` are its decisions by proposal, as at its end."""

    kind: PointKind
    round: int | None
    working: WorkingCopy
    decided: dict[str, RecordedDecision] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Account:
    """The provenance of a document's text: its state, the authorship of its words, and its steps, oldest first. `bases`
    is the authorship of each round's base."""

    state: State
    authorship: Authorship
    steps: tuple[Step, ...]
    bases: tuple[Authorship, ...]

    def shares(self) -> dict[Author, float]:
        """The share of the text by each author, 0 to 1 (in code points); all 0 for an empty text."""
        lengths: Counter[Author] = Counter()
        for stretch in self.authorship:
            lengths[stretch.author] += stretch.end - stretch.start
        total = max(1, lengths.total())
        return {author: lengths[author] / total for author in Author}


def account(look: PastStates, seq: int | None = None) -> Account:
    """The provenance of the document, now or after event `seq`. Raises ValueError if there is no such event."""
    return _account(look, look.last if seq is None else seq, {})


def _account(look: PastStates, seq: int, known: dict[int, Account]) -> Account:
    """`known` holds accounts by event that were computed already, because text can be taken over from one event many
    times."""
    if seq not in known:
        playing = _Replay(look, seq, known)
        for recorded in look.line(seq):
            playing.take(recorded)
        known[seq] = playing.ended()
    return known[seq]


class _Replay:
    """Builds an account by replaying a document's events, oldest first. Consecutive decisions are one step; so is
    consecutive typing."""

    def __init__(self, look: PastStates, seq: int, known: dict[int, Account]) -> None:
        self._look = look
        self._known = known
        self._state = look.at(seq)
        self._working = WorkingCopy(self._state.first)
        self._authorship = authored(self._state.first, Author.FIRST)
        self._steps: list[Step] = []
        self._closed: list[WorkingCopy] = []  # the results of the rounds before the current one
        self._bases: list[Authorship] = []
        self._deciding: Step | None = None

    def take(self, recorded: Recorded) -> None:
        match recorded.event:
            case RoundStarted():
                self._decide()
                if self._bases:
                    self._closed.append(self._working)
                self._bases.append(self._authorship)
                self._working = WorkingCopy(self._working.text)
                self._deciding = Step(PointKind.ROUND, self._round, self._working)
            case Decided() as event:
                if self._deciding is None:
                    self._deciding = Step(PointKind.CONTINUED, self._round, self._working)
                self._deciding.decided.update(_recorded_decisions(recorded, event, event.elapsed_s))
            case Changed() as event:
                self._decide()
                self._change(recorded, event)
            case Redecided() as event:
                self._decide()
                self._redecide(recorded, event)

    def ended(self) -> Account:
        self._decide()
        return Account(self._state, self._authorship, tuple(self._steps), tuple(self._bases))

    @property
    def _round(self) -> int | None:
        return len(self._bases) - 1 if self._bases else None

    def _decide(self) -> None:
        """Finish a step of consecutive decisions, as they were at its end."""
        step, self._deciding = self._deciding, None
        if step is None or step.round is None:
            return
        round_state, base = self._state.rounds[step.round], self._bases[step.round]
        places = {
            region.owner: self._working.place_of(region)
            for region in self._working.regions
            if region.owner in step.decided
        }
        back = frozenset(places)
        added: list[Region] = []
        puts: dict[str, Replacement] = {}
        for item_id, made in step.decided.items():
            edit = round_state.round.by_id[item_id].proposal.edit
            if made.decision.verdict in _PUT_IN:
                after = accepted_text(round_state.round.by_id[item_id].proposal, made.decision)
                added.append(Region(edit.start, edit.end, after, item_id))
                places.setdefault(item_id, self._working.place(edit.span))
            if item_id in places:
                puts[item_id] = places[item_id], _authorship_of_item(round_state, base, item_id, made.decision)
        after_all = self._working.without(back).with_regions(added)
        regions = [
            Region(place.start, place.end, _text_of_item(round_state, item_id, step.decided[item_id].decision), item_id)
            for item_id, place in places.items()
        ]
        before = self._working.text
        changed = sorted(each for each in regions if before[each.start : each.end] != each.after)
        self._steps.append(replace(step, working=WorkingCopy(before, tuple(changed))))
        self._add_authorship(list(puts.values()))
        self._working = after_all

    def _change(self, recorded: Recorded, event: Changed) -> None:
        edits, depth = sort_edits(event.edits), len(self._bases)
        if event.origin is Origin.BRANCH:
            taken = self._taken_over_authorship(recorded, event)
        else:
            taken = [authored(edit.after, Author.TYPED, depth) for edit in edits]
        self._add_authorship(
            [
                (edit.span, keep_unchanged(slice_authorship(self._authorship, edit.span), edit.before, edit.after, put))
                for edit, put in zip(edits, taken, strict=True)
            ]
        )
        kind, last = BY_ORIGIN[event.origin], self._steps[-1] if self._steps else None
        if last is not None and last.kind is kind and last.round == self._round:
            self._steps[-1] = replace(last, working=last.working.typed(edits))
        else:
            self._steps.append(Step(kind, self._round, WorkingCopy(self._working.text).typed(edits)))
        self._working = self._working.typed(edits)

    def _redecide(self, recorded: Recorded, event: Redecided) -> None:
        owners: dict[Span, tuple[int, Decision]] = {}
        for decision in event.decisions:
            number = self._number(decision.proposal_id)
            place: Span | None = self._state.rounds[number].round.by_id[decision.proposal_id].proposal.edit.span
            for working in (*self._closed[number:], self._working):
                place = None if place is None else working.followed(place)
            if place is not None:
                owners[place] = number, decision
        puts: list[Replacement] = []
        regions: list[Region] = []
        for edit in sort_edits(event.edits):
            put, owner = authored(edit.after, Author.TAKEN), ""
            if edit.span in owners:
                number, decision = owners[edit.span]
                round_state, owner = self._state.rounds[number], decision.proposal_id
                if _text_of_item(round_state, owner, decision) == edit.after:
                    put = _authorship_of_item(round_state, self._bases[number], owner, decision)
            puts.append((edit.span, put))
            regions.append(Region(edit.start, edit.end, edit.after, owner))
        working = WorkingCopy(self._working.text, tuple(regions))
        self._steps.append(Step(PointKind.REDECIDED, self._round, working, _recorded_decisions(recorded, event, 0.0)))
        self._add_authorship(puts)
        self._working = self._working.typed(event.edits)

    def _number(self, item_id: str) -> int:
        """The index of the round that made a proposal."""
        return next(
            number for number, round_state in enumerate(self._state.rounds) if item_id in round_state.round.by_id
        )

    def _add_authorship(self, puts: Iterable[Replacement]) -> None:
        self._authorship = replace_spans(self._authorship, sorted(puts, key=lambda put: (put[0].start, put[0].end)))

    def _taken_over_authorship(self, recorded: Recorded, event: Changed) -> list[Authorship]:
        """The authorship of the words that each edit took over from another branch: that of the same words in the other
        text, or that of a proposal there."""
        edits, source = sort_edits(event.edits), event.taken_from
        if source is None or not self._look.first <= source < recorded.seq:
            return [authored(edit.after, Author.TAKEN) for edit in edits]
        other = _account(self._look, source, self._known)
        text = self._working.text
        there = diff(apply(text, edits), other.state.text)
        found: list[Authorship] = []
        grown = 0
        for edit in edits:
            span = Span(edit.start + grown, edit.start + grown + len(edit.after))
            grown += len(edit.after) - len(edit.before)
            found.append(_authorship_in_other(other, there, span) or _authorship_of_proposal(other, text, edit))
        return found


def _authorship_in_other(other: Account, there: Sequence[Edit], span: Span) -> Authorship:
    """The authorship in the other text of what corresponds to `span` in this one; empty if it differs. `there` are the
    edits that turn this text into the other."""
    shift = 0
    for edit in there:
        if edit.start < span.end and (span.start < edit.end or span.start < edit.start):
            return ()
        if edit.end <= span.start:
            shift += len(edit.after) - len(edit.before)
    return slice_authorship(other.authorship, Span(span.start + shift, span.end + shift))


def _authorship_of_proposal(other: Account, text: str, edit: Edit) -> Authorship:
    """The authorship of the words of `edit`, if a proposal in the other text's rounds is the same edit; otherwise they
    are taken over from an unknown author."""
    for round_state, base in zip(other.state.rounds, other.bases, strict=True):
        for item in round_state.round.items:
            if item.proposal.edit.before != edit.before:
                continue
            made = round_state.decisions.get(item.id)
            decision = made.decision if made and made.decision.verdict in _PUT_IN else Decision(item.id, Verdict.ACCEPT)
            after = accepted_text(item.proposal, decision)
            if after != edit.after:
                continue
            moved = rebase([replace(item.proposal.edit, after=after)], diff(round_state.round.base, text))
            if edit in moved.moved:
                return _authorship_of_item(round_state, base, item.id, decision)
    return authored(edit.after, Author.TAKEN)


def _text_of_item(round_state: RoundState, item_id: str, decision: Decision) -> str:
    """The text at the place of a proposal after a decision about it."""
    proposal = round_state.round.by_id[item_id].proposal
    return accepted_text(proposal, decision) if decision.verdict in _PUT_IN else proposal.edit.before


def _authorship_of_item(round_state: RoundState, base: Authorship, item_id: str, decision: Decision) -> Authorship:
    """The authorship of the text that `_text_of_item` returns. `base` is the authorship of the round's base."""
    edit = round_state.round.by_id[item_id].proposal.edit
    before, after = slice_authorship(base, edit.span), _text_of_item(round_state, item_id, decision)
    if decision.verdict not in _PUT_IN:
        return before
    return keep_unchanged(
        before, edit.before, after, authored(after, _PUT_IN[decision.verdict], round_state.round.depth, item_id)
    )


def _recorded_decisions(
    recorded: Recorded, event: Decided | Redecided, elapsed_s: float
) -> dict[str, RecordedDecision]:
    late = isinstance(event, Redecided)
    return {
        decision.proposal_id: RecordedDecision(
            decision, recorded.seq, recorded.at, event.source, event.annotator, elapsed_s, late=late
        )
        for decision in event.decisions
    }
