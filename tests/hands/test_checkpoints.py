"""A paper's checkpoint in the real window: chosen by keys, its proposals decided, the file saved. Needs torch and
transformers: tests/README.md."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviser.revisers.checkpoints.kinds import Checkpoint
from reviser.services.models.checkpoints import Checkpoints
from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.seat import Seat
from tests.revisers.checkpoints.made import make
from tests.revisers.checkpoints.small import CLEAN, RIGHT, WRONG
from tests.services.hub_server import HubServer, hub_server

pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]
TEXT = f"{WRONG[0]} {CLEAN[0]} {WRONG[2]}\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("checkpoints"), "gector")


@pytest.fixture(scope="module")
def hub(made: Path) -> Iterator[HubServer]:
    with hub_server({"small/gector-tiny": made / "gector"}) as server:
        yield server


@pytest.fixture(scope="module")
def desk(seat: Seat, made: Path, hub: HubServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder, home = made, tmp_path_factory.mktemp("home")
    program = Reviser(seat, home, more={"HF_ENDPOINT": hub.endpoint})
    Checkpoints(home / "config" / "reviser" / "checkpoints.json").add(Checkpoint("tagger", "gector", folder / "gector"))
    with Desk(program, tmp_path_factory.mktemp("texts")) as desk:
        yield desk


def test_it_is_chosen_and_its_proposals_are_decided(desk: Desk, tmp_path: Path) -> None:
    program = desk.lay(TEXT)
    program.key("ctrl+i")
    program.seat.screen.await_window("The next rounds of this document")
    program.type("tagger")
    program.await_said("corrects the errors of each sentence")
    program.key("Return")
    program.seat.screen.await_gone("The next rounds of this document")
    program.key("ctrl+Return")
    program.await_said("3 undecided")
    program.seat.screen.shoot(tmp_path / "round.png")
    program.key("F8", "a", "a", "x")
    program.await_said("Rejected “cats”")
    assert program.save().decode() == TEXT.replace(WRONG[0], RIGHT[0]).replace("have", "has")


def test_one_from_the_hub_is_added_in_the_settings_and_is_then_a_reviser(desk: Desk, tmp_path: Path) -> None:
    program = desk.lay(TEXT)
    program.key("ctrl+,")
    program.seat.screen.await_window("Settings")
    program.press("Checkpoints")
    program.press("Add …")
    program.seat.screen.await_window("Add a checkpoint")
    program.type("small/gector-tiny\n")
    program.await_said("apache-2.0", "to fetch")
    program.seat.screen.shoot(tmp_path / "looked.png")
    program.key("Return")
    program.seat.screen.await_gone("Add a checkpoint")
    program.await_said("gector-tiny is added: it stands in the list of revisers")
    program.seat.screen.shoot(tmp_path / "page.png")
    program.key("Esc")
    program.seat.screen.await_gone("Settings")
    program.key("ctrl+i")
    program.seat.screen.await_window("The next rounds of this document")
    program.type("gector-tiny")
    program.await_said("corrects the errors of each sentence")
    program.key("Return")
    program.seat.screen.await_gone("The next rounds of this document")
    program.key("ctrl+Return")
    program.await_said("3 undecided")
    program.key("F8", "a")
    program.await_said("Accepted “goes”")
    assert program.save().decode() == TEXT.replace(WRONG[0], RIGHT[0])
