"""Sentences scored in a process of its own: as in the calling thread, stopped at once, and gone with its owner."""

import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import islice
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from reviser.core.edit import Proposal, Remark
from reviser.revisers.base import ReadProgress, Request
from reviser.revisers.lm.apart import ProcessEngine
from reviser.revisers.lm.candidates import candidates
from reviser.revisers.lm.engine import ThreadEngine
from reviser.revisers.lm.kinds import Candidate
from reviser.revisers.lm.layer import MODEL_RULE, LanguageModel
from reviser.revisers.lm.model_file import look
from reviser.revisers.lm.weights import WeightsError
from reviser.revisers.rules.spelling import Frequencies
from tests.revisers.lm import tiny
from tests.revisers.lm.steps import finished

SENTENCES = ("The benefits of sport is many, and they rise.", "He go to school with the teacher of his friends.")
TEXT = " ".join(SENTENCES)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.write(tmp_path_factory.mktemp("models") / "tiny.gguf")


@pytest.fixture
def apart() -> Iterator[ProcessEngine]:
    engine = ProcessEngine()
    yield engine
    engine.forget()
    assert not readers()


@cache
def thought_of() -> list[list[Candidate]]:
    frequencies = Frequencies.load()
    return [candidates(sentence, frequencies) for sentence in SENTENCES]


def readers() -> list[BaseProcess]:
    """The processes of the language model that run."""
    return [child for child in multiprocessing.active_children() if child.name == "language-model"]


def test_it_gives_what_the_calling_thread_gives(model: Path, apart: ProcessEngine) -> None:
    here = ThreadEngine()
    for _ in range(2):
        there = finished(apart.score(model, SENTENCES, thought_of()))
        assert any(there)
        assert there == finished(here.score(model, SENTENCES, thought_of()))
    few = [own[:3] for own in thought_of()]
    assert finished(apart.compare(model, SENTENCES, few)) == finished(here.compare(model, SENTENCES, few))
    assert len(readers()) == 1


def test_what_is_stopped_is_not_taken_for_the_answer_to_what_comes_next(model: Path, apart: ProcessEngine) -> None:
    apart.begin(model)
    for taken in (0, 1, 2, 30):
        steps = apart.score(model, SENTENCES, thought_of())
        for _ in islice(steps, taken):
            pass
        steps.close()
    others = [list(reversed(own)) for own in thought_of()]
    expected = finished(ThreadEngine().score(model, SENTENCES[:1], others[:1]))
    assert finished(apart.score(model, SENTENCES[:1], others[:1])) == expected
    assert len(readers()) == 1


def test_a_file_that_is_no_model_raises_here_what_it_raised_there(
    model: Path, apart: ProcessEngine, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.gguf"
    damaged.write_bytes(model.read_bytes()[:9000])
    apart.begin(damaged)
    with pytest.raises(WeightsError):
        finished(apart.score(damaged, SENTENCES, thought_of()))
    with pytest.raises(OSError, match="gone"):
        finished(apart.score(tmp_path / "gone.gguf", SENTENCES, thought_of()))
    assert finished(apart.score(model, SENTENCES[:1], thought_of()[:1]))
    assert len(readers()) == 1


def test_where_something_ends_the_process_the_round_says_so_and_the_next_has_another(
    model: Path, apart: ProcessEngine
) -> None:
    layer = LanguageModel(lambda: look(model), engine=apart)
    layer.begin()
    running = layer.find(Request(TEXT), [])
    assert isinstance(next(running), ReadProgress)
    (first,) = readers()
    first.kill()
    (said,) = [output for output in running if not isinstance(output, ReadProgress)]
    assert isinstance(said, Remark)
    assert said.rule == MODEL_RULE
    assert "terminated" in said.message
    layer.begin()
    assert any(isinstance(output, Proposal) for output in layer.find(Request(TEXT), []))


def test_where_it_was_ended_between_two_rounds_the_next_has_another(model: Path, apart: ProcessEngine) -> None:
    layer = LanguageModel(lambda: look(model), engine=apart)
    layer.begin()
    (first,) = readers()
    first.kill()
    first.join()
    layer.begin()
    found = list(layer.find(Request(TEXT), []))
    assert any(isinstance(output, Proposal) for output in found)
    assert not any(isinstance(output, Remark) for output in found)


def test_a_model_that_is_removed_takes_no_memory_any_more(model: Path, apart: ProcessEngine) -> None:
    found = [look(model), None]
    layer = LanguageModel(lambda: found[0], engine=apart)
    layer.begin()
    assert readers()
    del found[0]
    layer.begin()
    assert list(layer.find(Request(TEXT), [])) == []
    assert not readers()


OWNER = """
import sys
from pathlib import Path
from reviser.revisers.lm.apart import ProcessEngine
from tests.revisers.lm.steps import finished

apart = ProcessEngine()
finished(apart.score(Path(sys.argv[1]), [], []))
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("killed", [True, False], ids=["killed", "ended"])
def test_it_is_gone_with_the_program_also_where_that_is_killed(model: Path, killed: bool) -> None:
    root = Path(__file__).resolve().parents[3]
    command = [sys.executable, "-c", OWNER, str(model)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root, text=True) as owner:
        assert owner.stdin is not None
        assert owner.stdout is not None
        assert owner.stdout.readline() == "ready\n"
        if killed:
            owner.kill()
        owner.stdin.close()
        # Whoever it started has the same standard output: it ends when all of them have.
        assert owner.stdout.read() == ""
