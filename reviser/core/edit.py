"""The basic values of the domain: edits, proposals, decisions.

Offsets are code points, half-open. The taxonomy (A/D/R, intents) is that of IteraTeR (Du et al., 2022)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter

from reviser.core.text import Span


class EditType(StrEnum):
    """The action types of IteraTeR."""

    ADD = "A"
    DELETE = "D"
    REPLACE = "R"


class Intent(StrEnum):
    """The intents of IteraTeR."""

    FLUENCY = "fluency"
    CLARITY = "clarity"
    COHERENCE = "coherence"
    STYLE = "style"
    MEANING_CHANGED = "meaning-changed"
    OTHER = "other"


class Verdict(StrEnum):
    """The decision about a proposal. REWRITE accepts with the person's own `after`; UNDECIDED takes a decision back."""

    ACCEPT = "accept"
    REJECT = "reject"
    REWRITE = "rewrite"
    UNDECIDED = "undecided"


class RejectReason(StrEnum):
    """Why a proposal was rejected: a reason that the person gives with one key, 1 for the first, 2 for the second …

    The value is the code that is stored and exported. `for_model` is the reason in the writer's words, for the prompt.
    `of_kind` and `of_words` say how many plain rejections it counts as, for the kind of proposal and for its words.
    Each face has one table of words: `gui/wording/reject_reasons.py` and `cli/reject_reasons.py`.
    """

    for_model: str
    of_kind: float
    of_words: float

    def __new__(cls, value: str, for_model: str, of_kind: float, of_words: float) -> "RejectReason":
        reason = str.__new__(cls, value)
        reason._value_ = value
        reason.for_model, reason.of_kind, reason.of_words = for_model, of_kind, of_words
        return reason

    # "Wrong" and "changes the meaning" say most about the kind of proposal; "not my voice" says most about the words,
    # wherever they occur; an unnecessary change was at least not wrong.
    WRONG = "wrong", "it is wrong", 1.5, 1.5
    MEANING = "meaning", "it changes what I mean", 1.5, 1.5
    VOICE = "voice", "it is not how I write", 1.0, 2.0
    UNNECESSARY = "unnecessary", "there is no need for it", 0.5, 1.0

    @classmethod
    def of(cls, reason: str) -> "RejectReason | None":
        """The reason with this code; None for a reason in the person's own words."""
        return next((each for each in cls if each.value == reason), None)


class DecisionSource(StrEnum):
    """Who decided. The revisers learn only from a PERSON."""

    PERSON = "person"
    RULE = "rule"  # --decide accept, --decide reject
    IMPORT = "import"
    SIMULATED = "simulated"


class Anchor(StrEnum):
    """How certain the place of a proposal is, best first."""

    EXACT = "exact"
    UNIQUE = "unique"
    NORMALISED = "normalised"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace `before` at `start` by `after`. `end` is derived, so it cannot be inconsistent."""

    start: int
    before: str
    after: str

    @property
    def end(self) -> int:
        return self.start + len(self.before)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def type(self) -> EditType:
        if not self.before:
            return EditType.ADD
        return EditType.REPLACE if self.after else EditType.DELETE

    def moved(self, by: int) -> "Edit":
        """The same edit, moved by `by` code points."""
        return Edit(self.start + by, self.before, self.after)


@dataclass(frozen=True, slots=True)
class RiskFlag:
    """Something to check before accepting: its `kind` (number, name, negation …) and a message that says what
    changes."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed edit, relative to the base of its round.

    `rule` names what proposed it inside the reviser, the same in every run ("harper/SpellCheck", "plain/utilize").
    `alternatives` are other texts for the same span, best first, without `edit.after`. Proposals of a round with the
    same non-empty `group` take one decision (runs of white space). `word`: if the proposal corrects the spelling of one
    word, that word as written (it can be marked as correct). `form`: if the proposal chooses one of several spellings
    ("e-mail" or "email"), the key of that choice. `confidence` is 0 to 1."""

    edit: Edit
    intent: Intent
    reviser: str
    rule: str
    explanation: str
    confidence: float = 0.5
    alternatives: tuple[str, ...] = ()
    risk: tuple[RiskFlag, ...] = ()
    anchor: Anchor = Anchor.EXACT
    group: str = ""
    word: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A note for the writer without an edit (a sentence of 54 words). `span` is in the round's base."""

    span: Span
    message: str
    reviser: str
    rule: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision about one proposal. `after` is the applied text if it differs from the proposed one (a rewrite, or a
    chosen alternative); otherwise None. `reason` is optional: the code of a RejectReason, or the person's words."""

    proposal_id: str
    verdict: Verdict
    after: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rebased:
    """Edits moved through a change: `moved` in the same order, and `dropped`, whose own spans had changed."""

    moved: tuple[Edit, ...] = ()
    dropped: tuple[Edit, ...] = field(default=())


