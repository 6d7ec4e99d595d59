"""The page of servers with real errands, a keyring in memory and a server that answers from a queue."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reviser.gui.dialogs.servers import ServersPage
from reviser.revisers.chat import Prompts
from reviser.revisers.wire import Api, Model, Server, Wire
from reviser.services import servers as stored
from reviser.services.bridge import Bridge
from reviser.services.errands import Errands
from reviser.services.secrets import Found, Secrets
from reviser.services.server_desk import ServerDesk, ServerTools
from reviser.services.servers import preset
from reviser.services.worker import JobEvent, Worker
from tests.fakes import Counter, QueuedWire
from tests.keyrings import MemoryKeyring

HERE = Server("here", Api.OLLAMA, "http://localhost:11434")
CANARY = "sk-canary-0123456789"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)


class Seat:
    """The page over a file of its own. `keys` are those that servers were reached with."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.path = folder / "servers.json"
        self.qtbot = qtbot
        self.worker = Worker()
        self.keyring = MemoryKeyring()
        self.keys: list[str] = []
        self.wire = QueuedWire(offered=(Model("small"), Model("large", 8192)))
        self._bridge = Bridge(self._receive)
        self._errands = Errands(self.worker, self._bridge.deliver, Counter().id)
        secrets = Secrets({}, lambda: self.keyring)
        tools = ServerTools(
            self.path,
            folder / "prices.json",
            folder / "prompts",
            secrets,
            self._connect,
            self._look,
            time.monotonic,
        )
        self.page = ServersPage(ServerDesk(tools, self._errands))
        qtbot.addWidget(self.page)
        self.page.resize(820, 600)
        self.page.show()

    @property
    def servers(self) -> stored.Servers:
        return stored.load(self.path)

    def until(self, text: str) -> None:
        """Wait until the form or the page says so."""
        form = self.page.form
        labels = (form.outcome, form.key_state, self.page.note)
        self.qtbot.waitUntil(lambda: any(text in label.text() for label in labels))

    def add(self, name: str) -> None:
        known = preset(name)
        assert known is not None
        self.page.add_preset(known)

    def _receive(self, event: JobEvent) -> None:
        self._errands.receive(event)

    def _connect(self, server: Server, key: Found) -> Wire:
        self.keys.append(key.value if server.key else "")
        return self.wire

    async def _look(self) -> tuple[Server, ...]:
        return (HERE,)


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    made = Seat(tmp_path, qtbot)
    yield made
    made.page.leave()
    made.worker.stop()


def test_a_known_server_is_added_with_a_click_and_chosen_for_new_documents(seat: Seat) -> None:
    seat.add("ollama")
    seat.add("ollama")
    assert [server.name for server in seat.servers.all] == ["ollama", "ollama-2"]
    assert seat.page.current == "ollama-2"
    click(seat.page.choose_button)
    assert seat.servers.default == "ollama-2"
    click(seat.page.choose_button)
    assert seat.servers.default == ""
    click(seat.page.remove_button)
    assert [server.name for server in seat.servers.all] == ["ollama"]


def test_servers_that_run_here_are_found_and_offered(seat: Seat) -> None:
    click(seat.page.find_button)
    seat.until("Added")
    assert seat.servers.all == (HERE,)
    seat.page.find_local()
    seat.until("No other server")


def test_models_are_listed_from_the_server_and_saved(seat: Seat) -> None:
    seat.add("ollama")
    form = seat.page.form
    form.list_models()
    seat.until("choose one")
    assert [form.model.itemText(index) for index in range(form.model.count())] == ["small", "large"]
    form.model.setEditText("large")
    click(form.save_button)
    assert seat.servers.find("ollama").model == "large"


def test_the_trial_says_in_one_line_what_works(seat: Seat) -> None:
    seat.add("ollama")
    form = seat.page.form
    form.model.setEditText("large")
    click(form.test_button)
    assert not form.test_button.isEnabled()
    seat.until("Reachable")
    assert "structured output" in form.outcome.text()
    assert form.test_button.isEnabled()


def test_a_key_goes_to_the_keyring_and_nowhere_else(seat: Seat) -> None:
    seat.add("openai")
    form = seat.page.form
    seat.until("There is no key")
    form.key.setText(CANARY)
    click(form.keep_button)
    seat.until("keyring).")
    assert form.key.text() == ""
    assert list(seat.keyring.kept.values()) == [CANARY]
    assert CANARY not in seat.path.read_text(encoding="utf-8")
    form.list_models()
    seat.until("choose one")
    assert seat.keys == [CANARY]
    click(form.remove_button)
    seat.until("There is no key")
    assert seat.keyring.kept == {}


def test_a_key_can_be_for_this_run_only(seat: Seat) -> None:
    seat.add("openai")
    form = seat.page.form
    form.this_run.setChecked(True)
    form.key.setText(CANARY)
    click(form.keep_button)
    seat.until("this run only")
    assert seat.keyring.kept == {}


def test_prices_and_prompts_are_the_persons_to_change(seat: Seat, tmp_path: Path) -> None:
    shown: list[Path] = []
    seat.page.shown.connect(shown.append)
    click(seat.page.prices_button)
    click(seat.page.prompts_button)
    assert shown == [tmp_path / "prices.json", tmp_path / "prompts"]
    assert "ceiling" in (tmp_path / "prices.json").read_text(encoding="utf-8")
    own = tmp_path / "prompts" / "propose.txt"
    own.write_text(own.read_text(encoding="utf-8") + "More.", encoding="utf-8")
    click(seat.page.prompts_button)
    assert own.read_text(encoding="utf-8").endswith("More.")
    assert Prompts.load(tmp_path / "prompts").version("propose") != Prompts.load().version("propose")


def test_what_cannot_be_is_said_and_nothing_is_changed(seat: Seat) -> None:
    seat.add("ollama")
    before = seat.path.read_bytes()
    form = seat.page.form
    form.address.setText("http://elsewhere.example/v1")
    click(form.save_button)
    assert "another machine" in form.outcome.text()
    assert seat.path.read_bytes() == before
    form.plain_http.setChecked(True)
    click(form.save_button)
    assert seat.servers.find("ollama").address == "http://elsewhere.example/v1"
