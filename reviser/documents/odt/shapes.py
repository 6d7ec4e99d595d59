"""Decides, after a document has been read, which paragraphs can be joined, and which changes can be decided here: those
that can be undone without any other change."""

import re

from reviser.documents.odt.pieces import TextPieces, TrackedChange
from reviser.documents.splices.markup import TAG, closing, end_of
from reviser.documents.splices.pieces import Kind

_LISTS = frozenset({"text:list", "text:list-item", "text:list-header"})
_MARKS = re.compile(re.escape(bytes([Kind.MARK])))
_PARAGRAPHS = frozenset({b"p", b"h"})


def settle(pieces: TextPieces) -> int:
    """Lock each mark whose paragraph cannot be joined with another, and mark changes that cannot be decided. Returns
    how many these are."""
    for found in _MARKS.finditer(pieces.kinds):
        mark = found.start()
        paragraph = pieces.paragraphs[mark]
        if paragraph >= 0 and pieces.paragraph_next[paragraph] < 0:
            pieces.locked[mark] = pieces.locked[mark] or 1
    count = 0
    for unit in pieces.changes:
        if unit.mark[0] < 0:
            continue  # it is not in the text
        can_be = _can_go(pieces, unit) if unit.inserts else _can_come_back(pieces, unit)
        unit.inside = unit.inside or not can_be
        count += unit.inside
    return count


def _can_go(pieces: TextPieces, unit: TrackedChange) -> bool:
    """Whether an insertion can be removed so that the rest is well-formed."""
    if unit.last[0] < 0:
        return False
    if unit.paragraph < 0:
        behind = unit.last_container if unit.last_paragraph < 0 else pieces.paragraph_containers[unit.last_paragraph]
        return behind == unit.container
    if unit.last_paragraph < 0 or pieces.control(unit.inline) != pieces.control(unit.last_inline):
        return False
    if unit.paragraph == unit.last_paragraph:
        return True
    first = pieces.path(pieces.paragraph_containers[unit.paragraph])
    last = pieces.path(pieces.paragraph_containers[unit.last_paragraph])
    common = sum(1 for one, other in zip(first, last, strict=False) if one == other)
    return all(pieces.container_names[each] in _LISTS for each in (*first[common:], *last[common:]))


def _can_come_back(pieces: TextPieces, unit: TrackedChange) -> bool:
    """Whether deleted content can be inserted at its mark."""
    bounds = blocks(pieces.data, unit.content)
    if bounds is None or not bounds:
        return False
    if unit.paragraph < 0:
        return True
    if len(bounds) > 1 and pieces.control(unit.inline) >= 0:
        return False
    ends = (bounds[0], bounds[-1])
    if len(bounds) > 1 and pieces.holds_item(unit.paragraph):
        return all(_is_paragraph(pieces.data, start) for start, _ in bounds)
    return all(_is_paragraph(pieces.data, start) for start, _ in ends)


def _is_paragraph(data: bytes, start: int) -> bool:
    tag = TAG.match(data, start)
    return tag is not None and (tag[2] or b"").rpartition(b":")[2] in _PARAGRAPHS


def blocks(data: bytes, content: tuple[int, int]) -> list[tuple[int, int]] | None:
    """The elements of deleted content in order; None if there is anything else between them."""
    bounds: list[tuple[int, int]] = []
    place, end = content
    while (tag := TAG.search(data, place, end)) is not None:
        if data[place : tag.start()].strip(b" \t\r\n") or tag[1]:
            return None
        place = tag.end()
        if tag[2] is None:
            continue
        if not tag[3].endswith(b"/"):
            place = end_of(data, closing(tag[2]), place)[1]
        bounds.append((tag.start(), place))
    return None if data[place:end].strip(b" \t\r\n") else bounds
