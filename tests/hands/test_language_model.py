"""The language model in the real window, where it is here: its proposals come behind those of the rules, each says why,
and a round that it reads in ends at once."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.seat import Seat
from tests.revisers.lm.real import real_model

TEXT = "We recieve letters every day. They spent the whole evening talk about politics.\n"
LONG = "".join(
    f"In {year} the people of the town was asked what they thinks about the new road, and most of them was against it. "
    f"They spent {year - 1900} evening talk about it, but a answer have not been found by them.\n\n"
    for year in range(1950, 1990)
)


@pytest.fixture(scope="module")
def desk(seat: Seat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    more = {"REVISER_MODELS": str(real_model().path.parent)}
    with Desk(Reviser(seat, tmp_path_factory.mktemp("home"), more=more), tmp_path_factory.mktemp("texts")) as desk:
        yield desk


def test_its_proposals_come_behind_those_of_the_rules_and_say_why(desk: Desk, tmp_path: Path) -> None:
    program = desk.lay(TEXT)
    program.key("ctrl+Return")
    program.await_said("2 undecided")
    program.key("F8", "F8")
    program.await_said("Here the form is “talking”.")
    program.seat.screen.shoot(tmp_path / "card.png")
    program.key("a")
    program.await_said("Accepted “talking”")
    assert program.save().decode() == TEXT.replace("talk ", "talking ")


def test_a_round_in_which_it_reads_is_cancelled_at_once(desk: Desk) -> None:
    program = desk.lay(LONG)
    program.key("ctrl+Return")
    program.await_said("80 proposals so far")  # those of the rules: now the model reads
    began = time.monotonic()
    program.key("ctrl+period")
    program.await_said("cancelled")
    assert time.monotonic() - began < 3
    assert program.save().decode() == LONG


def test_what_a_rejection_taught_is_shown_and_begins_again_at_a_button(desk: Desk) -> None:
    program = desk.lay(TEXT)
    program.key("ctrl+Return")
    program.await_said("2 undecided")
    program.key("F8", "F8")
    program.await_said("Here the form is “talking”.")
    program.key("x")
    program.await_said("Rejected “talking”")
    program.key("ctrl+shift+l")
    program.seat.screen.await_window("What was learned")
    program.await_said("1 of 1 rejected here", "so it needs more confidence")
    program.press("Reset Form in -ing")
    program.key("Esc")
    program.seat.screen.await_gone("What was learned")
    program.key("ctrl+shift+l")
    program.seat.screen.await_window("What was learned")
    program.await_said("All thresholds have their default values.")
    program.key("Esc")
    program.seat.screen.await_gone("What was learned")
    assert program.save().decode() == TEXT
