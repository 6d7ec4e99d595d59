"""Accepts or rejects tracked changes in the bytes of a document, by splices.

Accepting, and any change within a paragraph, is done at once. A rejection that splits or joins paragraphs is done alone
if another one concerns the same paragraphs; the document is read again in between."""

import re
from collections.abc import Callable, Mapping

from reviser.documents.odt.emit import Emitter, ParagraphEvent
from reviser.documents.odt.names import ElementNames, closed
from reviser.documents.odt.pieces import TextPieces, TrackedChange
from reviser.documents.odt.seams import Splice, with_visible_spaces
from reviser.documents.odt.shapes import blocks
from reviser.documents.splices.markup import TAG, closing, end_of, spliced
from reviser.documents.splices.pieces import Kind

# Elements that only mark a place, and stay when an insertion is removed.
_MARKERS = re.compile(
    rb"(?:^|:)(?:bookmark(?:-start|-end)?|reference-mark(?:-start|-end)?|change-start|change-end|annotation-end|annotation)$"
)


def resolved(pieces: TextPieces, decisions: Mapping[str, bool], again: Callable[[bytes], TextPieces]) -> bytes:
    """The XML of the document with changes (by name) accepted or rejected; `again` reads it anew."""
    left = dict(decisions)
    data = pieces.data
    while left:
        batch = _batch(pieces, left)
        if not batch:
            break
        data = spliced(data, _Decisions(pieces, batch).splices())
        for name in batch:
            del left[name]
        pieces = again(data) if left else pieces
    return data


def _batch(pieces: TextPieces, decisions: Mapping[str, bool]) -> dict[str, bool]:
    """Decisions that can be made together: no two that split or join the same paragraphs."""
    decided: dict[str, bool] = {}
    taken: set[int] = set()
    for unit in sorted(pieces.changes, key=lambda unit: unit.mark):
        if unit.name not in decisions or unit.mark[0] < 0:
            continue
        touched = set[int]() if decisions[unit.name] else _structural(pieces, unit)
        if not touched & taken:
            taken |= touched
            decided[unit.name] = decisions[unit.name]
    return decided


def _structural(pieces: TextPieces, unit: TrackedChange) -> set[int]:
    """The paragraphs whose edges change when a change is removed; empty if it stays within one."""
    if unit.inserts:
        ends = {unit.paragraph, unit.last_paragraph} - {-1}
        return set() if unit.paragraph == unit.last_paragraph >= 0 else ends
    found = blocks(pieces.data, unit.content) or []
    return {unit.paragraph} if unit.paragraph >= 0 and len(found) > 1 else set()


