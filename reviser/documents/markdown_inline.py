"""Highlights the inline content of a Markdown paragraph: emphasis, code, links, and their signs.

markdown-it does not report where an inline token is, and is too slow for a text that is being typed. This parser
follows the rules of CommonMark for what is visible: how it is nested, not what it means (where a reference leads)."""

import re
from collections import defaultdict
from dataclasses import dataclass
from unicodedata import category

from reviser.documents.highlight import StyledSpan, SyntaxStyle

_SPECIAL = re.compile(r"[\\`*_~\[\]<$!]")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_TICKS = re.compile("`+")
_RUN = re.compile(r"\*+|_+|~+")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+)>")
_ATTRIBUTE = r"\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?"
_TAG = re.compile(rf"<(?:[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?|/[A-Za-z][A-Za-z0-9-]*\s*)>")
# After the text of a link: its target and its title.
_TARGET = re.compile(
    r"\(\s*(?:<(?:\\.|[^<>\\\n])*>|(?:\\.|[^\s\\()<]|\((?:\\.|[^\s\\()])*\))(?:\\.|[^\s\\()]|\((?:\\.|[^\s\\()])*\))*)?"
    r"(?:\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?\s*\)"
)
_LABEL = re.compile(r"\[(?:\\.|[^\[\]\\])*\]")
_FOOTNOTE = re.compile(r"\[\^[^\s\[\]]+\]")
_FLAGS = (SyntaxStyle.SIGN, SyntaxStyle.STRONG, SyntaxStyle.EMPHASIS, SyntaxStyle.CODE)


@dataclass(slots=True)
class _Delimiter:
    """A run of signs that can open or close emphasis; `start:end` are the unused ones."""

    sign: str
    start: int
    end: int
    opens: bool
    closes: bool
    length: int  # the original length

    @property
    def remaining(self) -> int:
        return self.end - self.start


@dataclass(slots=True)
class _Bracket:
    start: int  # offset of the bracket, or of the exclamation mark before it
    end: int
    delimiters: int  # the number of delimiters before it
    active: bool = True


