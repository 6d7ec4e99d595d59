"""The effect of a Word document's styles and numbering on runs and paragraphs, as far as the text view shows it: bold
and italics, headings, lists."""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from xml.etree import ElementTree

from reviser.documents.docx.namespaces import NAMESPACES
from reviser.documents.docx.package import Package
from reviser.documents.highlight import SyntaxStyle, heading
from reviser.documents.splices.markup import ATTRIBUTE, TAG
from reviser.errors import DocumentError

_OFF = frozenset({"0", "false", "off"})
_HEADING = re.compile(r"heading (\d)$")
_MOST = 6  # heading levels that the view distinguishes
_HEADING_SIZE = 26  # half points: smaller text is not shown as a heading, whatever its style
_DEEP = 12  # length of a chain of styles based on one another
_BULLET = "•"
_ROMAN = (("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40))
_ROMAN_SMALL = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class RunLook:
    """The look of a run. None: not specified, so the next outer level decides. `size` is in half points."""

    bold: bool | None = None
    italic: bool | None = None
    style: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """The look of a paragraph. `level` is that of a heading, from 1; 0 for none. `list_id` and `depth` are those of a
    list; empty if it is in none."""

    style: str = ""
    level: int | None = None
    list_id: str | None = None
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class _Style:
    run: RunLook
    paragraph: ParagraphLook
    based_on: str


@dataclass(slots=True)
class ListLevel:
    kind: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Styles:
    """The styles of one document, and the counters of its lists."""

    styles: dict[str, _Style] = field(default_factory=dict)
    usual: str = ""
    levels: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)  # lists that share a counter
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    faces: dict[tuple[RunLook, ParagraphLook], int] = field(default_factory=dict)  # cached faces
    paragraphs: dict[ParagraphLook, ParagraphLook] = field(default_factory=dict)

    def face(self, run: RunLook, paragraph: ParagraphLook) -> int:
        """The bits of `SyntaxStyle` for a run in a paragraph."""
        found = self.faces.get((run, paragraph))
        if found is None:
            found = self.faces[run, paragraph] = self._face(run, paragraph)
        return found

    def _face(self, run: RunLook, paragraph: ParagraphLook) -> int:
        whole = self.paragraph(paragraph)
        bold = self._run(run, paragraph, "bold")
        italic = self._run(run, paragraph, "italic")
        face = (SyntaxStyle.STRONG if bold else 0) | (SyntaxStyle.EMPHASIS if italic else 0)
        is_small = run.size is not None and run.size < _HEADING_SIZE  # small text that only has the style of a heading
        return face if is_small else face | heading(min(whole.level or 0, _MOST))

    def paragraph(self, look: ParagraphLook) -> ParagraphLook:
        """The look, completed by its style."""
        found = self.paragraphs.get(look)
        if found is None:
            found = self.paragraphs[look] = self._paragraph(look)
        return found

    def _paragraph(self, look: ParagraphLook) -> ParagraphLook:
        for style in self._chain(look.style or self.usual):
            own = style.paragraph
            look = replace(
                look,
                level=own.level if look.level is None else look.level,
                list_id=own.list_id if look.list_id is None else look.list_id,
                depth=own.depth if look.depth is None else look.depth,
            )
        return look

    def mark(self, look: ParagraphLook) -> tuple[str, int]:
        """The bullet or number of the next paragraph with this look (which advances the counter), and its list depth;
        "" for none."""
        whole = self.paragraph(look)
        levels = self.levels.get(whole.list_id or "")
        if not levels:
            return "", 0
        depth = whole.depth or 0
        level = levels.get(depth, ListLevel(text=f"%{depth + 1}."))
        if level.kind == "bullet":
            return _BULLET, depth
        counters = self.counters.setdefault(self.shared.get(whole.list_id or "", ""), {})
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [each for each in counters if each > depth]:
            del counters[deeper]

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            own = levels.get(at, ListLevel())
            return _number(counters.get(at, own.start), own.kind)

        return ("" if level.kind == "none" else _PLACE.sub(number, level.text)).strip(), depth

    def _run(self, run: RunLook, paragraph: ParagraphLook, name: str) -> bool:
        said: bool | None = getattr(run, name)
        if said is not None:
            return said
        for chain in (self._chain(run.style), self._chain(paragraph.style or self.usual)):
            for style in chain:
                said = getattr(style.run, name)
                if said is not None:
                    return said
        return False

    def _chain(self, name: str) -> list[_Style]:
        found: list[_Style] = []
        while name in self.styles and len(found) < _DEEP:
            found.append(self.styles[name])
            name = found[-1].based_on
        return found


def styles_of(package: Package) -> Styles:
    """The styles of a document; none if their parts cannot be read, because only looks depend on them."""
    found = Styles()
    try:
        for name in package.related("styles"):
            _read_styles(found, ElementTree.fromstring(package.part(name).data))
        for name in package.related("numbering"):
            _read_numbering(found, ElementTree.fromstring(package.part(name).data))
    except (DocumentError, KeyError, ElementTree.ParseError):
        return Styles()
    return found


def _read_styles(styles: Styles, root: ElementTree.Element) -> None:
    for element in _children(root, "style"):
        name, values = "", _values(element)
        run, paragraph, based = RunLook(), ParagraphLook(), ""
        for child in element:
            match _local(child):
                case "name":
                    name = _values(child).get("val", "").lower()
                case "basedOn":
                    based = _values(child).get("val", "")
                case "rPr":
                    run = run_look(_raw(child))
                case "pPr":
                    paragraph = paragraph_look(_raw(child))
                case _:
                    pass
        told = _HEADING.match(name)
        level = int(told[1]) if told else 1 if name == "title" else paragraph.level
        identity = values.get("styleId", "")
        styles.styles[identity] = _Style(run, replace(paragraph, level=level), based)
        if values.get("type") == "paragraph" and values.get("default", "0") not in _OFF:
            styles.usual = identity


def _read_numbering(styles: Styles, root: ElementTree.Element) -> None:
    abstract: dict[str, dict[int, ListLevel]] = {}
    for element in _children(root, "abstractNum"):
        levels: dict[int, ListLevel] = {}
        for each in _children(element, "lvl"):
            levels[_int(_values(each).get("ilvl", ""), 0)] = _level(each)
        abstract[_values(element).get("abstractNumId", "")] = levels
    for element in _children(root, "num"):
        identity = _values(element).get("numId", "")
        base = next((_values(each).get("val", "") for each in _children(element, "abstractNumId")), "")
        levels = dict(abstract.get(base, {}))
        begins = False
        for over in _children(element, "lvlOverride"):
            depth = _int(_values(over).get("ilvl", ""), 0)
            for each in _children(over, "lvl"):
                levels[depth] = _level(each)
            for each in _children(over, "startOverride"):
                known = levels.get(depth, ListLevel())
                levels[depth] = ListLevel(known.kind, known.text, _int(_values(each).get("val", ""), 1))
                begins = True
        styles.levels[identity] = levels
        styles.shared[identity] = f"num {identity}" if begins else f"abstract {base}"


def _level(element: ElementTree.Element) -> ListLevel:
    level = ListLevel()
    for child in element:
        value = _values(child).get("val", "")
        match _local(child):
            case "numFmt":
                level.kind = value
            case "lvlText":
                level.text = value
            case "start":
                level.start = _int(value, 1)
            case _:
                pass
    return level


@lru_cache(maxsize=4096)
def run_look(raw: bytes) -> RunLook:
    """The look that the properties of a run specify."""
    bold = italic = size = None
    style = ""
    for name, value in _own(raw, b"rPr"):
        match name:
            case "b":
                bold = value not in _OFF
            case "i":
                italic = value not in _OFF
            case "rStyle":
                style = value
            case "sz":
                size = _int(value, _HEADING_SIZE)
            case _:
                pass
    return RunLook(bold, italic, style, size)


@lru_cache(maxsize=4096)
def paragraph_look(raw: bytes) -> ParagraphLook:
    """The look that the properties of a paragraph specify."""
    style, level, list_id, depth = "", None, None, None
    for name, value in _own(raw, b"pPr"):
        match name:
            case "pStyle":
                style = value
            case "outlineLvl":
                level = (_int(value, 9) + 1) % 10
            case "ilvl":
                depth = _int(value, 0)
            case "numId":
                list_id = "" if value == "0" else value
            case _:
                pass
    return ParagraphLook(style, level, list_id, depth)


def _own(raw: bytes, kind: bytes) -> list[tuple[str, str]]:
    """The names and values of elements in properties, without those of a mark, a change or a section."""
    attributes: list[tuple[str, str]] = []
    path: list[bytes] = []
    for tag in TAG.finditer(raw):
        if tag[2] is None:
            continue
        name = tag[2].rpartition(b":")[2]
        if tag[1]:
            path.pop()
            continue
        if path and path[0] == kind and not {b"rPr", b"rPrChange", b"pPrChange", b"sectPr"} & set(path[1:]):
            value = next((each for each in ATTRIBUTE.finditer(tag[3]) if each[1].rpartition(b":")[2] == b"val"), None)
            attributes.append((name.decode(), "" if value is None else (value[2] or value[3] or b"").decode()))
        if not tag[3].endswith(b"/"):
            path.append(name)
    return attributes


def _number(count: int, kind: str) -> str:
    match kind:
        case "lowerLetter" | "upperLetter" if count > 0:
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter.upper() if kind == "upperLetter" else letter
        case "lowerRoman" | "upperRoman" if 0 < count < 4000:
            roman = ""
            for sign, value in (*_ROMAN, *_ROMAN_SMALL):
                roman += sign * (count // value)
                count %= value
            return roman.upper() if kind == "upperRoman" else roman
        case "decimalZero":
            return f"{count:02}"
        case _:
            return str(count)


def _children(element: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [child for child in element if _local(child) == name]


def _local(element: ElementTree.Element) -> str:
    space, _, name = element.tag[1:].partition("}")
    return name if space.encode() in NAMESPACES else ""


def _values(element: ElementTree.Element) -> dict[str, str]:
    return {key.rpartition("}")[2]: value for key, value in element.attrib.items()}


def _raw(element: ElementTree.Element) -> bytes:
    return ElementTree.tostring(element)


def _int(value: str, usual: int) -> int:
    return int(value) if value.isascii() and value.isdigit() else usual
