"""Turns a plan into splices of a part's bytes: either untracked, or as changes that Word tracks."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reviser.documents.docx.pieces import Pieces
from reviser.documents.docx.plan import EditPlan
from reviser.documents.docx.properties import Names, copied, names_of, paragraph_properties, with_mark
from reviser.documents.docx.rewrite import Around, Fate, Splice, Writer
from reviser.documents.splices.markup import ATTRIBUTE, TAG, attribute_value

_CHANGE_IDS = re.compile(rb"""(<[^\s>]*?rPrChange\s[^>]*?:id=)(?:"[^"]*"|'[^']*')""")


@dataclass(slots=True)
class Tracking:
    """The author and date of tracked changes (in the format's notation; empty if unknown), and the next free change
    number. `comments` maps the index of an edit to the id of its comment."""

    author: str
    date: str
    numbers: Iterator[int]
    comments: Mapping[int, int]


def splices(pieces: Pieces, plan: EditPlan, tracking: Tracking | None = None) -> list[Splice]:
    """The splices for the part's bytes."""
    return _Part(pieces, plan, tracking).splices()


class _Part:
    def __init__(self, pieces: Pieces, plan: EditPlan, tracking: Tracking | None) -> None:
        self._pieces, self._plan, self._tracking = pieces, plan, tracking
        self._names = names_of(pieces.data)
        self._breaks: Counter[int] = Counter()  # by paragraph: how many breaks are inserted
        for run, cuts in plan.cuts.items():
            self._breaks[pieces.run_paragraphs[run]] += sum(cut.after.count("\n") for cut in cuts)
        for between in plan.betweens:
            self._breaks[between.paragraph] += between.after.count("\n")
        self._passed: Counter[int] = Counter()
        self._writer = Writer(self._names, self._split_paragraph)
        self._tails: dict[int, bytes] = {}
        if tracking is not None:
            self._writer.wrap, self._writer.fresh = self._wrap, self._fresh
            self._anchor(tracking)

    def splices(self) -> list[Splice]:
        pieces, plan = self._pieces, self._plan
        # In text order, so that each break finds its properties.
        order = [(pieces.run_starts[run], 1, run) for run in plan.cuts]
        order += [(between.place, 0, number) for number, between in enumerate(plan.betweens)]
        splices: list[Splice] = []
        inner: dict[int, bytes] = {}
        for place, kind, number in sorted(order):
            if kind:
                splices.append(self._writer.rewritten(pieces, number, plan.cuts[number]))
                continue
            between = plan.betweens[number]
            new = self._writer.new_run(between, number)
            if self._has_no_end(between.paragraph):
                inner[between.paragraph] = inner.get(between.paragraph, b"") + new
            else:
                splices.append((place, place, new))
        clean = self._tracking is None
        joined = {pieces.paragraph_next[paragraph] for paragraph in plan.joins} if clean else set[int]()
        touched = {paragraph for paragraph, count in self._breaks.items() if count} | set(plan.joins) | joined
        # Order at one place: paragraph properties, inserted content, paragraph end.
        heads: list[Splice] = []
        tails: list[Splice] = []
        for paragraph in sorted(touched | set(inner)):
            self._paragraph(paragraph, paragraph in joined, inner.get(paragraph, b""), heads, tails)
        return heads + splices + tails

    def _paragraph(
        self, paragraph: int, is_joined: bool, inner: bytes, heads: list[Splice], tails: list[Splice]
    ) -> None:
        """The splices for the edges of a paragraph, or for the whole paragraph if it has no end tag; its new content is
        `inner`."""
        pieces, data = self._pieces, self._pieces.data
        start, behind = pieces.paragraph_starts[paragraph], pieces.paragraph_ends[paragraph]
        ends = not (self._tracking is None and paragraph in self._plan.joins)
        tail = self._tails.get(paragraph, b"")
        new = b"" if is_joined else self._first(paragraph)
        if self._has_no_end(paragraph):
            opening = data[start:behind]
            opened = b"" if is_joined else opening[:-2].rstrip() + b">"
            closing = self._closing(paragraph) if ends else b""
            heads.append((start, behind, opened + new + inner + tail + closing))
            return
        content = pieces.paragraph_content[paragraph]
        if is_joined:
            heads.append((start, content, b""))
        elif new != paragraph_properties(pieces, paragraph):
            heads.append((pieces.paragraph_inner[paragraph], content, new))
        end = pieces.paragraph_end_tags[paragraph]
        if tail or not ends:
            tails.append((end, end if ends else behind, tail))

    def _has_no_end(self, paragraph: int) -> bool:
        """Whether a paragraph is a single empty tag."""
        return self._pieces.paragraph_inner[paragraph] == self._pieces.paragraph_ends[paragraph]

    def _first(self, paragraph: int) -> bytes:
        """The properties at a paragraph's beginning: those of the mark that will end it."""
        pieces, plan = self._pieces, self._plan
        if self._tracking is not None:
            return self._tracked_properties(paragraph, self._breaks[paragraph] > 0)
        while not self._breaks[paragraph] and paragraph in plan.joins:
            paragraph = pieces.paragraph_next[paragraph]
        own = paragraph_properties(pieces, paragraph)
        return copied(own) if self._breaks[paragraph] else own

    def _split_paragraph(self, paragraph: int, place: int) -> bytes:
        """The bytes that end a paragraph split at `place` and begin its next part; open links end and begin again."""
        self._passed[paragraph] += 1
        last = self._passed[paragraph] == self._breaks[paragraph]
        if self._tracking is not None:
            properties = self._tracked_properties(paragraph, not last)
        elif last and paragraph in self._plan.joins:
            properties = self._first(self._pieces.paragraph_next[paragraph])
        else:
            own = paragraph_properties(self._pieces, paragraph)
            properties = own if last else copied(own)
        tag = self._tag(paragraph)
        scopes = b"".join(b" " + each[0] for each in ATTRIBUTE.finditer(tag[3]) if each[1].startswith(b"xmlns"))
        links = _open_at(self._pieces.data, self._pieces.paragraph_content[paragraph], place)
        closed = b"".join(b"</" + each[2] + b">" for each in reversed(links))
        again = b"".join(each[0] for each in links)
        return closed + self._closing(paragraph) + b"<" + tag[2] + scopes + b">" + properties + again

    def _tracked_properties(self, paragraph: int, parted: bool) -> bytes:
        own = paragraph_properties(self._pieces, paragraph)
        if parted:
            return with_mark(copied(own), self._mark(b"ins"), self._names)
        return with_mark(own, self._mark(b"del"), self._names) if paragraph in self._plan.joins else own

    def _tag(self, paragraph: int) -> re.Match[bytes]:
        tag = TAG.match(self._pieces.data, self._pieces.paragraph_starts[paragraph])
        assert tag is not None
        return tag

    def _closing(self, paragraph: int) -> bytes:
        return b"</" + self._tag(paragraph)[2] + b">"

    # Tracking

    def _attributes(self) -> bytes:
        assert self._tracking is not None
        names, tracking = self._names, self._tracking
        return (
            names.attribute(b"id", str(next(tracking.numbers)))
            + names.attribute(b"author", tracking.author)
            + (names.attribute(b"date", tracking.date) if tracking.date else b"")
        )

    def _mark(self, kind: bytes) -> bytes:
        return self._names.empty(kind, self._attributes())

    def _wrap(self, fate: Fate, content: bytes) -> bytes:
        kind = b"ins" if fate is Fate.INSERT else b"del"
        return self._names.open(kind, self._attributes()) + content + self._names.close(kind)

    def _fresh(self, properties: bytes) -> bytes:
        """Copied properties with new numbers for the changes recorded in them."""
        assert self._tracking is not None
        numbers = self._tracking.numbers
        return _CHANGE_IDS.sub(lambda found: found[1] + attribute_value(str(next(numbers))), properties)

    def _anchor(self, tracking: Tracking) -> None:
        """Place the comment anchors: around everything that the edit changes, or at the end of a paragraph that it
        joins."""
        pieces, plan = self._pieces, self._plan
        places = [
            (pieces.run_starts[run], run, cut.owner) for run, cuts in plan.cuts.items() for cut in cuts
        ] + [(between.place, -1 - number, between.owner) for number, between in enumerate(plan.betweens)]  # fmt: skip
        spans: dict[int, tuple[int, int]] = {}
        for _, where, owner in sorted(places):
            spans[owner] = spans.get(owner, (where, where))[0], where
        marks = {owner: paragraph for paragraph, owner in plan.joins.items()}
        for owner, comment in tracking.comments.items():
            before, behind = _anchors(self._names, comment)
            if owner in spans:
                self._writer.around[owner] = Around(before, behind, *spans[owner])
            elif owner in marks:
                self._tails[marks[owner]] = before + behind


def _open_at(data: bytes, start: int, place: int) -> list[re.Match[bytes]]:
    """The start tags of the elements that begin after `start` and are open at `place`."""
    found: list[re.Match[bytes]] = []
    for tag in TAG.finditer(data, start, place):
        if tag[1]:
            found.pop()
        elif tag[2] and not tag[3].endswith(b"/"):
            found.append(tag)
    return found


def _anchors(names: Names, comment: int) -> tuple[bytes, bytes]:
    identity = names.attribute(b"id", str(comment))
    reference = names.open(b"r") + names.empty(b"commentReference", identity) + names.close(b"r")
    return names.empty(b"commentRangeStart", identity), names.empty(b"commentRangeEnd", identity) + reference
