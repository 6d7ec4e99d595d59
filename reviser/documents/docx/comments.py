"""Reads comments, and adds new ones by splices in the parts that list them. The lists of comment identities are not
changed: Word refuses a list that contains only some of the comments."""

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from reviser.core.text import Span
from reviser.documents.docx.namespaces import TRANSITIONAL
from reviser.documents.docx.package import TYPES, Package, relations_name
from reviser.documents.docx.pieces import Pieces
from reviser.documents.docx.properties import names_of
from reviser.documents.splices.document import PlacedComment
from reviser.documents.splices.markup import ILLEGAL, TAG, attribute_value, escape

_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_KINDS = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class Note:
    """A comment to write; `identity` is its number."""

    identity: int
    author: str
    date: str
    text: str


def place_comments(package: Package, stories: Iterable[tuple[int, Pieces]]) -> tuple[PlacedComment, ...]:
    """The comments that have a place in the text, in text order. `stories` gives the offset and the pieces of each
    story."""
    written: dict[str, tuple[str, str, str]] = {}
    for name in package.related("comments"):
        for element in ElementTree.fromstring(package.part(name).data):
            values = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
            lines = [
                "".join(part.text or "" for part in paragraph.iter() if part.tag.endswith("}t"))
                for paragraph in element.iter()
                if paragraph.tag.endswith("}p")
            ]
            written[values.get("id", "")] = values.get("author", ""), values.get("date", ""), "\n".join(lines)
    placed: list[PlacedComment] = []
    for offset, pieces in stories:
        begun: dict[str, int] = {}
        ended: dict[str, int] = {}
        for kind, identity, piece in pieces.anchors:
            place = offset + pieces.offsets[piece]
            if kind == "commentRangeStart":
                begun[identity] = place
            else:
                ended.setdefault(identity, place)
        for identity, place in ended.items():
            if identity in written:
                placed.append(PlacedComment(Span(min(begun.get(identity, place), place), place), *written[identity]))
    return tuple(sorted(placed, key=lambda comment: comment.span))


def added(package: Package, notes: Sequence[Note]) -> dict[str, bytes]:
    """The changed and new parts, in UTF-8, of a file with these additional comments."""
    related = package.related("comments")
    if related:
        data = package.part(related[0]).data
        return {related[0]: _before_end(data, b"".join(_comment(note, data) for note in notes))}
    folder = posixpath.dirname(package.document)
    numbers = ("", *map(str, range(1, 1000)))
    names = (posixpath.join(folder, f"comments{number}.xml") for number in numbers)
    name = next(each for each in names if each not in package.archive)
    space = b' xmlns:w="' + _space(package) + b'"'
    empty = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments' + space + b"></w:comments>"
    types, relations = package.part(TYPES).data, _relations(package)
    override = b" PartName=" + attribute_value("/" + name) + b" ContentType=" + attribute_value(_CONTENT)
    identity = _free_identity(package)
    target = posixpath.basename(name)
    relation = (
        b" Id=" + attribute_value(identity)
        + b" Type=" + attribute_value(_KINDS[package.strict])
        + b" Target=" + attribute_value(target)
    )  # fmt: skip
    return {
        name: _before_end(empty, b"".join(_comment(note, empty) for note in notes)),
        TYPES: _before_end(types, b"<" + _prefix(types) + b"Override" + override + b"/>"),
        relations_name(package.document): _before_end(
            relations, b"<" + _prefix(relations) + b"Relationship" + relation + b"/>"
        ),
    }


def _relations(package: Package) -> bytes:
    name = relations_name(package.document)
    if name in package.archive:
        return package.part(name).data
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="'
    return head + _RELATIONSHIPS.encode() + b'"></Relationships>'


def _free_identity(package: Package) -> str:
    used = set()
    if relations_name(package.document) in package.archive:
        root = ElementTree.fromstring(package.part(relations_name(package.document)).data)
        used = {element.get("Id", "") for element in root}
    return next(name for name in (f"rId{number}" for number in range(1, len(used) + 2)) if name not in used)


def _space(package: Package) -> bytes:
    """The namespace of the document part."""
    names = names_of(package.part(package.document).data)
    if names.declaration:
        return names.declaration.partition(b'"')[2].rstrip(b'"')
    return b"http://purl.oclc.org/ooxml/wordprocessingml/main" if package.strict else TRANSITIONAL.encode()


def _root(data: bytes) -> tuple[int, int, bytes]:
    """Where the start tag of the root element begins and ends, and its raw name."""
    tag = next(tag for tag in TAG.finditer(data) if tag[2])
    return tag.start(), tag.end(), tag[2]


def _prefix(data: bytes) -> bytes:
    name = _root(data)[2]
    return name[: name.rfind(b":") + 1]


def _before_end(data: bytes, new: bytes) -> bytes:
    """A part with `new` inserted at the end of its root element."""
    _, end, name = _root(data)
    if data[:end].endswith(b"/>"):
        return data[: end - 2] + b">" + new + b"</" + name + b">" + data[end:]
    place = data.rindex(b"</" + name)
    return data[:place] + new + data[place:]


def _comment(note: Note, data: bytes) -> bytes:
    names = names_of(data)
    initials = "".join(word[0] for word in note.author.split())[:4]
    attributes = b"".join(
        names.attribute(key, ILLEGAL.sub("", value))
        for key, value in (
            (b"id", str(note.identity)), (b"author", note.author), (b"date", note.date), (b"initials", initials)
        )
        if value
    )  # fmt: skip
    lines = ILLEGAL.sub("", note.text).replace("\r", "").split("\n")
    runs = [names.open(b"r") + names.text(escape(line)) + names.close(b"r") if line else b"" for line in lines]
    inner = b"".join(names.open(b"p") + run + names.close(b"p") for run in runs)
    return names.open(b"comment", attributes) + inner + names.close(b"comment")
