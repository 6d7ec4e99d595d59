"""A book as one text: its chapters, one behind the other."""

from collections.abc import Mapping

from reviser.documents.epub.package import EpubPackage
from reviser.documents.html.document import PagesDocument
from reviser.messages import message


class EpubDocument(PagesDocument):
    """One book in memory."""

    what = message("an EPUB book")

    def __init__(self, data: bytes, called: str) -> None:
        """DocumentError, one sentence, where `data` cannot be read as a book; `called` names it."""
        self.called = called
        self.package = EpubPackage(data, called)
        self._read((chapter.name, chapter.source, chapter.coding.name, True) for chapter in self.package.chapters)

    @property
    def data(self) -> bytes:
        return self.package.archive.data

    @property
    def signed(self) -> bool:
        return self.package.signed

    def _with_sources(self, sources: Mapping[str, bytes]) -> bytes:
        return self.package.with_sources(sources)
