"""The signs of CriticMarkup (criticmarkup.com) in a text, read and written.

    {++inserted++}  {--deleted--}  {~~before~>after~~}  {==marked==}  {>>comment<<}

In Markdown, signs inside of code are no markup.
"""

import math
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import NamedTuple

from reviser.core.edit import Edit
from reviser.core.text import Span
from reviser.documents.base import Comment, Tracked

# Behind a brace they are another language's ("{{-- a comment of Blade --}}"); "{--}" is a dash in LaTeX.
_OPENER = r"(?<!\{)\{(?:\+\+|--(?!\})|~~|==|>>)"
_OPENERS = re.compile(_OPENER)
_CLOSERS = {"{++": "++}", "{--": "--}", "{~~": "~~}", "{==": "==}", "{>>": "<<}"}
_ARROW, _OPEN_MARK, _CLOSE_MARK = "~>", "{==", "==}"
_SIGNS = re.compile(r"\{(?:\+\+|--|~~|==|>>)|(?:\+\+|--|~~|==|<<)\}|~>")
# A fenced block to its fence or the end; a span in backticks within its paragraph.
_CODE = (
    r"^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:(?![ ]{0,3}(?P=fence)[`~]*[ \t]*\r?$).*(?:\n|\Z))*+.*"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S]){1,2000}?(?<!`)(?P=ticks)(?!`)"
)
_IN_TEXT = re.compile(f"(?P<sign>{_OPENER}|==\\}})")
_IN_MARKDOWN = re.compile(f"{_CODE}|(?P<sign>{_OPENER}|==\\}})", re.MULTILINE)
# What may be markup in a file whose bytes are not decoded yet.
_HINTS = (b"{++", b"{--", b"{~~", b"{==", b"{>>")


class _Kind(Enum):
    TEXT = auto()
    CHANGE = auto()
    MARK = auto()  # the beginning or the end of a marked stretch
    COMMENT = auto()


class _Token(NamedTuple):
    """`raw[start:end]`; of a change what it replaces by what, of a comment what it says (`after`)."""

    kind: _Kind
    start: int
    end: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Signs in the file that are no change: `offset` in the text, `raw` as spelled, `order` among all signs."""

    offset: int
    raw: str
    order: int


@dataclass(frozen=True, slots=True)
class Spelled:
    """A change as the file spells it, likewise, with the comments right behind it, which go when it is decided."""

    edit: Edit
    raw: str
    order: int
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file's text without its signs, and the signs."""

    text: str
    changes: tuple[Spelled, ...] = ()
    marks: tuple[Mark, ...] = ()
    comments: tuple[Comment, ...] = ()


def parse(raw: str, *, code: bool) -> Parsed:
    """The markup of `raw`; `code`: whether it has code, as Markdown has it. What is not closed, or has other signs in
    it (but for marked stretches), is text."""
    text: list[str] = []
    changes: list[Spelled] = []
    marks: list[Mark] = []
    comments: list[Comment] = []
    offset = begun = order = 0
    about = Span(0, 0)  # of what stands right before
    for run in _runs(_tokens(raw, code=code)):
        first, last = run[0], run[-1]
        if first.kind is _Kind.TEXT:
            text.append(raw[first.start : last.end])
            offset += last.end - first.start
            about = Span(offset, offset)
            continue
        before = "".join(token.before for token in run if token.kind is _Kind.CHANGE)
        after = "".join(token.after for token in run if token.kind is _Kind.CHANGE)
        spelled = raw[first.start : last.end]
        said = [token.after.strip() for token in run if token.kind is _Kind.COMMENT]
        if first.kind is _Kind.CHANGE:
            about = Span(offset + len(before), offset + len(before))
            changes.append(Spelled(Edit(offset, before, after), spelled, order, " ".join(said)))
        else:
            marks.append(Mark(offset, spelled, order))
            comments += [Comment(about, text) for text in said]
        if spelled == _OPEN_MARK:
            begun = offset
        elif spelled == _CLOSE_MARK:
            about = Span(begun, offset)
        text.append(before)
        offset += len(before)
        order += 1
    return Parsed("".join(text), tuple(changes), tuple(marks), tuple(comments))


def _runs(tokens: Iterable[_Token]) -> Iterator[list[_Token]]:
    """Tokens that belong together: changes without text between them are one (a deletion and an insertion), with the
    comments between and behind. Those that come to no change are text."""
    waiting: list[_Token] = []
    for token in tokens:
        if token.kind is _Kind.CHANGE or (token.kind is _Kind.COMMENT and waiting):
            waiting.append(token)
            continue
        yield from _of_changes(waiting)
        waiting = []
        yield [token]
    yield from _of_changes(waiting)


def _of_changes(tokens: list[_Token]) -> Iterator[list[_Token]]:
    changes = [token for token in tokens if token.kind is _Kind.CHANGE]
    if "".join(token.before for token in changes) != "".join(token.after for token in changes):
        yield tokens
        return
    for token in tokens:
        yield [token if token.kind is _Kind.COMMENT else token._replace(kind=_Kind.TEXT, before="", after="")]


