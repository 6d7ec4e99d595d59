r"""The markup of tracked changes in a LaTeX source, read and written.

    \added[id=AL, comment={why}]{new}  \deleted{old}  \replaced{new}{old}  \comment[id=AL]{said}
    \DIFadd{new}  \DIFdel{old}, which \DIFaddbegin and its kind may stand around

The first are the commands of the package `changes` (Kleinod), the others what the program latexdiff (Tilmann) writes.
What defines them stands in a block of its own at the end of the preamble, which comes with the first change and goes
with the last.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reviser.core.edit import Edit
from reviser.core.text import Span
from reviser.documents.base import Tracked
from reviser.documents.latex.brackets import BLANK, balanced
from reviser.documents.latex.macros import COMMANDS, How
from reviser.documents.latex.prose import read_source
from reviser.documents.latex.scan import Hidden, scan
from reviser.documents.marked_text import Mark, Parsed, Token, TokenKind, assembled
from reviser.documents.spans import touches

_COMMAND = re.compile(
    r"\\(?P<changes>added|deleted|replaced|comment)(?=[\[{])|\\DIF(?P<diff>add|del)(?:FL)?(?=\{)"
    r"|\\DIF(?:add|del|mod)(?P<edge>begin|end)(?:FL)?(?![A-Za-z@])[ ]?"
)
_BLOCK = re.compile(
    r"^(?:%DIF PREAMBLE EXTENSION ADDED BY LATEXDIFF\b[\s\S]*?^%DIF END PREAMBLE EXTENSION ADDED BY LATEXDIFF"
    r"|% Tracked changes: begin\b[\s\S]*?^% Tracked changes: end)[^\r\n]*(?:\r\n|\n|\r)",
    re.MULTILINE,
)
_BODY = re.compile(r"^[ \t]*\\begin\s*\{document\}", re.MULTILINE)
_PACKAGE = re.compile(r"\\usepackage\s*(?:\[[^\]]*\])?\s*\{\s*changes\s*\}")
_AUTHOR = re.compile(r"\\definechangesauthor\s*(?:\[(?P<options>[^\]]*)\])?\s*\{(?P<id>[^{}]*)\}")
_NAME = re.compile(r"name\s*=\s*(?:\{([^{}]*)\}|([^,{}]*))")
_ID = re.compile(r"(?:^|,)\s*id\s*=\s*\{?\s*([^,{}]*?)\s*\}?\s*(?=,|$)")
_NOTE = re.compile(r"(?:^|,)\s*comment\s*=\s*")
_OWN = re.compile(rb"\\(?:re)?newcommand\*?\s*\{?\\(?:added|deleted|replaced)\b")
_LATEXDIFF = (
    "%DIF PREAMBLE EXTENSION ADDED BY LATEXDIFF",
    "%DIF UNDERLINE PREAMBLE %DIF PREAMBLE",
    r"\RequirePackage[normalem]{ulem} %DIF PREAMBLE",
    r"\RequirePackage{color}\definecolor{RED}{rgb}{1,0,0}\definecolor{BLUE}{rgb}{0,0,1} %DIF PREAMBLE",
    r"\providecommand{\DIFadd}[1]{{\protect\color{blue}\uwave{#1}}} %DIF PREAMBLE",
    r"\providecommand{\DIFdel}[1]{{\protect\color{red}\sout{#1}}} %DIF PREAMBLE",
    "%DIF END PREAMBLE EXTENSION ADDED BY LATEXDIFF",
)
_BEGIN, _END = "% Tracked changes: begin (goes when all are decided)", "% Tracked changes: end"
_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "“": "``", "”": "''", "‘": "`", "’": "'", "–": "--",
    "—": "---", "…": r"\dots{}", "[": "(", "]": ")",
}  # fmt: skip
_MEANT = {source: sign for sign, source in sorted(_ESCAPES.items(), key=lambda pair: -len(pair[1])) if sign not in "[]"}
_SAID = re.compile("|".join(re.escape(source) for source in _MEANT))


@dataclass(frozen=True, slots=True)
class ParsedLatex(Parsed):
    """The parsed markup. `block` is the definition of the markup in the text, and its place; None if the file has none
    of its own. `authors` maps ids to names. `diff`: the markup is latexdiff's."""

    block: Mark | None = None
    authors: dict[str, str] = field(default_factory=dict)
    diff: bool = False


