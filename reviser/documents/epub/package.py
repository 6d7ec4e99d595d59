"""An EPUB book in its ZIP file (OCF): encryption, the package document, and the chapters in reading order."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from reviser.documents.html.tags import TAG, attributes, name_of
from reviser.documents.splices.archive import LIMIT_BYTES, LIMIT_SPOKEN, Archive
from reviser.documents.splices.markup import Coding, as_utf8
from reviser.errors import DocumentError
from reviser.messages import message

PROGRAM = "Calibre"
KIND = b"application/epub+zip"
_TYPE, _CONTAINER, _ENCRYPTION = "mimetype", "META-INF/container.xml", "META-INF/encryption.xml"
_SIGNATURES = "META-INF/signatures.xml"
_CHAPTER = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/xml"})
# These only obfuscate fonts; any other algorithm protects the book.
_FONTS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the book: the member's name, its source in UTF-8, and its encoding."""

    name: str
    source: bytes
    coding: Coding


@dataclass(frozen=True, slots=True)
class _Item:
    name: str
    kind: str
    properties: frozenset[str]


class EpubPackage:
    """A book in memory. `called` is its name in messages."""

    def __init__(self, data: bytes, called: str) -> None:
        """Raises DocumentError if `data` is not a book, or is protected."""
        self.called = called
        if not data.startswith(b"PK"):
            raise self._no_book()
        self.archive = archive = Archive(data, called, PROGRAM)
        if _CONTAINER not in archive or (_TYPE in archive and archive.read(_TYPE).strip() != KIND):
            raise self._no_book()
        self._items = self._read_package(self._package_name())
        self._refuse_protected()
        self.chapters = tuple(self._read_chapters())
        if not self.chapters:
            raise DocumentError(
                message(
                    "{path} contains none of the chapters that it lists: it is damaged, or contains only pictures.",
                    path=called,
                )
            )

    @property
    def signed(self) -> bool:
        """Whether the book has a digital signature."""
        return _SIGNATURES in self.archive

    @cached_property
    def missing(self) -> int:
        """How many chapters the book lists but does not contain."""
        return sum(item.name not in self.archive for item in self._spine)

    @property
    def style_sheets(self) -> Iterator[str]:
        """The text of its style sheets."""
        for item in self._items.values():
            if item.kind == "text/css" and item.name in self.archive:
                yield self.archive.read(item.name).decode("utf-8", "replace")

    def with_sources(self, sources: Mapping[str, bytes]) -> bytes:
        """The file with new sources (in UTF-8) for these chapters."""
        codings = {chapter.name: chapter.coding for chapter in self.chapters}
        return self.archive.replaced({name: codings[name].encode(source) for name, source in sources.items()})

    def _no_book(self) -> DocumentError:
        return DocumentError(
            message("{path} is not an EPUB book: it is another kind of file, or damaged.", path=self.called)
        )

    def _tags(self, name: str) -> Iterator[tuple[bytes, dict[bytes, str]]]:
        """The start tags of a member, with their attributes."""
        source, _ = as_utf8(self.archive.read(name), self.called, PROGRAM)
        for tag in TAG.finditer(source):
            if tag[3] and not tag[2]:
                yield name_of(tag), attributes(tag[4])

    def _package_name(self) -> str:
        roots = (said.get(b"full-path", "") for name, said in self._tags(_CONTAINER) if name == b"rootfile")
        found = next((name for name in roots if name in self.archive), "")
        if not found:
            raise self._no_book()
        return found

    def _read_package(self, name: str) -> dict[str, _Item]:
        """The members that the package document lists, by id; also sets the reading order."""
        folder, items = posixpath.dirname(name), dict[str, _Item]()
        order: list[str] = []
        for element, values in self._tags(name):
            if element == b"item":
                path = posixpath.normpath(posixpath.join(folder, unquote(urlsplit(values.get(b"href", "")).path)))
                properties = frozenset(values.get(b"properties", "").split())
                items[values.get(b"id", "")] = _Item(path, values.get(b"media-type", "").lower(), properties)
            elif element == b"itemref":
                order.append(values.get(b"idref", ""))
        pages = [items[each] for each in dict.fromkeys(order) if each in items]
        self._spine = tuple(item for item in pages if item.kind in _CHAPTER and "nav" not in item.properties)
        return items

    def _refuse_protected(self) -> None:
        if _ENCRYPTION not in self.archive:
            return
        chapters = {item.name for item in self._spine}
        for name, said in self._tags(_ENCRYPTION):
            algorithm, target = said.get(b"algorithm", ""), unquote(said.get(b"uri", ""))
            hidden = name == b"encryptionmethod" and algorithm not in _FONTS
            if hidden or (name == b"cipherreference" and target in chapters):
                raise DocumentError(
                    message(
                        "{path} is protected against copying (DRM): only the program that it was bought for can read"
                        " it.",
                        path=self.called,
                    )
                )

    def _read_chapters(self) -> Iterator[Chapter]:
        size = 0
        for item in dict.fromkeys(self._spine):
            if item.name not in self.archive:
                continue
            raw = self.archive.read(item.name)
            size += len(raw)
            if size > LIMIT_BYTES:
                raise DocumentError(
                    message("{path} holds text of over {limit}: split the book.", path=self.called, limit=LIMIT_SPOKEN)
                )
            yield Chapter(item.name, *as_utf8(raw, self.called, PROGRAM))
