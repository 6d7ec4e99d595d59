"""Text boxes and shapes, which are apart from the text of a document: each is in something that is one sign of the
text."""

from collections.abc import Iterator
from dataclasses import dataclass

from reviser.documents.odt.names import NameScope
from reviser.documents.splices.markup import TAG, closing, elements, end_of

# Elements with a text of their own: the box of a frame, and shapes, whose text has no box.
BOXES = tuple(
    "draw:text-box draw:custom-shape draw:rect draw:line draw:polyline draw:polygon draw:regular-polygon draw:path "
    "draw:circle draw:ellipse draw:connector draw:caption draw:measure".split()
)
_TEXTS = frozenset({"text:p", "text:h", "text:list", "table:table", "text:section"})


@dataclass(frozen=True, slots=True)
class TextApart:
    """Where the content of a text box, a header or a footer begins and ends, and the namespace prefixes in force
    there."""

    start: int
    end: int
    names: dict[bytes, str]


def boxes_in(data: bytes, start: int, end: int, scope: NameScope) -> Iterator[TextApart]:
    """The text boxes, and the shapes with text, in the element `data[start:end]`; without nested ones."""
    place = start
    outer: list[tuple[str, dict[bytes, str]]] = []  # open elements, and the namespace prefixes in force in them
    names = scope.names
    while (tag := TAG.search(data, place, end)) is not None:
        place = tag.end()
        if tag[1]:
            outer.pop()
            names = outer[-1][1] if outer else scope.names
        elif tag[2] is not None and not tag[3].endswith(b"/"):
            within = scope.bound(tag[3], names) if b"xmlns" in tag[3] else names
            kind = within.get(tag[2], "")
            if kind in BOXES and _holds_text(data, place, end, scope, within):
                stop, place = end_of(data, closing(tag[2]), place)
                yield TextApart(tag.end(), stop, within)
            else:
                outer.append((kind, within))
                names = within


def _holds_text(data: bytes, place: int, end: int, scope: NameScope, names: dict[bytes, str]) -> bool:
    """Whether a direct child of the element whose content begins at `place` is a text."""
    for tag, _, _ in elements(data, place, end):
        within = scope.bound(tag[3], names) if b"xmlns" in tag[3] else names
        if within.get(tag[2], "") in _TEXTS:
            return True
    return False
