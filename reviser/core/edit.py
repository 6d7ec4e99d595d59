"""The words of the domain as frozen values: edits, proposals, decisions.

Offsets are code points, half-open. The taxonomy (A/D/R, intents) is IteraTeR's (Du et al., 2022).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter

from reviser.core.text import Span


class EditType(StrEnum):
    """IteraTeR's action types."""

    ADD = "A"
    DELETE = "D"
    REPLACE = "R"


class Intent(StrEnum):
    """IteraTeR's intents."""

    FLUENCY = "fluency"
    CLARITY = "clarity"
    COHERENCE = "coherence"
    STYLE = "style"
    MEANING_CHANGED = "meaning-changed"
    OTHER = "other"


class Verdict(StrEnum):
    """What was decided of a proposal. REWRITE accepts with the person's own `after`; UNDECIDED takes it back."""

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
    """Who decided; only a PERSON teaches the revisers anything."""

    PERSON = "person"
    RULE = "rule"  # --decide accept, --decide reject
    IMPORT = "import"
    SIMULATED = "simulated"


class Anchor(StrEnum):
    """How surely a proposal's place was found, best first."""

    EXACT = "exact"
    UNIQUE = "unique"
    NORMALISED = "normalised"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace `before`, which stands at `start`, with `after`. `end` is derived, so it cannot disagree."""

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
        """The same edit `by` code points further on."""
        return Edit(self.start + by, self.before, self.after)


@dataclass(frozen=True, slots=True)
class RiskFlag:
    """Something a person should look at twice: `kind` (number, name, negation …) and what changed, in words."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An edit that somebody proposes, relative to the base text of its round.

    `rule` names what proposed it inside the reviser, stable across runs ("harper/SpellCheck", "plain/utilize").
    `alternatives` are other texts for the same span, best first, without `edit.after`.
    `group`: proposals of one round with the same non-empty group take one decision (runs of white space).
    `word`: where the proposal corrects the spelling of one word, that word as it stands (it can become the writer's).
    `form`: where the proposal is about one spelling out of several ("e-mail" or "email"), the key of that choice.
    `confidence` is 0 to 1.
    """

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
    """Something to tell the writer that carries no edit (a 54-word sentence). `span` is in the round's base."""

    span: Span
    message: str
    reviser: str
    rule: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of one proposal. `after` is the text applied, where it differs from the proposed one (a rewrite,
    or an alternative that was picked); None otherwise. `reason` is optional, in the person's words or a key's."""

    proposal_id: str
    verdict: Verdict
    after: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rebased:
    """Edits moved through a change: `moved` keeps their order; `dropped` are those whose own span had changed."""

    moved: tuple[Edit, ...] = ()
    dropped: tuple[Edit, ...] = field(default=())


def check(base: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits in order of place. ValueError where one does not fit `base`, two overlap, or two stand at one place."""
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
    """`base` with every edit applied at once. ValueError as `check`."""
    parts: list[str] = []
    position = 0
    for edit in check(base, edits):
        parts += base[position : edit.start], edit.after
        position = edit.start + len(edit.before)
    parts.append(base[position:])
    return "".join(parts)


def apply_within(base: str, span: Span, edits: Iterable[Edit]) -> str:
    """What `span` of `base` reads with the edits of `base` that lie in it. ValueError as `check`, and where one lies
    outside."""
    return apply(span.of(base), [edit.moved(-span.start) for edit in edits])


def invert(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that take the result back to the base, in the coordinates of the result. A deletion and what stands
    right behind it become one: restored, both would stand at one place."""
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
    """Whether `change` touches what `edit` is about: the spans overlap, or both insert at one place, or an insertion
    stands inside the other's span."""
    if edit.start == edit.end and change.start == change.end:
        return edit.start == change.start
    return edit.start < change.end and change.start < edit.end


def rebase(edits: Iterable[Edit], changes: Iterable[Edit]) -> Rebased:
    """Move `edits` through `changes`; both are relative to the same text. Linear after sorting; order is kept. Where a
    change took away all that parted two edits, only the first stays: at most one stands at a place."""
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
        # What is left and starts before this edit ends can touch it; edits are few, spans short.
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
    """Whether `change` lies wholly before `edit`, so that it shifts it."""
    return change.end <= edit.start and not (change.start == change.end == edit.start == edit.end)