def check(base: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits in text order. Raises ValueError if one does not fit `base`, two overlap, or two are at one place."""
    ordered = tuple(sorted(edits, key=attrgetter("start")))
    begun = ended = -1
    for edit in ordered:
        start = edit.start
        if start < 0 or not base.startswith(edit.before, start):
            raise ValueError(f"edit at {start} does not fit the text")
        if start < ended or start == begun:
            raise ValueError(f"edits overlap at {start}")
        begun, ended = start, start + len(edit.before)
    return ordered


def apply(base: str, edits: Iterable[Edit]) -> str:
    """`base` with all edits applied. Raises ValueError as `check` does."""
    parts: list[str] = []
    position = 0
    for edit in check(base, edits):
        parts += base[position : edit.start], edit.after
        position = edit.start + len(edit.before)
    parts.append(base[position:])
    return "".join(parts)


def apply_within(base: str, span: Span, edits: Iterable[Edit]) -> str:
    """The text of `span` of `base` after the edits within it. Raises ValueError as `check` does, and if an edit is
    outside."""
    return apply(span.of(base), [edit.moved(-span.start) for edit in edits])


def invert(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that turn the result back into the base, in coordinates of the result. A deletion and an adjacent edit
    after it are joined, because both would be at one place."""
    shift = 0
    inverted: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        start = edit.start + shift
        shift += len(edit.after) - len(edit.before)
        if inverted and inverted[-1].start == start:
            inverted[-1] = Edit(start, edit.after, inverted[-1].after + edit.before)
        else:
            inverted.append(Edit(start, edit.after, edit.before))
    return tuple(inverted)


def conflict(edit: Edit, change: Edit) -> bool:
    """Whether `change` touches the span of `edit`: they overlap, both insert at one place, or an insertion is inside
    the other's span."""
    if edit.start == edit.end and change.start == change.end:
        return edit.start == change.start
    return edit.start < change.end and change.start < edit.end


def rebase(edits: Iterable[Edit], changes: Iterable[Edit]) -> Rebased:
    """Move `edits` through `changes`; both are relative to the same text. Linear after sorting; the order is kept. If a
    change removed everything between two edits, only the first is kept, because there can be only one at a place."""
    ordered = sorted(changes, key=lambda change: (change.start, change.end))
    indexed = sorted(enumerate(edits), key=lambda pair: (pair[1].start, pair[1].end))
    moved: list[tuple[int, Edit]] = []
    dropped: list[tuple[int, Edit]] = []
    shift = 0
    passed = 0
    taken = came_from = -1
    for index, edit in indexed:
        while passed < len(ordered) and _before(ordered[passed], edit):
            shift += len(ordered[passed].after) - len(ordered[passed].before)
            passed += 1
        # Remaining changes that start before this edit ends can touch it; edits are few, spans short.
        touching = passed
        clash = edit.start + shift == taken and edit.start != came_from
        while touching < len(ordered) and ordered[touching].start <= edit.end:
            clash = clash or conflict(edit, ordered[touching])
            touching += 1
        if clash:
            dropped.append((index, edit))
        else:
            moved.append((index, Edit(edit.start + shift, edit.before, edit.after)))
            taken, came_from = edit.start + shift, edit.start
    return Rebased(tuple(edit for _, edit in sorted(moved)), tuple(edit for _, edit in sorted(dropped)))


def _before(change: Edit, edit: Edit) -> bool:
    """Whether `change` is entirely before `edit`, so that it shifts it."""
    return change.end <= edit.start and not (change.start == change.end == edit.start == edit.end)
