"""Highlights LaTeX: commands dimmed, headings, emphasis, formulas and code. Reads line by line without a tree, so that
a key press costs one line. What may be revised is decided by `prose`, which reads the whole source."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reviser.documents.highlight import HEADING_SHIFT, StyledSpan, Syntax, SyntaxStyle, heading
from reviser.documents.latex.macros import CODE_SWITCHES, COMMANDS, ENVIRONMENTS
from reviser.documents.plain import LISTINGS, MATHS

_DEEPEST = 40  # nesting depth of braces; deeper ones look like this one
_LEVEL = -1 << HEADING_SHIFT  # the bits of a face that are a heading's level
_SIGN, _CODE = SyntaxStyle.SIGN, SyntaxStyle.CODE
_TOKEN = re.compile(
    r"""
      \\(?P<name>[A-Za-z@]+)\*?
    | \\(?P<sign>[^A-Za-z@]|$)
    | (?P<comment>(?<!\\)%.*)
    | (?P<maths>\$\$?)
    | (?P<bracket>[{}\[\]])
    | (?P<tie>[~&])
    """,
    re.VERBOSE,
)
_ENVIRONMENT = re.compile(r"\s*\{([^{}\\%$]{1,60})\}")
_VERBATIM = re.compile(rf"(?:{LISTINGS})\*?|\w*(?:[Ll]isting|[Vv]erbatim|[Cc]ode)\*?|tikzpicture|algorithm[a-z0-9]*")
_MATHS = re.compile(rf"(?:{MATHS})\*?")
_INLINE_CODE = frozenset({"verb", "Verb", "lstinline", "mintinline", "path", "url", "nolinkurl", "code"})
_DELIMITED = re.compile(r"\*?(?:\[[^\]]*\])?(?:\{[^{}]*\}|([^\w\s*{\\%]).*?\1)")
_BODY, _PREAMBLE = "document", frozenset({"documentclass", "documentstyle"})
_UNKNOWN = "[{[{[{"  # the arguments that are dimmed for an unknown command
_FACES = {
    **dict.fromkeys(("emph", "textit", "textsl"), SyntaxStyle.EMPHASIS),
    **dict.fromkeys(("textbf", "alert", "item"), SyntaxStyle.STRONG),
    **dict.fromkeys(("href", "hyperref", "hyperlink"), SyntaxStyle.LINK),
    "texttt": _CODE,
    **dict.fromkeys(("part", "chapter", "title", "addpart", "addchap", "frametitle"), heading(1)),
    **dict.fromkeys(("section", "addsec", "subtitle", "framesubtitle"), heading(2)),
    **dict.fromkeys(("subsection", "minisec"), heading(3)),
    "subsubsection": heading(4),
    "paragraph": heading(5),
    "subparagraph": heading(6),
}
# These apply up to the end of their group.
_SWITCHES = {
    **dict.fromkeys(CODE_SWITCHES, _CODE),
    **dict.fromkeys(("bf", "bfseries"), SyntaxStyle.STRONG),
    **dict.fromkeys(("it", "em", "sl", "itshape", "slshape"), SyntaxStyle.EMPHASIS),
}
_TITLES = frozenset({"title", "subtitle"})  # commands whose argument is prose in a preamble


class _OpenGroup(NamedTuple):
    """An open brace or bracket: what closes it, how its content looks, and what follows it."""

    closing: str
    face: int
    behind: "_PendingArguments | None"


class _PendingArguments(NamedTuple):
    """The arguments that a command can still take (as in `macros`), and the look of those that are prose."""

    signs: str
    face: int
    is_title: bool


class LatexState(NamedTuple):
    """What earlier lines left open. `until` is the text that ends a formula or code; `last` is the face of what is
    searched for it. `in_preamble`: before the document's body."""

    until: str = ""
    last: int = 0
    opened: tuple[_OpenGroup, ...] = ()
    arguments: _PendingArguments | None = None
    in_preamble: bool = False


class LatexHighlighter:
    """Reads a LaTeX source line by line."""

    @property
    def start(self) -> LatexState:
        return LatexState()

    def head(self, line: str) -> int:
        del line
        return 0

    def block(self, lines: Sequence[str], first: int, before: object) -> tuple[list[Syntax], LatexState]:
        assert isinstance(before, LatexState)
        line = _LineReading(lines[first], before)
        after = line.read()
        return [Syntax(before, True, tuple(line.spans))], after


