"""The parts of a Word document in its ZIP file (Open Packaging Conventions, ECMA-376 part 2): text, notes, comments,
settings."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree import ElementTree

from reviser.documents.docx.namespaces import STRICT
from reviser.documents.splices import markup
from reviser.documents.splices.archive import Archive
from reviser.documents.splices.markup import Coding
from reviser.errors import DocumentError
from reviser.messages import message

PROGRAM = "Word"  # the program's name in messages
TYPES = "[Content_Types].xml"
_PACKAGE_RELATIONS = "_rels/.rels"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Relationship types by their last word; strict documents have another prefix.
_KINDS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)
_SIGNATURES = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
_OTHER_PROGRAMS = {"xl": message("a spreadsheet"), "ppt": message("a presentation")}


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship. `kind` is the last word of its type ("footnotes"), or the whole type; `target` is the member's
    name."""

    identity: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Part:
    """An XML member: its text in UTF-8, and how to encode it."""

    name: str
    data: bytes
    coding: Coding


class Package:
    """The file of a Word document. Each part is read once, when it is needed."""

    def __init__(self, data: bytes, called: str) -> None:
        """Raises DocumentError if `data` is not a Word document."""
        self.called = called
        self.archive = Archive(data, called, PROGRAM)
        self._parts: dict[str, Part] = {}
        relations = self.relations("") if _PACKAGE_RELATIONS in self.archive else ()
        self.signed = any(relation.kind == _SIGNATURES for relation in relations)
        documents = [relation.target for relation in relations if relation.kind == "officeDocument"]
        found = next((name for name in documents if name in self.archive), None)
        if found is None:
            raise self._no_document()
        self.document = found
        kind = next((what for folder, what in _OTHER_PROGRAMS.items() if found.startswith(f"{folder}/")), None)
        if kind is not None:
            raise DocumentError(
                message("{path} is {kind}, not a text: open it in the program that made it.", path=called, kind=kind)
            )

    def part(self, name: str) -> Part:
        """The XML of a part. Raises KeyError if it does not exist, DocumentError if it cannot be read."""
        key = name.casefold()
        if key not in self._parts:
            self._parts[key] = Part(name, *markup.decoded(self.archive.read(name), self.called, PROGRAM))
        return self._parts[key]

    def related(self, kind: str) -> tuple[str, ...]:
        """The existing members with a relationship of this kind from the document part."""
        return tuple(
            relation.target
            for relation in self.relations(self.document)
            if relation.kind == kind and relation.target in self.archive
        )

    def relations(self, source: str) -> tuple[Relation, ...]:
        """The relationships of a member within the package ("" for the package itself)."""
        name = relations_name(source)
        if name not in self.archive:
            return ()
        folder = posixpath.dirname(source)
        relations = []
        for element in ElementTree.fromstring(self.part(name).data).iter(_RELATIONSHIP):
            if element.get("TargetMode") == "External":
                continue
            kind, target = element.get("Type", ""), unquote(element.get("Target", ""))
            for beginning in _KINDS:
                kind = kind.removeprefix(beginning)
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            relations.append(Relation(element.get("Id", ""), kind, path))
        return tuple(relations)

    @property
    def strict(self) -> bool:
        """Whether the document part uses the namespace of ISO 29500 strict."""
        return STRICT.encode() in self.part(self.document).data[:4096]

    @property
    def protected(self) -> bool:
        """Whether Word restricts editing to reading, comments, forms or tracked changes."""
        match = re.search(rb"<[^\s>]*documentProtection\b([^>]*)>", self._settings)
        if match is None:
            return False
        values = {name.split(b":")[-1]: value for name, value in markup.attributes(match[1]).items()}
        return values.get(b"edit", "none") != "none" and values.get(b"enforcement", "0") in {"1", "true", "on"}

    @property
    def tracking(self) -> bool:
        """Whether Word tracks changes in this document by default (`w:trackRevisions`)."""
        match = re.search(rb"<[^\s>]*trackRevisions\b([^>]*)>", self._settings)
        return match is not None and not re.search(rb"""=\s*["'](?:0|false|off)["']""", match[1])

    @property
    def _settings(self) -> bytes:
        names = self.related("settings")
        return self.part(names[0]).data if names else b""

    def replaced(self, contents: Mapping[str, bytes]) -> bytes:
        """The file with these parts (given in UTF-8) replaced, each in its own encoding; everything else is
        unchanged."""
        changed = {}
        for name, data in contents.items():
            if name in self.archive:
                part = self.part(name)
                if part.data != data:
                    changed[name] = part.coding.encode(data)
            else:
                changed[name] = data
        return self.archive.replaced(changed)

    def _no_document(self) -> DocumentError:
        if "mimetype" in self.archive and self.archive.read("mimetype").startswith(b"application/vnd.oasis"):
            return DocumentError(
                message("{path} is an OpenDocument file, not one of Word's: give it the suffix .odt.", path=self.called)
            )
        return DocumentError(
            message("{path} is not a Word document: it is another kind of file, or damaged.", path=self.called)
        )


def relations_name(source: str) -> str:
    """The member that holds the relationships of `source`."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")
