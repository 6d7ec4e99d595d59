"""What a checkpoint answers becomes proposals in the text, or is counted as unusable."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from threading import Lock

import pytest

from reviser.core.edit import Intent, Proposal, apply
from reviser.core.exchange import Exchange
from reviser.core.text import Span
from reviser.errors import ReviserError
from reviser.messages import message
from reviser.revisers.base import Output, ReadProgress, Request, Thinking, Unusable
from reviser.revisers.checkpoints.instruction import intent_of
from reviser.revisers.checkpoints.intent_tags import intent_of_label
from reviser.revisers.checkpoints.reviser import BATCH, AskedSentence, CheckpointReviser, RevisedSentence

TEXT = "She go home. The sky is blue.\n\nHe have\ntwo cats. It rains.\n"
KNOWN = {"She go home.": "She goes home.", "He have two cats.": "He has two cats."}


class Known:
    """A model that knows some sentences by heart and leaves the others as they are. `asked`: in what batches."""

    def __init__(self, known: Mapping[str, str], *, whole: bool = True) -> None:
        self._known = known
        self._whole = whole
        self.asked: list[tuple[str, ...]] = []

    def revise(
        self, sentences: Sequence[AskedSentence], request: Request, stopped: Callable[[], bool]
    ) -> list[tuple[RevisedSentence, ...]]:
        assert request.text
        assert not stopped()
        self.asked.append(tuple(sentence.text for sentence in sentences))
        return [
            (RevisedSentence(self._known.get(one.text, one.text), Intent.FLUENCY, "why", 0.7, self._whole),)
            for one in sentences
        ]


class Reading(Known):
    """One that tells what it read and wrote."""

    def revise(
        self, sentences: Sequence[AskedSentence], request: Request, stopped: Callable[[], bool]
    ) -> list[tuple[RevisedSentence, ...]]:
        found = super().revise(sentences, request, stopped)
        return [
            (replace(one, asked=f"Fix: {sentence.text}", answer=one.after),)
            for sentence, (one,) in zip(sentences, found, strict=True)
        ]


class Endless:
    """A model that works until it is stopped."""

    def __init__(self) -> None:
        self.began, self.ended = threading.Event(), threading.Event()

    def revise(
        self, sentences: Sequence[AskedSentence], request: Request, stopped: Callable[[], bool]
    ) -> list[tuple[RevisedSentence, ...]]:
        assert request.text
        assert sentences
        self.began.set()
        while not stopped():
            self.ended.wait(0.001)
        self.ended.set()
        return []


def outputs(reviser: CheckpointReviser, request: Request) -> list[Output]:
    async def gather() -> list[Output]:
        return [output async for output in reviser.revise(request)]

    return asyncio.run(gather())


def proposals(found: Sequence[Output]) -> Iterator[Proposal]:
    return (output for output in found if isinstance(output, Proposal))


def test_sentences_become_edits_of_words_also_across_a_line_end() -> None:
    model = Known(KNOWN)
    found = outputs(CheckpointReviser("checkpoint:small", lambda: model, Lock()), Request(TEXT))
    edits = [one.edit for one in proposals(found)]
    assert apply(TEXT, edits) == TEXT.replace("go home", "goes home").replace("have\ntwo", "has\ntwo")
    (first, *_) = proposals(found)
    assert (first.reviser, first.intent, first.confidence) == ("checkpoint:small", Intent.FLUENCY, 0.7)
    assert first.rule == "checkpoint/fluency/go→goes"
    assert model.asked == [("She go home.", "The sky is blue.", "He have two cats.", "It rains.")]
    done = [one for one in found if isinstance(one, ReadProgress)]
    assert done[0].done == 0
    assert done[-1].done == done[-1].total == len("She go home.The sky is blue.He have two cats.It rains.")
    assert [one.text for one in found if isinstance(one, Thinking)] == [
        "Loading checkpoint:small (0.0 GB of memory) …",
        "",
    ]


def test_the_model_is_loaded_once_and_asked_in_batches() -> None:
    loaded: list[Known] = []

    def load() -> Known:
        loaded.append(Known({}))
        return loaded[-1]

    reviser = CheckpointReviser("checkpoint:small", load, Lock())
    text = "It rains. " * (2 * BATCH + 1)
    for _ in range(2):
        assert list(proposals(outputs(reviser, Request(text)))) == []
    (model,) = loaded
    assert [len(batch) for batch in model.asked] == [BATCH, BATCH, 1] * 2


def test_rounds_at_once_share_what_is_loaded_and_checkpoints_are_loaded_one_after_the_other() -> None:
    loading, loaded, at_once = 0, 0, 0

    def load() -> Known:
        nonlocal loading, loaded, at_once
        loading += 1
        at_once = max(at_once, loading)
        time.sleep(0.05)  # the work of loading, in which others would begin if nothing held them back
        loading -= 1
        loaded += 1
        return Known(KNOWN)

    async def ask(reviser: CheckpointReviser) -> int:
        return sum(isinstance(output, Proposal) for output in [one async for one in reviser.revise(Request(TEXT))])

    async def ask_all() -> list[int]:
        shared = Lock()
        two = [CheckpointReviser(f"checkpoint:{name}", load, shared) for name in ("one", "other")]
        return await asyncio.gather(*map(ask, two * 3))

    assert asyncio.run(ask_all()) == [2] * 6
    assert (loaded, at_once) == (2, 1)


def test_only_what_is_in_scope_and_not_protected_is_asked_about() -> None:
    model = Known(KNOWN)
    request = Request(TEXT, protected=(Span(0, 12),), scope=(Span(0, 30),))
    assert list(proposals(outputs(CheckpointReviser("checkpoint:small", lambda: model, Lock()), request))) == []
    assert model.asked == [("The sky is blue.",)]


@pytest.mark.parametrize(
    ("model", "why"),
    [(Known(KNOWN, whole=False), "an answer that broke off"), (Known({"It rains.": ""}), "an empty answer")],
)
def test_an_answer_that_broke_off_or_is_empty_is_counted(model: Known, why: str) -> None:
    found = outputs(CheckpointReviser("checkpoint:small", lambda: model, Lock()), Request("It rains."))
    assert [one.why for one in found if isinstance(one, Unusable)] == [why]


class TwoWordings:
    """A model that says one thing for two intents."""

    def revise(
        self, sentences: Sequence[AskedSentence], request: Request, stopped: Callable[[], bool]
    ) -> list[tuple[RevisedSentence, ...]]:
        assert request.text
        assert not stopped()
        intents = (Intent.FLUENCY, Intent.CLARITY)
        return [tuple(RevisedSentence("She goes home.", intent, "why", 0.7) for intent in intents) for _ in sentences]


def test_what_two_intents_ask_for_is_proposed_once_and_is_no_fault() -> None:
    found = outputs(CheckpointReviser("checkpoint:small", TwoWordings, Lock()), Request("She go home."))
    assert [(one.edit.after, one.intent) for one in proposals(found)] == [("goes", Intent.FLUENCY)]
    assert [one for one in found if isinstance(one, Unusable)] == []


def test_a_checkpoint_that_cannot_be_loaded_is_tried_again_in_the_next_round() -> None:
    tries: list[int] = []

    def load() -> Known:
        tries.append(1)
        raise ReviserError(message("It is damaged."))

    reviser = CheckpointReviser("checkpoint:small", load, Lock())
    for count in (1, 2):
        with pytest.raises(ReviserError, match="It is damaged"):
            outputs(reviser, Request(TEXT))
        assert len(tries) == count


def test_what_the_model_read_and_wrote_is_recorded_with_the_exact_model() -> None:
    ticks = iter([1.0, 3.5])
    name = "grammarly/coedit-large@0123"
    reviser = CheckpointReviser("checkpoint:small", lambda: Reading(KNOWN), Lock(), name, clock=lambda: next(ticks))
    (exchange,) = (one for one in outputs(reviser, Request(TEXT)) if isinstance(one, Exchange))
    assert (exchange.server, exchange.model, exchange.ended) == ("checkpoint:small", name, "stop")
    assert exchange.sent.splitlines() == [
        "Fix: She go home.",
        "Fix: The sky is blue.",
        "Fix: He have two cats.",
        "Fix: It rains.",
    ]
    assert exchange.received.splitlines()[:2] == ["She goes home.", "The sky is blue."]
    assert (exchange.tokens_in, exchange.seconds) == (None, 2.5)


def test_a_cancel_stops_the_model() -> None:
    model = Endless()
    reviser = CheckpointReviser("checkpoint:small", lambda: model, Lock())

    async def cancel() -> None:
        async def read() -> None:
            async for _ in reviser.revise(Request(TEXT)):
                pass

        task = asyncio.create_task(read())
        await asyncio.to_thread(model.began.wait)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert task.cancelled()
        await asyncio.to_thread(model.ended.wait)

    asyncio.run(cancel())
    assert model.ended.is_set()


def test_what_an_instruction_asks_for() -> None:
    assert intent_of("Fix grammatical errors in this sentence") is Intent.FLUENCY
    assert intent_of("Make this easier to understand") is Intent.CLARITY
    assert intent_of("Make this more formal") is Intent.STYLE
    assert intent_of("Translate") is Intent.OTHER


def test_the_intent_of_a_label() -> None:
    assert intent_of_label("LABEL_0") is Intent.CLARITY
    assert intent_of_label("fluency") is Intent.FLUENCY
    assert intent_of_label("meaning_changed") is Intent.MEANING_CHANGED
    assert intent_of_label("LABEL_9") is None
    assert intent_of_label("none") is None