class _Decisions:
    def __init__(self, pieces: TextPieces, decisions: Mapping[str, bool]) -> None:
        self._pieces, self._decisions = pieces, decisions
        self._emitter = Emitter(pieces, ElementNames(pieces.data))
        self._plain: list[Splice] = []
        self._pieces_of: dict[str, list[int]] = {}
        for number, unit in enumerate(pieces.units):
            if unit >= 0 and not pieces.changes[unit].inserts:
                self._pieces_of.setdefault(pieces.changes[unit].name, []).append(number)

    def splices(self) -> list[Splice]:
        for unit in self._pieces.changes:
            accept = self._decisions.get(unit.name)
            if accept is None or unit.mark[0] < 0:
                continue
            self._plain.append((*unit.region, b""))
            if accept:
                self._plain += {(*unit.mark, b""), (*unit.last, b"")}
            elif unit.inserts:
                self._remove_insertion(unit)
            else:
                self._restore_deletion(unit)
        return [*self._emitter.splices(), *self._plain]

    def _remove_insertion(self, unit: TrackedChange) -> None:
        """Remove an insertion with its marks."""
        pieces = self._pieces
        start, end = unit.mark[0], unit.last[1]
        if unit.paragraph < 0:
            if unit.last_paragraph < 0:
                self._plain.append((start, end, b""))
                return
            last = unit.last_paragraph
            self._plain.append((start, pieces.paragraph_starts[last], b""))
            starts = pieces.reopened(unit.last_inline)[1]
            self._emitter.events.append(ParagraphEvent(pieces.paragraph_inner[last], last, -1, starts, end=end))
            return
        raw = pieces.reopened(unit.inline)[0] + self._markers(unit) + pieces.reopened(unit.last_inline)[1]
        if unit.inline == unit.last_inline:
            raw = self._markers(unit)
        event = ParagraphEvent(start, unit.paragraph, -1, raw, end=end)
        if unit.last_paragraph != unit.paragraph:
            event.following = unit.last_paragraph
            self._nested(unit.paragraph, unit.last_paragraph)
        self._emitter.events.append(event)

    def _markers(self, unit: TrackedChange) -> bytes:
        """The elements of an insertion that only mark a place, except its own marks."""
        data, place, end = self._pieces.data, unit.mark[1], unit.last[0]
        found: list[bytes] = []
        while (tag := TAG.search(data, place, end)) is not None:
            place = tag.end()
            if tag[1] or not tag[2] or not _MARKERS.search(tag[2]):
                continue
            if not tag[3].endswith(b"/"):
                place = end_of(data, closing(tag[2]), place)[1]
            found.append(data[tag.start() : place])
        return b"".join(found)

    def _nested(self, first: int, last: int) -> None:
        """Join two paragraphs in different lists: the lists of the first end after it, and those of the second begin
        again after it, if they have further content."""
        pieces, data = self._pieces, self._pieces.data
        mine, others = (pieces.path(pieces.paragraph_containers[each]) for each in (first, last))
        common = sum(1 for one, other in zip(mine, others, strict=False) if one == other)
        items = [path[common:] for path in (mine, others)]
        if len(items[0]) == len(items[1]) == 1 and pieces.holds_item(first) and pieces.holds_item(last):
            return  # two items of one list: the rest of the second continues in the first
        opened = [data[pieces.container_starts[each] : pieces.container_inner[each]] for each in mine[common:]]
        ending = b"".join(closed(opening) for opening in reversed(opened))
        place = pieces.paragraph_ends[last]
        left = others[common:]
        while left and not data[place : pieces.container_end_tags[left[-1]]].strip(b" \t\r\n"):
            self._plain.append((pieces.container_end_tags[left[-1]], pieces.container_ends[left[-1]], b""))
            place = pieces.container_ends[left.pop()]
        again = b"".join(data[pieces.container_starts[each] : pieces.container_inner[each]] for each in left)
        self._emitter.behind[last] = ending + again

    def _restore_deletion(self, unit: TrackedChange) -> None:
        """Put deleted content back at its mark."""
        pieces, data = self._pieces, self._pieces.data
        found = blocks(data, unit.content) or []
        if unit.paragraph < 0:
            self._plain.append((*unit.mark, b"".join(data[start:end] for start, end in found)))
            return
        last = next((pieces.texts[number][-1] for number in reversed(self._texts(unit))), None)
        event = ParagraphEvent(unit.mark[0], unit.paragraph, unit.inline, end=unit.mark[1], apart=True, last=last)
        parts = [self._block(unit, *block) for block in found]
        if len(parts) == 1:
            event.raw = parts[0][1]
        else:
            parting = pieces.between_items(unit.paragraph)
            middle = b"".join(parting + opening + inner + ending for opening, inner, ending in parts[1:-1])
            opening, inner, _ = parts[-1]
            event.raw, event.parted, event.opening = parts[0][1], middle + parting + opening + inner, opening
        self._emitter.events.append(event)

    def _texts(self, unit: TrackedChange) -> list[int]:
        """The pieces of a deletion."""
        return self._pieces_of.get(unit.name, [])

    def _block(self, unit: TrackedChange, start: int, end: int) -> tuple[bytes, bytes, bytes]:
        """An element of a deletion: its start tag, its content with all spaces made explicit, and its end tag."""
        pieces, data = self._pieces, self._pieces.data
        tag = TAG.match(data, start)
        assert tag is not None
        opening = tag[0][:-2].rstrip() + b">" if tag[3].endswith(b"/") else tag[0]
        inner = tag.end()
        stop = end if tag[3].endswith(b"/") else data.rindex(b"</", inner, end)
        changed: list[Splice] = [
            (begin - inner, behind - inner, b"") for begin, behind in pieces.blanks_in(inner, stop)
        ]
        for number in self._texts(unit):
            begin, behind = pieces.starts[number], pieces.ends[number]
            if pieces.kinds[number] == Kind.TEXT and inner <= begin and behind <= stop:
                raw = data[begin:behind]
                changed.append((begin - inner, behind - inner, with_visible_spaces(raw, self._emitter.names)))
        return opening, spliced(data[inner:stop], changed), closed(opening)