class _LineReading:
    """A line being read: the `spans` so far, and what is open at `place`."""

    def __init__(self, text: str, state: LatexState) -> None:
        self.text = text
        self.place = 0
        self.spans: list[StyledSpan] = []
        self._until, self._last = state.until, state.last
        self._opened = list(state.opened)
        self._arguments = state.arguments
        self._in_preamble = state.in_preamble

    def read(self) -> LatexState:
        """Read the line and return the state after it."""
        if not self.text.strip() and self._until in ("", "$", "\\)"):
            # A paragraph ends here: whatever is open was forgotten, and must not dim the rest of the document.
            self._until, self._opened, self._arguments = "", [], None
        while self.place < len(self.text) or self._until == "":
            if self._until:
                self._read_code()
            elif (token := _TOKEN.search(self.text, self.place)) is None:
                self._text(len(self.text))
                break
            else:
                self._text(token.start())
                self._read_token(token)
        return LatexState(self._until, self._last, tuple(self._opened), self._arguments, self._in_preamble)

    @property
    def _face(self) -> int:
        return self._opened[-1].face if self._opened else _SIGN * self._in_preamble

    def _style(self, end: int, face: int) -> None:
        """Give everything up to `end` this look."""
        start, self.place = self.place, end
        if start < end and face:
            if self.spans and self.spans[-1].end == start and self.spans[-1].face == face:
                start = self.spans.pop().start
            self.spans.append(StyledSpan(start, end, face))

    def _sign(self, end: int) -> None:
        self._style(end, _SIGN | (self._face & _LEVEL))

    def _text(self, end: int) -> None:
        if self.text[self.place : end].strip():
            self._arguments = None  # words end the arguments of a command
        self._style(end, self._face)

    def _read_code(self) -> None:
        """Read up to the end of a formula or code; the whole line if there is none."""
        found = self.text.find(self._until, self.place)
        if found < 0:
            self._style(len(self.text), self._last)
            return
        self._style(found + len(self._until), self._last)
        self._until = ""

    def _read_token(self, token: re.Match[str]) -> None:
        if token["name"]:
            self._command(token["name"], token.end())
        elif token["bracket"]:
            self._bracket(token["bracket"], token.end())
        elif token["maths"] or token["sign"] in ("(", "["):
            self._style(token.end(), _CODE)
            self._until = {"\\(": "\\)", "\\[": "\\]"}.get(token.group(), token.group())
            self._last, self._arguments = _CODE, None
        else:  # an accent can have an argument that is prose
            self._sign(token.end())
            if not token["comment"]:
                self._arguments = None

    def _command(self, name: str, end: int) -> None:
        if name in ("begin", "end"):
            self._environment(name, end)
            return
        if name in _INLINE_CODE and (found := _DELIMITED.match(self.text, end)) is not None:
            self._sign(end)
            self._style(found.end(), _CODE)
            return
        self._in_preamble = self._in_preamble or name in _PREAMBLE
        self._sign(end)
        signature = COMMANDS.get(name)
        if name in _SWITCHES and self._opened:
            self._opened[-1] = self._opened[-1]._replace(face=self._face | _SWITCHES[name])
        signs = _UNKNOWN if signature is None else signature.arguments.removeprefix("*")
        self._arguments = _PendingArguments(signs, _FACES.get(name, 0), name in _TITLES) if signs else None

    def _environment(self, command: str, end: int) -> None:
        named = _ENVIRONMENT.match(self.text, end)
        self._sign(named.end() if named else end)
        self._arguments = None
        if named is None:
            return
        name = named[1]
        if name == _BODY:
            self._in_preamble = command == "end"
        elif command == "begin" and (_VERBATIM.fullmatch(name) or _MATHS.fullmatch(name)):
            self._until, self._last = f"\\end{{{name}}}", _CODE
        elif command == "begin":
            signs = ENVIRONMENTS.get(name.removesuffix("*"), "[")
            self._arguments = _PendingArguments(signs or "[", 0, is_title=False)

    def _bracket(self, sign: str, end: int) -> None:
        if sign in "}]":
            if self._opened and self._opened[-1].closing == sign:
                self._arguments = self._opened.pop().behind
                self._sign(end)
            else:
                self._style(end, self._face | (_SIGN if sign == "}" else 0))
            return
        argument, behind = self._next_argument(sign)
        if argument == "" and sign == "[":
            self._arguments = None
            self._style(end, self._face)
            return
        face = self._face
        if argument in ("[", "{"):
            face |= _SIGN | (self._arguments.face & _CODE if self._arguments is not None else 0)
        elif argument in ("o", "p") and self._arguments is not None:
            face = 0 if self._arguments.is_title else face
            added = self._arguments.face
            face = (face & ~_LEVEL if added & _LEVEL else face) | added
        self._sign(end)
        self._arguments = None
        if len(self._opened) < _DEEPEST:
            self._opened.append(_OpenGroup("}" if sign == "{" else "]", face, behind))

    def _next_argument(self, sign: str) -> tuple[str, _PendingArguments | None]:
        """The argument that begins with this brace or bracket (empty if none does), and the arguments after it."""
        if self._arguments is None:
            return "", None
        wanted = "[o" if sign == "[" else "{p"
        signs = self._arguments.signs
        for at, each in enumerate(signs):
            if each in wanted:
                return each, self._arguments._replace(signs=signs[at + 1 :]) if signs[at + 1 :] else None
            if each in "{p":
                break
        return "", None
