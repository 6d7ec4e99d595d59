"""Plain text. Its only syntax are things that a reader would copy: addresses, paths, names in code, LaTeX."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviser.core.edit import Edit
from reviser.core.text import Span
from reviser.documents.base import FormatHandler
from reviser.documents.encodings import STRAY_FIRST, STRAY_LAST
from reviser.documents.spans import merged, touches

# LaTeX environments without prose.
LISTINGS = (
    "verbatim|Verbatim|BVerbatim|LVerbatim|lstlisting|minted|alltt|comment|filecontents|luacode|sagesilent|pycode"
)
MATHS = (
    "equation|align|alignat|flalign|gather|multline|eqnarray|math|displaymath|split|aligned|gathered|cases|array"
    "|dmath|dgroup|subequations|IEEEeqnarray|prooftree|tikzpicture|tikzcd|pgfpicture|algorithmic|thebibliography"
)

# Only certain signs: what is protected by mistake can no longer be revised. Each alternative begins with a fixed
# character or word, so that the search is linear.
TOKENS = re.compile(
    rf"""
      (?:https?|ftps?|sftp|file|git|ssh)://[^\s<>"“”]+            # a URL
    | (?:mailto|doi|arxiv|urn|tel):[^\s<>"“”]+
    | (?<![\w.@/])www\.[^\s<>"“”]+
    | (?<![\w.+/-])[\w.+-]{{1,64}}@(?:[A-Za-z0-9-]{{1,63}}\.){{1,8}}[A-Za-z]{{2,63}}     # an e-mail address
    | (?<![\w/.~:])(?:~|\.{{1,2}})?/[\w.@+-]+(?:/[\w.@+-]*)+      # /usr/share, ./a/b, ~/notes.txt: two parts or more
    | (?<![\w/.~:])(?:~|\.{{1,2}})/[\w.@+-]+
    | (?<!\w)[A-Za-z]:\\[^\s<>"|?*]+                              # C:\Users
    | (?<![\\$\w])\$\$[^$]{{1,2000}}\$\$(?!\$)                    # $$ … $$
    | (?<![\\$\w])\$(?=[^\s$])(?!\d[^$\n]*\s)(?:[^$\\\n]|\\.){{1,300}}(?<![\s\\])\$(?![\w$])  # $x^2$, but not $5 and 6$
    | \\\((?:[^\\\n]|\\[^)\n]){{1,300}}\\\)                       # \( … \)
    | \\\[(?:[^\\]|\\[^\]]){{1,2000}}\\\]                         # \[ … \]
    | \\begin\{{(?P<environment>(?:{LISTINGS}|{MATHS})\*?)\}}
      (?:[^\\]|\\(?!end\{{(?P=environment)\}})){{0,5000}}\\end\{{(?P=environment)\}}  # \begin{{align}} …
    | \\[A-Za-z]+\*?(?:\[[^\[\]\n]{{0,200}}\]){{0,2}}(?:\{{[^{{}}\n]{{0,500}}\}}){{1,3}}  # \cite[p. 3]{{key}}
    | &(?:[A-Za-z][A-Za-z0-9]{{1,31}}|\#\d{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}});   # &amp; &nbsp; &#39;
    | (?<!\w)\w*[^\W_]_\w+                                        # snake_case
    | (?<![\w.])[A-Za-z]\w*+(?:\.[a-z]\w*+)+                      # sys.argv, node.js; but not the end.Then
    | (?<!\S)\.[a-z][\w.-]*\w                                     # .bashrc
    | \*\.[A-Za-z]\w*                                             # *.txt
    | (?<![\w/.~:])/(?:bin|boot|dev|etc|home|lib|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)(?![\w/])
    | (?<![\w-])--[A-Za-z][\w-]*                                  # --help
    | (?<!`)``[^\s`][^`\n]{{0,200}}``(?!`)                         # ``code``, but not ``quoted''
    | (?<![`\w])`[^\s`'](?:[^`'\n]{{0,80}}[^\s`'])?`(?![`\w])      # `code`, but not `quoted'
    | [{STRAY_FIRST}-{STRAY_LAST}]+                               # bytes that are no text
    """,
    re.VERBOSE,
)
# Each token has one of these before any white space. They are rare, and searching a book for all of the patterns above
# takes half a second, in which other threads would have to wait.
_SIGN = re.compile(rf"[@&/$\\_`:.{STRAY_FIRST}-{STRAY_LAST}-](?:(?<![:.-])|(?<=[:.])(?=\S)|(?<=-)(?=-))")
_OF_MARKUP = "\\$&`-"
# Punctuation that ends a sentence, not an address.
_TRAILING = ".,;:!?'’”)]}"


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The addresses, paths, names in code and LaTeX in `text[start:end]`, in order."""
    found: list[Span] = []
    for match in matches(text, start, len(text) if end is None else end):
        stop = match.end()
        if match[0][0] not in "\\$&":
            stop = _without_trailing(text, match.start(), stop)
        if stop > match.start():
            found.append(Span(match.start(), stop))
    return found


def addresses(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The tokens without those that are syntax in a markup language: commands, formulas, entities, options and quoted
    code."""
    return [span for span in tokens(text, start, end) if text[span.start] not in _OF_MARKUP]


def matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of `TOKENS`, searched only where one of its signs occurs."""
    done = start
    for sign in _SIGN.finditer(text, start, end):
        place = sign.start()
        while place > done and not text[place - 1].isspace():
            place -= 1
        while max(place, done) <= sign.start():
            found = TOKENS.match(text, place, end)
            if found is not None:
                yield found
            done = place = place + 1 if found is None else found.end()


def _without_trailing(text: str, start: int, stop: int) -> int:
    """The end without closing punctuation, but with a bracket that was opened inside (as in addresses of Wikipedia)."""
    while stop > start and text[stop - 1] in _TRAILING:
        if text[stop - 1] == ")" and text.count("(", start, stop) >= text.count(")", start, stop):
            break
        stop -= 1
    return stop


@dataclass(frozen=True, slots=True)
class PlainGuard:
    """The guard for plain text, which has no structure besides its protected tokens."""

    protected: tuple[Span, ...]

    def keeps(self, edit: Edit) -> bool:
        return not touches(self.protected, edit.span)

    def keeps_all(self, edits: Sequence[Edit]) -> bool:
        return all(self.keeps(edit) for edit in edits)


class PlainText(FormatHandler):
    """Plain text, and every suffix that no other format has."""

    def guard(self, text: str) -> PlainGuard:
        return PlainGuard(merged(tokens(text)))
