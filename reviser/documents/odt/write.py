"""Turns a plan into splices of a document's bytes: either untracked, or as changes that LibreOffice tracks."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reviser.documents.odt.emit import Emitter, ParagraphEvent, joined
from reviser.documents.odt.names import ElementNames, closed, copied
from reviser.documents.odt.pieces import InlineKind, TextPieces
from reviser.documents.odt.plan import EditStep, Gone, ParagraphJoin, StaysBetween, TextCut, TextPut
from reviser.documents.odt.regions import NO_DATE, UNSEEN
from reviser.documents.odt.seams import Splice, text, with_visible_spaces
from reviser.documents.splices.markup import ILLEGAL, escape, spliced

_NUMBERS = re.compile(rb"""[\s:](?:id|name|change-id)\s*=\s*["']rv(\d{1,9})["']""")


@dataclass(frozen=True, slots=True)
class TrackedBy:
    """The author and date of tracked changes (in the format's notation; empty if unknown). `comments` is by the index
    of the edit."""

    author: str
    date: str
    comments: Mapping[int, str]


def written(pieces: TextPieces, steps: Sequence[EditStep], tracking: TrackedBy | None = None) -> bytes:
    """The XML of the document after the plan."""
    return spliced(pieces.data, _Writer(pieces, ElementNames(pieces.data), steps, tracking).splices())


@dataclass(slots=True)
class _Writer:
    pieces: TextPieces
    names: ElementNames
    steps: Sequence[EditStep]
    tracking: TrackedBy | None
    events: list[ParagraphEvent] = field(default_factory=list)
    regions: list[bytes] = field(default_factory=list)
    number: int = 0
    before: dict[str, str] = field(default_factory=dict)  # by kind, the comment of the previous change

    def splices(self) -> list[Splice]:
        """The splices."""
        if self.tracking is None:
            for step in self.steps:
                self._plain(step)
        else:
            self.number = max((int(found) for found in _NUMBERS.findall(self.pieces.data)), default=0)
            for owner in dict.fromkeys(step.owner for step in self.steps):
                self._track([step for step in self.steps if step.owner == owner], owner, self.tracking)
        self._drop_empty_spans()
        return [*Emitter(self.pieces, self.names, self.events).splices(), *self._change_list_splices()]

    def _plain(self, step: EditStep) -> None:
        if isinstance(step, TextPut):
            self.events.append(ParagraphEvent(step.start, step.paragraph, step.inline, put=step.after))
        elif isinstance(step, TextCut):
            self.events.append(ParagraphEvent(step.start, step.paragraph, step.inline, end=step.end))
        elif isinstance(step, ParagraphJoin):
            self.events.append(joined(self.pieces, step.paragraph))

    # Tracked changes

    def _name(self) -> str:
        self.number += 1
        return f"rv{self.number}"

    def _track(self, steps: Sequence[EditStep], owner: int, tracking: TrackedBy) -> None:
        note = tracking.comments.get(owner, "")
        name = self._name() if note else ""
        begun = len(self.events)
        group: list[Gone] = []
        has_put = False
        for step in steps:
            if isinstance(step, TextPut | StaysBetween):
                self._deleted(group, tracking, has_put=has_put)
                group, has_put = [], isinstance(step, TextPut)
            if isinstance(step, TextPut):
                identity = self._name()
                self.regions.append(self._region(identity, step, b"", tracking))
                start = self.names.element("text:change-start", change_id=identity)
                end = self.names.element("text:change-end", change_id=identity)
                self.events.append(ParagraphEvent(step.start, step.paragraph, step.inline, start, step.after, end))
            elif not isinstance(step, StaysBetween):
                group.append(step)
        self._deleted(group, tracking, has_put=has_put)
        if note:
            marks = [event for event in self.events[begun:] if event.end < 0]
            first, last = min(marks, key=lambda mark: mark.place), max(marks, key=lambda mark: mark.place)
            at = next(number for number, event in enumerate(self.events) if event is first)
            self.events.insert(
                at, ParagraphEvent(first.place, first.paragraph, -1, self._comment(name, note, tracking))
            )
            ending = self.names.element("office:annotation-end", name=name)
            self.events.append(ParagraphEvent(last.place, last.paragraph, -1, ending))

    def _deleted(self, group: Sequence[Gone], tracking: TrackedBy, *, has_put: bool) -> None:
        """One deletion of adjacent content."""
        if not group:
            return
        identity = self._name()
        self.regions.append(self._region(identity, group[0], self._content(group), tracking))
        mark = self.names.element("text:change", change_id=identity)
        first = group[0]
        inline = first.inline if isinstance(first, TextCut) else -1
        place, inline = self._outside(group, first.start, inline, has_put=has_put)
        self.events.append(ParagraphEvent(place, first.paragraph, inline, mark, apart=True))
        for step in group:
            self._plain(step)

    def _outside(self, group: Sequence[Gone], place: int, inline: int, *, has_put: bool) -> tuple[int, int]:
        """The place of a deletion's mark, outside the spans at whose edges the removed content is."""
        pieces, end = self.pieces, place
        for step in group:
            if isinstance(step, TextCut) and step.inline == inline and step.start == end:
                end = step.end
        while inline >= 0 and pieces.inline_kinds[inline] != InlineKind.CONTROL:
            if not has_put and place == pieces.inline_inner[inline]:
                place = pieces.inline_starts[inline]
                end = pieces.inline_ends[inline] if end == pieces.inline_end_tags[inline] else end
            elif end == pieces.inline_end_tags[inline]:
                place = end = pieces.inline_ends[inline]
                has_put = True
            else:
                break
            inline = pieces.inline_parents[inline]
        return place, inline

    def _content(self, group: Sequence[Gone]) -> bytes:
        """The content of a deletion: paragraphs with their spans."""
        pieces = self.pieces
        opening = copied(pieces.tag(group[0].paragraph))
        out, chain = [opening], list[int]()
        for step in group:
            if isinstance(step, ParagraphJoin):
                out += self._spans(chain, [])
                following = pieces.tag(pieces.paragraph_next[step.paragraph])
                out += closed(opening), following
                opening, chain = following, []
                continue
            mine = pieces.spans(step.inline)
            out += self._spans(chain, mine)
            raw = pieces.data[step.start : step.end]
            out.append(raw if raw.startswith(b"<") else with_visible_spaces(raw, self.names))
            chain = mine
        out += self._spans(chain, [])
        return b"".join((*out, closed(opening)))

    def _spans(self, chain: Sequence[int], wanted: Sequence[int]) -> list[bytes]:
        """The tags that lead from the spans of one place to those of another."""
        common = sum(1 for one, other in zip(chain, wanted, strict=False) if one == other)
        ends = [closed(self.pieces.opening(each)) for each in reversed(chain[common:])]
        return ends + [copied(self.pieces.opening(each)) for each in wanted[common:]]

    def _region(self, identity: str, first: Gone | TextPut, content: bytes, tracking: TrackedBy) -> bytes:
        kind = "text:insertion" if isinstance(first, TextPut) else "text:deletion"
        said = tracking.comments.get(first.owner, "")
        row = self.pieces.rows[first.paragraph]
        if said == self.before.get(kind) and first.start <= self.pieces.starts[row[0]]:
            said += UNSEEN
        self.before[kind] = said
        info = self.names.element("office:change-info", self._who(tracking) + (self._lines(said) if said else b""))
        inner = self.names.element(kind, info + content)
        return self.names.element("text:changed-region", inner, b' xml:id="' + identity.encode() + b'"', id=identity)

    def _who(self, tracking: TrackedBy) -> bytes:
        date = tracking.date or NO_DATE
        return self.names.element("dc:creator", escape(tracking.author)) + self.names.element("dc:date", escape(date))

    def _comment(self, name: str, note: str, tracking: TrackedBy) -> bytes:
        return self.names.element("office:annotation", self._who(tracking) + self._lines(note), name=name)

    def _lines(self, note: str) -> bytes:
        lines = ILLEGAL.sub("", note).replace("\r", "").split("\n")
        return b"".join(self.names.element("text:p", text(line, "", "", self.names)) for line in lines)

    def _change_list_splices(self) -> list[Splice]:
        """The splices that add new changes to the list."""
        if not self.regions:
            return []
        new = b"".join(self.regions)
        (place, end), data = self.pieces.regions, self.pieces.data
        if place < 0:
            made = self.names.element("text:tracked-changes", new, track_changes="false")
            return [(self.pieces.prelude, self.pieces.prelude, made)]
        if place < end:
            return [(place, place, new)]
        opening = data[self.pieces.prelude : end]
        bare = opening[:-2].rstrip() + b">"
        return [(self.pieces.prelude, end, bare + new + closed(bare))]

    # Spans

    def _drop_empty_spans(self) -> None:
        """Remove spans that have become empty."""
        pieces = self.pieces
        cuts = sorted((event for event in self.events if event.end >= 0), key=lambda event: event.place)
        other = sorted(event.place for event in self.events if event.end < 0)
        for number, first in enumerate(cuts):
            inline, start, end, last = first.inline, first.place, first.end, number + 1
            if inline < 0 or start != pieces.inline_inner[inline]:
                continue
            while last < len(cuts) and cuts[last].place == end and cuts[last].following < 0:
                end, last = cuts[last].end, last + 1
            while inline >= 0 and (start, end) == (pieces.inline_inner[inline], pieces.inline_end_tags[inline]):
                if pieces.inline_kinds[inline] == InlineKind.CONTROL:
                    break
                if bisect_left(other, start) < bisect_right(other, end):
                    break
                start, end = pieces.inline_starts[inline], pieces.inline_ends[inline]
                for event in cuts[number + 1 : last]:
                    event.place, event.end = start, start
                first.place, first.end = start, end
                inline = pieces.inline_parents[inline]
