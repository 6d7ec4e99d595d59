"""Determines which characters of a LaTeX source are prose, and how the others read, from the positions of
pylatexenc."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from pylatexenc import latex2text, latexwalker, macrospec
from pylatexenc.latexwalker import LatexNode, LatexWalker, ParsingState
from pylatexenc.macrospec import ParsedMacroArgs

from reviser.core.readings import STAND_IN, Reading
from reviser.core.text import Span
from reviser.documents.latex.brackets import BLANK, GAP, balanced
from reviser.documents.latex.macros import CASES, CODE_SWITCHES, COMMANDS, ENVIRONMENTS, NARROW, How, MacroSignature
from reviser.documents.latex.scan import Hidden, Scanned, scan
from reviser.documents.plain import addresses
from reviser.documents.spans import blanked, complement, merged

_ASSIGNED = re.compile(r"[ \t]*=[ \t]*-?[^\s{}\\]*")  # \parindent=0pt
_OVERLAY = re.compile(r"<[\w\s,.|:+-]*>")  # beamer's <1-2>
# The accents, as combining characters.
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "b": "\u0331", "H": "\u030b", "d": "\u0323", "r": "\u030a",
    "k": "\u0328",
}  # fmt: skip
_ACCENTED = re.compile(r"\\.\s*\{?\s*(?:\\([ij])\s*|([A-Za-z]))\s*\}?")
_ESCAPED = frozenset("%&$#_")  # signs that stand for themselves after a backslash
_NO_PROSE = re.compile(rf"[&#^_\\{{}}$]|\s*{BLANK.pattern}\s*")
# Signs within prose that stand for another one.
_SIGNS = re.compile(r"---?|``|''|`|'|~|\\[%&$#_]|!`|\?`|(?<=[\r\n])[ \t]+|[ \t]{2,}")
_MEANT = {"'": "’", "---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "~": "\u00a0", "!`": "¡", "?`": "¿"}
_HIDDEN = {
    Hidden.MATHS: STAND_IN, Hidden.CODE: STAND_IN, Hidden.DOUBT: STAND_IN, Hidden.LISTING: "\n\n",
    Hidden.DEFINITION: "", Hidden.OUTSIDE: "\n\n",
}  # fmt: skip
_HOW = {How.BLOCK: "\n\n", How.WORD: STAND_IN, How.NOTHING: "", How.SPACE: " "}
# A group attached to one of these is not prose.
GLUED = re.compile(r"[!@\"^_#&=|<][^\s{}\\]*\Z")
# For unknown environments: names that indicate no prose, and signs of prose.
_OF_CODE = re.compile(
    r"(?i)code|list|verb|src|source|tikz|pic|algo|math|eqn|align|array|matri|diagram|plot|axis|graph|program|console"
    r"|shell|tree|bib|tab|grammar|syntax|circuit|chem|score|music|filecontents|comment|exclude|ignore"
)
_COMMANDS = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\[A-Za-z@]+\*?|\\.|\ue000+")
_SENTENCE = re.compile(r"(?:[^\W\d_][\w'’-]*+[,;]?(?:[ \t~]+(?:\r\n|\r|\n)?|\r\n|\r|\n)[ \t]*){5}[^\W\d_]")
_ODD = re.compile(r"[=<>^_&#|/@;*+]")


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed source. `prose` is open to proposals. `syntax` is LaTeX syntax; anything in neither is an address or a
    name in code. `options` are options with prose. In `narrow` (arguments, floats, tables) no margin note can be set.
    `headings` can be set in capitals, with all their content. `readings` says how parts read, in order and not
    overlapping; nothing is known about other parts that are not prose."""

    prose: tuple[Span, ...]
    syntax: tuple[Span, ...]
    options: tuple[Span, ...]
    narrow: tuple[Span, ...]
    headings: tuple[Span, ...]
    readings: tuple[Reading, ...]


@lru_cache(maxsize=4)
def read_source(text: str) -> Source:
    """Read `text` as LaTeX. Never raises: what cannot be parsed is not prose."""
    scanned = scan(text)
    walk = _Walk(text, scanned)
    try:
        walk.nodes(_parsed(scanned), cells=False)
    except (latexwalker.LatexWalkerError, RecursionError):
        walk = _Walk(text, scanned)
    hidden = [span for span, _ in scanned.hidden]
    closed = merged((*complement(merged(walk.prose), len(text)), *walk.closed, *hidden, *_signs(text, walk.prose)))
    prose = complement(merged((*closed, *addresses(blanked(text, closed)))), len(text))
    readings = _in_order((*walk.readings, *_of_hidden(text, scanned), *_of_signs(text, prose)))
    return Source(prose, closed, merged(walk.options), merged(walk.narrow), merged(walk.headings), tuple(readings))


