"""Refinement by pinpointed errors and simulated annealing: FITO, later LLMRefine (Xu et al., 2023 and 2024), for edits.

A critic pinpoints the errors of each sentence, with their place, type and severity. A candidate is sampled from them,
its errors are pinpointed in turn, and it is taken where it scores better, or by chance where it scores worse: the
worse, and the cooler by then, the less likely. Sentences anneal each for itself, and are asked about together.
"""

import math
import random
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from reviser.core.edit import Anchor, Intent, Proposal
from reviser.core.text import Span
from reviser.errors import ReviserError, UserError
from reviser.messages import message
from reviser.revisers.base import Output, ReadProgress, Request, Unusable
from reviser.revisers.chat import schema
from reviser.revisers.chat.judging import AT_ONCE, Judge
from reviser.revisers.chat.placement import NO_CHANGE, EditPlacer
from reviser.revisers.chat.reviser import Chat
from reviser.revisers.chat.schema import PinpointedError, Severity, Suggestion, one_line
from reviser.revisers.chat.sections import Outline
from reviser.revisers.scoring import PassageScorer, PassageWordings, gain

_WARM = 0.8  # the temperature of samples: enough for them to differ
_LONGEST = 1_200  # code points of a sentence that is refined
_BEFORE = 200  # code points before a sentence that are read with it
_MUCH_LONGER = 3  # times as long, and
_LONGER_BY = 100  # so many code points more, is no version of a sentence


@dataclass(frozen=True, slots=True)
class AnnealingSchedule:
    """`iterations` candidates at most; the temperature T begins at `start` and falls by `cooling` of itself each time;
    `scale` is the paper's n, by which T is multiplied. The formulas are the paper's; its numbers are for other scores,
    these are for scores of -5 a major error, -1 a minor one, and for natural logarithms."""

    iterations: int = 4
    start: float = 1.0
    cooling: float = 0.5
    scale: float = 1.0

    def chance(self, new: float, old: float, temperature: float) -> float:
        """The probability with which a candidate that scores `new` takes the place of what scores `old`:
        min(1, exp((new - old) / (n T)))."""
        if new >= old:
            return 1.0
        return math.exp((new - old) / (self.scale * temperature)) if temperature > 0 else 0.0

    def cooler(self, temperature: float) -> float:
        """The temperature of the next iteration: max(T - c T, 0)."""
        return max(temperature - self.cooling * temperature, 0.0)


@dataclass(slots=True)
class _Chain:
    """A sentence on its way. `first`: the errors that were found in it as it was; `errors`: those of `wording`."""

    span: Span
    wording: str
    first: Sequence[PinpointedError]
    errors: Sequence[PinpointedError]
    score: float
    chance: random.Random
    candidate: str = ""
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.score


class SimulatedAnnealing:
    """`critic` pinpoints; `reviser` words candidates. What scores a wording is its errors, or `scorer` where one is
    given."""

    def __init__(
        self,
        reviser: Chat,
        critic: Chat,
        scorer: PassageScorer | None = None,
        schedule: AnnealingSchedule | None = None,
        seed: int = 1,
    ) -> None:
        """The same `seed` takes the same chances."""
        self._reviser = reviser.sampled(_WARM, seed)
        self._critic = critic
        self._scorer = scorer
        self._schedule = schedule or AnnealingSchedule()
        self._seed = seed

    @property
    def name(self) -> str:
        return f"{self._reviser.name} anneal"

    async def revise(self, request: Request) -> AsyncIterator[Output]:
        critic = Judge(await self._critic.talk(), self._critic.prompt_builder(request), request)
        run = _AnnealingRun(self.name, request, self._reviser, critic, self._scorer, self._schedule, self._seed)
        async with aclosing(run.outputs()) as outputs:
            async for output in outputs:
                yield output
        if critic.failures:
            raise critic.failures[0]


