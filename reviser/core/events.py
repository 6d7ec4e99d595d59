"""The events of a document, append-only. The state is the fold of the events in force (session.py).

Undone events stay readable, and undo and redo are events too. Times are UNIX seconds from the caller; the order is that
of sequence numbers, never of the clock."""

from dataclasses import dataclass, field
from enum import StrEnum

from reviser.core.edit import Decision, DecisionSource, Edit, Proposal, Remark
from reviser.core.exchange import Exchange
from reviser.core.text import Span


class Outcome(StrEnum):
    """How proposing in a round ended."""

    COMPLETE = "complete"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Origin(StrEnum):
    """The origin of a change that was not proposed."""

    TYPED = "typed"
    OUTSIDE = "outside"  # the file was changed by another program
    BRANCH = "branch"  # taken over from another branch or an earlier text


class StopReason(StrEnum):
    """Why the loop ended."""

    NOTHING_PROPOSED = "nothing-proposed"
    MAX_ROUNDS = "max-rounds"
    CYCLE = "cycle"
    CANCELLED = "cancelled"
    FAILED = "failed"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Opened:
    """The first text of the document. Always the first event."""

    text: str


@dataclass(frozen=True, slots=True)
class Changed:
    """The text was changed manually. `edits` apply together, in coordinates of the text at that time. Text taken over
    comes from the document after event `taken_from`; None if that is unknown. `continues`: the person typed on, so undo
    takes back the previous change as well."""

    edits: tuple[Edit, ...]
    origin: Origin = Origin.TYPED
    taken_from: int | None = field(default=None, repr=False)  # merging identifies an event by its repr
    continues: bool = field(default=False, repr=False)


@dataclass(frozen=True, slots=True)
class RoundStarted:
    """A round begins from the current text; undecided proposals of the previous round lapse. `strategy`, `style_sheet`
    and `source` (a text to stay true to) were given to a chat model in addition to the instruction."""

    round_id: str
    reviser: str
    instruction: str = ""
    strategy: str = ""
    style_sheet: str = ""
    source: str = ""
    passage: Span | None = field(default=None, repr=False)  # the only part to propose on; None: the whole text


@dataclass(frozen=True, slots=True)
class Arrived:
    """A batch of proposals for a round, in coordinates of its base. Their ids are `proposal_id(round_id, n)`, where n
    counts from 0 through all batches of the round."""

    round_id: str
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Remarked:
    """Remarks in a round."""

    round_id: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class RequestMade:
    """A request to a model in a round, and its answer."""

    round_id: str
    exchange: Exchange


@dataclass(frozen=True, slots=True)
class RoundEnded:
    """Proposing in a round ended. `message` is a sentence about the reason if it was not complete."""

    round_id: str
    outcome: Outcome
    message: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision or a batch, undone together. `elapsed_s` is the time in seconds since the first of the proposals was
    looked at."""

    decisions: tuple[Decision, ...]
    source: DecisionSource = DecisionSource.PERSON
    annotator: str = ""
    elapsed_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Redecided:
    """Changed decisions about proposals of earlier rounds, and their effect on the text: `edits` apply together, in
    coordinates of the text at that time; empty if the places had been changed again."""

    decisions: tuple[Decision, ...]
    edits: tuple[Edit, ...]
    source: DecisionSource = DecisionSource.PERSON
    annotator: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """The document continues from its state after event `seq`, on a new branch. Later events stay readable. `name` is
    the name of the branch; empty if the person gave none."""

    seq: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class WordsAdded:
    """Words marked as correct in this document."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The person silenced a rule in this document, or let it propose again. If it was not silent, it is reset: earlier
    decisions about it no longer determine its threshold."""

    rule: str
    silenced: bool


@dataclass(frozen=True, slots=True)
class Locked:
    """The person locked a passage, or, if `locked` is false, unlocked those that it touches. Code points of the text at
    that time."""

    span: Span
    locked: bool = True


@dataclass(frozen=True, slots=True)
class Stopped:
    """The loop, or this run of it, ended."""

    reason: StopReason


@dataclass(frozen=True, slots=True)
class Undone:
    """The event with this sequence number is no longer in force."""

    seq: int


@dataclass(frozen=True, slots=True)
class Redone:
    """The event with this sequence number is in force again."""

    seq: int


Event = (
    Opened
    | Changed
    | RoundStarted
    | Arrived
    | Remarked
    | RequestMade
    | RoundEnded
    | Decided
    | Redecided
    | Restored
    | WordsAdded
    | RuleSet
    | Locked
    | Stopped
    | Undone
    | Redone
)

# One undo step takes back one of these; events of a round are taken back with its start.
UNDOABLE = (Changed, RoundStarted, Decided, Redecided, Restored, WordsAdded, RuleSet, Locked)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event in the history: `seq` increases, `at` is in UNIX seconds."""

    seq: int
    at: float
    event: Event


def proposal_id(round_id: str, number: int) -> str:
    """The id of a proposal of a round; `number` counts from 0 in order of arrival."""
    return f"{round_id}:{number}"
