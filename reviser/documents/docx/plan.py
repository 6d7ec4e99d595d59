"""Plans edits of a part's text in terms of bytes: what is removed, what is inserted where and in which format, and
which paragraph marks are removed. Writes nothing; raises LockedError for text that cannot be edited."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from reviser.core.edit import Edit
from reviser.documents.docx.marks import may_join
from reviser.documents.docx.pieces import Pieces
from reviser.documents.docx.properties import mark_properties, plain_properties, run_properties
from reviser.documents.splices.by_word import refined
from reviser.documents.splices.document import LockedError
from reviser.documents.splices.markup import ILLEGAL
from reviser.documents.splices.pieces import OBJECT_SIGN, SHUT, Kind, PieceState


@dataclass(slots=True)
class Cut:
    """Within a run, the bytes `start` to `end` are removed and `after` is inserted behind them. `owner` is the index of
    the edit."""

    start: int
    end: int
    after: str
    owner: int


@dataclass(slots=True)
class Between:
    """A new run at a place between runs, with these properties."""

    place: int
    properties: bytes
    paragraph: int
    after: str
    owner: int


@dataclass(slots=True)
class EditPlan:
    """The effects of edits on a part. `joins` maps paragraphs whose mark is removed to the index of the edit."""

    cuts: dict[int, list[Cut]] = field(default_factory=dict)
    betweens: list[Between] = field(default_factory=list)
    joins: dict[int, int] = field(default_factory=dict)


def plan(pieces: Pieces, edits: Iterable[Edit]) -> EditPlan:
    """Plan sorted, non-overlapping edits. Raises LockedError if one of them is impossible."""
    made = EditPlan()
    edits = tuple(edits)
    for mark in pieces.held:
        _leaves_some(pieces, mark, edits)
    for owner, edit in enumerate(edits):
        for part in refined(pieces, edit, partial(_format, pieces)):
            _place(pieces, made, part, owner)
    return made


def _leaves_some(pieces: Pieces, mark: int, edits: tuple[Edit, ...]) -> None:
    """Raise LockedError for an edit that would empty, split or join a paragraph which would then be removed with its
    inserted mark."""
    first = mark
    while first and not (pieces.kinds[first - 1] == Kind.MARK and pieces.offsets[first] > pieces.offsets[first - 1]):
        first -= 1
    start, end = pieces.offsets[first], pieces.offsets[mark]
    mine = [edit for edit in edits if edit.start <= end and edit.end >= start]
    left = end - start + sum(len(edit.after) - len(edit.before) for edit in mine)
    if left <= 0 or any("\n" in edit.after or edit.start < start or edit.end > end for edit in mine):
        raise LockedError("the paragraph would go with somebody's insertion")


def _format(pieces: Pieces, number: int) -> bytes:
    return plain_properties(run_properties(pieces, pieces.runs[number]))


def _place(pieces: Pieces, plan: EditPlan, edit: Edit, owner: int) -> None:
    if ILLEGAL.search(edit.after) or OBJECT_SIGN in edit.after or "\r" in edit.after:
        raise LockedError("a character that no document can hold")
    cuts: list[tuple[int, Cut]] = []
    joined = False
    for number in pieces.covering(edit.start, edit.end):
        if pieces.locked[number] or pieces.states[number] != PieceState.KEPT:
            raise LockedError(f"locked at {edit.start}")
        offset = pieces.offsets[number]
        if pieces.kinds[number] == Kind.MARK:
            if not may_join(pieces, pieces.paragraphs[number]):
                raise LockedError("the paragraph behind is somebody's insertion")
            plan.joins[pieces.paragraphs[number]] = owner
            joined = True
        elif pieces.kinds[number] == Kind.SIGN:
            cuts.append((pieces.runs[number], Cut(pieces.starts[number], pieces.ends[number], "", owner)))
        else:
            first, last = max(edit.start, offset), min(edit.end, pieces.offsets[number + 1])
            span = pieces.byte_at(number, first - offset), pieces.byte_at(number, last - offset)
            cuts.append((pieces.runs[number], Cut(*span, "", owner)))
    if edit.after:
        if cuts and pieces.kinds[pieces.piece_at(edit.start)] != Kind.MARK:
            _beside(pieces, cuts, edit.after, whole=not joined)
        else:
            _insert(pieces, plan, edit, owner)
    for run, cut in cuts:
        plan.cuts.setdefault(run, []).append(cut)


def _beside(pieces: Pieces, cuts: list[tuple[int, Cut]], after: str, *, whole: bool) -> None:
    """Place inserted text behind the removed text: behind all of it if it has one format in one paragraph."""
    first = cuts[0][0]
    properties = plain_properties(run_properties(pieces, first))
    run, cut = cuts[-1]
    if not whole or plain_properties(run_properties(pieces, run)) != properties:
        run, cut = [each for each in cuts if each[0] == first][-1]
    _may_split(pieces, run, after)
    cut.after = after


def _may_split(pieces: Pieces, run: int, after: str) -> None:
    if "\n" in after and not pieces.run_free[run]:
        raise LockedError("a paragraph cannot end within a control")


def _insert(pieces: Pieces, plan: EditPlan, edit: Edit, owner: int) -> None:
    """Place inserted text if nothing is removed: in the run before it, else the run after it, else a new run."""
    left = pieces.piece_at(edit.start - 1) if edit.start else -1
    right = pieces.piece_at(edit.start) if edit.start < pieces.offsets[-1] else -1
    within = left == right and left >= 0
    before, behind = pieces.writable(left), pieces.writable(right)
    if before and behind and not within and pieces.run_free[pieces.runs[right]] == 1:
        before = pieces.run_free[pieces.runs[left]] == 1  # text after the end of a link is not part of the link
    if before or within:
        if not before:
            raise LockedError(f"locked at {edit.start}")
        run = pieces.runs[left]
        place = pieces.byte_at(left, edit.start - pieces.offsets[left])
        place = pieces.ends[left] if pieces.kinds[left] == Kind.SIGN else place
    elif behind:
        run, place = pieces.runs[right], pieces.starts[right]
    else:
        _between(pieces, plan, edit, owner, left, right)
        return
    _may_split(pieces, run, edit.after)
    plan.cuts.setdefault(run, []).append(Cut(place, place, edit.after, owner))


def _between(pieces: Pieces, plan: EditPlan, edit: Edit, owner: int, left: int, right: int) -> None:
    """Plan a new run: behind or before an object or a deletion by somebody else, or in a paragraph without text."""
    paragraph, place, free = -1, -1, False
    run = pieces.last_runs[left] if left >= 0 else -1
    if run >= 0 and right >= 0 and run == pieces.runs[right] and pieces.states[left] == PieceState.KEPT:
        if SHUT in (pieces.locked[left], pieces.locked[right]):
            raise LockedError(f"locked at {edit.start}")
        _may_split(pieces, run, edit.after)  # between two objects of one run
        plan.cuts.setdefault(run, []).append(Cut(pieces.ends[left], pieces.ends[left], edit.after, owner))
        return
    if left >= 0 and pieces.kinds[left] not in {Kind.MARK, Kind.SHOWN} and pieces.locked[left] != SHUT:
        paragraph = pieces.run_paragraphs[run] if run >= 0 else pieces.paragraphs[left]
        place, free = _behind(pieces, left, right)
    elif _begins(pieces, left, right):
        paragraph = _first_paragraph(pieces, right)
        place, free = pieces.paragraph_content[paragraph], True
    if place < 0 or ("\n" in edit.after and not free):
        raise LockedError(f"no place at {edit.start}")
    plan.betweens.append(Between(place, _nearest(pieces, left, paragraph), paragraph, edit.after, owner))


def _begins(pieces: Pieces, left: int, right: int) -> bool:
    """Whether a writable paragraph begins between the two pieces."""
    if right < 0 or pieces.kinds[right] == Kind.SHOWN or pieces.locked[right] == SHUT:
        return False
    return left < 0 or pieces.kinds[left] == Kind.MARK or pieces.ends[left] == pieces.starts[left]


def _first_paragraph(pieces: Pieces, right: int) -> int:
    """The paragraph whose text begins with the piece `right`."""
    number = right
    while number and pieces.states[number - 1] & PieceState.INSERTED and pieces.kinds[number - 1] != Kind.MARK:
        number -= 1
    return pieces.paragraphs[number]


def _behind(pieces: Pieces, left: int, right: int) -> tuple[int, bool]:
    """The byte offset between runs behind a piece (-1: the beginning), and whether a paragraph can be split there."""
    unit, run = pieces.units[left], pieces.last_runs[left]
    if pieces.states[left] != PieceState.KEPT:
        change = pieces.changes[unit]
        if change.inside or (right >= 0 and pieces.units[right] == unit and pieces.kinds[right] != Kind.MARK):
            return -1, False
        return change.end, change.free
    if run < 0:
        return pieces.ends[left], False
    return pieces.run_ends[run], bool(pieces.run_free[run])


def _nearest(pieces: Pieces, left: int, paragraph: int) -> bytes:
    """The properties of the nearest text before the place in the paragraph, else of the paragraph mark."""
    number = left
    while number >= 0 and pieces.paragraphs[number] == paragraph and pieces.kinds[number] != Kind.MARK:
        if pieces.kinds[number] == Kind.TEXT:
            return plain_properties(run_properties(pieces, pieces.runs[number]))
        number -= 1
    return mark_properties(pieces, paragraph)
