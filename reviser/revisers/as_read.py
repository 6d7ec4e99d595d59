"""A text in which each reading replaces its markup: a letter, a word, or nothing. Proposals for the text as read are
translated back to the text as written."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reviser.core.edit import Edit, Proposal, Remark
from reviser.core.readings import STAND_IN, Reading
from reviser.core.text import Span
from reviser.revisers.base import Found, Request
from reviser.revisers.rules.protected_words import merged

_WORD = "XYZ"  # in the place of what only stands for a word: long enough to be no mark of the syntax


class AsRead:
    """A request about the text as read. All readings are applied; protected ones stay protected."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._readings = request.readings
        parts: list[str] = []
        self._starts: list[int] = []  # where each reading begins and ends in the text as read
        self._ends: list[int] = []
        place = length = 0
        for reading in self._readings:
            between = request.text[place : reading.span.start]
            means = reading.text.replace(STAND_IN, _WORD)
            parts += between, means
            self._starts.append(length + len(between))
            length += len(between) + len(means)
            self._ends.append(length)
            place = reading.span.end
        self._text = "".join((*parts, request.text[place:]))
        self._sign_sources = self._signs()
        self.request = replace(
            request,
            text=self._text,
            protected=self._protected(),
            locked=self._spans(request.locked),
            foreign=self._spans(request.foreign),
            scope=None if request.scope is None else self._spans(request.scope),
            written=self._spans(request.written),
            readings=(),
        )

    def back(self, output: Found) -> Found | None:
        """A result about the text as read, translated to the text as written. None if it changes signs that are written
        otherwise and are protected."""
        if isinstance(output, Remark):
            start = self._start(output.span.start)
            return replace(output, span=Span(start, max(start, self._end(output.span.end))))
        if not isinstance(output, Proposal):
            return output
        edit, trimmed = self._trimmed(output.edit)
        place = self._place(edit)
        if place is None:
            return None
        before, after = place.of(self._request.text), self._in_source(edit.after)
        if before == after:
            return None
        head, tail = trimmed
        others = (
            self._in_source(other[head : len(other) - tail])
            for other in output.alternatives
            if len(other) >= head + tail
            and other[:head] == output.edit.after[:head]
            and other[len(other) - tail :] == output.edit.after[len(output.edit.after) - tail :]
        )
        kept = tuple(other for other in dict.fromkeys(others) if other not in (before, after))
        return replace(output, edit=Edit(place.start, before, after), alternatives=kept)

    def _trimmed(self, edit: Edit) -> tuple[Edit, tuple[int, int]]:
        """The edit without unchanged text at its ends where it meets a reading, and the lengths of what was removed."""
        if not self._readings_within(edit.start, edit.end):
            return edit, (0, 0)
        before, after = edit.before, edit.after
        most = min(len(before), len(after))
        head = next((at for at in range(most) if before[at] != after[at]), most)
        tail = next((at for at in range(most - head) if before[-1 - at] != after[-1 - at]), most - head)
        return Edit(edit.start + head, before[head : len(before) - tail], after[head : len(after) - tail]), (head, tail)

    def _place(self, edit: Edit) -> Span | None:
        if any(self._is_protected(reading.span) for reading in self._readings_within(edit.start, edit.end)):
            return None
        if edit.start == edit.end:
            places = (self._end(edit.start), self._start(edit.start))
            return next((Span(place, place) for place in places if not self._is_inside(place)), None)
        start, end = self._start(edit.start), self._end(edit.end)
        return Span(start, end) if start <= end else None

    def _readings_within(self, start: int, end: int) -> Sequence[Reading]:
        """The readings that overlap `start:end` of the text as read, or are inside it."""
        return self._readings[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def _start(self, place: int) -> int:
        """The place in the text as written of a start in the text as read. A place inside a reading becomes its
        start."""
        index = bisect_right(self._ends, place) - 1
        if index + 1 < len(self._starts) and self._starts[index + 1] < place:
            return self._readings[index + 1].span.start
        return place if index < 0 else self._readings[index].span.end + place - self._ends[index]

    def _end(self, place: int) -> int:
        """The place in the text as written of an end in the text as read. A place inside a reading becomes its end."""
        index = bisect_left(self._starts, place) - 1
        if index < 0:
            return place
        return self._readings[index].span.end + max(0, place - self._ends[index])

    def _as_read(self, place: int, *, end: bool) -> int:
        """The place in the text as read of a place in the text as written."""
        index = bisect_right(self._readings, place, key=lambda each: each.span.start) - 1
        if index < 0:
            return place
        span = self._readings[index].span
        if place < span.end:
            return self._ends[index] if end and place > span.start else self._starts[index]
        return self._ends[index] + place - span.end

    def _spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        as_read = (Span(self._as_read(span.start, end=False), self._as_read(span.end, end=True)) for span in spans)
        return tuple(merged(span for span in as_read if len(span)))

    def _protected(self) -> tuple[Span, ...]:
        """The protected spans that have no reading, and the readings that only stand for something."""
        protected: list[Span] = []
        place = 0
        for reading, start, end in zip(self._readings, self._starts, self._ends, strict=True):
            if STAND_IN in reading.text:
                protected.append(Span(start, end - len(reading.text) + len(reading.text.rstrip())))
        for span in self._request.protected:
            place = span.start
            index = bisect_right(self._readings, span.start, key=lambda each: each.span.start) - 1
            for reading in self._readings[max(0, index) :]:
                if reading.span.start >= span.end:
                    break
                if reading.span.end > place:
                    protected += self._between(place, reading.span.start)
                    place = reading.span.end
            protected += self._between(place, span.end)
        return tuple(merged(protected))

    def _between(self, start: int, end: int) -> list[Span]:
        """The span in the text as read of `start:end`, which contains no reading; no span if it is empty."""
        return [Span(self._as_read(start, end=False), self._as_read(end - 1, end=False) + 1)] if start < end else []

    def _is_protected(self, span: Span) -> bool:
        protected = self._request.protected
        index = bisect_right(protected, span.start, key=lambda other: other.start) - 1
        return index >= 0 and protected[index].end >= span.end

    def _is_inside(self, place: int) -> bool:
        """Whether a place is inside one protected span, not between two."""
        protected = self._request.protected
        index = bisect_left(protected, place, key=lambda other: other.start) - 1
        return index >= 0 and protected[index].end > place

    def _signs(self) -> dict[str, str]:
        """How this text writes signs that need markup: for each, its most frequent form."""
        written = Counter(
            (reading.text, reading.span.of(self._request.text))
            for reading in self._readings
            if len(reading.text) == 1 and reading.text not in (STAND_IN, " ") and not self._is_protected(reading.span)
        )
        return {sign: source for (sign, source), _ in reversed(written.most_common())}

    def _in_source(self, text: str) -> str:
        return "".join(self._sign_sources.get(sign, sign) for sign in text)
