"""Sampling, conditional resampling, selection: the modules of SCREWS (Shridhar et al., 2023), for edits.

Several candidates revise, and one wording is chosen for each place; to leave it as it is always stands among them,
since the best edit is often none. With resampling the first candidate revises alone, whoever chooses says where they
doubt it, and only the sentences of these places go to the others.
"""

import asyncio
from bisect import bisect_left, insort
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeVar

from reviser.core.edit import Proposal, Remark
from reviser.core.exchange import Exchange
from reviser.core.text import Span
from reviser.messages import message
from reviser.revisers.base import Output, ReadProgress, Request, Thinking, Unusable
from reviser.revisers.chat.judging import JudgedPassage
from reviser.revisers.chat.placement import TAKEN
from reviser.revisers.chat.sections import Outline
from reviser.revisers.net.wire import Waiting
from reviser.revisers.rules.protected_words import merged
from reviser.revisers.strategies.candidate_places import CandidatePlace, has_place, places, proposed_units, within
from reviser.revisers.strategies.choosers import Chooser, RoundChooser
from reviser.revisers.strategies.parts import CandidateReviser
from reviser.revisers.strategies.streams import outputs_of

T = TypeVar("T")

_SENTENCES = 40  # that are revised and chosen from at a time


class CandidateSelection:
    """See the module."""

    def __init__(
        self, candidates: Sequence[CandidateReviser], chooser: Chooser, strategy: str, *, resampling: bool = False
    ) -> None:
        """At least one candidate. `strategy`: the strategy's name."""
        self._candidates = tuple(candidates)
        self._chooser = chooser
        self._strategy = strategy
        self._resampling = resampling

    @property
    def name(self) -> str:
        return f"{self._candidates[0].reviser.name} {self._strategy}"

    async def revise(self, request: Request) -> AsyncIterator[Output]:
        chooser = await self._chooser.begin(request)
        run = _SelectionRun(self.name, self._candidates, request, chooser, self._chooser.at_once)
        async with aclosing(run.outputs(resampling=self._resampling)) as outputs:
            async for output in outputs:
                yield output
        if chooser.failures:
            raise chooser.failures[0]


@dataclass(frozen=True, slots=True)
class _Window:
    """A part of the text, and its sentences that are to be revised."""

    span: Span
    asked: tuple[Span, ...]


def _windows(outline: Outline, request: Request) -> list[_Window]:
    """The whole text in parts, with at most _SENTENCES to revise in each."""
    asked = outline.open(request.scope, merged((*request.protected, *request.locked)))
    groups = [tuple(outline.sentences[index] for index in group) for group in _batches(asked, _SENTENCES)] or [()]
    starts = [0, *(group[0].start for group in groups[1:]), len(request.text) + 1]
    return [_Window(Span(starts[at], starts[at + 1]), group) for at, group in enumerate(groups)]


