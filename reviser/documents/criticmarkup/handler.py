"""Reads and writes CriticMarkup in Markdown or plain text."""

from reviser.core.readings import Reading
from reviser.documents.base import FormatHandler, Guard, Tracked
from reviser.documents.criticmarkup.signs import parse, spelled
from reviser.documents.highlight import Highlighter
from reviser.documents.markdown import Markdown
from reviser.documents.marked_text import MarkedFormat, Parsed
from reviser.documents.plain import PlainText
from reviser.documents.quarto import Quarto


class CriticMarkup(MarkedFormat):
    """CriticMarkup over the syntax of another format, `under`."""

    def __init__(self, under: FormatHandler, *, code: bool) -> None:
        self._under = under
        self._code = code
        self.markup = under.markup

    @property
    def highlighter(self) -> Highlighter | None:
        return self._under.highlighter

    def guard(self, text: str) -> Guard:
        return self._under.guard(text)

    def readings(self, text: str) -> tuple[Reading, ...]:
        return self._under.readings(text)

    def parts(self, text: str) -> tuple[str, ...]:
        return self._under.parts(text)

    def parse(self, raw: str) -> Parsed:
        return parse(raw, code=self._code)

    def spell(self, tracked: Tracked) -> str:
        return spelled(tracked)


class OverMarkdown(CriticMarkup):
    """CriticMarkup in Markdown."""

    def __init__(self) -> None:
        super().__init__(Markdown(), code=True)


class OverQuarto(CriticMarkup):
    """CriticMarkup in Quarto and R Markdown; signs in chunks are code."""

    def __init__(self) -> None:
        super().__init__(Quarto(), code=True)


class OverPlain(CriticMarkup):
    """CriticMarkup in plain text, which has no code."""

    def __init__(self) -> None:
        super().__init__(PlainText(), code=False)
