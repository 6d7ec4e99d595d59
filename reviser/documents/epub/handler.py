"""The format handler for EPUB."""

from collections.abc import Iterable

from reviser.documents.epub.document import EpubDocument
from reviser.documents.html.handler import PagesFormat
from reviser.documents.html.looks import StyleSheet
from reviser.messages import Message, plural


class EpubFormat(PagesFormat[EpubDocument]):
    """The .epub file. `Content.source` is an EpubDocument."""

    kind = EpubDocument

    def notes(self, document: EpubDocument) -> Iterable[Message]:
        if document.package.missing:
            yield plural(
                "1 chapter that the book lists is missing.",
                "{n:,} chapters that the book lists are missing.",
                document.package.missing,
            )

    def style_sheet(self, document: EpubDocument) -> StyleSheet:
        sheet = StyleSheet()
        for css in document.package.style_sheets:
            sheet.add(css)
        return sheet
