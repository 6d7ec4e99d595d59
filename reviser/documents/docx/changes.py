"""Accepts or rejects tracked changes in the bytes of a part, by splices."""

from collections.abc import Mapping

from reviser.documents.docx.pieces import Pieces
from reviser.documents.docx.properties import local, paragraph_properties
from reviser.documents.docx.rewrite import Splice
from reviser.documents.splices.markup import TAG, closing, elements, end_of, spliced
from reviser.documents.splices.pieces import Kind

_MARKERS = frozenset({b"bookmarkStart", b"bookmarkEnd", b"permStart", b"permEnd", b"proofErr"})
_KEPT_NAMES = {b"delText": b"t", b"delInstrText": b"instrText"}


def resolved(pieces: Pieces, decisions: Mapping[int, bool]) -> bytes:
    """The bytes of the part with units accepted or rejected, given by their numbers."""
    removed_units = {unit for unit, accept in decisions.items() if pieces.changes[unit].inserts != accept}
    splices: list[Splice] = []
    marks: dict[int, list[Splice]] = {}
    removed: list[tuple[int, int]] = []
    for number in decisions:
        unit = pieces.changes[number]
        if unit.kind.startswith("mark-"):
            marks.setdefault(unit.paragraph, []).append((unit.start, _end(pieces.data, unit.start), b""))
        elif not unit.kind.startswith("row-"):
            splices += [(unit.start, unit.inner, b""), (unit.inner_end, unit.end, b"")]
            if number in removed_units:
                removed += _contents(pieces.data, unit.inner, unit.inner_end)
            elif not unit.inserts:
                splices += _named_as_kept(pieces.data, unit.inner, unit.inner_end)
    joins = {pieces.changes[unit].paragraph for unit in removed_units if pieces.changes[unit].kind.startswith("mark-")}
    joins = {paragraph for paragraph in joins if _may_go(pieces, paragraph, removed_units, removed)}
    splices += _joined(pieces, joins, marks)
    outer = _outermost(removed)
    splices = [splice for splice in splices if not any(start <= splice[0] and splice[1] <= end for start, end in outer)]
    return spliced(pieces.data, splices + [(start, end, b"") for start, end in outer])


def _end(data: bytes, start: int) -> int:
    """The offset behind the element that begins at `start`."""
    tag = TAG.match(data, start)
    assert tag is not None
    return tag.end() if tag[3].endswith(b"/") else end_of(data, closing(tag[2]), tag.end())[1]


def _contents(data: bytes, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of a change's content to remove: everything except elements that only mark a place."""
    found = []
    for tag, _, behind in elements(data, start, end):
        name = local(tag[2])
        marker = name in _MARKERS or b"Range" in name or b"commentReference" in data[tag.start() : behind]
        if not marker:
            found.append((tag.start(), behind))
    return found


def _named_as_kept(data: bytes, start: int, end: int) -> list[Splice]:
    """Splices that rename `w:delText` and `w:delInstrText` to their names outside deletions."""
    found: list[Splice] = []
    for tag in TAG.finditer(data, start, end):
        name = tag[2] or b""
        if local(name) in _KEPT_NAMES:
            first = tag.start(2)
            found.append((first, first + len(name), name[: name.rfind(b":") + 1] + _KEPT_NAMES[local(name)]))
    return found


def _may_go(pieces: Pieces, paragraph: int, removed_units: set[int], removed: list[tuple[int, int]]) -> bool:
    """Whether a paragraph's mark can be removed: by joining it with the next paragraph, or by removing the whole
    paragraph if it is empty (it is then in `removed`)."""
    if pieces.paragraph_next[paragraph] >= 0:
        return True
    mark = pieces.paragraph_marks[paragraph]
    number = mark
    while number > 0 and (pieces.units[number - 1] in removed_units or _lies_in(removed, pieces.starts[number - 1])):
        number -= 1
    alone = number == 0 or pieces.kinds[number - 1] in {Kind.MARK, Kind.SHOWN}
    if not pieces.paragraph_followed[paragraph] or not alone:
        return False
    for each in range(number, mark + 1):
        if pieces.kinds[each] == Kind.MARK:
            going = pieces.paragraphs[each]
            removed.append((pieces.paragraph_starts[going], pieces.paragraph_ends[going]))
    return False


def _lies_in(spans: list[tuple[int, int]], place: int) -> bool:
    return any(start <= place < end for start, end in spans)


def _joined(pieces: Pieces, joins: set[int], marks: dict[int, list[Splice]]) -> list[Splice]:
    """The splices for joined paragraphs, which take the properties of the remaining mark."""
    splices: list[Splice] = []
    behind = {pieces.paragraph_next[paragraph] for paragraph in joins}
    for paragraph in sorted(set(marks) | joins | behind):
        start, end = pieces.paragraph_starts[paragraph], pieces.paragraph_ends[paragraph]
        inner, content = pieces.paragraph_inner[paragraph], pieces.paragraph_content[paragraph]
        empty = inner == end
        if paragraph in behind:
            splices.append((start, content, _closing(pieces, paragraph) if empty and paragraph not in joins else b""))
        elif paragraph in joins:
            last = paragraph
            while last in joins:
                last = pieces.paragraph_next[last]
            splices.append((inner, content, _own(pieces, last, marks)))
        else:
            splices += marks[paragraph]
        if paragraph in joins and not empty:
            splices.append((pieces.paragraph_end_tags[paragraph], end, b""))
    return splices


def _own(pieces: Pieces, paragraph: int, marks: dict[int, list[Splice]]) -> bytes:
    """The properties of a paragraph after the decision about its mark."""
    inner = pieces.paragraph_inner[paragraph]
    mine = [(start - inner, end - inner, new) for start, end, new in marks.get(paragraph, [])]
    return spliced(paragraph_properties(pieces, paragraph), mine)


def _closing(pieces: Pieces, paragraph: int) -> bytes:
    tag = TAG.match(pieces.data, pieces.paragraph_starts[paragraph])
    assert tag is not None
    return b"</" + tag[2] + b">"


def _outermost(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