def _tokens(raw: str, *, code: bool) -> list[_Token]:
    """All of `raw`, in order."""
    found: list[_Token] = []
    pattern = _IN_MARKDOWN if code else _IN_TEXT
    copied = place = 0
    open_at = -1  # of the marked stretch that is open, among `found`
    none_after: dict[str, int] = {}  # closers, and from where on there is none

    def close_of(closer: str, start: int) -> int:
        if start >= none_after.get(closer, len(raw) + 1):
            return -1
        at = raw.find(closer, start)
        if at < 0:
            none_after[closer] = start
        return at

    while match := pattern.search(raw, place):
        place = match.end()
        sign = match["sign"]
        if sign is None:
            continue
        token = _token(raw, match.start(), sign, open_at >= 0, close_of)
        if token is None:
            continue
        if token.start > copied:
            found.append(_Token(_Kind.TEXT, copied, token.start))
        if token.kind is _Kind.MARK:
            open_at = len(found) if sign == _OPEN_MARK else -1
        found.append(token)
        copied = place = token.end
    if copied < len(raw):
        found.append(_Token(_Kind.TEXT, copied, len(raw)))
    if open_at >= 0:  # its end is in code
        found[open_at] = found[open_at]._replace(kind=_Kind.TEXT)
    return found


def _token(raw: str, start: int, sign: str, marking: bool, close_of: Callable[[str, int], int]) -> _Token | None:
    """What the sign at `start` begins; None where it is text. `marking`: a marked stretch is open."""
    inner = start + len(sign)
    if sign == _CLOSE_MARK:
        return _Token(_Kind.MARK, start, inner) if marking else None
    close = close_of(_CLOSERS[sign], inner)
    if close < 0:
        return None
    if sign == _OPEN_MARK:
        return _Token(_Kind.MARK, start, inner) if not marking and close > inner else None
    other = _OPENERS.search(raw, inner, close)
    if other is not None or (marking and _CLOSE_MARK in raw[inner:close]):
        return None
    content, end = raw[inner:close], close + len(_CLOSERS[sign])
    if sign == "{>>":
        return _Token(_Kind.COMMENT, start, end, after=content)
    if sign == "{--":
        return _Token(_Kind.CHANGE, start, end, before=content)
    if sign == "{++":
        return _Token(_Kind.CHANGE, start, end, after=content)
    before, arrow, after = content.partition(_ARROW)
    return _Token(_Kind.CHANGE, start, end, before, after) if arrow else None


def has_markup(data: bytes, *, code: bool) -> bool:
    """Whether a file holds changes, comments or marked stretches."""
    if not any(hint in data for hint in _HINTS):
        return False
    parsed = parse(data.decode("utf-8", "surrogateescape"), code=code)
    return bool(parsed.changes or parsed.marks)


def spelled(tracked: Tracked) -> str:
    """A change in signs, with its comment behind it."""
    edit = tracked.edit
    if not edit.before:
        signs = f"{{++{edit.after}++}}"
    else:
        signs = f"{{~~{edit.before}~>{edit.after}~~}}" if edit.after else f"{{--{edit.before}--}}"
    comment = " ".join(_SIGNS.sub(" ", tracked.comment).split())
    return f"{signs}{{>>{comment}<<}}" if comment else signs


def woven(text: str, tracked: Sequence[Tracked], known: tuple[Spelled, ...], marks: Sequence[Mark]) -> str:
    """`text` with the changes and the marks; a change that the file had is spelled as it was."""
    had: dict[tuple[str, str], deque[Spelled]] = defaultdict(deque)
    for old in known:
        had[old.edit.before, old.edit.after].append(old)
    signs: list[tuple[int, float, str, int]] = []
    for one in tracked:
        same = had[one.edit.before, one.edit.after]
        before = same.popleft() if same else None
        order, raw = (math.inf, spelled(one)) if before is None else (before.order, before.raw)
        signs.append((one.edit.start, order, raw, one.edit.end))
    signs += [(mark.offset, mark.order, mark.raw, mark.offset) for mark in marks]
    parts: list[str] = []
    place = 0
    for start, _, raw, end in sorted(signs, key=lambda sign: sign[:2]):
        if start > place:
            parts.append(text[place:start])
        parts.append(raw)
        place = max(place, start, end)
    parts.append(text[place:])
    return "".join(parts)


def moved(marks: Sequence[Mark], edits: Sequence[Edit]) -> list[Mark]:
    """The marks after `edits`, in order; one inside of what was replaced stands behind it."""
    result: list[Mark] = []
    passed = shift = 0
    for mark in marks:
        while passed < len(edits) and edits[passed].end <= mark.offset:
            shift += len(edits[passed].after) - len(edits[passed].before)
            passed += 1
        offset = mark.offset + shift
        if passed < len(edits) and edits[passed].start < mark.offset:
            offset = edits[passed].start + shift + len(edits[passed].after)
        result.append(replace(mark, offset=offset))
    return result
