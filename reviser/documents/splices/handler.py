"""Writes texts and their changes into files by splices, for any format. Differences between two texts are placed where
they are allowed; changes tracked by others are kept, accepted or rejected as the text says."""

import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from os.path import commonprefix
from typing import Generic, TypeVar

from reviser.core.diff import diff
from reviser.core.edit import Edit, rebase
from reviser.core.text import Span
from reviser.documents.appearance import FileHighlighter, LineLook
from reviser.documents.base import Comment, Content, FormatHandler, Tracked, Written
from reviser.documents.encodings import Encoding
from reviser.documents.plain import PlainGuard, tokens
from reviser.documents.spans import merged
from reviser.documents.splices.changes import Change
from reviser.documents.splices.document import LockedError, SplicedDocument, TrackedDocument
from reviser.documents.splices.markup import ILLEGAL
from reviser.documents.splices.pieces import OBJECT_SIGN
from reviser.errors import DocumentError
from reviser.messages import Message, joined, message

DocumentT = TypeVar("DocumentT", bound=SplicedDocument)
TrackedT = TypeVar("TrackedT", bound=TrackedDocument)
NOBODY = "reviser"  # the author of changes without an author
UNWRITABLE = re.compile(f"{ILLEGAL.pattern}|[{OBJECT_SIGN}\r]")  # characters that cannot be typed into such a document
_PLACES, _NEAREST = 200, 12  # places of a locked thing in a new text: examined, and tried
_CONTEXT = 24  # characters on each side that identify a change in a text


@dataclass(frozen=True, slots=True)
class ObjectGuard(PlainGuard):
    """A guard under which objects stay in place, and characters that XML cannot hold are not inserted."""

    def keeps(self, edit: Edit) -> bool:
        fits = OBJECT_SIGN not in edit.after and not ILLEGAL.search(edit.after)
        return fits and PlainGuard.keeps(self, edit)


def kept_notes(shown: Message, kept: Message) -> Iterator[Message]:
    """The notes about things that are shown but not editable, and about tracked changes that cannot be decided, each as
    `listed` returns it."""
    if shown:
        yield message("Kept unchanged, and not editable here: {things}.", things=shown)
    if kept:
        yield message("Tracked changes that are kept and cannot be decided here: {changes}.", changes=kept)


class SplicedFormat(FormatHandler, Generic[DocumentT]):
    """Reads and writes documents of one `kind`; `Content.source` is such a document."""

    kind: type[DocumentT]

    @abstractmethod
    def notes(self, document: DocumentT) -> Iterable[str]:
        """Notes for the person when a document is opened, besides the one about its signature."""

    @abstractmethod
    def looks(self, document: DocumentT) -> Sequence[LineLook]:
        """The look of each line of the document."""

    def read(self, data: bytes, called: str) -> Content:
        return self.content(self.kind(data, called))

    def content(self, document: DocumentT) -> Content:
        """The content of a document."""
        signed = [message("The document is signed: saving it breaks the signature.")] if document.signed else []
        return Content(
            document.text,
            notes=(*signed, *self.notes(document)),
            locked=document.locked,
            source=document,
            changes=tuple(Tracked(change.edit, change.author, change.date) for change in document.changes),
            comments=tuple(Comment(comment.span, comment.text, comment.author) for comment in document.comments),
            signed=document.signed,
            fixed=document.fixed,
            unbroken=document.unbroken,
            unwritable=UNWRITABLE,
            allows=document.allows,
            highlighter=FileHighlighter(document.text, partial(self.looks, document)),
        )

    def guard(self, text: str) -> ObjectGuard:
        objects = (Span(place, place + 1) for place, sign in enumerate(text) if sign == OBJECT_SIGN)
        return ObjectGuard(merged([*tokens(text), *objects]))

    def write(self, content: Content, text: str, encoding: Encoding) -> Written:
        del encoding  # the parts have their own encodings
        document = content.source
        assert isinstance(document, self.kind)
        return self._written(_edited(document, text), text)

    def _written(self, document: DocumentT, text: str, left_out: Sequence[Tracked] = ()) -> Written:
        if document.text != text:
            raise AssertionError("what was written does not read as it should; nothing was saved")
        return Written(document.data, self.content(document), tuple(left_out))


