"""What people decided about edits, as any dataset has it: the values that readers make and figures are counted over.

A *save* is one document at one depth as one annotator left it; R3's papers call it a session. It may lack the text:
then it can be read, counted and written again, and nothing can be checked or decided in it.
"""

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
    """Who proposed and who decided, in R3's words; and revisions that nobody judged."""

    HUMAN_HUMAN = "human_human"
    SYSTEM_HUMAN = "system_human"
    SYSTEM_ONLY = "system_only"
    REVISIONS = "revisions"  # what writers changed themselves: every edit is theirs, and holds


class Selecting(StrEnum):
    """Which one counts where an annotator saved a document's depth more than once."""

    LATEST = "latest"
    FIRST = "first"
    ALL = "all"


class JudgedEdit(NamedTuple):
    """An edit and what was decided of it; UNDECIDED where nobody did. `intent` is the dataset's own word. Places are
    code points into the save's base, where it has one. `edit.after` is what was offered; `rewritten` what the person
    put in its place. The rest is known of our own rounds: `decided` is ISO 8601, `elapsed_s` seconds. `error_type` is
    ERRANT's, where it was asked for (error_types.py).
    A tuple, since a million are made on the way out: a frozen dataclass takes six times as long."""

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

    @property
    def accepted(self) -> bool:
        return self.verdict in _ACCEPTED

    @property
    def type(self) -> EditType:
        return self.edit.type

    @property
    def applied(self) -> Edit:
        """The edit as it was applied, where it was."""
        return self.edit if self.rewritten is None else Edit(self.edit.start, self.edit.before, self.rewritten)


@dataclass(frozen=True, slots=True)
class Annotation:
    """`saved` orders the saves of one annotator, document and depth: ISO 8601, "" where nobody says. `result` is the
    base with what was accepted, as the dataset has it. `where` is the file (and line) that it was read from."""

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
        """What was accepted or rewritten, in order of place."""
        return tuple(sorted((one for one in self.edits if one.verdict in _ACCEPTED), key=attrgetter("edit.start")))


def applied(edits: Iterable[JudgedEdit]) -> list[Edit]:
    """The accepted ones of `edits`, as they were applied."""
    return [
        one.edit if one.rewritten is None else Edit(one.edit.start, one.edit.before, one.rewritten)
        for one in edits
        if one.verdict in _ACCEPTED
    ]


@dataclass(frozen=True, slots=True)
class Damaged:
    """A record that cannot be read: where it stands, and what is wrong with it, in a sentence."""

    where: str
    reason: Message


def choose(saves: Iterable[tuple[Annotation, Name]], which: Selecting) -> set[Name]:
    """Of saves with a name each, the names of one save for each annotator, document and depth; of all with ALL. Of two
    with the same time the one that came later is the later. No save is held."""
    kept: dict[tuple[object, ...], tuple[str, Name]] = {}
    for save, name in saves:
        key: tuple[object, ...] = (save.setting, save.annotator, save.document, save.depth)
        if which is Selecting.ALL:
            key = (*key, name)
        before = kept.get(key)
        if before is None or (save.saved >= before[0] if which is Selecting.LATEST else save.saved < before[0]):
            kept[key] = save.saved, name
    return {name for _, name in kept.values()}


def chosen(annotations: Iterable[Annotation], which: Selecting, *, empty: bool = False) -> list[Annotation]:
    """One save for each annotator, document and depth (all with ALL), in the order that they came; those without edits
    only with `empty`."""
    found = list(annotations)
    kept = choose(((save, number) for number, save in enumerate(found)), which)
    return [save for number, save in enumerate(found) if number in kept and (empty or save.edits)]
