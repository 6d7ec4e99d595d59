"""Changes tracked by others, as edits of the base text."""

from dataclasses import dataclass, field

from reviser.core.edit import Edit
from reviser.documents.splices.pieces import PieceArrays, PieceState, UnitT


@dataclass(frozen=True, slots=True)
class Change:
    """A proposal by somebody: `edit` of the base text, and the elements (`units`) of a story that express it. If two
    people wrote at one place, `author` names both."""

    edit: Edit
    author: str
    date: str
    story: int
    units: frozenset[int]


@dataclass(slots=True)
class _Group:
    start: int
    end: int
    authors: list[str]
    date: str
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    units: set[int] = field(default_factory=set)


def changes(pieces: PieceArrays[UnitT], story: int, offset: int) -> list[Change]:
    """The changes that can be decided, in text order; the text begins at `offset`. Adjacent changes by one author are
    one. Moves, rows and stacked changes are left out."""
    if not pieces.changes:
        return []
    groups: list[_Group] = []
    current: _Group | None = None
    for number, state in enumerate(pieces.states):
        start, end = pieces.offsets[number], pieces.offsets[number + 1]
        units = _units(pieces, number)
        if state == PieceState.KEPT or not units:
            if end > start:
                current = None
            continue
        first = pieces.changes[min(units)]
        another = current is None or (current.start < start and current.authors != [first.author])
        if current is None or (another and not units & current.units):
            current = _Group(start, end, [first.author], first.date)
            groups.append(current)
        if first.author not in current.authors:
            current.authors.append(first.author)
        current.end = end
        (current.after if state & PieceState.INSERTED else current.before).append(pieces.texts[number])
        current.units |= units
    return [
        Change(
            Edit(group.start + offset, "".join(group.before), "".join(group.after)),
            ", ".join(group.authors), group.date, story, frozenset(group.units),
        )
        for group in groups
    ]  # fmt: skip


def _units(pieces: PieceArrays[UnitT], number: int) -> set[int]:
    """The elements that form the change of a piece; empty if it cannot be decided here."""
    unit = pieces.units[number]
    found = {unit, *pieces.tied.get(number, ())} - {-1}
    kinds = {pieces.changes[each].inserts for each in found}
    if any(pieces.changes[each].inside or pieces.changes[each].moves for each in found) or len(kinds) > 1:
        return set()
    return found