class TrackedFormat(SplicedFormat[TrackedT]):
    """A SplicedFormat that tracks changes."""

    def write(self, content: Content, text: str, encoding: Encoding) -> Written:
        return self.track(content, text, encoding, ())

    def track(self, content: Content, text: str, encoding: Encoding, tracked: Sequence[Tracked]) -> Written:
        del encoding
        document = content.source
        assert isinstance(document, self.kind)
        kept = _undecided_changes(document, text, tracked)
        document = _edited(_decide_others(document, text, set(kept)), text)
        mine = set(kept.values())
        left_out: list[Tracked] = []
        waiting = [one for one in tracked if one not in mine]
        for who in dict.fromkeys((one.author, one.at) for one in waiting):
            document, refused = _tracking(document, [one for one in waiting if (one.author, one.at) == who])
            left_out += refused
        return self._written(document, text, left_out)


def listed(*counts: Message) -> Message:
    """Several counts (made by `plural`) as a list, without counts of zero. Empty if none is left."""
    return joined(", ", [count for count in counts if count.number])


def _undecided_changes(document: SplicedDocument, text: str, tracked: Sequence[Tracked]) -> dict[Change, Tracked]:
    """The undecided changes of the file, each with its form in the new text."""
    if not document.changes:
        return {}
    edits = diff(document.text, text)
    result = rebase([change.edit for change in document.changes], edits)
    dropped, moved = set(result.dropped), iter(result.moved)
    places = {(one.edit, one.author): one for one in tracked}
    found: dict[Change, Tracked] = {}
    for change in document.changes:
        if change.edit not in dropped:
            one = places.get((next(moved), change.author))
            if one is not None:
                found[change] = one
    return found


def _decide_others(document: TrackedT, text: str, kept: set[Change]) -> TrackedT:
    """The document with all changes decided except the kept ones: accepted if the text contains them."""
    decided = [change for change in document.changes if change not in kept]
    if not decided:
        return document
    edits = diff(document.text, text)
    accepted = [
        change for change in decided if change.edit in edits or _stands(document.text, text, change.edit, edits)
    ]
    taken = set(accepted)
    data = document.decided(accepted, [change for change in decided if change not in taken])
    return document.again(data)


def _stands(old: str, new: str, edit: Edit, edits: Iterable[Edit]) -> bool:
    """Whether `new` contains the result of the edit of `old` at its place, with the same text on both sides."""
    shift = sum(len(other.after) - len(other.before) for other in edits if other.end < edit.start)
    start = edit.start + shift
    before, behind = old[max(0, edit.start - _CONTEXT) : edit.start], old[edit.end : edit.end + _CONTEXT]
    return start >= len(before) and new.startswith(before + edit.after + behind, start - len(before))


def _edited(document: DocumentT, text: str) -> DocumentT:
    """The document with this text. Raises DocumentError if something cannot be changed."""
    edits = _changes(document.text, text)
    if not edits:
        return document
    with suppress(ValueError):  # the usual case; otherwise each edit is checked
        return document.again(document.clean(edits))
    made = [part for edit in edits for part in _allowed(document, edit)]
    try:
        return document.again(document.clean(made))
    except ValueError as error:  # also LockedError: together, the edits leave no place that each of them leaves
        raise _cannot(document, made[0]) from error


def _changes(old: str, new: str) -> list[Edit]:
    """The edits from one text to the other. Objects keep their number and order."""
    before, after = old.split(OBJECT_SIGN), new.split(OBJECT_SIGN)
    if len(before) != len(after):
        return list(diff(old, new))
    edits: list[Edit] = []
    place = 0
    for part, now in zip(before, after, strict=True):
        if part != now:
            found = list(diff(part, now))
            if part.count("\n") == now.count("\n") and any("\n" in edit.before + edit.after for edit in found):
                # Cells of a table resemble each other: line by line, the edits can be smaller.
                found = min(list(_by_line(Edit(0, part, now))), found, key=_size)
            edits += (edit.moved(place) for edit in found)
        place += len(part) + 1
    return edits


def _size(edits: Iterable[Edit]) -> int:
    return sum(len(edit.before) + len(edit.after) for edit in edits)


def _by_line(edit: Edit) -> Iterable[Edit]:
    """The edits line by line, if both sides have the same number of lines."""
    place = edit.start
    for before, after in zip(edit.before.split("\n"), edit.after.split("\n"), strict=True):
        if before != after:
            yield from (part.moved(place) for part in diff(before, after))
        place += len(before) + 1


