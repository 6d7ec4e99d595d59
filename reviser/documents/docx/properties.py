"""The properties of runs and paragraphs (`w:rPr`, `w:pPr`) as bytes: copies without parts that must not be copied, and
the insertion or deletion of a mark. Also the names of new elements in a part."""

from dataclasses import dataclass
from functools import lru_cache

from reviser.documents.docx.namespaces import STRICT, TRANSITIONAL
from reviser.documents.docx.pieces import Pieces
from reviser.documents.splices.markup import ATTRIBUTE, TAG, attribute_value, elements

_REVISIONS = frozenset({b"ins", b"del", b"moveFrom", b"moveTo", b"rPrChange"})


@dataclass(frozen=True, slots=True)
class Names:
    """How new elements are named in a part: `prefix` with its colon, and the namespace declaration that each element
    needs if the part has no suitable prefix of its own."""

    prefix: bytes
    declaration: bytes = b""

    def open(self, local: bytes, attributes: bytes = b"") -> bytes:
        return b"<" + self.prefix + local + self.declaration + attributes + b">"

    def close(self, local: bytes) -> bytes:
        return b"</" + self.prefix + local + b">"

    def empty(self, local: bytes, attributes: bytes = b"") -> bytes:
        return b"<" + self.prefix + local + self.declaration + attributes + b"/>"

    def attribute(self, local: bytes, value: str) -> bytes:
        return b" " + self.prefix + local + b"=" + attribute_value(value)

    def text(self, escaped: bytes, local: bytes = b"t") -> bytes:
        """A text element that preserves its spaces."""
        edge = escaped[:1] in b" \t\r\n" or escaped[-1:] in b" \t\r\n"
        return self.open(local, b' xml:space="preserve"' if edge else b"") + escaped + self.close(local)


def names_of(data: bytes) -> Names:
    """The names for new elements of a part."""
    root = next((tag for tag in TAG.finditer(data) if tag[2]), None)
    for found in ATTRIBUTE.finditer(root[3]) if root is not None else ():
        value = (found[2] or found[3] or b"").decode()
        if found[1].startswith(b"xmlns:") and value in {TRANSITIONAL, STRICT} and data.count(found[1] + b"=") == 1:
            return Names(found[1][6:] + b":")
    space = STRICT if STRICT.encode() in data else TRANSITIONAL
    return Names(b"rvw:", b' xmlns:rvw="' + space.encode() + b'"')


def local(name: bytes) -> bytes:
    """A raw name without its prefix."""
    return name.rpartition(b":")[2]


def without(raw: bytes, names: frozenset[bytes]) -> bytes:
    """An element without the children with these names."""
    tag = TAG.match(raw)
    if tag is None or tag[3].endswith(b"/"):
        return raw
    kept, done = [], 0
    for child, _, end in elements(raw, tag.end(), len(raw)):
        if local(child[2]) in names:
            kept.append(raw[done : child.start()])
            done = end
    kept.append(raw[done:])
    return b"".join(kept)


def run_properties(pieces: Pieces, run: int) -> bytes:
    """The properties of a run as stored; empty if it has none."""
    return pieces.data[pieces.run_inner[run] : pieces.run_content[run]]


@lru_cache(maxsize=1024)
def plain_properties(raw: bytes) -> bytes:
    """The properties for inserted text: without the record of format changes."""
    return without(raw, _REVISIONS) if raw else raw


def mark_properties(pieces: Pieces, paragraph: int) -> bytes:
    """The properties of a paragraph mark, for use in a run."""
    raw = pieces.data[pieces.paragraph_inner[paragraph] : pieces.paragraph_content[paragraph]]
    tag = TAG.match(raw)
    for child, _, end in elements(raw, tag.end(), len(raw)) if tag is not None and not tag[3].endswith(b"/") else ():
        if local(child[2]) == b"rPr":
            return plain_properties(raw[child.start() : end])
    return b""


def paragraph_properties(pieces: Pieces, paragraph: int) -> bytes:
    """The properties of a paragraph as stored; empty if it has none."""
    return pieces.data[pieces.paragraph_inner[paragraph] : pieces.paragraph_content[paragraph]]


def copied(raw: bytes) -> bytes:
    """The properties for a new paragraph before this one: without the end of a section and without recorded changes."""
    if not raw:
        return raw
    tag = TAG.match(raw)
    assert tag is not None
    if tag[3].endswith(b"/"):
        return raw
    parts, done = [], 0
    for child, _, end in elements(raw, tag.end(), len(raw)):
        name = local(child[2])
        if name in {b"sectPr", b"pPrChange", b"rPr"}:
            parts.append(raw[done : child.start()])
            if name == b"rPr":
                parts.append(without(raw[child.start() : end], _REVISIONS))
            done = end
    return b"".join((*parts, raw[done:]))


def with_mark(raw: bytes, mark: bytes, names: Names) -> bytes:
    """The properties of a paragraph with the insertion or deletion of its mark, as the first of its run properties."""
    run = names.open(b"rPr") + mark + names.close(b"rPr")
    if not raw:
        return names.open(b"pPr") + run + names.close(b"pPr")
    tag = TAG.match(raw)
    assert tag is not None
    if tag[3].endswith(b"/"):
        return raw[: tag.end() - 2] + b">" + run + b"</" + tag[2] + b">"
    before = len(raw) - len(tag[2]) - 3
    for child, _, end in elements(raw, tag.end(), len(raw)):
        name = local(child[2])
        if name == b"rPr":
            if child[3].endswith(b"/"):
                return raw[: child.end() - 2] + b">" + mark + b"</" + child[2] + b">" + raw[end:]
            place = child.end()
            for change, _, behind in elements(raw, child.end(), end):
                if local(change[2]) == b"ins":  # `w:ins` comes before `w:del`
                    place = behind
            return raw[:place] + mark + raw[place:]
        if name in {b"sectPr", b"pPrChange"}:
            before = min(before, child.start())
    return raw[:before] + run + raw[before:]
