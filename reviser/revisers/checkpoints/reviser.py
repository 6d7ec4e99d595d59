"""A reviser whose sentences are rewritten by a checkpoint: what differs word by word becomes proposals."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import regex

from reviser.core.edit import Anchor, Intent
from reviser.core.exchange import Exchange
from reviser.core.text import Span
from reviser.messages import message
from reviser.revisers.base import Output, ReadProgress, Request, Thinking, Unusable
from reviser.revisers.chat.placement import NO_CHANGE, TAKEN, EditPlacer
from reviser.revisers.chat.schema import Suggestion
from reviser.revisers.chat.sections import Outline

BATCH = 4  # sentences that go through the model together
_GB = 1e9  # bytes
_SPACES = regex.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class AskedSentence:
    """A sentence with single blanks for white space. `before` and `after`: those beside it in its paragraph, empty
    where there are none."""

    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class RevisedSentence:
    """What a sentence should read: `after`, for this `intent`, as `why` says. `confidence`: 0 to 1. `whole`: the model
    ended it by itself. `problem`: why it cannot be used, as a part of a sentence; empty where it can.
    `asked` and `answer`: what the model read and wrote, to the letter."""

    after: str
    intent: Intent
    why: str
    confidence: float
    whole: bool = True
    problem: str = ""
    asked: str = ""
    answer: str = ""


class SentenceModel(Protocol):
    """A loaded checkpoint."""

    def revise(
        self, sentences: Sequence[AskedSentence], request: Request, stopped: Callable[[], bool]
    ) -> list[tuple[RevisedSentence, ...]]:
        """For each sentence its wordings, best first; none at all once `stopped` said so."""
        ...


class CheckpointReviser:
    """`load` gives the model, and is called in a thread when the first round begins: it takes seconds, and the memory
    of the weights, which stay for the next round. `loading` is held meanwhile, and shared by all revisers of a program:
    of two that are loaded one after the other, the second sees how much memory the first has left."""

    def __init__(
        self,
        name: str,
        load: Callable[[], SentenceModel],
        loading: threading.Lock,
        model: str = "",
        memory: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`model`: what the records of a round call it, such as OWNER/NAME@COMMIT. `memory`: bytes that it will take,
        which are said while it is loaded."""
        self._name = name
        self._model_name = model
        self._memory = memory
        self._clock = clock
        self._load = load
        self._loading = loading
        self._model: SentenceModel | None = None

    @property
    def name(self) -> str:
        return self._name

    async def revise(self, request: Request) -> AsyncIterator[Output]:
        """As Reviser has it. Each sentence is asked about by itself, BATCH at a time; a cancel ends the work at the
        next token."""
        placer = EditPlacer(request, self._name, family="checkpoint")
        outline = Outline(request.text)
        asked = {
            outline.sentences[index].trimmed(request.text): _asked(outline, index)
            for index in outline.open(request.scope, placer.fixed)
        }
        spans = list(asked)
        total, done = sum(map(len, spans)), 0
        yield ReadProgress(0, total)
        if not spans:
            return
        model = self._model
        if model is None:
            size = self._memory / _GB
            yield Thinking(message("Loading {name} ({size:.1f} GB of memory) …", name=self._name, size=size))
            model = await asyncio.to_thread(self._load_once)
            yield Thinking("")
        for batch in _batches(spans):
            sentences, began = [asked[span] for span in batch], self._clock()
            revised = await self._ask(model, request, sentences)
            for exchange in self._records(revised, self._clock() - began):
                yield exchange
            for span, wordings in zip(batch, revised, strict=True):
                for output in _placed(request, placer, span, wordings):
                    yield output
                done += len(span)
            yield ReadProgress(done, total)

    def _load_once(self) -> SentenceModel:
        """The model, which several rounds at once share."""
        with self._loading:
            if self._model is None:
                self._model = self._load()
            return self._model

    def _records(self, revised: Sequence[tuple[RevisedSentence, ...]], seconds: float) -> Iterator[Exchange]:
        """What the model read of a batch, and what it wrote; nothing where it had nothing to revise."""
        wordings = [wording for each in revised for wording in each if wording.asked]
        if wordings:
            sent, received = (
                "\n".join(texts) for texts in zip(*((one.asked, one.answer) for one in wordings), strict=True)
            )
            ended = "stop" if all(wording.whole for wording in wordings) else "length"
            yield Exchange(
                self._name, self._model_name, "propose", "", sent, received, None, None, None, seconds, ended
            )

    async def _ask(
        self, model: SentenceModel, request: Request, sentences: Sequence[AskedSentence]
    ) -> list[tuple[RevisedSentence, ...]]:
        stop = threading.Event()
        try:
            return await asyncio.to_thread(model.revise, sentences, request, stop.is_set)
        finally:
            stop.set()


def _placed(request: Request, placer: EditPlacer, span: Span, wordings: Sequence[RevisedSentence]) -> Iterator[Output]:
    """The proposals of a sentence, wording by wording: a later one changes only what no earlier one does, and that is
    no fault of the model."""
    for number, wording in enumerate(wordings):
        if not wording.whole:
            yield Unusable(message("an answer that broke off"))
            continue
        if wording.problem:
            yield Unusable(wording.problem)
            continue
        if not wording.after:
            yield Unusable(message("an empty answer"))
            continue
        suggestion = Suggestion(0, wording.intent, span.of(request.text), wording.after, wording.why)
        found = placer.fit(span, wording.after, suggestion, Anchor.EXACT, wording.confidence)
        if isinstance(found, str):
            if found != NO_CHANGE and not (number and found == TAKEN):
                yield Unusable(found)
            continue
        yield from found


def _asked(outline: Outline, index: int) -> AskedSentence:
    before, after = outline.neighbours(index)
    own, *beside = (
        "" if span is None else _SPACES.sub(" ", span.of(outline.text)).strip()
        for span in (outline.sentences[index], before, after)
    )
    return AskedSentence(own, *beside)


def _batches(spans: Sequence[Span]) -> Iterator[Sequence[Span]]:
    for start in range(0, len(spans), BATCH):
        yield spans[start : start + BATCH]