def _allowed(document: SplicedDocument, edit: Edit) -> list[Edit]:
    """The edit, or, if it spans locked things that are in both texts, the edits between them. Raises DocumentError if
    there are none."""
    if document.allows(edit):
        return [edit]
    if 0 < edit.before.count("\n") == edit.after.count("\n"):
        with suppress(DocumentError):
            return [each for part in _by_line(edit) for each in _allowed(document, part)]
    held = document.locked_in(edit.span)
    if not held:
        return _smaller(document, edit)
    edges = [edit.start, *(edge for span in held for edge in (span.start, span.end)), edit.end]
    parts = [edit.before[start - edit.start : end - edit.start] for start, end in pairwise(edges)]
    # The cheapest combination of places for the locked things in the new text.
    ways: dict[int, tuple[int, list[Edit]]] = {0: (0, [])}
    for number in range(0, len(parts), 2):
        thing = parts[number + 1] if number + 1 < len(parts) else None
        ways_to: dict[int, tuple[int, list[Edit]]] = {}
        for begun, (cost, made) in ways.items():
            for end in _places(edit.after, thing, begun, len(parts[number])):
                after = edit.after[begun:end]
                more = 0 if after == parts[number] else 1 + abs(len(after) - len(parts[number]))
                reached = end + len(thing or "")
                if reached in ways_to and ways_to[reached][0] <= cost + more:
                    continue
                part = Edit(edges[number], parts[number], after)
                if more and not document.allows(part):
                    continue
                ways_to[reached] = cost + more, [*made, part] if more else made
        ways = ways_to
    if len(edit.after) not in ways:
        return _smaller(document, edit)
    return ways[len(edit.after)][1]


def _places(text: str, thing: str | None, begun: int, usual: int) -> list[int]:
    """The possible places of a locked thing after `begun`, nearest to its old place first; for the last part, the
    end."""
    if thing is None:
        return [len(text)]
    found: list[int] = []
    place = text.find(thing, begun)
    while place >= 0 and len(found) < _PLACES:
        found.append(place)
        place = text.find(thing, place + 1)
    return sorted(found, key=lambda place: abs(place - begun - usual))[:_NEAREST]


def _smaller(document: SplicedDocument, edit: Edit) -> list[Edit]:
    """The edit, or the smallest allowed edit with the same result. Raises DocumentError if there is none."""
    if document.allows(edit):
        return [edit]
    ahead = len(commonprefix((edit.before, edit.after)))
    behind = len(commonprefix((edit.before[ahead:][::-1], edit.after[ahead:][::-1])))
    before, after = edit.before[ahead : len(edit.before) - behind], edit.after[ahead : len(edit.after) - behind]
    for smaller in _slid(document.text, Edit(edit.start + ahead, before, after)):
        if document.allows(smaller):
            return [smaller]
    raise _cannot(document, edit)


def _slid(text: str, edit: Edit) -> Iterable[Edit]:
    """The edit, and equivalent edits to its left and right: a line can be inserted before or after a line feed."""
    yield edit
    if edit.before and edit.after:
        return
    start, moving = edit.start, edit.before or edit.after
    while start and text[start - 1] == moving[-1]:
        start, moving = start - 1, moving[-1] + moving[:-1]
        yield Edit(start, moving if edit.before else "", "" if edit.before else moving)
    start, moving = edit.start, edit.before or edit.after
    while (end := start + len(edit.before)) < len(text) and text[end] == moving[0]:
        start, moving = start + 1, moving[1:] + moving[0]
        yield Edit(start, moving if edit.before else "", "" if edit.before else moving)


def _cannot(document: SplicedDocument, edit: Edit) -> DocumentError:
    around = document.text[max(0, edit.start - 20) : edit.end + 20].replace("\n", " ").strip()
    return DocumentError(
        message(
            "The change near “{around}” cannot be written to {what}: it touches an object, a control or "
            "another author's deletion, or begins a paragraph within a control. Undo it and save again. "
            "Nothing was written.",
            around=around,
            what=document.what,
        )
    )


def _tracking(document: TrackedT, tracked: list[Tracked]) -> tuple[TrackedT, list[Tracked]]:
    """The document with changes of one author, and the changes that have no place."""
    fitting = [one for one in tracked if document.allows(one.edit)]
    refused = [one for one in tracked if one not in fitting]
    if not fitting:
        return document, refused
    notes = {one.edit: one.comment for one in fitting if one.comment}
    who, when = fitting[0].author or NOBODY, fitting[0].at
    try:
        data = document.tracked([one.edit for one in fitting], who, when, notes)
    except LockedError:  # together, the changes leave no place that each of them leaves
        half = len(fitting) // 2
        if not half:
            return document, tracked
        document, more = _tracking(document, fitting[:half])
        document, rest = _tracking(document, fitting[half:])
        return document, [*refused, *more, *rest]
    return document.again(data), refused
