"""Plans edits of the text in terms of bytes: what is removed, what is inserted where and in which format, and which
paragraphs are joined. Writes nothing; raises LockedError for text that cannot be edited."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from reviser.core.edit import Edit
from reviser.documents.odt.pieces import TextPieces
from reviser.documents.splices.by_word import refined
from reviser.documents.splices.document import LockedError
from reviser.documents.splices.markup import ILLEGAL
from reviser.documents.splices.pieces import OBJECT_SIGN, SHUT, Kind, PieceState


@dataclass(frozen=True, slots=True)
class TextCut:
    """The bytes `start` to `end` of a paragraph are removed."""

    paragraph: int
    inline: int
    start: int
    end: int
    owner: int


@dataclass(frozen=True, slots=True)
class TextPut:
    """Text is inserted at a place, in the format of a span (-1: of the paragraph)."""

    paragraph: int
    inline: int
    start: int
    after: str
    owner: int


@dataclass(frozen=True, slots=True)
class ParagraphJoin:
    """A paragraph is joined with the next one."""

    paragraph: int
    start: int
    owner: int


@dataclass(frozen=True, slots=True)
class StaysBetween:
    """Something remains between two cuts, so they are two deletions."""

    owner: int


Gone = TextCut | ParagraphJoin
EditStep = Gone | TextPut | StaysBetween


def plan(pieces: TextPieces, edits: Iterable[Edit]) -> list[EditStep]:
    """The steps for sorted, non-overlapping edits, in text order. Raises LockedError if one of them is impossible."""
    found: list[EditStep] = []
    for owner, edit in enumerate(edits):
        for number, part in enumerate(refined(pieces, edit, partial(_format, pieces))):
            if number:
                found.append(StaysBetween(owner))  # something remains between them
            found += _steps(pieces, part, owner)
    return found


def _format(pieces: TextPieces, number: int) -> tuple[bytes, ...]:
    return tuple(pieces.opening(each) for each in pieces.chain(pieces.inlines[number]))


def _steps(pieces: TextPieces, edit: Edit, owner: int) -> Iterator[EditStep]:
    if ILLEGAL.search(edit.after) or OBJECT_SIGN in edit.after or "\r" in edit.after:
        raise LockedError("a character that no document can hold")
    steps: list[EditStep] = []
    last = -1
    for number in pieces.covering(edit.start, edit.end):
        if pieces.locked[number] or pieces.states[number] != PieceState.KEPT:
            raise LockedError(f"locked at {edit.start}")
        if last >= 0 and (number > last + 1 or _control(pieces, number) != _control(pieces, last)):
            steps.append(StaysBetween(owner))
        last = number
        steps.append(_removal(pieces, edit, number, owner))
    if edit.after:
        point = _insertion_point(pieces, edit, steps[0] if steps else None, owner)
        if "\n" in edit.after and pieces.control(point.inline) >= 0:
            raise LockedError("a paragraph cannot end within a control")
        yield point
    yield from steps


def _control(pieces: TextPieces, number: int) -> int:
    return pieces.control(pieces.inlines[number])


def _removal(pieces: TextPieces, edit: Edit, number: int, owner: int) -> EditStep:
    """The part of a piece that the edit removes."""
    paragraph, inline, offset = pieces.paragraphs[number], pieces.inlines[number], pieces.offsets[number]
    start, end = pieces.starts[number], pieces.ends[number]
    if pieces.kinds[number] == Kind.MARK:
        return ParagraphJoin(paragraph, start, owner)
    if pieces.kinds[number] == Kind.TEXT:
        start = pieces.byte_at(number, max(edit.start, offset) - offset)
        end = pieces.byte_at(number, min(edit.end, pieces.offsets[number + 1]) - offset)
    return TextCut(paragraph, inline, start, end, owner)


def _insertion_point(pieces: TextPieces, edit: Edit, first: EditStep | None, owner: int) -> TextPut:
    """The place of inserted text: before the removed text, in its format; else behind the text before it, before the
    text after it, or at any possible place."""
    if isinstance(first, TextCut):
        return TextPut(first.paragraph, first.inline, first.start, edit.after, owner)
    left = pieces.piece_at(edit.start - 1) if edit.start else -1
    right = pieces.piece_at(edit.start) if edit.start < pieces.offsets[-1] else -1
    before, behind = pieces.writable(left), pieces.writable(right)
    if left == right and not before:
        raise LockedError(f"locked at {edit.start}")
    if before and behind and left != right and _in_link(pieces, left) and not _in_link(pieces, right):
        before = False  # text after the end of a link is not part of the link
    if before:
        place = pieces.byte_at(left, edit.start - pieces.offsets[left])
        place = pieces.ends[left] if pieces.kinds[left] == Kind.SIGN else place
        return TextPut(pieces.paragraphs[left], pieces.inlines[left], place, edit.after, owner)
    if behind:
        return TextPut(pieces.paragraphs[right], pieces.inlines[right], pieces.starts[right], edit.after, owner)
    return _between(pieces, edit, left, right, owner)


def _between(pieces: TextPieces, edit: Edit, left: int, right: int, owner: int) -> TextPut:
    """A place behind or before an object or a deletion by somebody else, or in a paragraph without text."""
    for number, is_left in ((left, True), (right, False)):
        if number < 0 or pieces.kinds[number] == Kind.SHOWN or pieces.locked[number] == SHUT:
            continue
        paragraph, inline = pieces.paragraphs[number], pieces.inlines[number]
        if paragraph < 0:
            continue
        if pieces.states[number] & PieceState.DELETED:
            unit = pieces.changes[pieces.units[number]]
            if left >= 0 and right >= 0 and pieces.units[left] == pieces.units[right]:
                raise LockedError("within somebody's deletion")
            return TextPut(paragraph, inline, unit.mark[1] if is_left else unit.mark[0], edit.after, owner)
        if pieces.kinds[number] == Kind.OBJECT:
            place = pieces.ends[number] if is_left else pieces.starts[number]
            return TextPut(paragraph, inline, place, edit.after, owner)
        if pieces.kinds[number] == Kind.MARK and not is_left:
            return TextPut(paragraph, -1, pieces.starts[number], edit.after, owner)
    raise LockedError(f"no place at {edit.start}")


def _in_link(pieces: TextPieces, number: int) -> bool:
    return any(pieces.inline_kinds[each] for each in pieces.chain(pieces.inlines[number]))
