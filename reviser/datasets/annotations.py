"""The decisions that people made about edits, as any dataset has them: the values that readers make and that figures
are counted over.

An annotation (R3's papers call it a session) is one document at one depth as one annotator left it. It may lack the
text: then it can be read, counted and written again, but nothing in it can be checked or decided."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple, TypeVar

from reviser.core.edit import Edit, EditType, Verdict
from reviser.messages import Message

_ACCEPTED = frozenset({Verdict.ACCEPT, Verdict.REWRITE})
Name = TypeVar("Name", bound=Hashable)


class Setting(StrEnum):
    """Who proposed the edits and who decided, in R3's words. REVISIONS is ours: nobody judged them."""

    HUMAN_HUMAN = "human_human"
    SYSTEM_HUMAN = "system_human"
    SYSTEM_ONLY = "system_only"
    REVISIONS = "revisions"  # what writers changed themselves: every edit is theirs, and holds


class Selecting(StrEnum):
    """Which annotation counts if an annotator saved a document's depth more than once."""

    LATEST = "latest"
    FIRST = "first"
    ALL = "all"


class JudgedEdit(NamedTuple):
    """An edit and the decision on it, UNDECIDED if there is none.

    Places are code points into the annotation's base, if it has one. `edit.after` is the text that was offered,
    `rewritten` the text that the person put in its place. `intent` is the dataset's own word. `error_type` is ERRANT's
    type, empty if it was not asked for (error_types.py). The other fields are known for our own rounds only:
    `proposed_by` is the reviser that made the proposal (a round may have several), `decided` is ISO 8601, `elapsed_s`
    is in seconds.

    It is a tuple because an export makes a million of them: a frozen dataclass takes six times as long."""

    edit: Edit
    intent: str
    verdict: Verdict
    rewritten: str | None = None
    reason: str = ""
    id: str = ""
    rule: str = ""
    explanation: str = ""
    confidence: float | None = None
    risk: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    decided: str = ""
    elapsed_s: float | None = None
    error_type: str = ""
    proposed_by: str = ""

    @property
    def accepted(self) -> bool:
        return self.verdict in _ACCEPTED

    @property
    def type(self) -> EditType:
        return self.edit.type

    @property
    def applied(self) -> Edit:
        """The edit with the text that was applied; it makes sense for accepted edits only."""
        return self.edit if self.rewritten is None else Edit(self.edit.start, self.edit.before, self.rewritten)


@dataclass(frozen=True, slots=True)
class Annotation:
    """One document at one depth as one annotator left it. `saved` orders the annotations of one annotator, document and
    depth: ISO 8601, "" if unknown. `result` is the base with the accepted edits, as the dataset has it. `where` is the
    file (and line) that it was read from."""

    setting: str
    annotator: str
    document: str
    depth: int
    saved: str
    base: str | None
    result: str | None
    edits: tuple[JudgedEdit, ...]
    reviser: str
    where: str
    model: str = ""
    prompt: str = ""
    instruction: str = ""

    @property
    def accepted(self) -> tuple[JudgedEdit, ...]:
        """The edits that were accepted or rewritten, in order of place."""
        return tuple(sorted((one for one in self.edits if one.verdict in _ACCEPTED), key=attrgetter("edit.start")))


def applied(edits: Iterable[JudgedEdit]) -> list[Edit]:
    """The accepted edits among `edits`, with the texts that were applied."""
    return [
        one.edit if one.rewritten is None else Edit(one.edit.start, one.edit.before, one.rewritten)
        for one in edits
        if one.verdict in _ACCEPTED
    ]


@dataclass(frozen=True, slots=True)
class Damaged:
    """A record that cannot be read: its place in the dataset, and a sentence that says what is wrong."""

    where: str
    reason: Message


def choose(annotations: Iterable[tuple[Annotation, Name]], which: Selecting) -> set[Name]:
    """The names of the annotations to keep: one for each annotator, document and depth, or all if `which` is ALL. Each
    of `annotations` comes with its name. If two have the same time, the one that comes later is the later one. No
    annotation is kept in memory."""
    kept: dict[tuple[object, ...], tuple[str, Name]] = {}
    for annotation, name in annotations:
        key: tuple[object, ...] = (annotation.setting, annotation.annotator, annotation.document, annotation.depth)
        if which is Selecting.ALL:
            key = (*key, name)
        before = kept.get(key)
        if before is None or (
            annotation.saved >= before[0] if which is Selecting.LATEST else annotation.saved < before[0]
        ):
            kept[key] = annotation.saved, name
    return {name for _, name in kept.values()}


def chosen(annotations: Iterable[Annotation], which: Selecting, *, empty: bool = False) -> list[Annotation]:
    """One annotation for each annotator, document and depth (all of them if `which` is ALL), in the order given.
    Annotations without edits are left out unless `empty` is true."""
    found = list(annotations)
    kept = choose(((annotation, number) for number, annotation in enumerate(found)), which)
    return [annotation for number, annotation in enumerate(found) if number in kept and (empty or annotation.edits)]