def _parsed(scanned: Scanned) -> Sequence[LatexNode]:
    walker = latexwalker.LatexWalker(scanned.masked, latex_context=_context(scanned.theorems), tolerant_parsing=True)
    nodes: Sequence[LatexNode] = walker.get_latex_nodes()[0]
    return nodes


class _Arguments(macrospec.MacroStandardArgsParser):
    """The arguments of a command as written in `macros`; an argument without braces is none."""

    def __init__(self, arguments: str) -> None:
        super().__init__("")
        self._arguments = arguments

    def parse_args(
        self, w: LatexWalker, pos: int, parsing_state: ParsingState | None = None
    ) -> tuple[ParsedMacroArgs, int, int]:
        found: list[LatexNode | None] = []
        place = pos
        overlay = _OVERLAY.match(w.s, place)
        place = overlay.end() if overlay else place
        for sign in self._arguments:
            node, place = _argument(w, place, sign, parsing_state)
            found.append(node)
        return ParsedMacroArgs(argnlist=found, argspec=""), pos, place - pos


class _Unknown(macrospec.MacroStandardArgsParser):
    """Everything that can be an argument of an unknown command."""

    def parse_args(
        self, w: LatexWalker, pos: int, parsing_state: ParsingState | None = None
    ) -> tuple[ParsedMacroArgs, int, int]:
        del parsing_state  # mathematics is never read
        assigned = _ASSIGNED.match(w.s, pos)
        place = assigned.end() if assigned else pos + 1 if w.s.startswith("*", pos) else pos
        while (end := _one_more(w.s, place)) > 0:
            place = end
        return ParsedMacroArgs(argnlist=[], argspec=""), pos, place - pos


def _one_more(text: str, place: int) -> int:
    """The offset behind one more argument at `place`; -1 if there is none."""
    gap = GAP.match(text, place)
    at = gap.end() if gap else place
    if text.startswith("[", at):
        return balanced(text, at, "[]")
    return balanced(text, at) if text.startswith("{", at) else -1


def _argument(w: LatexWalker, place: int, sign: str, state: ParsingState | None) -> tuple[LatexNode | None, int]:
    gap = GAP.match(w.s, place)
    at = gap.end() if gap else place
    if sign == "*":
        return None, at + 1 if w.s.startswith("*", at) else place
    if sign in "[o":
        if not w.s.startswith("[", at) or balanced(w.s, at, "[]") < 0:
            return None, place
        node, start, length = w.get_latex_braced_group(at, brace_type="[", parsing_state=state)
    elif w.s.startswith("{", at):
        node, start, length = w.get_latex_braced_group(at, brace_type="{", parsing_state=state)
    else:
        return None, place
    return node, start + length


@lru_cache(maxsize=8)
def _context(theorems: frozenset[str]) -> macrospec.LatexContextDb:
    context = macrospec.LatexContextDb()
    macros = [macrospec.MacroSpec(name, _Arguments(command.arguments)) for name, command in COMMANDS.items()]
    macros += [macrospec.MacroSpec(name, macrospec.MacroStandardArgsParser("{")) for name in _ACCENTS]
    macros += [macrospec.MacroSpec(name, _Arguments("")) for name in (*_ESCAPED, *"{} \t\n\r")]
    environments = [macrospec.EnvironmentSpec(name, _Arguments("[" + known)) for name, known in ENVIRONMENTS.items()]
    environments += [macrospec.EnvironmentSpec(name, _Arguments("[")) for name in theorems - ENVIRONMENTS.keys()]
    context.add_context_category("known", macros=macros, environments=environments, specials=[])
    context.set_unknown_macro_spec(macrospec.MacroSpec("", _Unknown()))
    context.set_unknown_environment_spec(macrospec.EnvironmentSpec("", _Unknown()))
    return context


@cache
def _symbols() -> macrospec.LatexContextDb:
    return latex2text.get_default_latex_context_db()