def marks_in(data: bytes) -> ParsedLatex | None:
    """The markup of a LaTeX file; None if it has no tracked changes."""
    if _OWN.search(data):
        return None
    parsed = parse(data.decode("utf-8", "surrogateescape"))
    return parsed if parsed.changes else None


def has_commands(text: str) -> bool:
    """Whether a text contains commands of the markup that are not read as changes and stay."""
    return _COMMAND.search(text) is not None


def parse(raw: str) -> ParsedLatex:
    """Parse the markup of a source."""
    match = _BLOCK.search(raw)
    without = raw[: match.start()] + raw[match.end() :] if match else raw
    authors = _authors(raw)
    parsed = assembled(without, _tokens(without, authors))
    block = None
    if match is not None:
        head = raw[: match.start()]
        block = Mark(len(assembled(head, _tokens(head, authors)).text), match.group(), -1)
    diff = bool(match and match.group().startswith("%DIF")) or (
        not match and re.search(r"\\DIF(?:add|del)\{", raw) is not None
    )
    return ParsedLatex(parsed.text, parsed.changes, parsed.marks, parsed.comments, block, authors, diff)


def _authors(raw: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for author in _AUTHOR.finditer(raw):
        name = _NAME.search(author["options"] or "")
        found[author["id"].strip()] = ((name[1] or name[2]) if name else "").strip() or author["id"].strip()
    return found


def _tokens(raw: str, authors: dict[str, str]) -> Iterator[Token]:
    """All of `raw` as tokens, in order."""
    copied = passed = 0
    hidden = None
    for match in _COMMAND.finditer(raw):
        if match.start() < passed:
            continue
        if hidden is None:
            hidden = tuple(span for span, why in scan(raw).hidden if why is not Hidden.DOUBT)
        token = None if touches(hidden, Span(*match.span())) else _token(raw, match, authors)
        if token is None:
            continue
        passed = token.end
        if token.kind is TokenKind.TEXT:
            continue
        if token.start > copied:
            yield Token(TokenKind.TEXT, copied, token.start)
        yield token
        copied = token.end
    if copied < len(raw):
        yield Token(TokenKind.TEXT, copied, len(raw))


def _token(raw: str, match: re.Match[str], authors: dict[str, str]) -> Token | None:
    start, place = match.span()
    if match["edge"]:
        return Token(TokenKind.CHANGE, start, place)
    options = ""
    if raw.startswith("[", place):
        end = balanced(raw, place, "[]")
        if end < 0:
            return None
        options, place = raw[place + 1 : end - 1], end
    contents: list[str] = []
    for _ in range(2 if match["changes"] == "replaced" else 1):
        end = balanced(raw, place) if raw.startswith("{", place) else -1
        if end < 0:
            return None
        contents.append(raw[place + 1 : end - 1])
        place = end
    if any(_COMMAND.search(content) for content in contents):
        return Token(TokenKind.TEXT, start, place)  # a nested change: kept as text
    identity = _ID.search(options)
    author = authors.get(identity[1], identity[1]) if identity else ""
    kind = match["changes"] or {"add": "added", "del": "deleted"}[match["diff"]]
    if kind == "comment":
        return Token(TokenKind.COMMENT, start, place, after=_unescaped(contents[0]), author=author)
    after = contents[0] if kind != "deleted" else ""
    before = contents[-1] if kind != "added" else ""
    return Token(TokenKind.CHANGE, start, place, before, after, author, _note(options))


def _note(options: str) -> str:
    found = _NOTE.search(options)
    if found is None:
        return ""
    if options.startswith("{", found.end()):
        end = balanced(options, found.end())
        return _unescaped(options[found.end() + 1 : end - 1]) if end > 0 else ""
    return _unescaped(options[found.end() :].split(",", maxsplit=1)[0].strip())


def spelled(tracked: Tracked, identity: str, *, diff: bool) -> str:
    """The markup of a change. `identity` is the id of its author."""
    before, after = tracked.edit.before, tracked.edit.after
    if diff:
        deleted, added = f"\\DIFdel{{{before}}}" if before else "", f"\\DIFadd{{{after}}}" if after else ""
        return deleted + added
    options = [f"id={identity}"] if identity else []
    if tracked.comment:
        options.append(f"comment={{{_escaped(tracked.comment)}}}")
    said = f"[{', '.join(options)}]" if options else ""
    if before and after:
        return f"\\replaced{said}{{{after}}}{{{before}}}"
    return f"\\deleted{said}{{{before}}}" if before else f"\\added{said}{{{after}}}"


def _escaped(text: str) -> str:
    """Text as LaTeX on one line; characters that not every LaTeX can print become question marks."""
    words = "".join(_ESCAPES.get(sign, sign) for sign in " ".join(text.split()))
    return "".join(sign if sign < "\u0180" and sign.isprintable() else "?" for sign in words)


def _unescaped(text: str) -> str:
    return _SAID.sub(lambda found: _MEANT[found.group()], " ".join(text.split()))


def identities(names: Iterable[str], authors: dict[str, str]) -> dict[str, str]:
    """An id for each author's name: the existing one, or new initials."""
    by_name = {name: identity for identity, name in authors.items()}
    taken = set(authors)
    for name in names:
        if not name or name in by_name:
            continue
        initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name)).upper()[:4] or "A"
        identity, count = initials, 1
        while identity in taken:
            count += 1
            identity = f"{initials}{count}"
        by_name[name] = identity
        taken.add(identity)
    return by_name