class _InlineReader:
    """Parses one run of inline content."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks: list[tuple[int, int, int]] = []
        self._delimiters: list[_Delimiter] = []
        self._brackets: list[_Bracket] = []
        self._ticks: dict[int, list[int]] | None = None
        self._unclosed: set[str] = set()  # signs that do not occur again

    def read(self) -> list[StyledSpan]:
        text, at = self._text, 0
        while (found := _SPECIAL.search(text, at)) is not None:
            at = self._take(found[0], found.start())
        self._pair(0)
        return _flattened(self._marks)

    def _mark(self, start: int, end: int, face: int) -> None:
        if start < end:
            self._marks.append((start, end, face))

    def _take(self, sign: str, at: int) -> int:
        """Read what begins with a special character. Returns the offset where it ends."""
        match sign:
            case "\\":
                if _ESCAPED.match(self._text, at):
                    self._mark(at, at + 1, SyntaxStyle.SIGN)
                    return at + 2
                return at + 1
            case "`":
                return self._code(at)
            case "<":
                return self._angle(at)
            case "$":
                return self._math(at)
            case "!":
                if self._text.startswith("[", at + 1):
                    self._brackets.append(_Bracket(at, at + 2, len(self._delimiters)))
                    return at + 2
                return at + 1
            case "[":
                if (note := _FOOTNOTE.match(self._text, at)) is not None:
                    self._mark(at, note.end(), SyntaxStyle.SIGN)
                    return note.end()
                self._brackets.append(_Bracket(at, at + 1, len(self._delimiters)))
                return at + 1
            case "]":
                return self._close(at)
            case _:
                return self._run(at)

    def _code(self, at: int) -> int:
        text = self._text
        if self._ticks is None:
            self._ticks = defaultdict(list)
            for run in _TICKS.finditer(text):
                self._ticks[len(run[0])].append(run.start())
            for places in self._ticks.values():
                places.reverse()
        opened = _TICKS.match(text, at)
        assert opened is not None
        width = len(opened[0])
        places = self._ticks.get(width, [])
        while places and places[-1] <= at:
            places.pop()
        if not places:
            return opened.end()
        end = places[-1] + width
        self._mark(at, end, SyntaxStyle.CODE)
        self._mark(at, opened.end(), SyntaxStyle.SIGN)
        self._mark(places[-1], end, SyntaxStyle.SIGN)
        return end

    def _angle(self, at: int) -> int:
        text = self._text
        if text.startswith("<!--", at):
            end = self._find("-->", at + 4)
            if end < 0:
                return at + 1
            self._mark(at, end + 3, SyntaxStyle.SIGN)
            return end + 3
        found = _AUTOLINK.match(text, at) or _TAG.match(text, at)
        if found is None:
            return at + 1
        self._mark(at, found.end(), SyntaxStyle.SIGN)
        return found.end()

    def _find(self, sign: str, at: int) -> int:
        """The next offset of `sign`; -1 if there is none, which is remembered."""
        if sign in self._unclosed:
            return -1
        found = self._text.find(sign, at)
        if found < 0:
            self._unclosed.add(sign)
        return found

    def _math(self, at: int) -> int:
        """A formula in dollar signs: no space inside them, no digit outside."""
        text = self._text
        width = 2 if text.startswith("$$", at) else 1
        start = at + width
        end = self._find("$" * width, start)
        while end > 0 and text[end - 1] == "\\":
            end = self._find("$" * width, end + 1)
        if end <= start:
            return start
        spaced = width == 1 and (text[start].isspace() or text[end - 1].isspace())
        price = width == 1 and (text[at - 1 : at].isdigit() or text[end + 1 : end + 2].isdigit())
        if spaced or price:
            return start
        self._mark(at, end + width, SyntaxStyle.CODE)
        self._mark(at, start, SyntaxStyle.SIGN)
        self._mark(end, end + width, SyntaxStyle.SIGN)
        return end + width

    def _close(self, at: int) -> int:
        """Handle a closing bracket: with a target or a label after it, it is a link or an image."""
        if not self._brackets:
            return at + 1
        bracket = self._brackets.pop()
        behind = _TARGET.match(self._text, at + 1) or _LABEL.match(self._text, at + 1)
        if behind is None or not bracket.active:
            return at + 1
        self._mark(bracket.start, bracket.end, SyntaxStyle.SIGN)
        self._mark(at, behind.end(), SyntaxStyle.SIGN)
        self._pair(bracket.delimiters)
        del self._delimiters[bracket.delimiters :]
        if self._text[bracket.start] == "[":
            for outer in self._brackets:  # links cannot be nested
                outer.active = outer.active and self._text[outer.start] == "!"
        return behind.end()

    def _run(self, at: int) -> int:
        text = self._text
        run = _RUN.match(text, at)
        assert run is not None
        end, sign = run.end(), run[0][0]
        if sign == "~" and end - at != 2:
            return end
        before = text[at - 1] if at else " "
        behind = text[end] if end < len(text) else " "
        left = not behind.isspace() and (not _punctuation(behind) or before.isspace() or _punctuation(before))
        right = not before.isspace() and (not _punctuation(before) or behind.isspace() or _punctuation(behind))
        if sign == "_":
            opens = left and (not right or _punctuation(before))
            closes = right and (not left or _punctuation(behind))
        else:
            opens, closes = left, right
        if opens or closes:
            self._delimiters.append(_Delimiter(sign, at, end, opens, closes, end - at))
        return end

    def _pair(self, bottom: int) -> None:
        """Match the delimiters from `bottom` on: each closing one with the nearest that opens it."""
        openers: list[_Delimiter] = []
        # For a closing sign without an opening one: do not search below this place again.
        barren: dict[tuple[str, bool, int], int] = {}
        for closer in self._delimiters[bottom:]:
            while closer.closes and closer.remaining:
                kind = (closer.sign, closer.opens, closer.length % 3)
                index = len(openers) - 1
                least = barren.get(kind, 0)
                while index >= least and not _fits(openers[index], closer):
                    index -= 1
                if index < least:
                    barren[kind] = len(openers)
                    break
                opener = openers[index]
                del openers[index + 1 :]
                for each, height in barren.items():
                    barren[each] = min(height, len(openers))
                self._join(opener, closer)
                if not opener.remaining:
                    openers.pop()
            if closer.opens and closer.remaining:
                openers.append(closer)

    def _join(self, opener: _Delimiter, closer: _Delimiter) -> None:
        width = 2 if opener.remaining >= 2 and closer.remaining >= 2 else 1
        if opener.sign != "~":
            self._mark(
                opener.end - width, closer.start + width, SyntaxStyle.STRONG if width == 2 else SyntaxStyle.EMPHASIS
            )
        self._mark(opener.end - width, opener.end, SyntaxStyle.SIGN)
        self._mark(closer.start, closer.start + width, SyntaxStyle.SIGN)
        opener.end -= width
        closer.start += width


def _fits(opener: _Delimiter, closer: _Delimiter) -> bool:
    if opener.sign != closer.sign:
        return False
    if opener.closes or closer.opens:
        threes = opener.length % 3 == 0 and closer.length % 3 == 0
        return threes or (opener.length + closer.length) % 3 != 0
    return True


def _punctuation(sign: str) -> bool:
    return category(sign)[0] in "PS"


def _flattened(marks: list[tuple[int, int, int]]) -> list[StyledSpan]:
    """Overlapping marks as spans that do not overlap."""
    edges = sorted([(start, 1, face) for start, _, face in marks] + [(end, -1, face) for _, end, face in marks])
    count = dict.fromkeys(_FLAGS, 0)
    styled: list[StyledSpan] = []
    now, since = 0, 0
    for at, step, face in edges:
        if at > since and now:
            if styled and styled[-1].end == since and styled[-1].face == now:
                styled[-1] = StyledSpan(styled[-1].start, at, now)
            else:
                styled.append(StyledSpan(since, at, now))
        since = at
        count[face] += step
        now = now | face if count[face] else now & ~face
    return styled


def inline(text: str) -> list[StyledSpan]:
    """The spans of a paragraph (with line feeds) that do not look plain, in order and not overlapping."""
    return _InlineReader(text).read() if _SPECIAL.search(text) else []
