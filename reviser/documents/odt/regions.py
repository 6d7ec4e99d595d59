"""Reads what a document says beside its text: the list of tracked changes, and the content of comments."""

from collections.abc import Iterator
from dataclasses import dataclass

from reviser.documents.odt.names import NameScope
from reviser.documents.odt.pieces import spoken
from reviser.documents.splices.markup import TAG, attributes, elements

NAMES = (
    "text:changed-region", "text:insertion", "text:deletion", "text:format-change", "office:change-info", "dc:creator",
    "dc:date", "text:p",
)  # fmt: skip
NO_DATE = "1970-01-01T00:00:00"  # what LibreOffice writes if the date is unknown
# Appended to the comment of a change that LibreOffice would otherwise merge with the one before: it merges equal
# changes if one ends a paragraph and the other begins the next, and then joins the paragraphs when it decides them.
UNSEEN = "\u200b"


@dataclass(frozen=True, slots=True)
class ChangedRegion:
    """An entry of the list of changes. `kind` is insertion, deletion or other; places are those of the element and of
    deleted content. `stacked`: it deletes inserted text. `comment` is its comment."""

    kind: str
    author: str
    date: str
    whole: tuple[int, int]
    content: tuple[int, int]
    stacked: bool
    comment: str


@dataclass(frozen=True, slots=True)
class _Child:
    """An element: its name, its attributes, and the offsets of its start, its content's start and end, and its end."""

    name: str
    raw: bytes
    start: int
    inner: int
    stop: int
    end: int


def _children(data: bytes, place: int, end: int, scope: NameScope) -> Iterator[_Child]:
    for tag, stop, behind in elements(data, place, end):
        names = scope.bound(tag[3]) if b"xmlns" in tag[3] else scope.names
        yield _Child(names.get(tag[2], ""), tag[3], tag.start(), tag.end(), stop, behind)


def regions(data: bytes, start: int, end: int, scope: NameScope) -> dict[str, ChangedRegion]:
    """The changes of the list whose content is from `start` to `end`, by name."""
    by_id: dict[str, ChangedRegion] = {}
    for region in _children(data, start, end, scope):
        names = {key.rpartition(b":")[2]: value for key, value in attributes(region.raw).items()}
        region_id = names.get(b"id", "")
        kinds = list(_children(data, region.inner, region.stop, scope))
        if region.name != "text:changed-region" or not kinds or not region_id:
            continue
        first = kinds[0]
        author, date, note, behind = "", "", "", first.inner
        for child in _children(data, first.inner, first.stop, scope):
            if child.name == "office:change-info":
                author, date, note = comment(data, child.inner, child.stop, scope)
                behind = child.end
                break
        kind = first.name.removeprefix("text:") if first.name in {"text:insertion", "text:deletion"} else "other"
        by_id[region_id] = ChangedRegion(
            kind,
            author,
            date,
            (region.start, region.end),
            (behind, first.stop),
            len(kinds) > 1,
            note.removesuffix(UNSEEN),
        )
    return by_id


def _text(data: bytes, start: int, end: int) -> str:
    """The text of an element without tags."""
    return spoken(TAG.sub(lambda tag: b" " if (tag[2] or b"").endswith(b":s") else b"", data[start:end]))


def comment(data: bytes, start: int, end: int, scope: NameScope) -> tuple[str, str, str]:
    """The author, the date and the text of a comment."""
    author = date = ""
    lines: list[str] = []
    for child in _children(data, start, end, scope):
        if child.name == "dc:creator":
            author = _text(data, child.inner, child.stop)
        elif child.name == "dc:date":
            date = _text(data, child.inner, child.stop)
        elif child.name == "text:p":
            lines.append(_text(data, child.inner, child.stop))
    return author, "" if date.startswith(NO_DATE[:10]) else date, "\n".join(lines)
