"""How likely the proposals of a round are taken, asked in the background."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reviser.core.edit import Verdict
from reviser.services.rounds.acceptance import AcceptanceChances, RoundQuery
from reviser.services.rounds.open_document import OpenDocument
from tests.core.recording import propose
from tests.services.desk import Desk, desk

TEXT = "It has many benefit and many reason. He go there. He walk there.\n"


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


def proposed(program: Desk, name: str = "a.txt") -> OpenDocument:
    open_document = program.open(name, f"{TEXT}This is {name}.\n")
    proposals = (
        propose(TEXT, "benefit", "benefits", rule="plain/number"),
        propose(TEXT, "reason", "reasons", rule="plain/number"),
        propose(TEXT, "go", "goes", rule="plain/verb"),
        propose(TEXT, "walk", "walks", rule="plain/verb"),
    )
    program.round(open_document, *(replace(one, reviser="embedded", confidence=0.8) for one in proposals))
    return open_document


def asked(open_document: OpenDocument, number: int = -1) -> RoundQuery:
    state = open_document.state
    return RoundQuery(state, number % len(state.rounds), open_document.document_id, open_document.annotator)


def known(program: Desk, chances: AcceptanceChances, of: RoundQuery) -> list[float]:
    told: list[None] = []
    chances.ask(of, lambda: told.append(None))
    while not program.idle:
        program.document_manager.receive(program.take())
    found = chances.known_probabilities(of)
    return [found[item.id] for item in of.state.rounds[of.number].round.live]


def waits(program: Desk, of: RoundQuery) -> bool:
    """Whether something had to be found out about a round."""
    program.document_manager.chances.ask(of, lambda: None)
    return not program.idle


def test_each_live_proposal_has_a_chance_that_earlier_rounds_and_other_documents_move(program: Desk) -> None:
    chances = program.document_manager.chances
    first = proposed(program)
    assert known(program, chances, asked(first)) == pytest.approx([0.8] * 4)
    round_state = first.state.round_state
    assert round_state is not None
    first.decide([round_state.round.items[0].id], Verdict.REJECT)
    first.decide([round_state.round.items[2].id], Verdict.ACCEPT)
    second = proposed(program, "b.txt")
    there = known(program, chances, asked(second))
    assert there[0] < there[1] < 0.8 < there[3]
    # A round of the same document: what was decided here counts in full.
    program.round(
        first,
        replace(
            propose(first.state.text, "reason", "reasons", rule="plain/number"), reviser="embedded", confidence=0.8
        ),
    )
    (here,) = known(program, chances, asked(first))
    assert here < there[1]


def test_deciding_in_the_round_does_not_change_its_order(program: Desk) -> None:
    chances, open_document = program.document_manager.chances, proposed(program)
    before = known(program, chances, asked(open_document))
    round_state = open_document.state.round_state
    assert round_state is not None
    open_document.decide([round_state.round.items[0].id], Verdict.REJECT)
    assert (
        known(
            program,
            AcceptanceChances(program.document_manager.background_tasks, program.store.path),
            asked(open_document),
        )
        == before
    )


def test_only_the_round_asked_about_last_is_known_and_what_is_known_is_not_asked_again(program: Desk) -> None:
    chances = program.document_manager.chances
    first, second = proposed(program), proposed(program, "b.txt")
    known(program, chances, asked(first))
    assert waits(program, asked(first)) is False
    assert waits(program, asked(second)) is True
    assert chances.known_probabilities(asked(first)) == {}
    known(program, chances, asked(second))
