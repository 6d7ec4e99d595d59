"""An evaluation that was ended goes on where it ended, and comes to what an uninterrupted one comes to."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import astuple
from pathlib import Path

import pytest

from reviser.core.edit import DecisionSource
from reviser.errors import ReviserError, UserError
from reviser.messages import verbatim
from reviser.revisers.base import Output, Request
from reviser.services.datasets.evaluation import Evaluation, EvaluationRun, accept_closer_to, run_rounds
from reviser.services.datasets.evaluation_journal import EvaluationJournal
from tests.core.recording import propose
from tests.services.datasets.test_evaluation import data

CHANGES = (("teh", "the"), ("mat", "carpet"), ("were", "was"), ("dog", "cat"))


class Replacing:
    """Proposes these changes of words, of which two a round; with `answers` given, fails after so many texts."""

    name = "replacing"

    def __init__(self, answers: int = 1000) -> None:
        self.answers = answers
        self.asked: list[str] = []

    async def revise(self, request: Request) -> AsyncIterator[Output]:
        if len(self.asked) == self.answers:
            raise ReviserError(verbatim("It was switched off."))
        self.asked.append(request.text)
        for before, after in [each for each in CHANGES if each[0] in request.text.split()][:2]:
            yield propose(request.text, before, after)


def evaluated(reviser: Replacing, journal: EvaluationJournal | None) -> Evaluation:
    done = [] if journal is None else journal.done()
    keep = (lambda _round, _seconds: None) if journal is None else journal.keep
    person = accept_closer_to(data())
    run = EvaluationRun(data(), reviser.name, person, DecisionSource.PERSON, "", done, keep)
    asyncio.run(run_rounds(reviser, run, 3, lambda: 0.0))
    return run.evaluation()


@pytest.mark.parametrize("answers", range(7))
def test_a_run_that_was_ended_comes_to_the_same(tmp_path: Path, answers: int) -> None:
    whole = Replacing()
    wanted = evaluated(whole, None)
    journal = EvaluationJournal(tmp_path / "out.jsonl", {"reviser": "replacing"})
    first, second = Replacing(answers), Replacing()
    if answers < len(whole.asked):
        with pytest.raises(ReviserError):
            evaluated(first, journal)
        with journal.path.open("ab") as file:
            file.write(b'{"depth": 1, "ind')  # of a process that was killed while it wrote
    else:
        evaluated(first, journal)
    found = evaluated(second, EvaluationJournal(tmp_path / "out.jsonl", {"reviser": "replacing"}))
    assert found == wanted
    assert len(wanted.rounds) == 4
    assert sorted(first.asked + second.asked) == sorted(whole.asked), "no text is asked for twice"
    journal.finish()
    assert not journal.path.exists()


def test_proposals_are_read_as_they_were_written(tmp_path: Path) -> None:
    journal = EvaluationJournal(tmp_path / "out.jsonl", {})
    evaluated(Replacing(), journal)
    with (tmp_path / "out.jsonl.part").open("a", encoding="utf-8") as file:
        file.write("null\n[]\n{}\n")
    rounds = journal.done()
    assert [astuple(each)[:2] for each, _ in rounds] == [(depth, index) for depth in (1, 2, 3) for index in (0, 1)]
    assert rounds[0][0].proposals[0] == propose(data().texts[0], "teh", "the")


def test_the_journal_of_another_run_is_not_gone_on_with(tmp_path: Path) -> None:
    evaluated(Replacing(), EvaluationJournal(tmp_path / "out.jsonl", {"data": "a"}))
    with pytest.raises(UserError, match="belongs to a run with other data, options or versions"):
        EvaluationJournal(tmp_path / "out.jsonl", {"data": "b"}).done()
    (tmp_path / "out.jsonl.part").write_bytes(b"no json\n")
    with pytest.raises(UserError, match="belongs to a run with other"):
        EvaluationJournal(tmp_path / "out.jsonl", {"data": "a"}).done()
    with pytest.raises(UserError, match="cannot be written"):
        EvaluationJournal(tmp_path / "none" / "out.jsonl", {}).done()
