"""Plans edits of a page's text: what is removed, what is inserted where, and which lines are joined. Writes nothing;
raises LockedError for text that cannot be edited."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from reviser.core.edit import Edit
from reviser.core.text import Span
from reviser.documents.html.pieces import HtmlPieces
from reviser.documents.splices.by_word import refined
from reviser.documents.splices.document import LockedError
from reviser.documents.splices.markup import ILLEGAL
from reviser.documents.splices.pieces import OBJECT_SIGN, SHUT, Kind


@dataclass(frozen=True, slots=True)
class PagePut:
    """Text inserted at a place of the source, in a line, within an inline element (-1: none)."""

    place: int
    line: int
    inline: int
    after: str
    offset: int  # in the text


@dataclass(slots=True)
class PagePlan:
    """The effects of edits on a page. `edits` are as small as possible; `cuts` are the removed bytes; `puts` are the
    insertions by line; `joined` are lines that continue with the next; `touched` are all affected lines."""

    edits: list[Edit] = field(default_factory=list)
    cuts: set[tuple[int, int]] = field(default_factory=set)
    puts: dict[int, list[PagePut]] = field(default_factory=dict)
    joined: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)

    def edits_in(self, span: Span) -> list[Edit]:
        """The edits within a span of the text."""
        first = bisect_left(self.edits, span.start, key=lambda edit: edit.start)
        return self.edits[first : bisect_right(self.edits, span.end, key=lambda edit: edit.start)]

    def first(self, line: int) -> int:
        """The first of the lines that this line is joined with."""
        while line - 1 in self.joined:
            line -= 1
        return line

    def last(self, line: int) -> int:
        """The last of the lines that this line is joined with."""
        while line in self.joined:
            line += 1
        return line


def plan(pieces: HtmlPieces, edits: Iterable[Edit]) -> PagePlan:
    """Plan sorted, non-overlapping edits. Raises LockedError if one of them is impossible."""
    made = PagePlan()
    for edit in edits:
        for part in refined(pieces, edit, partial(_format, pieces)):
            _place(pieces, made, part)
    for line, puts in made.puts.items():
        if any("\n" in put.after for put in puts) and not pieces.line_free[made.first(line)]:
            raise LockedError("a paragraph cannot end here")
    return made


def span_of(pieces: HtmlPieces, first: int, last: int) -> Span:
    """The text of these lines, without the line end of the last."""
    return Span(pieces.offsets[pieces.rows[first].start], pieces.offsets[pieces.rows[last].stop - 1])


def _format(pieces: HtmlPieces, number: int) -> int:
    return pieces.inlines[number]


def _place(pieces: HtmlPieces, plan: PagePlan, edit: Edit) -> None:
    if ILLEGAL.search(edit.after) or OBJECT_SIGN in edit.after or "\r" in edit.after:
        raise LockedError("a character that no page can hold")
    plan.edits.append(edit)
    covered = list(pieces.covering(edit.start, edit.end))
    for number in covered:
        if pieces.locked[number]:
            raise LockedError(f"locked at {edit.start}")
        line = pieces.lines[number]
        plan.touched.add(line)
        if pieces.kinds[number] == Kind.MARK:
            plan.joined.add(line)
            plan.touched.add(line + 1)
        elif pieces.kinds[number] == Kind.SIGN:
            plan.cuts.add((pieces.starts[number], pieces.ends[number]))
        else:
            first, last = max(edit.start, pieces.offsets[number]), min(edit.end, pieces.offsets[number + 1])
            offset = pieces.offsets[number]
            plan.cuts.add((pieces.byte_at(number, first - offset), pieces.byte_at(number, last - offset)))
    if edit.after:
        put = _insertion_point(pieces, edit, covered[0] if covered else -1)
        plan.puts.setdefault(put.line, []).append(put)
        plan.touched.add(put.line)


def _insertion_point(pieces: HtmlPieces, edit: Edit, first: int) -> PagePut:
    """The place of inserted text: before the removed text; else behind the text before it, before the text after it,
    beside an object, or in an empty line."""
    at = edit.start
    if pieces.writable(first):
        place = pieces.starts[first]
        if pieces.kinds[first] == Kind.TEXT:
            place = pieces.byte_at(first, at - pieces.offsets[first])
        return PagePut(place, pieces.lines[first], pieces.inlines[first], edit.after, at)
    left, right = pieces.piece_at(at - 1) if at else -1, pieces.piece_at(at) if at < pieces.offsets[-1] else -1
    before, behind = pieces.writable(left), pieces.writable(right)
    if before and behind and left != right and _in_link(pieces, left) and not _in_link(pieces, right):
        before = False  # text after the end of a link is not part of the link
    if before:
        place = pieces.ends[left]
        if pieces.kinds[left] == Kind.TEXT:
            place = pieces.byte_at(left, at - pieces.offsets[left])
        return PagePut(place, pieces.lines[left], pieces.inlines[left], edit.after, at)
    if behind:
        return PagePut(pieces.starts[right], pieces.lines[right], pieces.inlines[right], edit.after, at)
    if left == right and left >= 0:
        raise LockedError(f"locked at {at}")
    return _beside(pieces, edit, left, right)


def _beside(pieces: HtmlPieces, edit: Edit, left: int, right: int) -> PagePut:
    """A place behind or before something locked, or in a line without text."""
    if right >= 0 and pieces.locked[right] != SHUT and pieces.lines[right] >= 0:
        line = pieces.lines[right]
        if pieces.kinds[right] != Kind.MARK:
            return PagePut(pieces.starts[right], line, pieces.inlines[right], edit.after, edit.start)
        if left < 0 or pieces.lines[left] != line:
            return PagePut(pieces.line_end_tags[line], line, -1, edit.after, edit.start)
        return PagePut(pieces.ends[left], line, pieces.inlines[left], edit.after, edit.start)
    raise LockedError(f"no place at {edit.start}")


def _in_link(pieces: HtmlPieces, number: int) -> bool:
    return any(pieces.inline_names[each] == b"a" for each in pieces.chain(pieces.inlines[number]))
