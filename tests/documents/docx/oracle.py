"""What a part of a Word document says, read a second way: over the tree that ElementTree builds, by recursion, with no
place of a byte anywhere. Slow, small, and written apart from the scanner, to be held against it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree import ElementTree

from reviser.documents.docx.namespaces import STRICT, TRANSITIONAL

Element = ElementTree.Element

INSERTED = frozenset({"ins", "moveTo"})
DELETED = frozenset({"del", "moveFrom"})
MARKERS = frozenset(
    "proofErr bookmarkStart bookmarkEnd permStart permEnd lastRenderedPageBreak annotationRef commentReference "
    "instrText delInstrText rPr pPr tblPr tblGrid tblPrEx trPr tcPr sectPr sdtPr sdtEndPr smartTagPr customXmlPr"
    .split()
)  # fmt: skip
HOLDERS = frozenset(
    "document body tbl tr tc hyperlink smartTag customXml sdt sdtContent footnotes endnotes dir bdo r".split()
)
SIGNS = {"tab": "\t", "cr": "\u2028", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def name(element: Element) -> str:
    """The local name of an element of Word's namespace, else one that no table has."""
    space, _, local = element.tag[1:].partition("}")
    return local if space in {TRANSITIONAL, STRICT} else f"other:{local}"


def value(element: Element, attribute: str) -> str:
    return next((text for key, text in element.attrib.items() if key.split("}")[-1] == attribute), "")


Hidden = Callable[[Element], bool]


def inserted(change: Element) -> bool:
    """What the base has not."""
    return name(change) in INSERTED


def deleted(change: Element) -> bool:
    """What is gone when all changes are accepted."""
    return name(change) in DELETED


def by(author: str) -> Hidden:
    """What is gone when this author's changes are accepted and all others rejected."""
    return lambda change: deleted(change) if value(change, "author") == author else inserted(change)


@dataclass
class Reading:
    """`hidden`: which elements of changes do not count, with their content. Tokens are texts, or a field's edges."""

    hidden: Hidden
    tokens: list[str | tuple[str, int]] = field(default_factory=list)

    def read(self, element: Element, depth: int, following: list[Element], whole: bool = True) -> None:
        kind = name(element)
        if kind in INSERTED | DELETED and self.hidden(element):
            return
        if kind == "p":
            self.paragraph(element, depth, following)
        elif kind in {"footnote", "endnote"}:
            if "eparator" not in value(element, "type") and value(element, "type") != "continuationNotice":
                self.tokens.append("\n")
                self.children(element, depth)
        elif kind in HOLDERS | INSERTED | DELETED:
            self.children(element, depth)
        elif kind in {"t", "delText"}:
            text = element.text or ""
            if value(element, "space") != "preserve":
                text = text.strip(" \t\r\n")
            self.tokens.append(text.replace("\n", " ").replace("\r", " "))
        elif kind in SIGNS:
            self.tokens.append(SIGNS[kind])
        elif kind == "br":
            self.tokens.append("\ufffc" if value(element, "type") in {"page", "column"} else "\u2028")
        elif kind in {"fldChar", "instrText", "delInstrText"}:
            told = value(element, "fldCharType")
            is_link = (element.text or "").split()[:1] == ["HYPERLINK"]
            self.tokens += [(told or "link", depth)] if told or is_link else []
        elif kind not in MARKERS and not kind.endswith(("RangeStart", "RangeEnd")):
            self.tokens.append("\ufffc" if whole else "\ufffc\n")

    def children(self, element: Element, depth: int) -> None:
        inner = list(element)
        block = name(element) in {"body", "tc", "sdtContent", "footnote", "endnote"}
        inline = any(name(child) in {"r", "ins", "del"} for child in inner)
        for number, child in enumerate(inner):
            self.read(child, depth + 1, inner[number + 1 :], whole=not block or inline)

    def paragraph(self, element: Element, depth: int, following: list[Element]) -> None:
        self.children(element, depth)
        properties = next((child for child in element if name(child) == "pPr"), None)
        marks = [] if properties is None else [mark for child in properties if name(child) == "rPr" for mark in child]
        behind = [other for other in following if name(other) not in MARKERS and "Range" not in name(other)]
        section = properties is not None and any(name(child) == "sectPr" for child in properties)
        joined = bool(behind) and name(behind[0]) == "p" and not section
        empty = bool(behind)
        for token in reversed(self.tokens):
            if isinstance(token, tuple) and token[0] in {"link", "separate"}:
                continue
            if token:  # what stands there, or the last mark that is left
                empty = empty and isinstance(token, str) and token.endswith("\n")
                break
        gone = any(name(mark) in INSERTED | DELETED and self.hidden(mark) for mark in marks) and (joined or empty)
        self.tokens.append("" if gone else "\n")

    def text(self) -> str:
        """The tokens as one text, each field that ends at the depth of its begin one sign, but for links."""
        out: list[str] = []
        opened: list[tuple[int, int]] = []
        link = 0  # tokens before the end of one
        for number, token in enumerate(self.tokens):
            if isinstance(token, str):
                out.append(token)
            elif number < link or (token[0] == "begin" and not opened and (link := self._link(number))):
                continue
            elif token[0] == "begin":
                opened.append((len(out), token[1]))
                out.append("\ufffc")
            elif token[0] == "end" and opened:
                place, depth = opened.pop()
                if not opened and depth == token[1]:
                    del out[place + 1 :]
        return "".join(out)

    def _link(self, number: int) -> int:
        """Where a link's field that begins here ends: in its paragraph, with nothing but its words in it; 0 where it is
        none."""
        kinds: list[str] = []
        for at, token in enumerate(self.tokens[number:], number + 1):
            if isinstance(token, str):
                if "\n" in token:
                    return 0
            else:
                kinds.append(token[0])
                if token[0] == "end":
                    return at if kinds == ["begin", "link", "separate", "end"] else 0
        return 0


def text(xml: bytes, hidden: Hidden = inserted) -> str:
    """The text of a part, without what is hidden."""
    reading = Reading(hidden)
    reading.read(ElementTree.fromstring(xml), 0, [])
    return reading.text()
