"""A document's events as a graph for a person: rounds, manual changes, and branches that start at earlier points.
Undone parts stay in the graph and are marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reviser.core.edit import Verdict
from reviser.core.events import (
    UNDOABLE,
    Arrived,
    Changed,
    Decided,
    Event,
    Opened,
    Origin,
    Outcome,
    Recorded,
    Redecided,
    Redone,
    RequestMade,
    Restored,
    RoundEnded,
    RoundStarted,
    Stopped,
    StopReason,
    Undone,
)
from reviser.core.round_state import RoundState


class PointKind(StrEnum):
    """The kind of a point."""

    OPENED = "opened"
    ROUND = "round"
    CONTINUED = "continued"  # more decisions on the current round, after manual changes
    TYPED = "typed"
    OUTSIDE = "outside"  # the file was changed by another program
    TAKEN = "taken"  # edits taken over from another branch or an earlier text
    REDECIDED = "redecided"  # changed decisions about earlier rounds
    RESTORED = "restored"  # the start of a branch


BY_ORIGIN = {Origin.TYPED: PointKind.TYPED, Origin.OUTSIDE: PointKind.OUTSIDE, Origin.BRANCH: PointKind.TAKEN}


@dataclass
class RoundSummary:
    """What is known of a round; `tokens` if its servers reported them. `proposed` counts the proposals that could be
    decided, as statistics and exports do; `set_aside` counts those held back, moved, overlapping or frozen. For an
    undone round only its events are known; then all arrived proposals count as proposed."""

    id: str
    reviser: str
    instruction: str
    strategy: str
    models: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    tokens_in: int = 0
    tokens_out: int = 0
    outcome: Outcome | None = None
    message: str = ""
    stop: StopReason | None = None
    proposed: int = 0
    set_aside: int = 0
    verdicts: Mapping[Verdict, int] = field(default_factory=dict)


@dataclass
class HistoryPoint:
    """A section of the history. The document at its end is the state after event `last`. `parent` is the point that it
    continues (None for the first); `branch` counts from 0; times are UNIX seconds."""

    index: int
    kind: PointKind
    first: int
    last: int
    began: float
    ended: float
    branch: int
    parent: int | None
    undone: bool = False
    changes: int = 0  # manual edits
    depth: int = 0
    round_summary: RoundSummary | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """The points of a history. `here` is the current point."""

    points: tuple[HistoryPoint, ...]
    here: int

    @property
    def branches(self) -> tuple[str, ...]:
        """The name of each branch; empty if the person gave none."""
        names = {
            point.branch: point.name for point in self.points if point.kind in {PointKind.OPENED, PointKind.RESTORED}
        }
        return tuple(names[branch] for branch in sorted(names))

    def of(self, seq: int) -> HistoryPoint:
        """The point that contains event `seq`. Raises KeyError if there is none."""
        for point in reversed(self.points):
            if point.first <= seq:
                return point
        raise KeyError(seq)


def graph(
    records: Iterable[Recorded], labels: Mapping[int, str] | None = None, rounds: Iterable[RoundState] = ()
) -> Graph:
    """The graph of a document's events, including its opening. `labels` maps the first event of a point to the name
    that the person gave it. `rounds` are all rounds in force, on any branch."""
    drawing = _GraphBuilder(labels or {})
    listed = list(records)
    for recorded in listed:
        drawing.take(recorded)
    drawing.tell(listed, {round_state.round.id: round_state for round_state in rounds})
    return Graph(tuple(drawing.points), drawing.here)


class _GraphBuilder:
    """Builds the points from the events, one by one."""

    def __init__(self, labels: Mapping[int, str]) -> None:
        self.points: list[HistoryPoint] = []
        self.here = 0
        self.undone: set[int] = set()
        self._labels = labels
        self._came_from: list[int] = []  # the point that was current before each point
        self._of: dict[int, int] = {}  # the point that contains each event
        self._round_summaries: list[RoundSummary | None] = []  # the current round at each point
        self._steps: list[int] = []  # how many events each point has that can be undone
        self._branches = 0

    def take(self, recorded: Recorded) -> None:
        match recorded.event:
            case Undone(seq):
                self.undone.add(seq)
                point = self.points[self._of[seq]]
                self._steps[point.index] -= 1
                if not self._steps[point.index] and point.parent is not None:
                    point.undone = True
                    self.here = self._came_from[point.index]
                self._extend(recorded)
            case Redone(seq):
                self.undone.discard(seq)
                point = self.points[self._of[seq]]
                self._steps[point.index] += 1
                point.undone = False
                self.here = point.index
                self._extend(recorded)
            case event:
                kind = self._kind(event)
                if kind is None:
                    self._extend(recorded)
                else:
                    self._begin(kind, recorded)
                self._count(event)
        self._of[recorded.seq] = self.here

    def _kind(self, event: Event) -> PointKind | None:
        """The kind of point that this event begins; None if it belongs to the current point."""
        here = self.points[self.here].kind if self.points else None
        match event:
            case Opened():
                return PointKind.OPENED
            case RoundStarted():
                return PointKind.ROUND
            case Restored():
                return PointKind.RESTORED
            case Redecided():
                return None if here is PointKind.REDECIDED else PointKind.REDECIDED
            case Changed(origin=origin):
                kind = BY_ORIGIN[origin]
                return None if here is kind else kind
            case Decided() if here not in {PointKind.ROUND, PointKind.CONTINUED}:
                return PointKind.CONTINUED
        return None

    def _begin(self, kind: PointKind, recorded: Recorded) -> None:
        event = recorded.event
        parent: int | None = self.here if self.points else None
        branch = self.points[self.here].branch if self.points else 0
        depth = self.points[self.here].depth if self.points else 0
        name = event.name if isinstance(event, Restored) else ""
        summary = self._round_summaries[self.here] if self.points else None
        if isinstance(event, Restored):
            parent = self._of[event.seq]
            self._branches += 1
            branch, depth, summary = self._branches, self.points[parent].depth, self._round_summaries[parent]
        if isinstance(event, RoundStarted):
            depth += 1
            summary = RoundSummary(event.round_id, event.reviser, event.instruction, event.strategy)
        index = len(self.points)
        self.points.append(
            HistoryPoint(
                index,
                kind,
                recorded.seq,
                recorded.seq,
                recorded.at,
                recorded.at,
                branch,
                parent,
                depth=depth,
                round_summary=summary if kind in {PointKind.ROUND, PointKind.CONTINUED} else None,
                name=self._labels.get(recorded.seq, name),
            )
        )
        self._round_summaries.append(summary)
        self._came_from.append(self.here)
        self._steps.append(0)
        self.here = index

    def _extend(self, recorded: Recorded) -> None:
        point = self.points[self.here]
        point.last, point.ended = recorded.seq, recorded.at

    def _count(self, event: Event) -> None:
        if isinstance(event, UNDOABLE):
            self._steps[self.here] += 1
        if isinstance(event, Changed | Redecided):
            self.points[self.here].changes += len(event.edits)

    def tell(self, records: Iterable[Recorded], rounds: Mapping[str, RoundState]) -> None:
        """Fill in the summary of each round, from the events in force and the rounds as they ended."""
        summaries = {
            point.round_summary.id: point.round_summary for point in self.points if point.round_summary is not None
        }
        verdicts: dict[str, dict[str, Verdict]] = {round_id: {} for round_id in summaries}
        last: RoundSummary | None = None
        for recorded in records:
            if recorded.seq in self.undone:
                continue
            match recorded.event:
                case RoundStarted(round_id):
                    last = summaries[round_id]
                case Arrived(round_id, proposals):
                    summaries[round_id].proposed += len(proposals)
                case RequestMade(round_id, exchange):
                    _add_request(summaries[round_id], exchange.model, exchange.prompt)
                    summaries[round_id].tokens_in += exchange.tokens_in or 0
                    summaries[round_id].tokens_out += exchange.tokens_out or 0
                case RoundEnded(round_id, outcome, message):
                    summaries[round_id].outcome, summaries[round_id].message = outcome, message
                case Stopped(reason) if last is not None:
                    last.stop = reason
                case Decided(decisions) | Redecided(decisions):
                    for decision in decisions:
                        round_id = decision.proposal_id.rpartition(":")[0]
                        verdicts[round_id][decision.proposal_id] = decision.verdict
        for round_id, made in verdicts.items():
            round_state = rounds.get(round_id)
            values = list(made.values())
            if round_state is not None:
                values = [each.decision.verdict for each in round_state.decisions.values()]
                summaries[round_id].proposed = len(round_state.round.live)
                summaries[round_id].set_aside = len(round_state.round.items) - len(round_state.round.live)
            summaries[round_id].verdicts = {verdict: values.count(verdict) for verdict in Verdict}


def _add_request(summary: RoundSummary, model: str, prompt: str) -> None:
    if model not in summary.models:
        summary.models = (*summary.models, model)
    if prompt not in summary.prompts:
        summary.prompts = (*summary.prompts, prompt)
