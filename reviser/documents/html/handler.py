"""The format handler for HTML."""

import re
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from reviser.core.readings import Reading
from reviser.core.text import Span
from reviser.documents.appearance import LineLook
from reviser.documents.base import Content, Written
from reviser.documents.encodings import Encoding
from reviser.documents.html.document import HtmlDocument, PagesDocument
from reviser.documents.html.looks import StyleSheet, looks
from reviser.documents.splices.handler import SplicedFormat

PagesT = TypeVar("PagesT", bound=PagesDocument)
_BLANKS = re.compile(r"^ +| +$|(?P<within> {2,})", re.MULTILINE)  # several are equivalent to one or none


class PagesFormat(SplicedFormat[PagesT]):
    """Formats whose text is in HTML pages."""

    def readings(self, text: str) -> tuple[Reading, ...]:
        return tuple(Reading(Span(*found.span()), " " if found["within"] else "") for found in _BLANKS.finditer(text))

    @abstractmethod
    def style_sheet(self, document: PagesT) -> StyleSheet:
        """The rules about looks in files beside the pages."""

    def looks(self, document: PagesT) -> Sequence[LineLook]:
        return looks((page.pieces for page in document.pages), self.style_sheet(document))


class HtmlFormat(PagesFormat[HtmlDocument]):
    """The .html file. `Content.source` is an HtmlDocument."""

    kind = HtmlDocument

    def notes(self, document: HtmlDocument) -> Iterable[str]:
        return document.notes

    def style_sheet(self, document: HtmlDocument) -> StyleSheet:
        del document  # its style sheets are other files, or inside it
        return StyleSheet()

    def content(self, document: HtmlDocument) -> Content:
        return replace(super().content(document), encoding=document.encoding)

    def write(self, content: Content, text: str, encoding: Encoding) -> Written:
        document = content.source
        assert isinstance(document, HtmlDocument)
        if encoding != document.encoding:
            content = self.content(document.in_encoding(encoding))
        return super().write(content, text, encoding)
