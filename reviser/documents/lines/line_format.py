"""The base class of formats with line-based markup: such a format only provides a table."""

import re

from reviser.documents.base import FormatHandler
from reviser.documents.lines.highlight import LineHighlighter
from reviser.documents.lines.masker import LineGuard, LineSyntax

_NOTHING = re.compile(r"(?!)")


class LineFormat(FormatHandler):
    """A markup language described by its table; a subclass names it. `including` matches a line that includes another
    file, whose name is the first group."""

    markup = True
    syntax: LineSyntax
    including: re.Pattern[str] = _NOTHING

    def __init__(self) -> None:
        self._highlighter = LineHighlighter(self.syntax)

    @property
    def highlighter(self) -> LineHighlighter:
        return self._highlighter

    def parts(self, text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name.strip() for name in self.including.findall(text)))

    def guard(self, text: str) -> LineGuard:
        return LineGuard(text, self.syntax)