class _AnnealingRun:
    """One round. Errors go into `critic.failures`."""

    def __init__(
        self,
        name: str,
        request: Request,
        reviser: Chat,
        critic: Judge,
        scorer: PassageScorer | None,
        schedule: AnnealingSchedule,
        seed: int,
    ) -> None:
        self._request = request
        self._reviser = reviser
        self._critic = critic
        self._scorer = scorer
        self._schedule = schedule
        self._seed = seed
        self._placer = EditPlacer(request, name)
        self._chains: list[_Chain] = []  # that anneal now

    async def outputs(self) -> AsyncGenerator[Output, None]:
        """Everything, some sentences after the other. Cancelled, it keeps what was reached."""
        text = self._request.text
        outline = Outline(text)
        spans = [
            outline.sentences[index].trimmed(text) for index in outline.open(self._request.scope, self._placer.fixed)
        ]
        long = sum(len(span) > _LONGEST for span in spans)
        if long:
            yield Unusable(message("a sentence too long for the model's context"), long)
        spans = [span for span in spans if len(span) <= _LONGEST]
        total, done = sum(map(len, spans)), 0
        yield ReadProgress(0, total)
        for start in range(0, len(spans), AT_ONCE):
            group = spans[start : start + AT_ONCE]
            ended = False
            try:
                async with aclosing(self._annealed(group)) as outputs:
                    async for output in outputs:
                        yield output
                ended = True
            finally:
                if not ended:
                    for output in self._placed():
                        if isinstance(output, Proposal):
                            self._request.late(output)
            for output in self._placed():
                yield output
            if self._critic.failures:
                return
            done += sum(map(len, group))
            yield ReadProgress(done, total)

    async def _annealed(self, spans: Sequence[Span]) -> AsyncGenerator[Output, None]:
        """Anneal these sentences, which `_placed` then has; what was asked meanwhile."""
        self._chains = []
        outputs: list[Output] = []
        found = await self._pinpointed([span.of(self._request.text) for span in spans], outputs)
        if found is None:
            if not self._critic.failures:
                self._critic.failures.append(_no_list(self._critic.talk.model))
        else:
            self._chains = [self._chain(span, own) for span, own in zip(spans, found, strict=True) if own]
        for output in outputs:
            yield output
        temperature = self._schedule.start
        for iteration in range(self._schedule.iterations):
            hot = [chain for chain in self._chains if chain.errors]
            if not hot or self._critic.failures:
                return
            outputs = []
            await self._step(hot, temperature, iteration, outputs)
            for output in outputs:
                yield output
            temperature = self._schedule.cooler(temperature)

    def _chain(self, span: Span, errors: Sequence[PinpointedError]) -> _Chain:
        sentence = span.of(self._request.text)
        score = 0.0 if self._scorer is not None else _penalty(errors)
        chance = random.Random(f"{self._seed}:{span.start}:{sentence}")
        return _Chain(span, sentence, errors, errors, score, chance)

    async def _step(self, hot: Sequence[_Chain], temperature: float, iteration: int, outputs: list[Output]) -> None:
        """One candidate for each chain, which is taken or not."""
        await self._sample(hot, iteration, outputs)
        drawn = [(chain, chain.chance.random()) for chain in hot]  # also where nothing came: a seed means the same
        changed = [(chain, chance) for chain, chance in drawn if chain.candidate != chain.wording]
        if not changed:
            return
        errors = await self._pinpointed([chain.candidate for chain, _ in changed], outputs)
        scores = None if errors is None else await self._scores([chain for chain, _ in changed], errors)
        if errors is None or scores is None:
            return
        for (chain, chance), own, score in zip(changed, errors, scores, strict=True):
            if chance < self._schedule.chance(score, chain.score, temperature):
                chain.wording, chain.errors, chain.score = chain.candidate, own, score

    async def _sample(self, chains: Sequence[_Chain], iteration: int, outputs: list[Output]) -> None:
        """Ask for a candidate of each chain. One that changes nothing, or only what must stay, is the wording as it
        is."""
        judge = Judge(
            await self._reviser.talk(self._seed + iteration),
            self._reviser.prompt_builder(self._request),
            self._request,
            self._critic.failures,
        )
        listed = "\n".join(
            f"P{number}: {one_line(chain.wording, _LONGEST)}\n{_described(chain.errors)}"
            for number, chain in enumerate(chains, 1)
        )
        verdicts = await judge.verdicts("correct", listed, outputs) or {}
        for number, chain in enumerate(chains, 1):
            chain.candidate = chain.wording
            if number in verdicts:
                said = verdicts[number].choice
                if len(said) > _MUCH_LONGER * len(chain.span) + _LONGER_BY:
                    outputs.append(Unusable(message("an answer far longer than the sentence")))
                    continue
                chain.candidate = self._placer.permitted(chain.span, said)

    async def _pinpointed(self, sentences: Sequence[str], outputs: list[Output]) -> list[list[PinpointedError]] | None:
        """The errors of each sentence; None where they could not be asked for."""
        listed = "\n".join(f"P{number}: {one_line(text, _LONGEST)}" for number, text in enumerate(sentences, 1))
        found = await self._critic.entries(
            "errors", ("errors", schema.errors(len(sentences))), schema.pinpointed, listed, outputs
        )
        if found is None or self._critic.failures:
            return None
        wanted = self._request.brief.wanted
        errors: list[list[PinpointedError]] = [[] for _ in sentences]
        for error in found:
            if not 0 < error.number <= len(sentences):
                outputs.append(Unusable(message("a sentence that was not asked about")))
            elif not wanted or error.intent in {*wanted, Intent.OTHER}:
                errors[error.number - 1].append(error)
        return errors

    async def _scores(
        self, chains: Sequence[_Chain], errors: Sequence[Sequence[PinpointedError]]
    ) -> list[float] | None:
        """What the candidate of each chain scores; None where nothing can be scored."""
        if self._scorer is None:
            return [_penalty(own) for own in errors]
        text = self._request.text
        passages = [
            PassageWordings(
                (chain.span.of(text), chain.candidate), text[max(0, chain.span.start - _BEFORE) : chain.span.start]
            )
            for chain in chains
        ]
        try:
            return [gain(new, old) for old, new in await self._scorer.scores(passages)]
        except UserError as error:
            self._critic.failures.append(error if isinstance(error, ReviserError) else ReviserError(error.message))
            return None

    def _placed(self) -> Iterator[Output]:
        """What the chains have come to, as proposals. A sentence that scores no better than it did is left."""
        chains, self._chains = self._chains, []
        left = 0
        for chain in chains:
            if chain.score <= chain.began:
                left += 1
                continue
            before = chain.span.of(self._request.text)
            why = "; ".join(f"{error.why or one_line(error.quote)} ({_named(error.severity)})" for error in chain.first)
            worst = min(chain.first, key=lambda error: error.severity.value)
            suggestion = Suggestion(0, worst.intent, before, chain.wording, one_line(why))
            found = self._placer.fit(chain.span, chain.wording, suggestion, Anchor.EXACT)
            if isinstance(found, str):
                if found != NO_CHANGE:
                    yield Unusable(found)
            else:
                yield from found
        if left:
            yield Unusable(message("a place that is better left as it is"), left, withdrawn=True)


def _penalty(errors: Sequence[PinpointedError]) -> float:
    return float(sum(error.severity.value for error in errors))


def _named(severity: Severity) -> str:
    return severity.name.lower()


def _described(errors: Sequence[PinpointedError]) -> str:
    return "\n".join(
        f"    {_named(error.severity)}, {error.intent}: “{one_line(error.quote, 200)}”: {error.why}" for error in errors
    )


def _no_list(model: str) -> ReviserError:
    return ReviserError(
        message("{model} cannot list errors, which the strategy anneal needs: choose another strategy.", model=model)
    )
