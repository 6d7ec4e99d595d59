"""The scorer: in a process as in a thread, stopped soon, and a clear sentence where there is no model."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviser.errors import UserError
from reviser.revisers.lm.apart import ProcessEngine
from reviser.revisers.lm.engine import ThreadEngine
from reviser.revisers.lm.model_file import find, look
from reviser.revisers.lm.passage_scores import ModelScorer
from reviser.revisers.scoring import PassageWordings, gain
from tests.revisers.lm import tiny
from tests.revisers.lm.real import real_model

PASSAGE = PassageWordings(("The list were sent.", "The list was sent."), "We wrote to them. ")


@pytest.fixture
def apart() -> Iterator[ProcessEngine]:
    engine = ProcessEngine()
    yield engine
    engine.forget()


def test_a_process_gives_what_a_thread_gives(tmp_path: Path, apart: ProcessEngine) -> None:
    model = look(tiny.write(tmp_path / "tiny.gguf"))
    there = asyncio.run(ModelScorer(lambda: model, apart).scores([PASSAGE, PASSAGE]))
    here = asyncio.run(ModelScorer(lambda: model, ThreadEngine()).scores([PASSAGE, PASSAGE]))
    assert there == here
    assert len(there) == 2
    assert asyncio.run(ModelScorer(lambda: model, apart).scores([])) == []


@pytest.mark.parametrize("in_a_process", [True, False])
def test_cancelled_it_stops_within_half_a_second_and_the_next_is_scored(
    apart: ProcessEngine, in_a_process: bool
) -> None:
    model = real_model()
    scorer = ModelScorer(lambda: model, apart if in_a_process else ThreadEngine())
    sentence = "The members of the committee, who had met twice that week, was unable to agree. " * 8
    long = [PassageWordings((sentence, sentence.replace("was", "were")))] * 20

    async def cancelled() -> float:
        await scorer.scores([PASSAGE])  # the model is loaded
        task = asyncio.create_task(scorer.scores(long))
        await asyncio.sleep(1)
        assert not task.done()
        began = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        (scores,) = await scorer.scores([PASSAGE])  # it waits for the end of the work that nobody wants
        assert gain(scores[1], scores[0]) > 1
        return time.monotonic() - began

    assert asyncio.run(cancelled()) < 1.5


def test_without_a_model_it_says_how_to_get_it(tmp_path: Path) -> None:
    scorer = ModelScorer(lambda: find(tmp_path), ThreadEngine())
    with pytest.raises(UserError, match="reviser models get"):
        scorer.check()
    with pytest.raises(UserError, match="reviser models get"):
        asyncio.run(scorer.scores([PASSAGE]))


def test_a_file_that_is_no_model_is_said_to_be_none(tmp_path: Path) -> None:
    path = tiny.write(tmp_path / "tiny.gguf")
    model = look(path)
    path.write_bytes(path.read_bytes()[:-4_000])
    with pytest.raises(UserError, match="cannot be read"):
        asyncio.run(ModelScorer(lambda: model, ThreadEngine()).scores([PASSAGE]))