@lru_cache(maxsize=1000)
def _symbol(name: str) -> str:
    """The sign that a command without arguments prints; empty if unknown."""
    spec = _symbols().get_macro_spec(name)
    text = spec.simplify_repl if spec is not None else None
    if name in ("LaTeX", "TeX", "LaTeXe", "BibTeX", "XeTeX", "LuaTeX", "pdfTeX", "pdfLaTeX"):
        return name
    return text if isinstance(text, str) and len(text) == 1 and text.isprintable() else ""


def _accented(name: str, source: str) -> str:
    """The letter that an accent command prints; empty if it is not a single letter."""
    found = _ACCENTED.fullmatch(source)
    text = unicodedata.normalize("NFC", (found[1] or found[2]) + _ACCENTS[name]) if found else ""
    return text if len(text) == 1 else ""


@dataclass(slots=True)
class _Walk:
    """One traversal of the parsed source."""

    text: str
    scanned: Scanned
    prose: list[Span] = field(default_factory=list)
    closed: list[Span] = field(default_factory=list)
    options: list[Span] = field(default_factory=list)
    narrow: list[Span] = field(default_factory=list)
    headings: list[Span] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)

    def nodes(self, nodes: Sequence[LatexNode | None], *, cells: bool) -> None:
        """Visit the nodes of a place that is prose. `cells`: they are in a table."""
        for node in nodes:
            if node is None:
                continue
            if node.isNodeType(latexwalker.LatexCharsNode):
                self._chars(node)
            elif node.isNodeType(latexwalker.LatexMacroNode):
                self._macro(node, cells=cells)
            elif node.isNodeType(latexwalker.LatexGroupNode):
                self._group(node, cells=cells)
            elif node.isNodeType(latexwalker.LatexEnvironmentNode):
                self._environment(node)

    def _chars(self, node: LatexNode) -> None:
        self.prose.append(_span(node))
        self.readings += [
            Reading(Span(at, at + 1), "\n\n")
            for at in range(node.pos, node.pos + node.len)
            if self.scanned.masked[at] == "&"
        ]

    def _macro(self, node: LatexNode, *, cells: bool) -> None:
        name, span = node.macroname, _span(node)
        command = COMMANDS.get(name)
        if name in _ESCAPED:
            self.prose.append(Span(node.pos, node.pos + 2))
        elif name in _ACCENTS and (letter := _accented(name, span.of(self.scanned.masked))):
            self.readings.append(Reading(span, letter))
        elif name in "{}":
            self.readings.append(Reading(span, name))
        elif name.isspace():
            self.readings.append(Reading(span, " "))
        elif command is None:
            self._unknown(span, name)
        elif command.how in _HOW:
            self._locked(node, command, cells=cells)
        else:
            self._with_prose(node, command, cells=cells)

    def _unknown(self, span: Span, name: str) -> None:
        """Handle an unknown command: alone on its lines it is not part of the sentence, otherwise it is a word in
        it."""
        symbol = _symbol(name)
        if symbol:
            self.readings.append(Reading(span, symbol))
            return
        lone = not self._before(span.start).strip() and not self._behind(span.end).strip()
        source = span.of(self.text)
        space = source[len(source.rstrip()) :]
        self.readings.append(Reading(span, "\n\n" if lone else STAND_IN + (" " if space else "")))

    def _before(self, place: int) -> str:
        return self.text[max(self.text.rfind("\n", 0, place), self.text.rfind("\r", 0, place)) + 1 : place]

    def _behind(self, place: int) -> str:
        line = re.compile(r"[^\r\n%]*").match(self.text, place)
        return line.group() if line and self.text[place - 1 : place] not in "\r\n" else ""

    def _locked(self, node: LatexNode, command: MacroSignature, *, cells: bool) -> None:
        """Handle a command without prose; one with an option that is prose is read in parts."""
        means = _HOW[command.how]
        if node.macroname in ("\\", "newline", "linebreak", "tabularnewline") and not cells:
            means = "\n"
        if any(sign in "op" for sign in command.arguments):
            self._with_prose(node, command, cells=cells)
        else:
            self.readings.append(Reading(_span(node), means))

    def _with_prose(self, node: LatexNode, command: MacroSignature, *, cells: bool) -> None:
        opening, closing = {
            How.INLINE: ("", ""),
            How.ASIDE: (" (" if self.text[node.pos - 1 : node.pos].strip() else "(", ")"),
        }.get(command.how, ("\n\n", "\n\n"))
        place, has_prose = node.pos, False
        given = node.nodeargd.argnlist if node.nodeargd is not None else []
        for argument, sign in zip(given, command.arguments, strict=False):
            if argument is None or sign not in "op":
                continue
            self.readings.append(Reading(Span(place, argument.pos + 1), opening))
            (self.options if sign == "o" else self.narrow).append(_span(argument))
            if command.how is How.BLOCK or node.macroname in CASES:
                self.headings.append(_span(argument))
            self.nodes(argument.nodelist, cells=cells)
            place, has_prose = argument.pos + argument.len - 1, True
        end = node.pos + node.len
        self.readings.append(Reading(Span(place, end), closing if has_prose else _HOW.get(command.how, STAND_IN)))

    def _group(self, node: LatexNode, *, cells: bool) -> None:
        first = next(iter(node.nodelist), None)
        switch = first is not None and first.isNodeType(latexwalker.LatexMacroNode) and first.macroname in CODE_SWITCHES
        glue = GLUED.search(self.scanned.masked, max(0, node.pos - 40), node.pos)
        if switch or glue:
            start = glue.start() if glue else node.pos
            self.closed.append(Span(start, node.pos))
            self.readings.append(Reading(Span(start, node.pos + node.len), STAND_IN))
            return
        end = node.pos + node.len
        if not node.nodelist:
            self.readings.append(Reading(_span(node), ""))
            return
        self.readings.append(Reading(Span(node.pos, node.pos + 1), ""))
        self.nodes(node.nodelist, cells=cells)
        self.readings.append(Reading(Span(end - 1, end), ""))

    def _environment(self, node: LatexNode) -> None:
        name, span = node.environmentname, _span(node)
        known = name in ENVIRONMENTS or name in self.scanned.theorems
        if not node.nodelist or not (known or _reads_as_prose(name, span.of(self.scanned.masked))):
            self.readings.append(Reading(span, "\n\n"))
            return
        last = node.nodelist[-1]
        if name.rstrip("*") in NARROW:
            self.narrow.append(span)
        self.readings.append(Reading(Span(span.start, node.nodelist[0].pos), "\n\n"))
        self.nodes(node.nodelist, cells=name.rstrip("*").startswith(("tab", "longtab", "supertab")))
        self.readings.append(Reading(Span(last.pos + last.len, span.end), "\n\n"))


