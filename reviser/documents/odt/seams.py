"""White space at insertions and deletions: a space that was visible must stay visible, and an ignored one must stay
ignored. A space that could be ignored is written as an element (`text:s`)."""

from bisect import bisect_right

from reviser.documents.odt.names import ElementNames
from reviser.documents.odt.pieces import TextPieces, spoken
from reviser.documents.splices.markup import escape
from reviser.documents.splices.pieces import LINE, Kind

Splice = tuple[int, int, bytes]
_SIGNS = {"\t": "text:tab", LINE: "text:line-break"}


def is_solid(sign: str) -> bool:
    """Whether a space next to this character is always visible."""
    return bool(sign) and not sign.isspace() and sign != "\ufffc"


def text(after: str, before: str, behind: str, names: ElementNames) -> bytes:
    """Text without line feeds as it is written between two characters of a paragraph (empty at an edge)."""
    out: list[bytes] = []
    for place, sign in enumerate(after):
        last = after[place - 1] if place else before
        following = after[place + 1] if place + 1 < len(after) else behind
        if sign in _SIGNS:
            out.append(names.element(_SIGNS[sign]))
        elif sign == " " and not (is_solid(last) and is_solid(following)):
            out.append(names.element("text:s"))
        else:
            out.append(escape(sign))
    return b"".join(out)


def with_visible_spaces(raw: bytes, names: ElementNames) -> bytes:
    """Text as written between tags, such that its spaces are visible wherever it is inserted."""
    signs = spoken(raw)
    first, last = signs.startswith(" "), len(signs) > 1 and signs.endswith(" ")
    if not (first or last):
        return raw
    space = names.element("text:s")
    inner = raw[_size(raw.decode()[:6]) if first else 0 :]
    if last:
        inner = inner[: len(inner) - _size_of_last(inner)]
    return (space if first else b"") + inner + (space if last else b"")


def _size(beginning: str) -> int:
    """The number of bytes of the space that a text begins with."""
    if beginning.startswith("&"):
        return beginning.index(";") + 1
    return 2 if beginning.startswith("\r\n") else 1


def _size_of_last(raw: bytes) -> int:
    if raw.endswith(b";"):
        return len(raw) - raw.rindex(b"&")
    return 2 if raw.endswith(b"\r\n") else 1


class Seams:
    """The characters before and after places of a document, as far as they are kept. `gone` are the removed spans,
    sorted."""

    def __init__(self, pieces: TextPieces, gone: list[tuple[int, int]]) -> None:
        self._pieces, self._gone = pieces, gone
        self._starts = [start for start, _ in gone]

    def _is_gone(self, place: int) -> int:
        """The end of the removed span at a place; -1 if there is none."""
        at = bisect_right(self._starts, place) - 1
        return self._gone[at][1] if at >= 0 and place < self._gone[at][1] else -1

    def before(self, paragraph: int, place: int, since: int) -> str | None:
        """The last kept character between `since` and `place`; None if there is none."""
        pieces = self._pieces
        for number in reversed(pieces.rows.get(paragraph, ())):
            start, end = pieces.starts[number], min(pieces.ends[number], place)
            if start >= place:
                continue
            if end <= since:
                return None
            if pieces.kinds[number] == Kind.TEXT:
                while end > max(start, since):
                    cut = self._beginning_of_gone(end - 1)
                    if cut < 0:
                        return spoken(pieces.data[start:end])[-1]
                    end = cut
            elif self._is_gone(start) < 0 and start >= since:
                return pieces.texts[number][-1]
        return None

    def _beginning_of_gone(self, place: int) -> int:
        at = bisect_right(self._starts, place) - 1
        return self._gone[at][0] if at >= 0 and place < self._gone[at][1] else -1

    def behind(self, paragraph: int, place: int) -> tuple[str, int, int]:
        """The first kept character after a place, and its bytes; empty at the paragraph's end, with that place."""
        pieces = self._pieces
        for number in pieces.rows.get(paragraph, ()):
            if pieces.ends[number] <= place and pieces.kinds[number] != Kind.MARK:
                continue
            if pieces.kinds[number] == Kind.MARK:
                return "", pieces.starts[number], pieces.starts[number]
            start = max(pieces.starts[number], place) if pieces.kinds[number] == Kind.TEXT else pieces.starts[number]
            while start < pieces.ends[number] and (behind := self._is_gone(start)) >= 0:
                start = behind
            if start >= pieces.ends[number]:
                continue
            if pieces.kinds[number] != Kind.TEXT:
                return pieces.texts[number][0], start, start
            raw = pieces.data[start : pieces.ends[number]]
            sign = spoken(raw)[0]
            return sign, start, start + (_size(raw.decode()[:6]) if sign == " " else 0)
        return "", place, place

    def mended(self, paragraph: int, place: int, stop: int, before: str, names: ElementNames) -> list[Splice]:
        """Splices after an insertion or deletion, up to `stop`: ignored spaces are removed, and a visible one stays
        visible."""
        sign, start, end = self.behind(paragraph, place)
        found = [(begin, behind, b"") for begin, behind in self._pieces.blanks_in(place, min(start, stop))]
        if sign == " " and end > start and start < stop and not is_solid(before):
            found.append((start, end, names.element("text:s")))
            following = self.behind(paragraph, end)[1]  # after an element, a space would be visible again
            found += [(begin, behind, b"") for begin, behind in self._pieces.blanks_in(end, min(following, stop))]
        return found
