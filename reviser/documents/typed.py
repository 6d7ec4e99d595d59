"""Manual edits of a text whose file contains more than text. Words are removed and inserted, and other content among
them (a picture, a field, the end of a cell) stays in place, so that the text on the screen can be saved."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reviser.core.diff import diff
from reviser.core.edit import Edit, apply
from reviser.core.text import Span
from reviser.documents.base import Content
from reviser.messages import message

KEPT = message(
    "Only the words were changed: other content of the file there (a picture, a field, the end of a cell) stays."
)
LOCKED = message("This text cannot be edited: it is locked in the file, or the file takes it from elsewhere.")
OUT = message(
    "Only the words were inserted: the file cannot hold copies of pictures or other objects, or control characters."
)
_SIGNS, _OBJECTS = re.compile("([\n\ufffc])"), re.compile("(\ufffc)")
LINE = "\u2028"  # a line break within a paragraph


class Typed(NamedTuple):
    """The result of checking a manual edit: `edits` in order and not overlapping, and a sentence if a part was not
    done."""

    edits: tuple[Edit, ...]
    notice: str = ""


class TypedChecks:
    """The things of one file, updated while its text changes, so that each check is fast."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self._begin()

    def _begin(self) -> None:
        self._text = self.content.text
        self._fixed = list(self.content.fixed)
        self._there = list(self.content.fixed)  # where each of `_fixed` is in the text of the file
        self._unbroken = list(self.content.unbroken)

    def of(self, content: Content, text: str, edits: Sequence[Edit]) -> Typed:
        """What can be done of `edits`, which apply together to `text`. `content` is that of the file as last read or
        saved."""
        if content is not self.content:
            self.content = content
            self._begin()
        if not self._fixed and not self._unbroken and not self.content.unwritable:
            return Typed(tuple(edits))
        self._follow(text)
        notices: list[str] = []
        made = _apart([part for edit in sorted(edits) for part in self._around(edit, notices)], notices)
        self._move(made, apply(text, made))
        return Typed(made, notices[0] if notices else "")

    def _follow(self, text: str) -> None:
        """Move the things to their places in `text`, which was changed by something else than typing."""
        if text is not self._text and text != self._text:
            if len(self._fixed) < len(self.content.fixed):  # something that a co-author's change removed can be back
                self._begin()
            self._move(tuple(_parts(Edit(0, self._text, text))), text)

    def _move(self, edits: Sequence[Edit], text: str) -> None:
        found = zip(_moved(self._fixed, edits), self._there, strict=True)
        moved = [(now, there) for now, there in found if now is not None]
        self._fixed, self._there = [now for now, _ in moved], [there for _, there in moved]
        self._unbroken = [now for now in _moved(self._unbroken, edits, growing=True) if now is not None]
        self._text = text

    def _around(self, edit: Edit, reasons: list[str]) -> Iterable[Edit]:
        if not _overlapping(self._fixed, edit.span):
            yield from self._writable_edit(edit, reasons)
            return
        for part in _parts(edit):
            yield from (
                self._edit_around_objects(part, reasons)
                if _overlapping(self._fixed, part.span)
                else self._writable_edit(part, reasons)
            )

    def _edit_around_objects(self, edit: Edit, reasons: list[str]) -> Iterable[Edit]:
        """Edits for one that spans things: the words between them are removed, and the new text is inserted before
        them. Lines stay lines, unless the only thing is the last one (such as the end of a text)."""
        things = _overlapping(self._fixed, edit.span)
        if things[0].start < edit.start and things[0].end >= edit.end:
            reasons.append(LOCKED)
            return
        reasons.append(KEPT)
        after = "" if things[0].start < edit.start else edit.after
        alone = len(things) == 1 and things[0].end >= edit.end
        done = edit.start
        for thing in (*things, Span(edit.end, edit.end)):
            words = edit.before[done - edit.start : max(done, thing.start) - edit.start]
            for before in [words] if alone else words.split("\n"):
                if before or after:
                    yield from self._writable_edit(Edit(done, before, after), reasons)
                after, done = "", done + len(before) + 1
            done = min(thing.end, edit.end)

    def _writable_edit(self, edit: Edit, reasons: list[str]) -> Iterable[Edit]:
        """An edit that removes no thing, limited to what the file can hold and where it can hold it."""
        after = edit.after
        if self.content.unwritable is not None and self.content.unwritable.search(after):
            after = self.content.unwritable.sub("", after)
            reasons.append(OUT)
        if "\n" in after and _overlapping(self._unbroken, Span(max(0, edit.start - 1), edit.end + 1)):
            after = after.replace("\n", LINE)
        edit = Edit(edit.start, edit.before, after)
        if after == edit.before:
            return
        if edit.before or self._has_place(edit.start, edit):
            yield edit
            return
        # After the end of the last paragraph, or where a note begins: a separate paragraph before that end.
        behind = Edit(edit.start - 1, "", "\n" + after.removesuffix("\n"))
        if self._text[edit.start - 1 : edit.start] == "\n" and self._has_place(edit.start, behind):
            yield behind
        else:
            reasons.append(LOCKED)

    def _has_place(self, offset: int, edit: Edit) -> bool:
        """Whether the file has a place for an insertion near `offset`; only beside a thing can there be none."""
        if self.content.allows is None:
            return True
        number = bisect_left(self._fixed, offset, key=lambda each: each.end)
        beside = {
            there.end if now.end == offset else there.start
            for now, there in zip(self._fixed[number : number + 2], self._there[number : number + 2], strict=True)
            if offset in (now.start, now.end)
        }
        return len(beside) != 1 or self.content.allows(Edit(beside.pop() + edit.start - offset, "", edit.after))