def _reads_as_prose(name: str, masked: str) -> bool:
    """Whether an unknown environment contains sentences, and its name does not indicate otherwise."""
    if _OF_CODE.search(name):
        return False
    bare = _COMMANDS.sub(" ", masked)
    letters = sum(map(str.isalpha, bare))
    return _SENTENCE.search(bare) is not None and len(_ODD.findall(bare)) < 0.04 * letters


def _span(node: LatexNode) -> Span:
    return Span(node.pos, node.pos + node.len)


def _signs(text: str, prose: Sequence[Span]) -> Iterator[Span]:
    """The spans within prose that have a syntactic meaning, and blank lines."""
    for span in prose:
        if span.of(text) in ("\\%", "\\&", "\\$", "\\#", "\\_"):
            continue
        for found in _NO_PROSE.finditer(text, span.start, span.end):
            yield Span(*found.span())


def _of_hidden(text: str, scanned: Scanned) -> Iterator[Reading]:
    for span, why in scanned.hidden:
        means = ("\n\n" if BLANK.search(text, span.start, span.end) else "") if why is Hidden.COMMENT else _HIDDEN[why]
        yield Reading(span, means)


def _of_signs(text: str, prose: Sequence[Span]) -> Iterator[Reading]:
    for span in prose:
        for found in _SIGNS.finditer(text, span.start, span.end):
            sign = found.group()
            if sign.isspace():
                means = "" if text[max(0, found.start() - 1) : found.start()] in ("", "\r", "\n") else " "
            else:
                means = _MEANT.get(sign, sign[1:])
            yield Reading(Span(*found.span()), means)


def _in_order(readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings without those that overlap an earlier, wider one."""
    end = 0
    for reading in sorted(readings, key=lambda each: (each.span.start, -each.span.end)):
        if reading.span.start >= end and len(reading.span):
            yield reading
            end = reading.span.end
