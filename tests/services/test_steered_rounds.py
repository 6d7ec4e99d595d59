"""What a reviser is asked in later rounds, and what is told of an answer that was no use."""

import asyncio
import queue
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from reviser.core.edit import Verdict
from reviser.core.events import Outcome
from reviser.core.exchange import Exchange
from reviser.revisers.base import Output, Request, Unusable
from reviser.services.rounds.notifications import Notice
from reviser.services.rounds.round_settings import RoundSettings
from reviser.services.worker import Cancelled, JobEvent, OutputBatch, Worker
from tests.core.recording import propose
from tests.services.desk import desk

TEXT = "One cat sat. Two cats sat. Three cats sat. Four cats sat.\n"
EXCHANGE = Exchange("s", "m", "propose", "p", "sent", "got", 10, 2, None, 0.1, "stop")


def test_the_second_request_tells_the_decisions_and_what_is_still_open(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = program.open(text=TEXT)
        round_state = program.round(
            open_document, propose(TEXT, "One", "A"), propose(TEXT, "Two", "Some"), propose(TEXT, "Three", "Many")
        )
        ids = [item.id for item in round_state.round.items]
        open_document.decide([ids[0]], Verdict.ACCEPT)
        open_document.decide([ids[1]], Verdict.REJECT, reason="it is two")
        open_document.decide([ids[2]], Verdict.REWRITE, after="Lots of")
        program.round(open_document)
        first, second = program.reviser.requests
        assert first.scope is None
        assert first.brief.examples == ()
        assert second.scope is not None
        assert [span.of(second.text) for span in second.scope] == ["A cat sat.", "Lots of cats sat."]
        assert [(each.verdict, each.before, each.after, each.reason) for each in second.brief.examples] == [
            (Verdict.ACCEPT, "One", "A", ""),
            (Verdict.REJECT, "Two", "Two", "it is two"),
            (Verdict.REWRITE, "Three", "Lots of", ""),
        ]
        # Under another instruction all is read again.
        program.reviser.rounds.append(())
        open_document.set_round_settings(RoundSettings(instruction="British spelling"))
        open_document.start()
        program.pump(open_document)
        assert program.reviser.requests[-1].scope is None


def test_what_a_model_said_in_vain_is_told_when_the_round_ends(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = program.open(text=TEXT)
        program.round(open_document, Unusable("no change"), Unusable("no quote", 2), propose(TEXT, "One", "A"))
        ended = [told.message for told in program.told if told.notice is Notice.ENDED]
        assert ended == ["3 answers of the model could not be used: no quote (2), no change (1)."]


class Interrupted:
    """A reviser that has more to say when it is cancelled."""

    name = "interrupted"

    def __init__(self) -> None:
        self.begun = threading.Event()

    async def revise(self, request: Request) -> AsyncIterator[Output]:
        exchange = Exchange("s", "m", "propose", "p", "sent", "", None, None, None, 0.0, "cancelled")
        try:
            yield Unusable("no change")
            self.begun.set()
            await asyncio.sleep(60)
        finally:
            request.late(exchange)


def test_what_comes_after_a_cancel_is_kept() -> None:
    events: queue.Queue[JobEvent] = queue.Queue()
    worker = Worker()
    try:
        reviser = Interrupted()
        worker.submit("a", reviser, lambda: Request(TEXT), lambda proposal: proposal, events.put)
        assert reviser.begun.wait(timeout=10)
        worker.cancel("a")
        got = [events.get(timeout=10)]
        while not isinstance(got[-1], Cancelled):
            got.append(events.get(timeout=10))
    finally:
        worker.stop()
    outputs = [output for event in got if isinstance(event, OutputBatch) for output in event.outputs]
    assert [output.ended for output in outputs if isinstance(output, Exchange)] == ["cancelled"]


def test_a_model_that_gave_nothing_usable_has_not_read_the_text(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = program.open(text=TEXT)
        round_state = program.round(open_document, Unusable("no quote", 3))
        assert round_state.round.outcome is Outcome.FAILED
        assert "3 answers of the model could not be used" in round_state.round.message
        program.round(open_document, propose(TEXT, "One", "A"))
        assert program.reviser.requests[-1].scope is None, "everything is asked about again"


def test_what_cannot_be_kept_for_a_fault_of_ours_ends_the_round_and_frees_the_document(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    beyond = replace(EXCHANGE, tokens_in=10**30)  # SQLite cannot hold it
    with desk(tmp_path) as program:
        open_document = program.open(text=TEXT)
        program.reviser.rounds.append((propose(TEXT, "One", "A"), beyond))
        open_document.start()
        program.pump(open_document)
        assert not open_document.running
        assert [told.message for told in program.told if told.notice is Notice.FAILED] == [
            "The round failed (OverflowError); what had arrived before is kept."
        ]
        assert "A batch could not be taken" in caplog.text
        caplog.clear()
        round_state = program.round(open_document, propose(TEXT, "One", "A"))
        assert len(round_state.round.live) == 1
