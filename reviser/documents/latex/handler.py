"""LaTeX: the words of a source are open to proposals, nothing else of it is."""

from reviser.core.readings import Reading
from reviser.documents.base import FormatHandler
from reviser.documents.latex.guard import LatexGuard
from reviser.documents.latex.prose import read_source


class Latex(FormatHandler):
    """A LaTeX source."""

    markup = True

    def guard(self, text: str) -> LatexGuard:
        return LatexGuard(text, read_source(text).prose)

    def readings(self, text: str) -> tuple[Reading, ...]:
        return read_source(text).readings
