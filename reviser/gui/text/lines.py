"""The lines of a text as the text view shows them: marks, looks, and conversion of positions. Does not use Qt.

The shown text is the current text with *ghosts* in it: the text that pending proposals would insert, right behind the
text that they would delete. A line corresponds to a block of Qt's document, so offsets in a block and code points of
the text are converted line by line. Only this module and `page.py` know both.

Lines are immutable and do not know their position, so a page can take over lines of an earlier page with everything
that was computed for them (`round_page.py`)."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from reviser.core.edit import Intent
from reviser.core.text import Utf16
from reviser.core.word_count import count_words
from reviser.documents.highlight import StyledSpan, Syntax, SyntaxStyle, without_syntax

# What ends a block in Qt, apart from its own frame marks. It begins with a set, because alternatives take `re` several
# times as long.
_BREAK = re.compile("[\n\r\u2029\ufdd0\ufdd1](?:(?<=\r)\n)?")
_LONE = re.compile("[\ud800-\udfff]")
INTENTS = tuple(Intent)
BREAK_SIGN = "↵"
MARK_CODES = 32  # a style's code: below this, the look of a mark; multiples of it, the syntax


class RunKind(IntEnum):
    """The kind of a run of text."""

    PLAIN = 0
    STRUCK = 1
    GHOST = 2
    SETTLED = 3
    STALE = 4


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a run. `code` is a small number that a char format stores; 0 means plain text. `syntax` is what the
    document's format says about the text, as in `documents.highlight.StyledSpan`."""

    kind: RunKind
    intent: Intent
    syntax: int = 0

    @property
    def code(self) -> int:
        kind = 0 if self.kind is RunKind.PLAIN else self.kind * len(INTENTS) + INTENTS.index(self.intent)
        return kind + self.syntax * MARK_CODES

    @staticmethod
    def of(code: int) -> "Style":
        syntax, kind = divmod(code, MARK_CODES)
        if not kind:
            return Style(RunKind.PLAIN, Intent.OTHER, syntax)
        return Style(RunKind(kind // len(INTENTS)), INTENTS[kind % len(INTENTS)], syntax)


def is_ghost(code: int) -> bool:
    """Whether a style code is that of a ghost."""
    return code % MARK_CODES // len(INTENTS) == RunKind.GHOST


class Look(Enum):
    """The state of a proposal on the page."""

    PENDING = auto()
    ACCEPTED = auto()
    REJECTED = auto()
    STALE = auto()
    CHANGE = auto()  # an accepted edit of an earlier round, shown as a change


_KINDS = {
    Look.PENDING: RunKind.STRUCK,
    Look.ACCEPTED: RunKind.SETTLED,
    Look.REJECTED: RunKind.PLAIN,
    Look.STALE: RunKind.STALE,
    Look.CHANGE: RunKind.STRUCK,
}
# The style code of the text that a mark covers.
_CODES = {(look, intent): Style(kind, intent).code for look, kind in _KINDS.items() for intent in INTENTS}
_GHOSTS = {intent: Style(RunKind.GHOST, intent).code for intent in INTENTS}


class ProposalMark(NamedTuple):
    """A proposal on the page, at `start:end` in code points of the text. Within a line, places are relative to the
    line. A mark over several lines is in each of them, and then begins before 0 or ends beyond the line. `ghost` is
    shown behind the mark."""

    id: str
    start: int
    end: int
    ghost: str
    look: Look
    intent: Intent

    def moved(self, by: int) -> "ProposalMark":
        return ProposalMark(self.id, self.start + by, self.end + by, self.ghost, self.look, self.intent)


class Run(NamedTuple):
    """A piece of text with one look, as shown."""

    text: str
    code: int


class LinePiece(NamedTuple):
    """A part of a line. `shown` is the displayed text; it stands for the text of the line from `start` on. A ghost
    stands for no text. `units` is its width in UTF-16 units."""

    shown: str
    code: int
    start: int
    units: int
    mark: int  # index of the mark in its line, -1 if there is none
    ghost: bool


@dataclass(frozen=True)
class Line:
    """The text of a line and the marks that touch it, in text order. `end` is its line end, empty for the last line.
    `syntax` is what the document's format says about it; None if it has none or that is not known yet."""

    text: str
    end: str = ""
    marks: tuple[ProposalMark, ...] = ()
    syntax: Syntax | None = None

    @cached_property
    def length(self) -> int:
        """The length in code points, including the line end."""
        return len(self.text) + len(self.end)

    @cached_property
    def visible_text(self) -> str:
        """The text as Qt holds it, without ghosts."""
        return displayable(self.text)

    @property
    def prose(self) -> str:
        """The text with syntax and code blanked out, so that every word keeps its place."""
        return self.text if self.syntax is None else without_syntax(self.text, self.syntax.stretches)

    @cached_property
    def words(self) -> int:
        """The number of words."""
        return count_words(self.prose)

    @cached_property
    def marks_by_id(self) -> dict[str, ProposalMark]:
        """The marks that begin in this line, by id."""
        return {mark.id: mark for mark in self.marks if mark.start >= 0}

    def holds_ghost(self, mark: ProposalMark) -> bool:
        """Whether the ghost of a mark is shown in this line, which is so if the mark ends here."""
        return mark.end >= 0 and (not self.end or mark.end < self.length)

    @cached_property
    def pieces(self) -> tuple[LinePiece, ...]:
        """The parts of the line, in order."""
        text = self.visible_text
        if not self.marks:
            return (LinePiece(text, 0, 0, units(text), -1, False),) if text else ()
        line_pieces: list[LinePiece] = []
        position = 0
        ascii_only = text.isascii()

        def put(upto: int, code: int, mark: int) -> None:
            nonlocal position
            upto = min(upto, len(text))
            if upto > position:
                part = text[position:upto]
                width = len(part) if ascii_only else units(part)
                line_pieces.append(LinePiece(part, code, position, width, mark, False))
                position = upto

        for index, mark in enumerate(self.marks):
            put(mark.start, 0, -1)
            put(mark.end, _CODES[mark.look, mark.intent], index)
            if mark.ghost and self.holds_ghost(mark):
                ghost = displayable_ghost(mark.ghost)
                line_pieces.append(LinePiece(ghost, _GHOSTS[mark.intent], position, units(ghost), index, True))
        put(len(text), 0, -1)
        return tuple(line_pieces)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The line as it is painted; adjacent runs with the same look are joined."""
        joined: list[Run] = []
        parts = _with_syntax(self.pieces, self.syntax.stretches) if self.syntax else self.pieces
        for text, code, *_ in parts:
            if joined and joined[-1].code == code:
                joined[-1] = Run(joined[-1].text + text, code)
            else:
                joined.append(Run(text, code))
        return tuple(joined)

    @cached_property
    def _units(self) -> list[int]:
        """The UTF-16 units before each piece, and in total."""
        return list(accumulate((piece.units for piece in self.pieces), initial=0))

    @cached_property
    def _stops(self) -> list[int]:
        """The code point at which each piece ends."""
        return [piece.start if piece.ghost else piece.start + len(piece.shown) for piece in self.pieces]

    @cached_property
    def extents(self) -> tuple[tuple[int, int], ...]:
        """The UTF-16 offsets in this line where each mark begins, and where it ends with its ghost."""
        found: dict[int, tuple[int, int]] = {}
        for piece, start in zip(self.pieces, self._units, strict=False):
            if piece.mark >= 0:
                found[piece.mark] = (found.get(piece.mark, (start, 0))[0], start + piece.units)
        extents: list[tuple[int, int]] = []
        for index, mark in enumerate(self.marks):
            at = found.get(index)
            if at is None:  # no part of it is visible
                unit = self.to_units(max(0, min(mark.start, len(self.text))))
                at = (unit, unit)
            extents.append(at)
        return tuple(extents)

    def to_units(self, offset: int, *, behind: bool = False) -> int:
        """The UTF-16 offset where the code point `offset` of the line is shown: before the ghosts at that place, or
        with `behind` after them."""
        pieces = self.pieces
        index = bisect_right(self._stops, offset)
        while not behind and index and pieces[index - 1].ghost and pieces[index - 1].start >= offset:
            index -= 1
        passed = self._units[index]
        if index < len(pieces) and not pieces[index].ghost and offset > pieces[index].start:
            passed += units(pieces[index].shown[: offset - pieces[index].start])
        return passed

    def to_text(self, unit: int) -> int:
        """The code point of the line at the UTF-16 offset `unit`; inside a ghost, the place where it would be
        inserted."""
        index = bisect_right(self._units, unit) - 1
        if index >= len(self.pieces):
            return len(self.text)
        piece = self.pieces[index]
        return piece.start if piece.ghost else piece.start + Utf16(piece.shown).to_code_point(unit - self._units[index])

    def mark_at(self, unit: int) -> ProposalMark | None:
        """The mark at a UTF-16 offset, including its ghost and its edges."""
        index = bisect_right(self._units, unit) - 1
        here = self.pieces[index].mark if index < len(self.pieces) else -1
        if here < 0 and index and self._units[index] == unit:
            here = self.pieces[index - 1].mark
        return self.marks[here] if here >= 0 else None


def _with_syntax(pieces: tuple[LinePiece, ...], stretches: tuple[StyledSpan, ...]) -> Sequence[tuple[str, int]]:
    """Split pieces where the syntax changes, and give each part the code for both looks."""
    if not stretches:
        return [(piece.shown, piece.code) for piece in pieces]
    styled: list[tuple[str, int]] = []
    for piece in pieces:
        if piece.ghost:  # a ghost looks like the text before it
            near = _face_at(stretches, max(piece.start - 1, 0))
            styled.append((piece.shown, piece.code + (near & ~SyntaxStyle.SIGN) * MARK_CODES))
            continue
        at, stop = piece.start, piece.start + len(piece.shown)
        for index in range(bisect_right(stretches, at, key=_end_of), len(stretches)):
            start, end, face = stretches[index]
            if start >= stop:
                break
            if start > at:
                styled.append((piece.shown[at - piece.start : start - piece.start], piece.code))
                at = start
            end = min(end, stop)
            styled.append((piece.shown[at - piece.start : end - piece.start], piece.code + face * MARK_CODES))
            at = end
        if at < stop:
            styled.append((piece.shown[at - piece.start :], piece.code))
    return styled


def _end_of(styled_span: StyledSpan) -> int:
    return styled_span.end


def _face_at(stretches: tuple[StyledSpan, ...], at: int) -> int:
    index = bisect_right(stretches, at, key=_end_of)
    return stretches[index].face if index < len(stretches) and stretches[index].start <= at else 0


def lines_of(text: str, marks: Iterable[ProposalMark] = (), *, last: bool = True) -> list[Line]:
    """Split `text` into lines with their marks. `marks` are in text order. `last`: the text ends the document;
    otherwise it ends with a line end."""
    ends = [(found.start(), found.end()) for found in _BREAK.finditer(text)]
    if last:
        ends.append((len(text), len(text)))
    lines: list[Line] = []
    waiting = list(marks)
    waiting.reverse()
    over: list[ProposalMark] = []  # marks that began before this line
    start = 0
    for stop, following in ends:
        here = over
        while waiting and (waiting[-1].start < following or (last and following == len(text) == stop)):
            here.append(waiting.pop())
        lines.append(Line(text[start:stop], text[stop:following], tuple([mark.moved(-start) for mark in here])))
        over = [mark for mark in here if mark.end >= following]
        start = following
    return lines


def displayable(text: str) -> str:
    """The text of a line as Qt can hold it, code point for code point. Lone surrogates, which stand for undecodable
    bytes, are replaced, because a QString cannot hold them."""
    return text if text.isascii() else _LONE.sub("\ufffd", text)


def displayable_ghost(text: str) -> str:
    """The text of a ghost on one line: line ends are shown as a sign."""
    return displayable(_BREAK.sub(BREAK_SIGN, text))


def units(text: str) -> int:
    """The length of `text` in UTF-16 units."""
    return len(text) if text.isascii() else Utf16(text).to_utf16(len(text))


def break_lines(text: str) -> list[str]:
    """Split `text` where Qt ends a block."""
    return _BREAK.split(text)


def first_end(text: str) -> str:
    """The line end of the first line; empty if there is only one line."""
    found = _BREAK.search(text)
    return "" if found is None else found[0]


def line_starts(text: str) -> list[tuple[int, int]]:
    """For each line but the first: where the text of the previous line ends, and where the line starts."""
    return [(found.start(), found.end()) for found in _BREAK.finditer(text)]
