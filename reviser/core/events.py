"""What happens to a document, as append-only events. What the person sees is the fold of those in force (session.py).

An undone event stays readable: undo and redo are events too. Times are UNIX seconds, given by the caller; order is
the sequence number's, never the clock's.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from reviser.core.edit import Decision, DecisionSource, Edit, Proposal, Remark
from reviser.core.exchange import Exchange
from reviser.core.text import Span


class Outcome(StrEnum):
    """How a round's proposing ended: in exactly one of these."""

    COMPLETE = "complete"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Origin(StrEnum):
    """Where a change that nobody proposed came from."""

    TYPED = "typed"
    OUTSIDE = "outside"  # the file was changed by another program
    BRANCH = "branch"  # taken over from another branch, or from an earlier text


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
    """The document's first text. Always the first event."""

    text: str


@dataclass(frozen=True, slots=True)
class Changed:
    """The text was changed by hand: `edits` hold at once, in the coordinates of the text as it then stood. What was
    taken over comes from the document as it stood after event `taken_from`, None where that was not kept. `continues`:
    the person typed on, so that one step back takes back the change before as well."""

    edits: tuple[Edit, ...]
    origin: Origin = Origin.TYPED
    taken_from: int | None = field(default=None, repr=False)  # merging knows an event by how it is written out
    continues: bool = field(default=False, repr=False)


@dataclass(frozen=True, slots=True)
class RoundStarted:
    """A round begins from the text as it stands; what the round before left undecided lapses. `strategy`, `style_sheet`
    and `source` (a text to stay true to) are what a chat model was given besides the instruction."""

    round_id: str
    reviser: str
    instruction: str = ""
    strategy: str = ""
    style_sheet: str = ""
    source: str = ""
    passage: Span | None = field(default=None, repr=False)  # the only part that is proposed on; None: all of the text


@dataclass(frozen=True, slots=True)
class Arrived:
    """A batch of proposals for a round, in the coordinates of its base. Their ids are `proposal_id(round_id, n)`,
    where n counts from 0 through all the round's batches."""

    round_id: str
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Remarked:
    """Remarks that came with a round."""

    round_id: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class RequestMade:
    """A request that a round made of a model, and what came back."""

    round_id: str
    exchange: Exchange


@dataclass(frozen=True, slots=True)
class RoundEnded:
    """The proposing ended. `message` says why, in a sentence, where it was not complete."""

    round_id: str
    outcome: Outcome
    message: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision or a batch, undone together. `elapsed_s`: seconds since the first of them was looked at."""

    decisions: tuple[Decision, ...]
    source: DecisionSource = DecisionSource.PERSON
    annotator: str = ""
    elapsed_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Redecided:
    """Decisions about proposals of earlier rounds, and what they did to the text (`edits` hold at once, in the
    coordinates of the text as it then stood): nothing where a place had been changed again since."""

    decisions: tuple[Decision, ...]
    edits: tuple[Edit, ...]
    source: DecisionSource = DecisionSource.PERSON
    annotator: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """The document goes on from where it stood after event `seq`, on a new branch. What came since stays readable.
    `name` is the branch's, empty where the person gave it none."""

    seq: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class WordsAdded:
    """Words that are right in this document."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The person silenced a rule in this document, or let it speak again. What they had not silenced begins again: what
    was decided of it so far says no longer how sure it must be."""

    rule: str
    silenced: bool


@dataclass(frozen=True, slots=True)
class Locked:
    """The person locked a passage, or, with `locked` false, freed those that it touches. Code points of the text as it
    then stood."""

    span: Span
    locked: bool = True


@dataclass(frozen=True, slots=True)
class Stopped:
    """The loop ended, or this run of it."""

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

# One step back takes back one of these; what belongs to a round goes with its start.
UNDOABLE = (Changed, RoundStarted, Decided, Redecided, Restored, WordsAdded, RuleSet, Locked)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as it stands in the history: `seq` grows, `at` is UNIX seconds."""

    seq: int
    at: float
    event: Event


def proposal_id(round_id: str, number: int) -> str:
    """The id of a round's proposal, `number` from 0 in the order of arrival."""
    return f"{round_id}:{number}"
