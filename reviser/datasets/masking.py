"""Masking of e-mail addresses, links, numbers and names in a dataset before anything is computed from it.

A value is replaced by a numbered mask such as `[EMAIL_1]`. In one export, equal values get the same mask and different
values different masks. Base, result and edits are masked alike, so that they still fit together. An edit that begins or
ends inside a value is widened to the whole value. An edit is left out if it can then no longer be separated from a
value, or if its words form a value with the words around it. Only the name of a document's path is kept."""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from reviser.core.edit import Edit, apply
from reviser.datasets.annotations import Annotation, JudgedEdit
from reviser.datasets.sensitive_values import EMAILS, LINKS, MASK, NAMES, NUMBERS, WIDEST_GAP, Value, ValueFinder

__all__ = ["EMAILS", "LINKS", "NAMES", "NUMBERS", "Masks"]

_AROUND = 2 * WIDEST_GAP  # signs beside an edit with which its words could make a value


@dataclass
class Masks:
    """Masks the values of the given kinds. `names` are the names that the person confirmed. `left_out` are the edits
    that are not exported for this reason, each as its annotation and number."""

    kinds: tuple[str, ...] = (EMAILS, LINKS, NUMBERS)
    names: tuple[str, ...] = ()
    left_out: list[str] = field(default_factory=list)
    _replacements: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _titles: dict[str, str] = field(default_factory=dict)
    _originals: dict[str, str] = field(default_factory=dict)

    def pass_on(self, annotations: Iterable[Annotation]) -> Iterator[Annotation]:
        """The annotations with their values masked."""
        return map(self.masked, annotations)

    def masked(self, annotation: Annotation) -> Annotation:
        """The annotation with its values masked. It has no result if an accepted edit was left out."""
        annotation = replace(
            annotation,
            document=self._title(annotation.document),
            annotator=self.label(annotation.annotator),
            reviser=self.label(annotation.reviser),
            model=self.label(annotation.model),
            prompt=self.label(annotation.prompt),
            instruction=self.text(annotation.instruction),
        )
        if annotation.base is None:
            return replace(annotation, edits=tuple(self._alone(judged) for judged in annotation.edits))
        values = self._finder.values(annotation.base)
        base = _MaskedBase(annotation.base, [(value, self._mask(value)) for value in values])
        apart = dict(_apart([base.widened(judged) for judged in annotation.edits]))
        edits = {number: self._moved(widened, base) for number, widened in apart.items()}
        for number, judged in list(edits.items()):
            if (
                _is_none(judged)
                or not base.has(judged.edit)
                or self._makes_value(base, annotation.edits[number], apart[number])
            ):
                del edits[number]
        self._leave_out_joined(base, apart, edits)
        for number in range(len(annotation.edits)):
            if number not in edits:
                who = f" ({annotation.annotator})" if annotation.annotator else ""
                self.left_out.append(f"{annotation.where} edit {number + 1}{who}")
        accepted = [judged.applied for judged in edits.values() if judged.accepted]
        whole = len(accepted) == len(annotation.accepted)
        result = apply(base.text, accepted) if whole and annotation.result is not None else None
        return replace(
            annotation, base=base.text, result=result, edits=tuple(edits[number] for number in sorted(edits))
        )

    def text(self, text: str) -> str:
        """A text with its values masked."""
        return self._without(self._finder, text)

    def label(self, name: str) -> str:
        """The name of a person, a model or a rule, with addresses, links and names masked; its numbers stay."""
        return self._without(self._label_finder, name)

    def original(self, document: str) -> str:
        """The name of a masked annotation's document before it was masked."""
        return self._originals.get(document, document)

    @cached_property
    def _finder(self) -> ValueFinder:
        return ValueFinder(self.kinds, self.names)

    @cached_property
    def _label_finder(self) -> ValueFinder:
        return ValueFinder([kind for kind in self.kinds if kind != NUMBERS], self.names)

    def _without(self, finder: ValueFinder, text: str) -> str:
        values = finder.values(text)
        return _MaskedBase(text, [(value, self._mask(value)) for value in values]).text if values else text

    def _title(self, document: str) -> str:
        """The exported name of a document: at most its file's name, and a different one for each document."""
        masked_title = self._titles.get(document)
        if masked_title is None:
            name = self.text(re.split(r"[\\/]", document.rstrip("\\/"))[-1])
            masked_title, number = name, 1
            while masked_title in self._originals:
                number += 1
                masked_title = f"{name} ({number})"
            self._titles[document] = masked_title
            self._originals[masked_title] = document
        return masked_title

    def _alone(self, judged: JudgedEdit) -> JudgedEdit:
        edit = judged.edit
        return judged._replace(
            edit=Edit(edit.start, self.text(edit.before), self.text(edit.after)),
            intent=self.label(judged.intent),
            rewritten=None if judged.rewritten is None else self.text(judged.rewritten),
            reason=self.text(judged.reason),
            rule=self.label(judged.rule),
            proposed_by=self.label(judged.proposed_by),
            explanation=self.text(judged.explanation),
            alternatives=tuple(map(self.text, judged.alternatives)),
        )

    def _moved(self, judged: JudgedEdit, base: "_MaskedBase") -> JudgedEdit:
        alone = self._alone(judged)
        return alone._replace(
            edit=replace(alone.edit, start=base.moved(judged.edit.start)),
            alternatives=tuple(
                masked
                for other, masked in zip(judged.alternatives, alone.alternatives, strict=True)
                if not self._joined(base, [replace(judged.edit, after=other)], around=_AROUND)
            ),
        )

    def _makes_value(self, base: "_MaskedBase", judged: JudgedEdit, widened: JudgedEdit) -> bool:
        """Whether the words of an edit, as offered or as applied, form a value with the text beside them. If the edit
        was widened to a value, no part of that value may be left over."""
        for made, whole in {(judged.edit, widened.edit), (judged.applied, widened.applied)}:
            if whole != made:
                begin = made.start - whole.start
                end = begin + len(made.after)
                parts = [(begin + one.start, begin + one.end) for one in self._finder.values(made.after)]
                parts += (part for part in ((0, begin), (end, len(whole.after))) if part[0] < part[1])
                values = [(value.start, value.end) for value in self._finder.values(whole.after)]
                if any(not _inside(*part, values) for part in parts):
                    return True
            if self._joined(base, [whole], around=_AROUND):
                return True
        return False

    def _leave_out_joined(
        self, base: "_MaskedBase", widened: Mapping[int, JudgedEdit], edits: dict[int, JudgedEdit]
    ) -> None:
        """Remove from `edits` the accepted edits that together form a value."""
        while True:
            accepted = [number for number, judged in edits.items() if judged.accepted]
            accepted.sort(key=lambda number: widened[number].edit.start)
            joined = self._joined(base, [widened[number].applied for number in accepted])
            if not joined:
                return
            for at in joined:
                del edits[accepted[at]]

    def _joined(self, base: "_MaskedBase", edits: Sequence[Edit], around: int | None = None) -> set[int]:
        """The indices of the edits that take part in a value which is neither in the base nor in one edit alone.
        `around`: how many code points of the base on each side of them are examined; all if None."""
        text, known, spans = base.with_edits(edits, around)
        for begin, end in spans:
            known += [(begin + one.start, begin + one.end) for one in self._finder.values(text[begin:end])]
        known.sort()
        new = [one for one in self._finder.values(text) if not _inside(one.start, one.end, known)]
        return {
            at
            for at, (begin, end) in enumerate(spans)
            if any(one.start <= end and begin <= one.end for one in new)
        }  # fmt: skip

    def _mask(self, value: Value) -> str:
        known = value.kind, value.key
        if known not in self._replacements:
            self._counts[value.kind] = self._counts.get(value.kind, 0) + 1
            self._replacements[known] = f"[{value.kind}_{self._counts[value.kind]}]"
        return self._replacements[known]


