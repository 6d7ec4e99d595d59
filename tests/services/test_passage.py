"""A round that proposes only on a passage, with a wish of its own."""

from dataclasses import replace
from pathlib import Path

import pytest

from reviser.core.events import StopReason
from reviser.core.text import Span
from reviser.errors import UserError
from tests.core.recording import propose
from tests.services.desk import desk

TEXT = "Teh cat sat. Teh dog ran.\n\nTeh end came.\n"
DOG = Span(13, 25)


def test_only_the_passage_is_proposed_on_and_the_wish_is_of_this_round(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT)
        program.reviser.rounds.append(tuple(propose(TEXT, "Teh", "The", nth=nth) for nth in range(3)))
        doc.start(DOG, replace(doc.round_settings, instruction="shorter"))
        program.pump(doc)
        round_state = doc.state.round_state
        assert round_state is not None
        assert [item.proposal.edit.start for item in round_state.round.live] == [13]
        assert (round_state.round.passage, round_state.round.instruction, doc.round_settings.instruction) == (
            DOG,
            "shorter",
            "",
        )
        (request,) = program.reviser.requests
        assert (request.scope, request.locked) == ((DOG,), (Span(0, 13), Span(25, len(TEXT))))
        with desk(tmp_path) as again:
            assert again.open().state == doc.state


def test_a_passage_does_not_count_as_read_nor_end_the_loop(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT)
        program.reviser.rounds += [(), ()]
        doc.start(DOG)
        program.pump(doc)
        assert doc.state.stop is None
        doc.start()
        program.pump(doc)
        assert program.reviser.requests[1].scope is None
        assert doc.state.stop is StopReason.NOTHING_PROPOSED


def test_an_empty_passage_is_said(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT)
        with pytest.raises(UserError, match="select the passage"):
            doc.start(Span(25, 27))
        assert doc.state.depth == 0
