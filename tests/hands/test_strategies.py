"""Several revisers in the real window: chosen by keys, kept with the document, and what the vote leaves is decided."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviser.revisers.net.wire import Api, Server
from reviser.services.servers import servers
from reviser.services.servers.servers import Servers
from tests.faults.chatting import Chatting, chatting
from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.kept import Kept
from tests.hands.seat import Seat
from tests.revisers.chat.desk import edit, listed

TEXT = "The cat sat on teh mat. It were happy there.\n"
TITLE = "The next rounds of this document"


@pytest.fixture(scope="module")
def server() -> Iterator[Chatting]:
    with chatting("canary") as server:
        server.answer = listed(edit(1, "teh", "the"), edit(2, "happy", "glad"))
        yield server


@pytest.fixture(scope="module")
def desk(seat: Seat, server: Chatting, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    home = tmp_path_factory.mktemp("home")
    program = Reviser(seat, home, more={"REVISER_MODELS": str(home / "models")})
    here = Server("here", Api.OPENAI, server.address, model="m")
    servers.save(Servers().added(here), home / "config" / "reviser" / "servers.json")
    with Desk(program, tmp_path_factory.mktemp("texts")) as desk:
        yield desk


def test_a_team_is_chosen_by_keys_and_what_most_propose_is_decided(desk: Desk, tmp_path: Path) -> None:
    program = desk.lay(TEXT)
    program.key("ctrl+i")
    program.seat.screen.await_window(TITLE)
    program.key("alt+s", "Home", "Down", "Down")  # what only chat models can do is passed over
    program.await_said("one wording is chosen for each place")
    program.key("alt+a", "End", "space")
    program.key("alt+j", "Down")
    program.seat.screen.shoot(tmp_path / "chosen.png")
    program.key("Return")
    program.seat.screen.await_gone(TITLE)
    program.key("ctrl+Return")
    program.await_said("1 undecided")
    program.key("F8", "a")
    program.await_said("Accepted “the”")
    assert program.save().decode() == TEXT.replace("teh", "the")
    kept = Kept(program)
    assert kept.rows("SELECT reviser, strategy FROM rounds") == [
        ("embedded ensemble", "ensemble (with here; judged by vote)")
    ]
    assert kept.rows("SELECT before, after, reviser, confidence FROM proposals") == [("teh", "the", "embedded", 1.0)]


def test_the_team_is_there_again_in_the_dialog_and_can_be_changed(desk: Desk) -> None:
    program = desk.program
    program.key("ctrl+i")
    program.seat.screen.await_window(TITLE)
    program.await_said("one wording is chosen for each place")
    program.key("alt+s", "Home")
    program.key("Return")
    program.seat.screen.await_gone(TITLE)
    program.key("ctrl+Return")
    program.await_said("Round 2: 1 proposal")
    rounds = Kept(program).rows("SELECT reviser, strategy FROM rounds ORDER BY id")
    assert rounds[-1] == ("embedded", "")