class _MaskedBase:
    """A text with its values masked, which translates places and edits of the text into the masked one."""

    def __init__(self, base: str, masks: Sequence[tuple[Value, str]]) -> None:
        self._base = base
        self._starts = [value.start for value, _ in masks]
        self._ends = [value.end for value, _ in masks]
        self._grown = [0]  # by how much, up to the end of each value
        parts: list[str] = []
        place = 0
        for value, mask in masks:
            parts += base[place : value.start], mask
            place = value.end
            self._grown.append(self._grown[-1] + len(mask) - (value.end - value.start))
        self.text = "".join([*parts, base[place:]]) if masks else base

    def moved(self, place: int) -> int:
        """The masked place, in code points, of a place of the base that is not inside a value."""
        return place + self._grown[bisect_right(self._ends, place)]

    def has(self, edit: Edit) -> bool:
        """Whether the text that a masked edit removes is at its place."""
        return self.text.startswith(edit.before, edit.start)

    def with_edits(
        self, edits: Sequence[Edit], around: int | None
    ) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
        """The text with edits that cut no value, or only the part of it `around` the edits; the spans in it of the
        base's values; and the spans that the edits wrote."""
        low = 0 if around is None or not edits else max(0, edits[0].start - around)
        high = len(self._base) if around is None or not edits else edits[-1].end + around
        parts: list[str] = []
        values: list[tuple[int, int]] = []
        spans: list[tuple[int, int]] = []
        place, length = low, 0

        def keep(end: int) -> None:
            nonlocal length
            first, last = bisect_right(self._ends, place), bisect_left(self._starts, end)
            for number in range(first, last):
                start, stop = max(self._starts[number], place), min(self._ends[number], end)
                values.append((length + start - place, length + stop - place))
            parts.append(self._base[place:end])
            length += len(parts[-1])

        for edit in edits:
            keep(edit.start)
            spans.append((length, length + len(edit.after)))
            parts.append(edit.after)
            length += len(edit.after)
            place = edit.end
        keep(min(high, len(self._base)))
        return "".join(parts), values, spans

    def widened(self, judged: JudgedEdit) -> JudgedEdit:
        """An edit widened to the whole of each value that it reaches into."""
        start, end = self._outside(judged.edit.start)[0], self._outside(judged.edit.end)[1]
        if (start, end) == (judged.edit.start, judged.edit.end):
            return judged
        lead, tail = self._base[start : judged.edit.start], self._base[judged.edit.end : end]
        return judged._replace(
            edit=Edit(start, self._base[start:end], lead + judged.edit.after + tail),
            rewritten=None if judged.rewritten is None else lead + judged.rewritten + tail,
            alternatives=(),  # they were for the narrower edit
        )

    def _outside(self, place: int) -> tuple[int, int]:
        """The span of the value that contains a place; an empty span at the place if there is none."""
        at = bisect_right(self._starts, place) - 1
        if at >= 0 and self._starts[at] < place < self._ends[at]:
            return self._starts[at], self._ends[at]
        return place, place


def _inside(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the spans, which are in order and do not overlap, contains `start` to `end`."""
    at = bisect_right(spans, (start, sys.maxsize)) - 1
    return at >= 0 and end <= spans[at][1]


def _is_none(judged: JudgedEdit) -> bool:
    """Whether masking left an edit that changes nothing, or a rewrite that equals what was offered."""
    made = {judged.edit, judged.applied}
    same = judged.rewritten == judged.edit.after or any(edit.before == edit.after for edit in made)
    return same and any(MASK.search(edit.before + edit.after) for edit in made)


def _apart(edits: Sequence[JudgedEdit]) -> Iterator[tuple[int, JudgedEdit]]:
    """The edits, each with its number, that do not overlap another one and do not begin at the same place as one."""
    ordered = sorted(range(len(edits)), key=lambda number: (edits[number].edit.start, edits[number].edit.end))
    overlapping: set[int] = set()
    for last, number in pairwise(ordered):
        before, edit = edits[last].edit, edits[number].edit
        if edit.start < before.end or edit.start == before.start:
            overlapping |= {last, number}
    return ((number, judged) for number, judged in enumerate(edits) if number not in overlapping)
