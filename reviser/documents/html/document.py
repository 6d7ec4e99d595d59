"""HTML pages as one text, and edits of that text written back: a single HTML file, or the chapters of a book."""

import re
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Self

from reviser.core.edit import Edit, check
from reviser.core.text import Span
from reviser.documents.encodings import MIXED, Decoded, Encoding, decode_as, encode
from reviser.documents.html.declared import decode_page
from reviser.documents.html.pieces import HtmlPieces
from reviser.documents.html.plan import plan, span_of
from reviser.documents.html.scan import HtmlScanner
from reviser.documents.html.write import edited_source
from reviser.documents.spans import merged
from reviser.documents.splices.document import SplicedDocument, by_part
from reviser.messages import message

_XHTML = re.compile(rb"\s*<\?xml\s|(?:[^<]|<!--.*?-->|<![^>]*>){0,9}<html\s[^>]*\bxmlns\s*=", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """A page within the whole text, from `offset` on. `encoding` is that of its file, as Python's name."""

    name: str
    offset: int
    pieces: HtmlPieces
    encoding: str


class PagesDocument(SplicedDocument):
    """A document in memory that consists of pages in order."""

    pages: Sequence[Page]

    def _read(self, sources: Iterable[tuple[str, bytes, str, bool]]) -> None:
        """Read pages, each given as name, source in UTF-8, encoding, and whether it is XHTML."""
        pages: list[Page] = []
        offset, tables = 0, count()
        for name, source, encoding, is_xml in sources:
            pieces = HtmlScanner(source, xml=is_xml, tables=tables, follows=offset > 0).run()
            pages.append(Page(name, offset, pieces, encoding))
            offset += len(pieces.text)
        self.pages = pages
        self.text = "".join(page.pieces.text for page in pages)

    @abstractmethod
    def _with_sources(self, sources: Mapping[str, bytes]) -> bytes:
        """The file with new sources (in UTF-8) for these pages."""

    @property
    def parts(self) -> Iterable[tuple[int, HtmlPieces]]:
        return ((page.offset, page.pieces) for page in self.pages)

    def plan(self, edits: Sequence[Edit]) -> None:
        for number, mine in by_part(self.parts, edits).items():
            plan(self.pages[number].pieces, mine)

    @cached_property
    def unbroken(self) -> tuple[Span, ...]:
        return merged(
            span_of(pieces, line, line).shift(offset)
            for offset, pieces in self.parts
            for line in pieces.rows
            if not pieces.line_free[line]
        )

    def clean(self, edits: Iterable[Edit]) -> bytes:
        sources: dict[str, bytes] = {}
        for number, mine in by_part(self.parts, check(self.text, edits)).items():
            page = self.pages[number]
            sources[page.name] = edited_source(page.pieces, plan(page.pieces, mine), page.encoding)
        return self._with_sources(sources) if sources else self.data


class HtmlDocument(PagesDocument):
    """An HTML or XHTML file."""

    what = message("an HTML file")

    def __init__(self, data: bytes, called: str, encoding: Encoding | None = None) -> None:
        """`encoding` is given if it is known. Raises DocumentError if `data` is not text."""
        self.called = called
        self._data = data
        text = decode_as(data, encoding) if encoding is not None else None
        decoded = Decoded(text, encoding) if text is not None and encoding is not None else decode_page(data, called)
        self.encoding, self.notes = decoded.encoding, decoded.notes
        source = decoded.text.encode()
        name = "utf-8" if self.encoding.name == MIXED else self.encoding.name
        self._read([(called, source, name, _XHTML.match(source) is not None)])

    def again(self, data: bytes) -> Self:
        return type(self)(data, self.called, self.encoding)

    def in_encoding(self, encoding: Encoding) -> Self:
        """The same page in another encoding. Raises DocumentError if the encoding lacks a character."""
        (page,) = self.pages
        return type(self)(encode(page.pieces.data.decode(), encoding), self.called, encoding)

    @property
    def data(self) -> bytes:
        return self._data

    def _with_sources(self, sources: Mapping[str, bytes]) -> bytes:
        return encode(sources[self.called].decode(), self.encoding)
