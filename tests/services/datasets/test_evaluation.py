"""Figures come out round by round; a simulated person takes what brings a text closer to a reference."""

import asyncio
from collections.abc import Callable

import pytest

from reviser.core.edit import DecisionSource
from reviser.datasets.parallel import Parallel
from reviser.datasets.tokens import simple
from reviser.errors import ReviserError
from reviser.messages import verbatim
from reviser.revisers.base import Request
from reviser.services.datasets.evaluation import (
    EvaluationRun,
    Person,
    RoundScores,
    accept_closer_to,
    accept_everything,
    run_rounds,
)
from tests.core.recording import propose
from tests.fakes import QueuedReviser

TEXTS = ("teh cat sat on teh mat", "a dog were sad")
WANTED = ("the cat sat on the mat", "a dog was sad")


def data() -> Parallel:
    sources = tuple(map(simple, TEXTS))
    return Parallel("test", TEXTS, sources, (tuple(map(simple, WANTED)),), lambda _, text: simple(text))


def figures(reviser: QueuedReviser, person: Callable[[Parallel], Person], rounds: int = 3) -> tuple[RoundScores, ...]:
    run = EvaluationRun(data(), reviser.name, person(data()), DecisionSource.PERSON)
    asyncio.run(run_rounds(reviser, run, rounds, lambda: 0.0))
    return run.evaluation().rounds


def queued() -> QueuedReviser:
    """Two rounds: good and bad edits for both texts, then the rest of the first."""
    return QueuedReviser(
        [
            (propose(TEXTS[0], "teh", "the"), propose(TEXTS[0], "mat", "carpet")),
            (propose(TEXTS[1], "were", "was"),),
        ]
    )


def test_a_simulated_person_takes_what_comes_closer() -> None:
    start, first, second = figures(queued(), accept_closer_to, 2)
    assert (start.depth, start.proposed) == (0, 0)
    assert (first.proposed, first.accepted) == (3, 2)
    assert first.exact == 50  # the second text is as wanted
    assert first.precision == 100
    assert first.gleu > start.gleu
    assert (second.proposed, second.accepted) == (0, 0)


def test_everything_is_accepted_where_nobody_judges() -> None:
    _, first, *_ = figures(queued(), lambda _: accept_everything)
    assert (first.proposed, first.accepted) == (3, 3)
    assert first.precision == pytest.approx(100 * 2 / 3)


def test_the_next_round_is_told_what_was_decided() -> None:
    reviser = queued()
    figures(reviser, accept_closer_to, 2)
    later: list[Request] = [request for request in reviser.requests if request.brief.examples]
    assert later
    assert {example.verdict.value for example in later[0].brief.examples} <= {"accept", "reject"}


def test_what_a_reviser_cannot_is_raised_as_it_says_it() -> None:
    failing = QueuedReviser(
        [(ReviserError(verbatim("Nothing listens there.")),), (ReviserError(verbatim("Nothing listens there.")),)]
    )
    with pytest.raises(ReviserError, match="Nothing listens"):
        figures(failing, lambda _: accept_everything)
