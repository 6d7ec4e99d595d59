"""LaTeX as far as it is not prose: comments, mathematics, listings, and what stands outside of the document's body."""

import re
from collections.abc import Iterator

from reviser.core.text import Span
from reviser.documents.base import FormatHandler
from reviser.documents.plain import LISTINGS, MATHS, PlainGuard, tokens
from reviser.documents.spans import merged

_BODY = re.compile(r"\\begin\s*\{document\}")
_END = re.compile(r"\\end\s*\{document\}")
_NOT_PROSE = re.compile(
    rf"""
      \\begin\s*\{{(?P<verbatim>(?:{LISTINGS})\*?)\}}
    | \\begin\s*\{{(?P<maths>(?:{MATHS})\*?)\}}
    | \\(?:verb|lstinline)\*?(?P<sign>[^\w\s*\[{{])[^\n]*?(?P=sign)
    | (?P<comment>%[^\n]*)
    | \$\$[^$]{{1,5000}}\$\$
    | \$(?:[^$\\\n]|\\.|\n(?!\s*\n)){{1,2000}}\$
    | \\\((?:[^\\]|\\(?!\))){{0,2000}}\\\)
    | \\\[(?:[^\\]|\\(?!\])){{0,5000}}\\\]
    | \\[^A-Za-z]                                        # an escaped sign begins nothing
    """,
    re.VERBOSE,
)


def not_prose(text: str) -> Iterator[Span]:
    """Comments, mathematics and listings, in order; then the preamble and what follows the body, where there are any.
    An environment that never ends reaches to the end of its paragraph."""
    place = 0
    while match := _NOT_PROSE.search(text, place):
        name = match["verbatim"] or match["maths"]
        place = match.end()
        if name:
            close = re.compile(rf"\\end\s*\{{{re.escape(name)}\}}").search(text, place)
            blank = text.find("\n\n", place)
            place = close.end() if close else blank if blank >= 0 else len(text)
        elif len(match.group()) == 2 and match.group()[0] == "\\":
            continue
        yield Span(match.start(), place)
    body, end = _BODY.search(text), _END.search(text)
    if body:
        yield Span(0, body.end())
    if end:
        yield Span(end.start(), len(text))


class Latex(FormatHandler):
    """A LaTeX source, read as plain text whose comments, formulas and listings are closed to proposals."""

    def guard(self, text: str) -> PlainGuard:
        return PlainGuard(merged((*tokens(text), *not_prose(text))))
