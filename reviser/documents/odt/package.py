"""The file of an OpenDocument text: a ZIP file whose member `content.xml` is the text, or a single (flat) XML file.
OpenDocument 1.3, part 2."""

import re
from contextlib import suppress
from functools import cached_property

from reviser.documents.splices import markup
from reviser.documents.splices.archive import Archive
from reviser.documents.splices.markup import Coding
from reviser.errors import DocumentError
from reviser.messages import message

PROGRAM = "LibreOffice"  # the program's name in messages
CONTENT, STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_SETTINGS, _SIGNATURES = "settings.xml", "META-INF/documentsignatures.xml"
_TEXTS = re.compile(rb"application/vnd\.oasis\.opendocument\.text(?:-template|-web|-master)?\s*$")
_OTHERS = {
    b"spreadsheet": message("a spreadsheet"),
    b"presentation": message("a presentation"),
    b"graphics": message("a drawing"),
}
_FLAT = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|[\w.-]+:document[\s>]|!--)")
_PROTECTED = re.compile(rb"""=["'](?:LoadReadonly["'][^>]*>\s*true|RedlineProtectionKey["'][^>/]*>\s*[^<\s])""")


class OpenDocumentFile:
    """The file of a document. `content` is the XML of its text in UTF-8."""

    def __init__(self, data: bytes, called: str) -> None:
        """Raises DocumentError if `data` is not an OpenDocument text."""
        self.data, self.called = data, called
        self._archive: Archive | None = None
        if _FLAT.match(data):
            self.content, self._coding = markup.decoded(data, called, PROGRAM)
            return
        self._archive = archive = Archive(data, called, PROGRAM)
        if "mimetype" in archive and not _TEXTS.match(kind := archive.read("mimetype")):
            other = next((what for word, what in _OTHERS.items() if word in kind), message("another kind of file"))
            raise DocumentError(
                message("{path} is {kind}, not a text: open it in the program that made it.", path=called, kind=other)
            )
        if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
            raise DocumentError(
                message("{path} is encrypted: open it in LibreOffice and save it without a password.", path=called)
            )
        if CONTENT not in archive:
            raise DocumentError(
                message("{path} is not an OpenDocument text: it is another kind of file, or damaged.", path=called)
            )
        self.content, self._coding = markup.decoded(archive.read(CONTENT), called, PROGRAM)

    @property
    def signed(self) -> bool:
        """Whether the file has a digital signature."""
        return self._archive is not None and _SIGNATURES in self._archive

    @property
    def protected(self) -> bool:
        """Whether LibreOffice opens it read-only, or records every change."""
        if self._archive is None:
            return _PROTECTED.search(self.content) is not None
        return _SETTINGS in self._archive and _PROTECTED.search(self._archive.read(_SETTINGS)) is not None

    @cached_property
    def styles(self) -> bytes | None:
        """The XML of the member with styles and page layouts, in UTF-8; None if there is none or it cannot be read."""
        if self._archive is None or STYLES not in self._archive:
            return None
        with suppress(DocumentError):
            return markup.decoded(self._archive.read(STYLES), self.called, PROGRAM)[0]
        return None

    @property
    def all_styles(self) -> tuple[bytes, ...]:
        """All XML with styles: that of the text, then that of the file."""
        return (self.content,) if self.styles is None else (self.content, self.styles)

    @property
    def coding(self) -> Coding:
        """The encoding of the text's XML."""
        return self._coding

    def replaced(self, content: bytes) -> bytes:
        """The file with this XML (in UTF-8) as its text. Without a change, the original file."""
        if content == self.content:
            return self.data
        written = self._coding.encode(content)
        return written if self._archive is None else self._archive.replaced({CONTENT: written})
