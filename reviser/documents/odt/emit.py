"""Turns insertions and deletions in paragraphs into splices of a document's bytes, including adjacent white space, ends
and starts of paragraphs, and the list of changes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reviser.documents.odt.names import ElementNames, closed, copied
from reviser.documents.odt.pieces import TextPieces
from reviser.documents.odt.seams import Seams, Splice, text
from reviser.documents.splices.markup import TAG


@dataclass(slots=True)
class ParagraphEvent:
    """An insertion or deletion at a place of a paragraph: `raw`, then `put` as text, then `tail`. `end` is the end of
    the removed bytes. `apart`: outside all spans. `following` is the paragraph that continues there. `opening` is the
    start tag of the paragraph that is open from there on, if one ends after `raw` and `parted` follows. `last` is the
    last character of `raw`; None if it has no text."""

    place: int
    paragraph: int
    inline: int
    raw: bytes = b""
    put: str = ""
    tail: bytes = b""
    end: int = -1
    apart: bool = False
    following: int = -1
    opening: bytes = b""
    parted: bytes = b""
    last: str | None = None


@dataclass(slots=True)
class _State:
    """How far a paragraph has been written, the last character there, and the open start tag. `entered`: it continues
    another paragraph. `left`: it continues in another one."""

    place: int
    last: str
    opening: bytes
    entered: bool = False
    left: bool = False


@dataclass(slots=True)
class Emitter:
    """Turns events into splices. `behind` holds what follows the end tags of paragraphs."""

    pieces: TextPieces
    names: ElementNames
    events: list[ParagraphEvent] = field(default_factory=list)
    behind: dict[int, bytes] = field(default_factory=dict)
    _states: dict[int, _State] = field(default_factory=dict)
    _goes_on: dict[int, int] = field(default_factory=dict)

    def splices(self) -> list[Splice]:
        """The splices. Events at one place are in the order in which they happen."""
        pieces = self.pieces
        numbered = sorted(enumerate(self.events), key=lambda each: (each[1].place, each[0]))
        ordered = [event for _, event in numbered if event.end != event.place]
        seams = Seams(pieces, sorted((event.place, event.end) for event in ordered if event.end >= 0))
        stops = _stops(ordered)
        self._goes_on = {event.paragraph: event.following for event in ordered if event.following >= 0}
        splices: list[Splice] = []
        for number, event in enumerate(ordered):
            paragraph = event.paragraph
            state = self._states.setdefault(
                paragraph, _State(pieces.paragraph_inner[paragraph], "", pieces.tag(paragraph))
            )
            kept = seams.before(paragraph, event.place, state.place)
            state.last = state.last if kept is None else kept
            state.place = max(event.place, event.end)
            splices.append((event.place, state.place, self._raw(event, state, seams)))
            state.last = state.last if event.last is None else event.last
            if event.following >= 0:
                state.left = True
                inner = max(event.end, pieces.paragraph_inner[event.following])
                paragraph = event.following
                state = self._states[paragraph] = _State(inner, state.last, state.opening, entered=True)
            splices += seams.mended(paragraph, state.place, stops[number], state.last, self.names)
        for paragraph in {*self._states, *self.behind}:
            splices += self._ended(paragraph)
        return splices

    def _ended(self, paragraph: int) -> list[Splice]:
        """The end of a paragraph, if another start tag than its own is open there, or something follows."""
        pieces, state = self.pieces, self._states.get(paragraph)
        own = closed(pieces.tag(paragraph))
        closing = own if state is None or not state.entered else closed(state.opening)
        more = self.behind.get(paragraph, b"")
        if (state is not None and state.left) or (closing == own and not more):
            return []
        return [(pieces.paragraph_end_tags[paragraph], pieces.paragraph_ends[paragraph], closing + more)]

    def _behind(self, event: ParagraphEvent, seams: Seams) -> str:
        """The character after a place, in the next paragraph if the text continues there."""
        paragraph, place = event.paragraph, event.place
        while not (sign := seams.behind(paragraph, place)[0]) and paragraph in self._goes_on:
            paragraph = self._goes_on[paragraph]
            place = self.pieces.paragraph_inner[paragraph]
        return sign

    def _raw(self, event: ParagraphEvent, state: _State, seams: Seams) -> bytes:
        """The bytes inserted at a place."""
        pieces = self.pieces
        if event.apart:
            ends, starts = pieces.reopened(event.inline)
            raw = event.raw
            if event.opening:
                raw += closed(state.opening) + event.parted
                state.opening, state.entered = event.opening, True
            return ends + raw + starts
        if not event.put:
            return event.raw
        out = [event.raw]
        behind = self._behind(event, seams)
        for number, line in enumerate(event.put.split("\n")):
            if number:
                ends, starts = pieces.reopened(event.inline)
                own = copied(pieces.tag(event.paragraph))
                out += ends, closed(state.opening), pieces.between_items(event.paragraph), own, starts
                state.opening, state.last = own, ""
            last = number == event.put.count("\n")
            out.append(text(line, state.last, behind if last else "", self.names))
            state.last = line[-1:] or state.last
        return b"".join((*out, event.tail))


def joined(pieces: TextPieces, paragraph: int) -> ParagraphEvent:
    """The event that joins a paragraph with the next one; non-text elements between them are kept."""
    following = pieces.paragraph_next[paragraph]
    start, end = pieces.paragraph_ends[paragraph], pieces.paragraph_starts[following]
    kept = [
        tag[0]
        for tag in TAG.finditer(pieces.data, start, end)
        if tag[2] is None or tag[2].rpartition(b":")[2] != b"list-item"
    ]
    place, inner = pieces.paragraph_end_tags[paragraph], pieces.paragraph_inner[following]
    return ParagraphEvent(place, paragraph, -1, b"".join(kept), end=inner, following=following)


def _stops(ordered: Sequence[ParagraphEvent]) -> list[int]:
    """For each event, the place of the next event in the paragraph that it leaves open."""
    nexts: dict[int, int] = {}
    found: list[int] = []
    for event in reversed(ordered):
        paragraph = event.following if event.following >= 0 else event.paragraph
        found.append(nexts.get(paragraph, 1 << 62))
        nexts[event.paragraph] = event.place
    return found[::-1]
