"""Turns a plan for a page into splices of its source. White space beside an edit is written so that it reads as
before."""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator

from reviser.core.edit import apply_within
from reviser.documents.html.pieces import HtmlPieces, copy_of, end_tag
from reviser.documents.html.plan import PagePlan, PagePut, span_of
from reviser.documents.html.tags import EMPTY_LINE, ESCAPES
from reviser.documents.splices.markup import escape, spliced
from reviser.documents.splices.pieces import LINE

Splice = tuple[int, int, bytes]
_EDGES = frozenset({"\n", LINE})
_SEPARATE = _EDGES | {" "}


def edited_source(pieces: HtmlPieces, plan: PagePlan, encoding: str) -> bytes:
    """The source after the plan. Characters that `encoding` lacks are written as references."""
    puts: list[Splice] = []
    splices: list[Splice] = [(start, end, b"") for start, end in plan.cuts if start < end]
    for line in plan.joined:
        splices.append((pieces.line_end_tags[line], pieces.line_inner[line + 1], b""))
    for first in {plan.first(line) for line in plan.touched}:
        last = plan.last(first)
        if first < last and end_tag(pieces.tag(first)) != end_tag(pieces.tag(last)):
            splices.append((pieces.line_end_tags[last], pieces.line_ends[last], end_tag(pieces.tag(first))))
        splices += _of_lines(pieces, plan, first, last)
        puts += _puts(pieces, plan, first, last, encoding)
    return spliced(pieces.data, puts + splices)


def _puts(pieces: HtmlPieces, plan: PagePlan, first: int, last: int, encoding: str) -> Iterator[Splice]:
    """The insertions in joined lines, with a sign in each new line that would otherwise be none."""
    span = span_of(pieces, first, last)
    edits = plan.edits_in(span)
    puts = {put.offset: put for line in range(first, last + 1) for put in plan.puts.get(line, ())}
    texts = apply_within(pieces.text, span, edits).split("\n")
    empty = {number for number, text in enumerate(texts) if not pieces.line_stays[first] and not text.strip(" ")}
    number = 0
    for edit in edits:
        parts = edit.after.split("\n")
        if edit.after:
            put = puts[edit.start]
            lines = [_escaped(part, encoding) for part in parts]
            for at in range(len(lines)) if len(lines) > 1 else ():
                if number + at in empty:
                    lines[at] += EMPTY_LINE
                    empty.discard(number + at)
            yield put.place, put.place, _border(pieces, first, put).join(lines) if len(lines) > 1 else lines[0]
        number += len(parts) - 1
    if empty:
        place = pieces.line_end_tags[last]
        yield place, place, EMPTY_LINE


def _border(pieces: HtmlPieces, first: int, put: PagePut) -> bytes:
    """The bytes that end a line at a place and begin the next."""
    tag, inner = pieces.tag(first), pieces.line_inner[put.line]
    around = [pieces.opening(each) for each in pieces.chain(put.inline) if pieces.inline_starts[each] >= inner]
    end = b"".join(end_tag(opening) for opening in reversed(around)) + end_tag(tag)
    return end + copy_of(tag) + b"".join(copy_of(opening) for opening in around)


def _escaped(text: str, encoding: str) -> bytes:
    signs = escape(text).replace(LINE.encode(), b"<br/>").replace(b"\t", b"&#9;")
    return signs.decode().encode(encoding, "xmlcharrefreplace").decode(encoding).encode()


class _Signs:
    """The characters of lines, with the source place of each part."""

    def __init__(self, parts: Iterable[tuple[int, str]]) -> None:
        found = [(place, text) for place, text in parts if text]
        self._places = [place for place, _ in found]
        self._texts = [text for _, text in found]

    def around(self, start: int, end: int, *, itself: bool) -> tuple[str, str]:
        """The characters before and after `start:end` of the source. `itself`: that span is one of the parts."""
        before, behind = bisect_right(self._places, start) - 1 - itself, bisect_left(self._places, end)
        left = self._texts[before][-1] if before >= 0 else "\n"
        return left, self._texts[behind][0] if behind < len(self._texts) else "\n"


def _of_lines(pieces: HtmlPieces, plan: PagePlan, first: int, last: int) -> Iterator[Splice]:
    """Splices for white space and bare characters of joined lines that could be read differently now."""
    numbers = range(pieces.rows[first].start, pieces.rows[last].stop - 1)
    line_signs = _Signs(_parts(pieces, plan, numbers, first, last))
    for number in numbers:
        start, end = pieces.starts[number], pieces.ends[number]
        if not pieces.is_wrapped(number) or (start, end) in plan.cuts:
            continue
        if not _SEPARATE.isdisjoint(line_signs.around(start, end, itself=True)):
            yield start, end, b" "
    for line in range(first, last + 1):
        for start, end in pieces.blanks.get(line, ()):
            around = line_signs.around(start, end, itself=False)
            if " " in around or _EDGES.isdisjoint(around):
                yield start, end, b""
        for start, end in pieces.bare.get(line, ()):
            if (start, end) not in plan.cuts:
                yield start, end, ESCAPES[pieces.data[start:end]]


def _parts(pieces: HtmlPieces, plan: PagePlan, numbers: range, first: int, last: int) -> list[tuple[int, str]]:
    """The text that the lines will have."""
    parts = [(put.place, 0, put.after) for line in range(first, last + 1) for put in plan.puts.get(line, ())]
    edits = deque(plan.edits_in(span_of(pieces, first, last)))
    for number in numbers:
        place, end = pieces.offsets[number], pieces.offsets[number + 1]
        while place < end:
            while edits and edits[0].end <= place:
                edits.popleft()
            stop = min(end, edits[0].start) if edits else end
            if place < stop:
                at = pieces.byte_at(number, place - pieces.offsets[number])
                parts.append((at, 1, pieces.text[place:stop]))
            place = max(stop, min(end, edits[0].end)) if edits else end
    return [(place, text) for place, _, text in sorted(parts)]
