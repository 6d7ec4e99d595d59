"""An EPUB book as one text: its chapters in order."""

from collections.abc import Mapping

from reviser.documents.epub.package import EpubPackage
from reviser.documents.html.document import PagesDocument
from reviser.messages import message


class EpubDocument(PagesDocument):
    """A book in memory."""

    what = message("an EPUB book")

    def __init__(self, data: bytes, called: str) -> None:
        """Raises DocumentError if `data` is not a readable book; `called` is its name in messages."""
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
