"""Strategies: ways to get better proposals for more requests. Each is a reviser that wraps others, any others.

Self-refine is Madaan et al.'s loop (2023) with its stop; sample and select takes several answers and lets the text as
it is stand among them, since the best edit is often none.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from itertools import count

from reviser.core.edit import Proposal
from reviser.core.exchange import Exchange
from reviser.core.text import Span
from reviser.errors import ReviserError
from reviser.messages import message
from reviser.revisers.base import Output, ReadProgress, Request, Reviser, Thinking, Unusable
from reviser.revisers.chat.judging import AT_ONCE, Judge, JudgedPassage, reworded, units
from reviser.revisers.chat.methods import Pinpoint, SourceAnchored
from reviser.revisers.chat.placement import EditPlacer
from reviser.revisers.chat.reviser import Chat
from reviser.revisers.chat.schema import Suggestion
from reviser.revisers.chat.sections import Outline
from reviser.revisers.net.wire import Waiting
from reviser.revisers.rules.protected_words import merged

_SENTENCES = 40  # that sample-and-select samples at a time
_WARM = 0.8  # the temperature of samples: enough for them to differ
_SAMPLES = 3


class SelfRefine:
    """Propose, criticise, word better what the critic would change, and again; until the critic is content, or
    `turns` are over."""

    def __init__(self, inner: Reviser, critic: Chat, turns: int = 2) -> None:
        self._inner = inner
        self._critic = critic
        self._turns = turns

    @property
    def name(self) -> str:
        return f"{self._inner.name} self-refine"

    async def revise(self, request: Request) -> AsyncIterator[Output]:
        judge = Judge(await self._critic.talk(), self._critic.prompt_builder(request), request)
        placer = EditPlacer(request, self._inner.name)
        waiting: list[Proposal] = []  # arrived, and not judged yet
        stream = _outputs(self._inner, request, judge.failures)
        try:
            async with aclosing(stream) as outputs:
                async for output in outputs:
                    if not isinstance(output, Proposal):
                        yield output
                        continue
                    waiting.append(output)
                    ready = units(waiting)
                    if len(ready) > AT_ONCE:  # the last one may have more to come
                        refined = await self._refined(ready[:-1], judge, placer)
                        waiting = list(ready[-1].proposals)
                        for better in refined:
                            yield better
            refined = await self._refined(units(waiting), judge, placer)
            waiting = []
            for better in refined:
                yield better
        finally:
            # The round was cancelled before these were judged: what had arrived is kept.
            for proposal in waiting:
                request.late(proposal)
        if judge.failures:
            raise judge.failures[0]

    async def _refined(self, ready: Sequence[JudgedPassage], judge: Judge, placer: EditPlacer) -> list[Output]:
        """What is left of the units after criticism, with what was asked."""
        outputs: list[Output] = []
        text = judge.request.text
        open_ = dict(enumerate(ready, 1))
        wording = {number: reworded(text, unit) for number, unit in open_.items()}
        said: dict[int, str] = {}
        questioned = list(open_)
        for _ in range(self._turns):
            if not questioned:
                break
            listed = "\n".join(_described(number, open_[number], wording[number], judge) for number in questioned)
            verdicts = await judge.verdicts("criticise", listed, outputs)
            if verdicts is None:
                break
            choices = {number: verdicts[number] for number in questioned if number in verdicts}
            for number in [number for number, verdict in choices.items() if verdict.choice.casefold() == "drop"]:
                del open_[number]
                outputs.append(Unusable(message("an edit that the model itself withdrew")))
            change = [number for number, verdict in choices.items() if verdict.choice.casefold() == "change"]
            if not change:
                break
            listed = "\n".join(
                f"{_described(number, open_[number], wording[number], judge)}\n    the critic: {choices[number].why}"
                for number in change
            )
            better = await judge.verdicts("revise", listed, outputs) or {}
            questioned = []
            for number in change:
                new = better.get(number)
                if new is not None and new.choice != wording[number]:
                    wording[number], said[number] = new.choice, new.why
                    questioned.append(number)
        for number, unit in open_.items():
            if number not in said:
                placer.take(unit.edits)
                outputs += unit.proposals
        for number in said.keys() & open_.keys():
            unit = open_[number]
            first = unit.proposals[0]
            suggestion = Suggestion(0, first.intent, unit.hull.of(text), wording[number], said[number])
            found = placer.reworded(unit.hull, suggestion, first)
            outputs += [Unusable(found)] if isinstance(found, str) else found
        return outputs


def _described(number: int, passage: JudgedPassage, wording: str, judge: Judge) -> str:
    first = passage.proposals[0]
    return f"P{number} ({first.intent}; {first.explanation})\n{judge.shown(passage.hull, [wording], first=0)}"


@dataclass(frozen=True, slots=True)
class _CandidatePlace:
    """Where candidates propose something: what each proposes there, and the wordings, each once, most often first."""

    hull: Span
    offers: tuple[tuple[JudgedPassage, ...], ...]  # by candidate
    wordings: tuple[str, ...]
    by: tuple[int, ...]  # the candidate that each wording comes from
    votes: tuple[int, ...]


class SampleAndSelect:
    """Several candidates revise, and one wording is chosen for each place; to leave it as it is always stands among
    them, and is what happens where nothing is chosen."""

    def __init__(self, candidates: Sequence[Reviser], chooser: Chat) -> None:
        """At least one candidate."""
        self._candidates = tuple(candidates)
        self._chooser = chooser

    @property
    def name(self) -> str:
        return f"{self._candidates[0].name} sample-and-select"

    async def revise(self, request: Request) -> AsyncIterator[Output]:
        judge = Judge(await self._chooser.talk(), self._chooser.prompt_builder(request), request)
        outline = Outline(request.text)
        asked = outline.open(request.scope, merged((*request.protected, *request.locked)))
        total = sum(len(outline.sentences[index]) for index in asked)
        done = 0
        groups = count(1)
        yield ReadProgress(0, total)
        for at in range(0, len(asked), _SENTENCES):
            scope = tuple(outline.sentences[index] for index in asked[at : at + _SENTENCES])
            heard = await self._sampled(replace(request, scope=scope), judge, groups)
            for outputs in heard:
                for output in outputs:
                    if isinstance(output, Exchange | Unusable | Waiting | Thinking):
                        yield output
            places = _places(request.text, [_within(scope, outputs) for outputs in heard])
            open_ = places
            try:
                for first in range(0, len(places), AT_ONCE):
                    chosen = await self._chosen(places[first : first + AT_ONCE], judge, groups)
                    open_ = places[first + AT_ONCE :]
                    for output in chosen:
                        yield output
            finally:
                # The round was cancelled before somebody had chosen here.
                self._keep(open_, groups, request.late)
            done += sum(map(len, scope))
            yield ReadProgress(done, total)
        if judge.failures:
            raise judge.failures[0]

    async def _sampled(self, request: Request, judge: Judge, groups: Iterator[int]) -> list[list[Output]]:
        """What each candidate puts out. Where the round is cancelled meanwhile, what had arrived is kept."""
        heard: list[list[Output]] = [[] for _ in self._candidates]

        async def listen(candidate: Reviser, into: list[Output]) -> None:
            asked = replace(request, late=into.append)
            async with aclosing(_outputs(candidate, asked, judge.failures)) as outputs:
                async for output in outputs:
                    into.append(output)

        pairs = zip(self._candidates, heard, strict=True)
        tasks = [asyncio.create_task(listen(candidate, into)) for candidate, into in pairs]
        ended = False
        try:
            await asyncio.gather(*tasks)
            ended = True
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if not ended:
                for output in (each for outputs in heard for each in outputs if not isinstance(each, Proposal)):
                    request.late(output)
                found = [_within(request.scope or (), outputs) for outputs in heard]
                self._keep(_places(request.text, found), groups, request.late)
        return heard

    async def _chosen(self, places: Sequence[_CandidatePlace], judge: Judge, groups: Iterator[int]) -> list[Output]:
        """The chosen wordings of these places, with what was asked. Candidates count their groups each for itself, so
        that they are counted anew by `groups`."""
        outputs: list[Output] = []
        listed = "\n".join(f"P{number}\n{_offered(place, judge)}" for number, place in enumerate(places, 1))
        verdicts = await judge.verdicts("choose", listed, outputs)
        left = 0
        for number, place in enumerate(places, 1):
            if verdicts is None:
                # Nobody to choose: what most candidates say.
                choice = 1 if 2 * place.votes[0] > len(self._candidates) else 0
            else:
                choice = _choice(verdicts[number].choice, len(place.wordings)) if number in verdicts else 0
            if not choice:
                left += 1
                continue
            outputs += self._worded(place, choice - 1, groups)
        if left:
            outputs.append(Unusable(message("a place that is better left as it is"), left))
        return outputs

    def _worded(self, place: _CandidatePlace, wording: int, groups: Iterator[int]) -> Iterator[Proposal]:
        """The proposals behind a wording of a place, by its index."""
        agreed = place.votes[wording] / len(self._candidates)
        for unit in place.offers[place.by[wording]]:
            group = f"{self.name}/{next(groups)}" if len(unit.proposals) > 1 else ""
            yield from (replace(proposal, confidence=agreed, group=group) for proposal in unit.proposals)

    def _keep(self, places: Sequence[_CandidatePlace], groups: Iterator[int], late: Callable[[Output], None]) -> None:
        """Nobody has chosen here: what most candidates say is kept, the first of them where they are as many."""
        for proposal in (each for place in places for each in self._worded(place, 0, groups)):
            late(proposal)


def _offered(place: _CandidatePlace, judge: Judge) -> str:
    return judge.shown(place.hull, place.wordings, first=1).replace("as it is:", "0 (as it is):", 1)


def _choice(said: str, most: int) -> int:
    """The number that was chosen; 0, as it is, where it is none of them."""
    digits = said.strip().strip("[]().")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 and int(digits) <= most else 0


def _within(scope: Sequence[Span], outputs: Sequence[Output]) -> list[JudgedPassage]:
    """The units that lie in `scope`: a reviser may have read more."""
    found = units(output for output in outputs if isinstance(output, Proposal))
    return [unit for unit in found if any(span.start <= unit.hull.start < span.end for span in scope)]


def _places(text: str, candidates: Sequence[Sequence[JudgedPassage]]) -> list[_CandidatePlace]:
    """Where anybody proposes something, in order; what overlaps is one place."""
    all_units = sorted(
        ((unit.hull, index, unit) for index, found in enumerate(candidates) for unit in found),
        key=lambda each: (each[0], each[1]),
    )
    places: list[_CandidatePlace] = []
    gathered: list[tuple[int, JudgedPassage]] = []
    hull = Span(0, 0)
    for span, index, unit in all_units:
        if gathered and not (span.start < hull.end or span.start == hull.start):
            places.append(_place(text, hull, gathered, len(candidates)))
            gathered = []
        hull = span if not gathered else Span(hull.start, max(hull.end, span.end))
        gathered.append((index, unit))
    if gathered:
        places.append(_place(text, hull, gathered, len(candidates)))
    return places


def _place(text: str, hull: Span, gathered: Sequence[tuple[int, JudgedPassage]], candidates: int) -> _CandidatePlace:
    offers = tuple(tuple(unit for index, unit in gathered if index == candidate) for candidate in range(candidates))
    said: dict[str, int] = {}
    votes: Counter[str] = Counter()
    for candidate, offered in enumerate(offers):
        if not offered:
            continue
        together = JudgedPassage(tuple(proposal for unit in offered for proposal in unit.proposals))
        inner = together.hull
        wording = text[hull.start : inner.start] + reworded(text, together) + text[inner.end : hull.end]
        votes[wording] += 1
        said.setdefault(wording, candidate)
    ranked = sorted(said, key=lambda wording: -votes[wording])
    return _CandidatePlace(
        hull, offers, tuple(ranked), tuple(said[each] for each in ranked), tuple(votes[each] for each in ranked)
    )


async def _outputs(reviser: Reviser, request: Request, failures: list[ReviserError]) -> AsyncGenerator[Output, None]:
    """What a reviser puts out; its error is kept, so that what had arrived goes on first."""
    stream = reviser.revise(request)
    try:
        async for output in stream:
            yield output
    except ReviserError as error:
        failures.append(error)
    finally:
        if isinstance(stream, AsyncGenerator):
            await stream.aclose()


# How each strategy of the table in reviser/revisers/strategies.py asks.


def direct(chat: Chat) -> Reviser:
    """One request for each part of the text."""
    return chat


def self_refine(chat: Chat) -> Reviser:
    """One request, and up to four for each twelve edits."""
    return SelfRefine(chat, chat)


def sample_and_select(chat: Chat) -> Reviser:
    """Three requests, and one for each twelve places."""
    return SampleAndSelect([chat.sampled(_WARM, seed) for seed in range(1, _SAMPLES + 1)], chat)


def pinpoint(chat: Chat) -> Reviser:
    """One request, and a second where something was found."""
    return chat.asking(Pinpoint())


def source_anchored(chat: Chat) -> Reviser:
    """One request, with the source."""
    return chat.asking(SourceAnchored())