def _apart(edits: Iterable[Edit], reasons: list[str]) -> tuple[Edit, ...]:
    """The edits, with those at the same place joined."""
    apart: list[Edit] = []
    for edit in edits:
        last = apart[-1] if apart else None
        if last is None or edit.start >= max(last.end, last.start + 1):
            apart.append(edit)
        elif edit.start == last.end:
            apart[-1] = Edit(last.start, last.before + edit.before, last.after + edit.after)
        else:
            reasons.append(LOCKED)
    return tuple(apart)


def _parts(edit: Edit) -> Iterable[Edit]:
    """Smaller edits for one that spans things: between its objects and lines, if their numbers before and after are
    equal."""
    for signs in (_SIGNS, _OBJECTS):
        before, after = signs.split(edit.before), signs.split(edit.after)
        if len(before) > 1 and before[1::2] == after[1::2]:
            place = edit.start
            for old, new in zip(before, after, strict=True):
                yield from (part.moved(place) for part in diff(old, new))
                place += len(old)
            return
    yield from (part.moved(edit.start) for part in diff(edit.before, edit.after))


def _overlapping(spans: Sequence[Span], span: Span) -> list[Span]:
    """The sorted `spans` that share a character with `span`, or contain it if it is empty."""
    first = bisect_right(spans, span.start, key=lambda each: each.end)
    last = bisect_left(spans, max(span.end, span.start + 1), key=lambda each: each.start)
    return [each for each in spans[first:last] if len(span) or each.start < span.start]


def _moved(spans: Sequence[Span], edits: Sequence[Edit], *, growing: bool = False) -> list[Span | None]:
    """The spans after `edits`, including changes inside them; None for spans that an edit extends beyond. `growing`:
    insertions at their edges belong to them."""
    places: list[Span | None] = []
    shift = number = 0
    for span in spans:
        while number < len(edits) and edits[number].end <= span.start:
            if growing and edits[number].start == span.start:
                break
            shift += len(edits[number].after) - len(edits[number].before)
            number += 1
        grown, within = 0, number
        while within < len(edits) and span.start <= edits[within].start < span.end + growing:
            if edits[within].end > span.end:
                break
            grown += len(edits[within].after) - len(edits[within].before)
            within += 1
        whole = within == len(edits) or edits[within].start >= span.end + growing
        now = Span(span.start + shift, span.end + shift + grown) if whole and len(span) + grown > 0 else None
        places.append(now)
    return places