class _SelectionRun:
    """One round."""

    def __init__(
        self, name: str, candidates: Sequence[CandidateReviser], request: Request, chooser: RoundChooser, at_once: int
    ) -> None:
        self._name = name
        self._candidates = candidates
        self._request = request
        self._chooser = chooser
        self._at_once = at_once
        self._outline = Outline(request.text)
        self._groups = count(1)
        self._taken: list[Span] = []  # what was given out, sorted
        self._open: Sequence[CandidatePlace] = ()  # where nobody has chosen yet
        self._hearing: dict[int, list[Output]] = {}  # what arrives from candidates that read by scope
        self._whole: dict[int, list[Output]] = {}  # what arrived from the others
        self._said: set[int] = set()  # those of which all but the proposals has been given on
        self._at = 0  # code points up to which everything was chosen from, or is in `_open`

    async def outputs(self, *, resampling: bool) -> AsyncGenerator[Output, None]:
        """Everything, window by window."""
        windows = _windows(self._outline, self._request)
        total, done = sum(len(span) for window in windows for span in window.asked), 0
        yield ReadProgress(0, total)
        ended = False
        try:
            for window in windows:
                async with aclosing(self._resampled(window) if resampling else self._sampled(window)) as outputs:
                    async for output in outputs:
                        yield output
                done += sum(map(len, window.asked))
                yield ReadProgress(done, total)
            ended = True
        finally:
            if not ended:
                self._keep()

    async def _sampled(self, window: _Window) -> AsyncGenerator[Output, None]:
        """Every candidate revises the window."""
        every = range(len(self._candidates))
        for output in await self._hear(every, window.asked):
            yield output
        found = [self._found(index, window.asked, window.span) for index in every]
        for output in self._given_as_they_are(found):
            yield output
        self._reach(window, places(self._request.text, [_of_places(own) for own in found]))
        async with aclosing(self._chosen()) as outputs:
            async for output in outputs:
                yield output

    async def _resampled(self, window: _Window) -> AsyncGenerator[Output, None]:
        """The first candidate revises the window; the others the sentences where it is doubted."""
        for output in await self._hear([0], window.asked):
            yield output
        first = self._found(0, window.asked, window.span)
        for output in self._given_as_they_are([first]):
            yield output
        self._reach(window, places(self._request.text, [_of_places(first)]))
        doubted: list[CandidatePlace] = []
        every = tuple(self._open)
        for start in range(0, len(every), self._at_once):
            batch = every[start : start + self._at_once]
            said: list[Output] = []
            doubts = await self._chooser.doubted(batch, said)
            trusted = [place for place, doubt in zip(batch, doubts, strict=True) if not doubt]
            doubted += (place for place, doubt in zip(batch, doubts, strict=True) if doubt)
            self._open = [*doubted, *every[start + len(batch) :]]
            for output in (*said, *(each for place in trusted for each in self._given(place, 0, None))):
                yield output
        if not doubted:
            return
        again = self._sentences(place.hull for place in doubted)
        for output in await self._hear(range(1, len(self._candidates)), again):
            yield output
        others = [self._found(index, again, None) for index in range(1, len(self._candidates))]
        firsts = [unit for place in doubted for unit in place.units(0)]
        self._open = places(self._request.text, [firsts, *map(_of_places, others)])
        self._hearing = {}
        async with aclosing(self._chosen()) as outputs:
            async for output in outputs:
                yield output

    async def _chosen(self) -> AsyncGenerator[Output, None]:
        """What is chosen for the open places."""
        for batch in _batches(self._open, self._at_once):
            outputs: list[Output] = []
            choices = await self._chooser.choose(batch, outputs)
            self._open = self._open[len(batch) :]
            for place, choice in zip(batch, choices, strict=True):
                if choice:
                    outputs += self._given(place, choice - 1, place.agreed(choice - 1))
            if left := choices.count(0):
                outputs.append(Unusable(message("a place that is better left as it is"), left, withdrawn=True))
            for output in outputs:
                yield output

    async def _hear(self, candidates: Iterable[int], scope: tuple[Span, ...]) -> list[Output]:
        """Ask these candidates about `scope`, or about everything those that cannot be asked about less, once. What
        comes back is what they say beside proposals."""
        tasks: list[asyncio.Task[None]] = []
        self._hearing = {}
        heard: dict[int, list[Output]] = {}
        for index in candidates:
            if self._candidates[index].by_scope:
                heard[index] = self._hearing[index] = []
                if scope:
                    asked = replace(self._request, scope=scope)
                    tasks.append(asyncio.create_task(self._listen(index, asked, heard[index])))
            else:
                heard[index] = self._whole.setdefault(index, [])
                if index not in self._said:
                    tasks.append(asyncio.create_task(self._listen(index, self._request, heard[index])))
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        said = [output for index, own in heard.items() if index not in self._said for output in own if _is_said(output)]
        self._said |= self._whole.keys() & heard.keys()
        for own in self._hearing.values():
            own[:] = [output for output in own if isinstance(output, Proposal)]
        return said

    async def _listen(self, index: int, request: Request, into: list[Output]) -> None:
        request = replace(request, late=into.append)
        async with aclosing(outputs_of(self._candidates[index].reviser, request, self._chooser.failures)) as outputs:
            async for output in outputs:
                into.append(output)

    def _found(self, index: int, scope: Sequence[Span], part: Span | None) -> list[JudgedPassage]:
        """What a candidate proposes in `scope`; one that reads everything in all of `part`, where that is given."""
        if index in self._hearing:
            return [unit for unit in proposed_units(self._hearing[index]) if within(unit, scope)]
        spans = scope if part is None else [part]
        return [unit for unit in proposed_units(self._whole.get(index, ())) if within(unit, spans)]

    def _reach(self, window: _Window, found: Sequence[CandidatePlace]) -> None:
        """From now on `found` is what is open of `window`."""
        self._open, self._at = found, window.span.end
        self._hearing = {}

    def _sentences(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """The sentences that `spans` touch, in order."""
        touched = self._outline.open(tuple(spans), merged((*self._request.protected, *self._request.locked)))
        return tuple(self._outline.sentences[index] for index in touched)

    def _given_as_they_are(self, found: Sequence[Sequence[JudgedPassage]]) -> Iterator[Output]:
        """What belongs to no one place, from the first candidate that proposes it."""
        for own in found:
            for unit in own:
                if not has_place(unit):
                    yield from self._taken_by([unit], None)

    def _given(self, place: CandidatePlace, wording: int, confidence: float | None) -> Iterator[Output]:
        """The proposals behind a wording of a place, by its index."""
        yield from self._taken_by(place.units(wording), confidence if len(self._candidates) > 1 else None)

    def _taken_by(self, units: Sequence[JudgedPassage], confidence: float | None) -> Iterator[Output]:
        """These proposals, unless their place is taken. Candidates count their groups each for itself, so that they are
        counted anew."""
        if any(self._is_taken(proposal.edit.span) for unit in units for proposal in unit.proposals):
            yield Unusable(TAKEN)
            return
        for unit in units:
            group = f"{self._name}/{next(self._groups)}" if len(unit.proposals) > 1 else ""
            for proposal in unit.proposals:
                insort(self._taken, proposal.edit.span)
                sure = proposal.confidence if confidence is None else confidence
                yield replace(proposal, confidence=sure, group=group)

    def _is_taken(self, span: Span) -> bool:
        """Whether something was given out here."""
        at = bisect_left(self._taken, span)
        near = self._taken[max(0, at - 1) : at + 1]
        return any(span.start == other.start or span.overlaps(other) for other in near)

    def _keep(self) -> None:
        """The round ends early, and nobody has chosen here: what most candidates say is kept, the first of them where
        they are as many."""
        late = self._request.late
        for index, own in (*self._hearing.items(), *self._whole.items()):
            if index not in self._said:
                for output in filter(_is_said, own):
                    late(output)
        text, rest = self._request.text, Span(self._at, len(self._request.text) + 1)
        every = (Span(0, len(text) + 1),)
        arrived = [self._found(index, every, rest) for index in range(len(self._candidates))]
        for place in (*self._open, *places(text, arrived)):
            for output in self._given(place, 0, place.agreed(0)):
                if isinstance(output, Proposal):
                    late(output)


def _of_places(units: Sequence[JudgedPassage]) -> list[JudgedPassage]:
    return [unit for unit in units if has_place(unit)]


def _is_said(output: Output) -> bool:
    """Whether this is given on, whoever it comes from. How far each of them is tells nothing."""
    return isinstance(output, Exchange | Unusable | Waiting | Thinking | Remark)


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))