def block_for(text: str, parsed: ParsedLatex, names: dict[str, str], offset: int | None) -> Mark | None:
    """The definition of the markup for `text`, with its authors' names and ids. `offset` is the place of its previous
    definition. None for a part of a document, which has no preamble."""
    had = parsed.block.raw if parsed.block is not None else ""
    if offset is not None and all(_defined(name, identity, had + text) for name, identity in names.items()):
        return Mark(offset, had, -1)
    body = _BODY.search(text)
    if body is None and offset is None:
        return None
    end = "\r\n" if "\r\n" in text else "\n"
    if parsed.diff:
        lines: Sequence[str] = _LATEXDIFF
    else:
        package = () if _PACKAGE.search(text) else (r"\usepackage{changes}",)
        defined = _authors(text)
        everybody = parsed.authors | {identity: name for name, identity in names.items()}
        people = (
            f"\\definechangesauthor[name={{{_plain_key(name)}}}]{{{identity}}}"
            for identity, name in everybody.items()
            if identity not in defined
        )
        lines = (_BEGIN, *package, *people, _END)
    place = offset if offset is not None or body is None else body.start()
    return Mark(place or 0, "".join(f"{line}{end}" for line in lines), -1)


def _defined(name: str, identity: str, source: str) -> bool:
    return _authors(source).get(identity) in (name, _plain_key(name))


def _plain_key(name: str) -> str:
    return re.sub(r"[\\{}%#&$^_~\[\]]", " ", name).strip()


def markable(text: str, tracked: Sequence[Tracked]) -> list[Tracked]:
    """The changes in `tracked` that can be marked at their places."""
    source = read_source(text)
    return [
        one
        for one in tracked
        if not touches(source.options, one.edit.span)
        and _is_at_prose(source.prose, one.edit)
        and _fits(one.edit.before)
        and _fits(one.edit.after)
    ]


def _is_at_prose(prose: Sequence[Span], edit: Edit) -> bool:
    """Whether an edit begins and ends in prose or next to it."""
    for edge in (edit.start, edit.end):
        index = bisect_right(prose, edge, key=lambda span: span.start) - 1
        if index < 0 or prose[index].end < edge:
            return False
    return True


def _fits(words: str) -> bool:
    """Whether words can be an argument of the markup: no blank line, and only commands for letters and fonts."""
    if BLANK.search(words):
        return False
    if "\\" not in words and not re.search(r"[{}$%&#^_]", words):
        return True
    scanned = scan(words)
    if any(why is not Hidden.MATHS for _, why in scanned.hidden) or re.search(r"(?<!\\)[&#^_]", scanned.masked):
        return False
    names = re.findall(r"\\([A-Za-z@]+|[\s\S])", scanned.masked)
    return all(_is_of_letters(name) for name in names)


def _is_of_letters(name: str) -> bool:
    if not name.isalpha() or len(name) == 1:
        return name in "%&$#_'`^\"~=.cvubHdrkijo{}, "
    command = COMMANDS.get(name)
    return command is not None and command.how is How.INLINE and command.arguments == "p"
