"""The page of servers with real tasks, a keyring in memory and a server that answers from a queue."""

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
from reviser.revisers.net.wire import Api, Model, Server, Wire
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.bridge import Bridge
from reviser.services.servers import servers as stored
from reviser.services.servers.secrets import KeyLookup, Secrets
from reviser.services.servers.server_setup import ServerSetup, ServerTools
from reviser.services.servers.servers import preset
from reviser.services.worker import JobEvent, Worker
from tests.fakes import Counter, QueuedWire
from tests.keyrings import FailingKeyring, MemoryKeyring

HERE = Server("here", Api.OLLAMA, "http://localhost:11434")
CANARY = "sk-canary-0123456789"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)


class Seat:
    """The page over a file of its own. `keys` are those that servers were reached with."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.path = folder / "servers.json"
        self.qtbot = qtbot
        self.worker = Worker()
        self.keyring: MemoryKeyring | FailingKeyring = MemoryKeyring()
        self.keys: list[str] = []
        self.wire = QueuedWire(offered=(Model("small"), Model("large", 8192)))
        self._bridge = Bridge(self._receive)
        self._background_tasks = BackgroundTasks(self.worker, self._bridge.deliver, Counter().id)
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
        self._setup = ServerSetup(tools, self._background_tasks)
        self.page = self.again()

    def again(self) -> ServersPage:
        """The page as it is when the settings are opened again."""
        self.page = ServersPage(self._setup)
        self.qtbot.addWidget(self.page)
        self.page.resize(820, 600)
        self.page.show()
        return self.page

    @property
    def kept(self) -> dict[tuple[str, str], str]:
        """What the keyring has."""
        return self.keyring.kept if isinstance(self.keyring, MemoryKeyring) else {}

    def refuse(self) -> None:
        """From now on the keyring keeps nothing."""
        self.keyring = FailingKeyring(OSError)

    @property
    def servers(self) -> stored.Servers:
        return stored.load(self.path)

    def ok(self) -> str:
        """As the dialog's OK does; how it ended."""
        ended: list[str] = []
        self.page.keep(lambda: ended.append("kept"), lambda: ended.append("refused"))
        self.qtbot.waitUntil(lambda: bool(ended))
        return ended[0]

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
        self._background_tasks.receive(event)

    def _connect(self, server: Server, key: KeyLookup) -> Wire:
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
    assert seat.page.current == "ollama-2"
    click(seat.page.choose_button)
    assert seat.servers == stored.Servers()  # nothing is kept before OK
    assert seat.ok() == "kept"
    assert [server.name for server in seat.servers.all] == ["ollama", "ollama-2"]
    assert seat.servers.default == "ollama-2"
    click(seat.page.choose_button)
    click(seat.page.remove_button)
    assert seat.ok() == "kept"
    assert seat.servers.default == ""
    assert [server.name for server in seat.servers.all] == ["ollama"]


def test_servers_that_run_here_are_found_and_offered(seat: Seat) -> None:
    click(seat.page.find_button)
    seat.until("Added")
    assert seat.page.servers.all == (HERE,)
    seat.page.find_local()
    seat.until("No other server")


def test_models_are_listed_from_the_server_and_saved(seat: Seat) -> None:
    seat.add("ollama")
    form = seat.page.form
    form.list_models()
    seat.until("choose one")
    assert [form.model.itemText(index) for index in range(form.model.count())] == ["small", "large"]
    form.model.setEditText("large")
    assert seat.ok() == "kept"
    assert seat.servers.find("ollama").model == "large"


def test_the_trial_says_in_one_line_what_works(seat: Seat) -> None:
    seat.add("ollama")
    form = seat.page.form
    form.model.setEditText("large")
    seat.wire.answers.append('{"edits": [{"quote": "have told", "after": "has told"}]}')
    click(form.test_button)
    assert not form.test_button.isEnabled()
    seat.until("Reachable")
    assert "structured output" in form.outcome.text()
    assert form.test_button.isEnabled()


def test_a_key_goes_to_the_keyring_with_ok_and_nowhere_else(seat: Seat) -> None:
    seat.add("openai")
    form = seat.page.form
    seat.until("There is no key")
    form.key.setText(CANARY)
    form.list_models()
    seat.until("choose one")
    assert seat.keys == [CANARY]  # it is tried before it is kept
    assert seat.kept == {}
    assert seat.ok() == "kept"
    assert list(seat.kept.values()) == [CANARY]
    assert CANARY not in seat.path.read_text(encoding="utf-8")


def test_a_key_is_removed_with_ok(seat: Seat) -> None:
    seat.add("openai")
    seat.page.form.key.setText(CANARY)
    assert seat.ok() == "kept"
    seat.page.leave()
    page = seat.again()
    seat.until("keyring).")
    page.form.remove_box.setChecked(True)
    assert list(seat.kept.values()) == [CANARY]
    assert seat.ok() == "kept"
    assert seat.kept == {}


def test_a_key_can_be_for_this_run_only(seat: Seat) -> None:
    seat.add("openai")
    form = seat.page.form
    form.key.setText(CANARY)
    form.this_run.setChecked(True)
    assert seat.ok() == "kept"
    assert seat.kept == {}
    seat.page.leave()
    seat.again()
    seat.until("this run only")


def test_what_was_typed_for_one_server_is_there_when_it_is_turned_to_again(seat: Seat) -> None:
    seat.add("openai")
    form = seat.page.form
    form.model.setEditText("large")
    form.key.setText(CANARY)
    form.name.setText("work")
    seat.add("ollama")
    assert form.key.text() == ""
    seat.page.list.setCurrentRow(0)
    assert (form.name.text(), form.model.currentText(), form.key.text()) == ("work", "large", CANARY)
    form.address.setText("nonsense://")
    seat.page.list.setCurrentRow(1)
    assert seat.page.list.currentRow() == 0  # it stays where it cannot be so
    assert "not the address" in form.outcome.text()
    assert seat.ok() == "refused"
    assert (seat.servers, seat.kept) == (stored.Servers(), {})


def test_a_key_that_the_keyring_refuses_keeps_the_rest_from_being_kept(seat: Seat) -> None:
    seat.add("openai")
    seat.refuse()
    seat.page.form.key.setText(CANARY)
    assert seat.ok() == "refused"
    assert "keyring" in seat.page.form.outcome.text()
    assert seat.servers == stored.Servers()
    assert seat.page.form.key.text() == CANARY


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
    assert seat.ok() == "kept"
    before = seat.path.read_bytes()
    form = seat.page.form
    form.address.setText("http://elsewhere.example/v1")
    assert seat.ok() == "refused"
    assert "another machine" in form.outcome.text()
    assert seat.path.read_bytes() == before
    form.plain_http.setChecked(True)
    assert seat.ok() == "kept"
    assert seat.servers.find("ollama").address == "http://elsewhere.example/v1"
