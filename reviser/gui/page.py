"""What the text view shows of a state, worked out without Qt: lines, marks on them, and maps to and from the text.

The shown text is the text in hand with *ghosts* in it: what pending proposals would insert, right behind what they
would delete. A line here is a block of Qt's document, so that an offset in a block and a code point of the text can
be converted line by line. This is the only place that knows both.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from functools import cached_property

from reviser.core.edit import Intent
from reviser.core.memory import applied
from reviser.core.session import Played, State, Status
from reviser.core.text import Span, Utf16

# What Qt takes for the end of a block, besides its own frame marks.
_BREAK = re.compile("\r\n|[\n\r\u2029\ufdd0\ufdd1]")
_LONE = re.compile("[\ud800-\udfff]")
INTENTS = tuple(Intent)
BREAK_SIGN = "↵"


class Kind(IntEnum):
    """How a stretch of text looks."""

    PLAIN = 0
    STRUCK = 1
    GHOST = 2
    SETTLED = 3
    STALE = 4


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a run: `code` is a small number, 0 for plain text, that a char format carries."""

    kind: Kind
    intent: Intent

    @property
    def code(self) -> int:
        return 0 if self.kind is Kind.PLAIN else self.kind * len(INTENTS) + INTENTS.index(self.intent)

    @staticmethod
    def of(code: int) -> "Style":
        return Style(Kind(code // len(INTENTS)), INTENTS[code % len(INTENTS)]) if code else PLAIN


PLAIN = Style(Kind.PLAIN, Intent.OTHER)


class Look(Enum):
    """How a proposal stands on the page."""

    PENDING = auto()
    ACCEPTED = auto()
    REJECTED = auto()
    STALE = auto()
    CHANGE = auto()  # an accepted edit of an earlier round, shown as what it changed


@dataclass(frozen=True, slots=True)
class Mark:
    """A proposal on the page. It stands at `start:end` of the text, in code points; `ghost` is shown behind it."""

    id: str
    start: int
    end: int
    ghost: str
    look: Look
    intent: Intent


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one look, as shown."""

    text: str
    code: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: `shown` as it looks, standing for the text from `start` on; a ghost stands for nothing there.
    `units` is the width in UTF-16."""

    shown: str
    style: Style
    start: int
    units: int
    mark: int  # index of the mark, -1 where there is none

    @property
    def ghost(self) -> bool:
        return self.style.kind is Kind.GHOST


class Page:
    """A text with its marks, in order of place; marks never overlap. Places are code points of `text`."""

    def __init__(self, text: str, marks: tuple[Mark, ...] = ()) -> None:
        self.text = text
        self.marks = marks
        self._pieces: dict[int, list[Piece]] = {}
        self.starts = [0]
        self.ends: list[int] = []
        for found in _BREAK.finditer(text):
            self.ends.append(found.start())
            self.starts.append(found.end())
        self.ends.append(len(text))

    def __len__(self) -> int:
        """How many lines there are; at least one."""
        return len(self.starts)

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [mark.start for mark in self.marks]

    @cached_property
    def _mark_ends(self) -> list[int]:
        return [mark.end for mark in self.marks]

    @cached_property
    def line_end(self) -> str:
        """What ends a line that is typed: as the text's first line ends."""
        return self.text[self.ends[0] : self.starts[1]] if len(self) > 1 else "\n"

    def line_of(self, offset: int) -> int:
        """The line that the code point `offset` lies in."""
        return bisect_right(self.starts, offset) - 1

    def line(self, number: int) -> str:
        """A line's text as Qt holds it, without ghosts and without its end."""
        return shown(self.text[self.starts[number] : self.ends[number]])

    def marks_of(self, number: int) -> range:
        """The indexes of the marks that touch a line; a ghost belongs to the line where its mark ends."""
        return range(bisect_left(self._mark_ends, self.starts[number]), self._after(number))

    def _after(self, number: int) -> int:
        if number + 1 == len(self):
            return len(self.marks)
        return bisect_left(self._mark_starts, self.starts[number + 1])

    def key(self, number: int) -> tuple[str, tuple[object, ...]]:
        """Equal for lines that look the same, whatever stands before them."""
        start = self.starts[number]
        first, last = self.marks_of(number).start, self.marks_of(number).stop
        looks = [
            (mark.start - start, mark.end - start, mark.ghost, mark.look, mark.intent)
            for mark in self.marks[first:last]
        ]
        return self.text[start : self.ends[number]], tuple(looks)

    def pieces(self, number: int) -> list[Piece]:
        """A line's parts, in order; found once a page, since everything that is painted asks for them."""
        if number not in self._pieces:
            self._pieces[number] = self._found_pieces(number)
        return self._pieces[number]

    def _found_pieces(self, number: int) -> list[Piece]:
        start, end = self.starts[number], self.ends[number]
        found: list[Piece] = []
        position = start

        def put(upto: int, style: Style, mark: int) -> None:
            nonlocal position
            if upto > position:
                part = shown(self.text[position:upto])
                found.append(Piece(part, style, position, units(part), mark))
                position = upto

        last_line = number + 1 == len(self)
        for index in self.marks_of(number):
            mark = self.marks[index]
            put(min(mark.start, end), PLAIN, -1)
            put(min(mark.end, end), _style(mark), index)
            belongs = start <= mark.end and (last_line or mark.end < self.starts[number + 1])
            if mark.ghost and belongs:
                ghost = shown_ghost(mark.ghost)
                found.append(Piece(ghost, Style(Kind.GHOST, mark.intent), position, units(ghost), index))
        put(end, PLAIN, -1)
        return found

    def runs(self, number: int) -> list[Run]:
        """A line as it is painted: neighbours of one look joined."""
        joined: list[Run] = []
        for piece in self.pieces(number):
            code = piece.style.code
            if joined and joined[-1].code == code:
                joined[-1] = Run(joined[-1].text + piece.shown, code)
            else:
                joined.append(Run(piece.shown, code))
        return joined

    def to_units(self, offset: int, *, behind: bool = False) -> tuple[int, int]:
        """Line and UTF-16 offset in it where the code point `offset` is shown; `behind` the ghosts that stand there,
        else before them."""
        number = self.line_of(offset)
        passed = 0
        for piece in self.pieces(number):
            length = 0 if piece.ghost else len(piece.shown)
            if piece.start + length > offset or (not behind and piece.ghost and piece.start >= offset):
                return number, passed + units(piece.shown[: max(0, offset - piece.start)] if length else "")
            passed += piece.units
        return number, passed

    def to_text(self, number: int, unit: int) -> int:
        """The code point that stands at the UTF-16 offset `unit` of a line; in a ghost, where it would go in."""
        for piece in self.pieces(number):
            if unit < piece.units:
                return piece.start if piece.ghost else piece.start + Utf16(piece.shown).to_code_point(unit)
            unit -= piece.units
        return self.ends[number]

    def mark_at(self, number: int, unit: int) -> int:
        """The index of the mark shown at a place, its ghost included; -1 where there is none. Edges count."""
        touching = -1
        for piece in self.pieces(number):
            if 0 <= unit <= piece.units and piece.mark >= 0:
                touching = piece.mark
                if unit < piece.units:
                    return piece.mark
            if unit < 0:
                break
            unit -= piece.units
        return touching


def _style(mark: Mark) -> Style:
    match mark.look:
        case Look.PENDING | Look.CHANGE:
            return Style(Kind.STRUCK, mark.intent)
        case Look.ACCEPTED:
            return Style(Kind.SETTLED, mark.intent)
        case Look.STALE:
            return Style(Kind.STALE, mark.intent)
        case Look.REJECTED:
            return PLAIN


def shown(text: str) -> str:
    """A line's text as Qt can hold it, code point for code point: lone surrogates stand for bytes that could not be
    decoded, and no QString takes them."""
    return text if text.isascii() else _LONE.sub("\ufffd", text)


def shown_ghost(text: str) -> str:
    """An insertion on one line: its line ends by a sign."""
    return shown(_BREAK.sub(BREAK_SIGN, text))


def units(text: str) -> int:
    """The length of `text` in UTF-16."""
    return len(text) if text.isascii() else Utf16(text).to_utf16(len(text))


def break_lines(text: str) -> list[str]:
    """`text` cut where Qt ends a block."""
    return _BREAK.split(text)


def page_of(state: State) -> Page:
    """The text in hand with the round in hand on it."""
    if state.played is None:
        return Page(state.text)
    return Page(state.text, tuple(_marks(state.played)))


def _marks(played: Played) -> list[Mark]:
    accepted: dict[str, Span] = {}
    shift = 0
    for region in played.working.regions:
        if region.owner:
            accepted[region.owner] = Span(region.start + shift, region.start + shift + len(region.after))
        shift += region.growth
    marks: list[Mark] = []
    for item in played.round.live:
        status, edit = played.status(item), item.proposal.edit
        intent = item.proposal.intent
        if status is Status.PENDING:
            place = played.working.place(edit.span)
            marks.append(Mark(item.id, place.start, place.end, edit.after, Look.PENDING, intent))
        elif status is Status.ACCEPTED and item.id in accepted:
            place = accepted[item.id]
            marks.append(Mark(item.id, place.start, place.end, "", Look.ACCEPTED, intent))
        elif status is Status.REJECTED:
            stands = played.place(item)
            if stands is not None:
                marks.append(Mark(item.id, stands.start, stands.end, "", Look.REJECTED, intent))
    return marks


class PastView(Enum):
    """How an earlier round is read."""

    CHANGES = auto()
    BEFORE = auto()
    AFTER = auto()


def past_page(played: Played, view: PastView) -> Page:
    """A round to be read: its base with what was decided, its base alone, or its result."""
    match view:
        case PastView.BEFORE:
            return Page(played.round.base)
        case PastView.AFTER:
            return Page(played.result)
        case PastView.CHANGES:
            marks: list[Mark] = []
            for item in played.round.live:
                edit, intent = item.proposal.edit, item.proposal.intent
                status = played.status(item)
                if status is Status.ACCEPTED:
                    after = applied(item.proposal, played.decisions[item.id].decision)
                    marks.append(Mark(item.id, edit.start, edit.end, after, Look.CHANGE, intent))
                elif status is Status.REJECTED:
                    marks.append(Mark(item.id, edit.start, edit.end, "", Look.REJECTED, intent))
            return Page(played.round.base, tuple(marks))
