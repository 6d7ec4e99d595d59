"""The signs of CriticMarkup (criticmarkup.com) in a text, read and written.

    {++inserted++}  {--deleted--}  {~~before~>after~~}  {==marked==}  {>>comment<<}

In Markdown, signs inside of code are no markup.
"""

import re
from collections.abc import Callable

from reviser.documents.base import Tracked
from reviser.documents.marked_text import Parsed, Token, TokenKind, assembled

# After another brace they belong to another language ("{{-- a comment of Blade --}}"); "{--}" is a dash in LaTeX.
_OPENER = r"(?<!\{)\{(?:\+\+|--|~~|==|>>)(?!\})"
_OPENERS = re.compile(_OPENER)
_CLOSERS = {"{++": "++}", "{--": "--}", "{~~": "~~}", "{==": "==}", "{>>": "<<}"}
_ARROW, _OPEN_MARK, _CLOSE_MARK = "~>", "{==", "==}"
_SIGNS = re.compile(r"\{(?:\+\+|--|~~|==|>>)|(?:\+\+|--|~~|==|<<)\}|~>")
# A fenced block up to its fence or the end; a code span within its paragraph.
_CODE = (
    r"^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:(?![ ]{0,3}(?P=fence)[`~]*[ \t]*\r?$).*(?:\n|\Z))*+.*"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S]){1,2000}?(?<!`)(?P=ticks)(?!`)"
)
_IN_TEXT = re.compile(f"(?P<sign>{_OPENER}|==\\}})")
_IN_MARKDOWN = re.compile(f"{_CODE}|(?P<sign>{_OPENER}|==\\}})", re.MULTILINE)
# What can be markup in undecoded bytes.
_HINTS = (b"{++", b"{--", b"{~~", b"{==", b"{>>")


def parse(raw: str, *, code: bool) -> Parsed:
    """Parse the markup of `raw`. `code`: the text can contain code, as in Markdown. Unclosed markup, and markup with
    other signs inside (except highlights), is text."""
    return assembled(raw, _tokens(raw, code=code), _OPEN_MARK, _CLOSE_MARK)


def _tokens(raw: str, *, code: bool) -> list[Token]:
    """All of `raw` as tokens, in order."""
    tokens: list[Token] = []
    pattern = _IN_MARKDOWN if code else _IN_TEXT
    copied = place = 0
    open_at = -1  # index in `found` of the highlight that is open
    none_after: dict[str, int] = {}  # for each closing sign, the offset behind which there is none

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
            tokens.append(Token(TokenKind.TEXT, copied, token.start))
        if token.kind is TokenKind.MARK:
            open_at = len(tokens) if sign == _OPEN_MARK else -1
        tokens.append(token)
        copied = place = token.end
    if copied < len(raw):
        tokens.append(Token(TokenKind.TEXT, copied, len(raw)))
    if open_at >= 0:  # the end of the highlight is in code
        tokens[open_at] = tokens[open_at]._replace(kind=TokenKind.TEXT)
    return tokens


def _token(raw: str, start: int, sign: str, marking: bool, close_of: Callable[[str, int], int]) -> Token | None:
    """The token that begins with the sign at `start`; None if it is text. `marking`: a highlight is open."""
    inner = start + len(sign)
    if sign == _CLOSE_MARK:
        return Token(TokenKind.MARK, start, inner) if marking else None
    close = close_of(_CLOSERS[sign], inner)
    if close < 0:
        return None
    if sign == _OPEN_MARK:
        return Token(TokenKind.MARK, start, inner) if not marking and close > inner else None
    other = _OPENERS.search(raw, inner, close)
    if other is not None or (marking and _CLOSE_MARK in raw[inner:close]):
        return None
    content, end = raw[inner:close], close + len(_CLOSERS[sign])
    if sign == "{>>":
        return Token(TokenKind.COMMENT, start, end, after=content)
    if sign == "{--":
        return Token(TokenKind.CHANGE, start, end, before=content)
    if sign == "{++":
        return Token(TokenKind.CHANGE, start, end, after=content)
    before, arrow, after = content.partition(_ARROW)
    return Token(TokenKind.CHANGE, start, end, before, after) if arrow else None


def has_markup(data: bytes, *, code: bool) -> bool:
    """Whether a file contains changes, comments or highlights."""
    if not any(hint in data for hint in _HINTS):
        return False
    parsed = parse(data.decode("utf-8", "surrogateescape"), code=code)
    return bool(parsed.changes or parsed.marks)


def spelled(tracked: Tracked) -> str:
    """The markup of a change, followed by its comment."""
    edit = tracked.edit
    if not edit.before:
        signs = f"{{++{edit.after}++}}"
    else:
        signs = f"{{~~{edit.before}~>{edit.after}~~}}" if edit.after else f"{{--{edit.before}--}}"
    comment = " ".join(_SIGNS.sub(" ", tracked.comment).split())
    return f"{signs}{{>>{comment}<<}}" if comment else signs
