"""The working copy: a round's base and the changes made to it, as one sorted list of regions.

Proposals never move: they keep their place in the base, and their place in the text follows from the regions before
them. An accepted edit is a region owned by its proposal; typed text is a region without an owner. Typing into an
accepted edit makes its region the person's."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise

from reviser.core.edit import Edit, check
from reviser.core.text import Span


@dataclass(frozen=True, slots=True, order=True)
class Region:
    """`base[start:end]` now reads `after`. `owner` is the id of the accepted proposal, or "" for typed text."""

    start: int
    end: int
    after: str
    owner: str = ""

    @property
    def growth(self) -> int:
        return len(self.after) - (self.end - self.start)


@dataclass(frozen=True)
class WorkingCopy:
    """`base` with `regions`: sorted, not overlapping; if two start at one place, the first is an insertion."""

    base: str
    regions: tuple[Region, ...] = field(default=())

    @cached_property
    def _starts(self) -> list[int]:
        return [region.start for region in self.regions]

    @cached_property
    def _ends(self) -> list[int]:
        return [region.end for region in self.regions]

    @cached_property
    def _shifts(self) -> list[int]:
        """`_shifts[i]` is the growth of the text before region i."""
        return list(accumulate((region.growth for region in self.regions), initial=0))

    @cached_property
    def by_hand(self) -> frozenset[Region]:
        """The regions that the person typed."""
        return frozenset([region for region in self.regions if not region.owner])

    @cached_property
    def text(self) -> str:
        parts: list[str] = []
        position = 0
        for region in self.regions:
            parts += self.base[position : region.start], region.after
            position = region.end
        parts.append(self.base[position:])
        return "".join(parts)

    def length(self) -> int:
        """The length of the text in code points, without building the text."""
        return len(self.base) + self._shifts[-1]

    def place(self, span: Span) -> Span:
        """The place of `span` of the base in the text. Meaningful only if no region touches it (`touching`)."""
        passed = bisect_right(self._ends, span.start)
        if span.start == span.end and passed and self.regions[passed - 1].start == span.start:
            passed -= 1  # an insertion at the same place: this is before it
        shift = self._shifts[passed]
        return Span(span.start + shift, span.end + shift)

    @cached_property
    def _text_starts(self) -> list[int]:
        """Where each region begins in the text."""
        return [start + shift for start, shift in zip(self._starts, self._shifts, strict=False)]

    def followed(self, span: Span) -> Span | None:
        """The place of `span` of the base in the text, including replacements inside it; None if a region crosses its
        edge."""
        touching = self.touching(span)
        if not touching:
            return self.place(span)
        if any(region.start < span.start or region.end > span.end for region in touching):
            return None
        first = self.place_of(touching[0]).start - (touching[0].start - span.start)
        return Span(first, first + (span.end - span.start) + sum(region.growth for region in touching))

    def origin(self, span: Span) -> Span:
        """The part of the base that corresponds to `span` of the text, including all of each region that it touches."""
        first = bisect_right(self._text_starts, span.start) - 1
        start = span.start
        if first >= 0:
            region = self.regions[first]
            inside = span.start <= self._text_starts[first] + len(region.after)
            start = region.start if inside else span.start - self._shifts[first + 1]
        last = bisect_right(self._text_starts, span.end) - 1
        end = span.end
        if last >= 0:
            region = self.regions[last]
            inside = span.end <= self._text_starts[last] + len(region.after)
            end = region.end if inside else span.end - self._shifts[last + 1]
        return Span(start, max(start, end))

    def place_of(self, region: Region) -> Span:
        """The place of `region` in the text."""
        index = self.regions.index(region, bisect_left(self._starts, region.start))
        start = region.start + self._shifts[index]
        return Span(start, start + len(region.after))

    def region_of(self, owner: str, near: int) -> Region | None:
        """The region of the accepted proposal `owner`, which starts at `near`; None if typing replaced it."""
        for region in self.regions[bisect_left(self._starts, near) :]:
            if region.start > near:
                break
            if region.owner == owner:
                return region
        return None

    def touching(self, span: Span) -> tuple[Region, ...]:
        """The regions that change `span` of the base, or insert where it inserts."""
        first = bisect_left(self._ends, span.start)
        regions: list[Region] = []
        for region in self.regions[first:]:
            if region.start > span.end:
                break
            if region.start == region.end and span.start == span.end:
                touches = region.start == span.start
            else:
                touches = region.start < span.end and span.start < region.end
            if touches:
                regions.append(region)
        return tuple(regions)

    def near(self, span: Span) -> tuple[Region, ...]:
        """The regions that touch `span` or are at its edge."""
        first = bisect_left(self._ends, span.start)
        last = bisect_right(self._starts, span.end)
        return self.regions[first:last]

    def with_regions(self, added: Collection[Region]) -> "WorkingCopy":
        """The working copy with more regions, in linear time. Raises ValueError if one touches another or both insert
        at one place."""
        if not added:
            return self
        if len(added) == 1:
            return self._with_one(next(iter(added)))
        regions = tuple(sorted((*self.regions, *added), key=_place))
        for one, following in pairwise(regions):
            _check_apart(one, following)
        return WorkingCopy(self.base, regions)

    def _with_one(self, added: Region) -> "WorkingCopy":
        """The working copy with one more region; cached data about thousands of others is reused, at each decision."""
        at = bisect_left(self.regions, _place(added), key=_place)
        for one, following in pairwise((*self.regions[max(0, at - 1) : at], added, *self.regions[at : at + 1])):
            _check_apart(one, following)
        after = WorkingCopy(self.base, (*self.regions[:at], added, *self.regions[at:]))
        shift, growth = self._shifts[at], added.growth
        start = added.start + shift
        known = after.__dict__  # where cached_property stores its values
        known["_starts"] = [*self._starts[:at], added.start, *self._starts[at:]]
        known["_ends"] = [*self._ends[:at], added.end, *self._ends[at:]]
        known["_shifts"] = [*self._shifts[: at + 1], *[each + growth for each in self._shifts[at:]]]
        known["by_hand"] = self.by_hand if added.owner else self.by_hand | {added}
        known["text"] = self.text[:start] + added.after + self.text[added.end + shift :]
        return after

    def without(self, owners: frozenset[str]) -> "WorkingCopy":
        """The working copy without the regions of these proposals: their places read as in the base again."""
        if not owners:
            return self
        return WorkingCopy(self.base, tuple(region for region in self.regions if region.owner not in owners))

    def typed(self, edits: Iterable[Edit]) -> "WorkingCopy":
        """The working copy after a manual change: `edits` apply together, in coordinates of the text. Raises ValueError
        as `check` does."""
        working = self
        for edit in reversed(check(self.text, edits)):
            working = working._typed_one(edit)
        return working

    def _typed_one(self, edit: Edit) -> "WorkingCopy":
        regions, shifts = self.regions, self._shifts
        starts = [region.start + shift for region, shift in zip(regions, shifts, strict=False)]
        ends = [start + len(region.after) for region, start in zip(regions, starts, strict=True)]
        # The regions that share text with the change, or that it inserts into: first <= i < last.
        first = bisect_right(ends, edit.start)
        last = max(first, bisect_left(starts, edit.end))
        start, end = edit.start - shifts[first], edit.end - shifts[last]
        # Text that the person typed right beside it is part of the same change, and so are two insertions at one place.
        if (
            first
            and ends[first - 1] == edit.start
            and (not regions[first - 1].owner or regions[first - 1].start == end)
        ):
            first -= 1
        while last < len(regions) and starts[last] == edit.end:
            if regions[last].owner and not start == end == regions[last].start == regions[last].end:
                break
            last += 1
        if first < last:
            start = min(start, regions[first].start)
            end = max(end, regions[last - 1].end)
        text = self.text
        after = text[start + shifts[first] : edit.start] + edit.after + text[edit.end : end + shifts[last]]
        new = _trimmed(self.base, start, end, after)
        if new and new[0].start == new[0].end:
            beside = (*regions[max(0, first - 1) : first], *regions[last : last + 1])
            if any(region.start == region.end == new[0].start for region in beside):
                new = (Region(start, end, after),)
        return WorkingCopy(self.base, (*regions[:first], *new, *regions[last:]))


def _place(region: Region) -> tuple[int, int]:
    return region.start, region.end


def _check_apart(one: Region, following: Region) -> None:
    if following.start < one.end or following.start == one.start == following.end:
        raise ValueError(f"the text at {following.start} was changed")


def _trimmed(base: str, start: int, end: int, after: str) -> tuple[Region, ...]:
    """The region for `base[start:end]` reading `after`, without the common prefix and suffix; none if nothing
    changed."""
    before = base[start:end]
    if before == after:
        return ()
    limit = min(len(before), len(after))
    tail = 0
    while tail < limit and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    head = 0
    while head < limit - tail and before[head] == after[head]:
        head += 1
    return (Region(start + head, end - tail, after[head : len(after) - tail]),)
