"""The settings: pages, keys that are set by pressing them, and what is stored of it."""

import asyncio
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from reviser.core.round_state import Status
from reviser.gui.commands import CommandRegistry
from reviser.gui.dialogs.key_page import KeyPage
from reviser.gui.dialogs.keys import KeysDialog
from reviser.gui.dialogs.settings import SettingsDialog
from reviser.gui.main_window import MainWindow
from reviser.gui.settings_pages import SettingsPage
from reviser.gui.theme import Theme, palette_for
from reviser.revisers.net.wire import Api, Server, Wire
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.bridge import Bridge
from reviser.services.servers.secrets import KeyLookup, Secrets
from reviser.services.servers.server_setup import ServerSetup, ServerTools
from reviser.services.servers.servers import Servers, preset
from reviser.services.settings import Settings, load, ran, save
from reviser.services.worker import JobEvent, Worker
from tests.fakes import Counter
from tests.gui.showing import bring_up, window_of
from tests.gui.test_window import Seat
from tests.keyrings import MemoryKeyring
from tests.services.desk import desk

CONTROL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with desk(tmp_path) as program:
        window = window_of(program, qtbot)
        made = Seat(program, window)
        made.open()
        made.round()
        yield made


@pytest.fixture
def dialog(seat: Seat, qtbot: QtBot) -> SettingsDialog:
    made = SettingsDialog(Settings(), seat.window.commands, None, page=SettingsPage.KEYS)
    qtbot.addWidget(made)
    bring_up(made)
    return made


def settings_dialog() -> SettingsDialog:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, SettingsDialog) and one.isVisible())


def test_nothing_changed_is_nothing_chosen(dialog: SettingsDialog) -> None:
    assert dialog.chosen == Settings()
    assert dialog.names.currentRow() == dialog.stack.currentIndex() == SettingsPage.KEYS
    assert [dialog.names.item(row).text() for row in range(dialog.names.count())] == [
        "General",
        "Reviewing",
        "Keys",
        "Look",
    ]


def test_each_control_changes_its_setting(dialog: SettingsDialog) -> None:
    dialog.dialect.setCurrentIndex(1)
    dialog.layers["plain"].setChecked(False)
    dialog.unsure.setChecked(True)
    dialog.move_on.setChecked(False)
    dialog.start_next.setChecked(True)
    dialog.theme.setCurrentIndex(2)
    dialog.font_size.setValue(20)
    dialog.language.setCurrentIndex(1)
    assert dialog.chosen == replace(
        Settings(),
        dialect="British",
        layers=("harper", "grammar", "consistency", "model"),
        unsure=True,
        move_on=False,
        start_next_round=True,
        theme="dark",
        font_size=20,
        language="en",
    )


def press(page: KeyPage, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    page.field.setFocus()
    QTest.keyClick(page.field, key, held)


def test_a_key_is_set_by_pressing_it(dialog: SettingsDialog) -> None:
    page = dialog.keys
    page.choose("skip")
    press(page, Qt.Key.Key_N)
    assert page.keymap.keys("skip") == ("N",)
    assert page.note.text() == "N works in review mode."
    press(page, Qt.Key.Key_F7)
    assert page.keymap.keys("skip") == ("F7", "N")
    assert dialog.chosen.keys == {"skip": ("F7", "N")}


def test_a_key_that_has_an_owner_is_asked_for_twice(dialog: SettingsDialog) -> None:
    page = dialog.keys
    page.choose("skip")
    press(page, Qt.Key.Key_A)
    assert "“Accept the proposal”" in page.note.text()
    assert dialog.chosen.keys == {}
    press(page, Qt.Key.Key_A)
    assert dialog.chosen.keys == {"skip": ("A",), "accept": ("Return",)}
    page.usual_button.click()
    assert dialog.chosen.keys == {"accept": ("Return",)}
    page.all_button.click()
    assert dialog.chosen.keys == {}


def test_a_shortcut_of_the_window_is_taken_as_a_key_and_esc_leaves(dialog: SettingsDialog) -> None:
    page = dialog.keys
    page.choose("accept-shown")
    press(page, Qt.Key.Key_Return, CONTROL)
    assert "Revise" in page.note.text()
    press(page, Qt.Key.Key_C, CONTROL)
    assert "another key" in page.note.text()
    page.none_button.click()
    assert dialog.chosen.keys == {"accept-shown": ()}
    press(page, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_other_keys_hold_at_once_on_buttons_in_menus_and_after_a_restart(seat: Seat) -> None:
    seat.window.settings.show(SettingsPage.KEYS)
    dialog = settings_dialog()
    dialog.keys.choose("accept")
    press(dialog.keys, Qt.Key.Key_V)
    dialog.keys.choose("next")
    press(dialog.keys, Qt.Key.Key_F7)
    dialog.accept()
    inspector = seat.window.workspace.inspector
    assert inspector.accept_button.text() == "Accept  V"
    assert seat.window.actions_.of["next"].toolTip() == "Next proposal  (F7)"
    seat.key(Qt.Key.Key_A)
    assert seat.statuses()[0] is Status.PENDING
    seat.key(Qt.Key.Key_V)
    assert seat.statuses()[0] is Status.ACCEPTED
    stored = json.loads((seat.program.folder / "settings.json").read_text(encoding="utf-8"))
    assert stored["keys"] == {"accept": ["V"], "next": ["F7", "J"]}
    again = MainWindow(seat.program.document_manager, Theme(palette_for("light"), 13), lambda: seat.path)
    assert again.actions_.keymap.keys("accept") == ("V",)
    again.deleteLater()


def test_what_is_stored_is_read_again_and_what_makes_no_sense_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = replace(Settings(), keys={"accept": ("Y",), "quit": ()}, commands=("quit",), font_size=20)
    save(settings, path)
    assert load(path) == settings
    path.write_text('{"keys": {"accept": "Y", "quit": ["Q", 1], "next": ["N"]}, "commands": "x"}', encoding="utf-8")
    assert load(path) == replace(Settings(), keys={"next": ("N",)})


def test_a_layer_that_came_since_is_on_and_one_that_was_switched_off_stays_off(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"layers": ["harper", "plain"]}', encoding="utf-8")
    assert load(path).layers == ("harper", "plain", "model")
    save(replace(load(path), layers=("harper",)), path)
    assert load(path).layers == ("harper",)


def test_the_commands_run_last_come_first_and_are_few() -> None:
    settings = Settings()
    for number in (*range(12), 5):
        settings = ran(settings, f"c{number}")
    assert settings.commands == ("c5", "c11", "c10", "c9", "c8", "c7", "c6", "c4")


def test_the_key_sheet_says_the_keys_in_force_and_leads_to_where_they_are_changed(seat: Seat) -> None:
    seat.window.settings.take(replace(Settings(), keys={"accept": ("Y",)}))
    seat.key(Qt.Key.Key_Question)
    sheet = next(one for one in QApplication.topLevelWidgets() if isinstance(one, KeysDialog) and one.isVisible())
    labels = [label.text() for label in sheet.findChildren(type(seat.window.workspace.note))]
    assert labels[labels.index("Accept the proposal") - 1] == "Y"
    assert labels[labels.index("Reject the proposal") - 1] == "X  ·  Backspace"
    change = next(one for one in sheet.findChildren(QPushButton) if one is sheet.change_button)
    change.click()
    assert not sheet.isVisible()
    dialog = settings_dialog()
    assert dialog.names.currentRow() == dialog.stack.currentIndex() == SettingsPage.KEYS
    dialog.reject()


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def servers(tmp_path: Path, keyring: MemoryKeyring) -> Iterator[ServerSetup]:
    """Servers that are looked for on this machine take a moment to answer."""
    worker = Worker()

    def receive(event: JobEvent) -> None:
        background_tasks.receive(event)

    bridge = Bridge(receive)
    background_tasks = BackgroundTasks(worker, bridge.deliver, Counter().id)

    async def look() -> tuple[Server, ...]:
        await asyncio.sleep(0.1)
        return (Server("here", Api.OLLAMA, "http://localhost:11434"),)

    def connect(server: Server, key: KeyLookup) -> Wire:
        raise AssertionError(f"nothing is sent to {server.name}, with a key or without: {bool(key.value)}")

    secrets = Secrets({}, lambda: keyring)
    own = tmp_path / "servers.json", tmp_path / "prices.json", tmp_path / "prompts"
    yield ServerSetup(ServerTools(*own, secrets, connect, look, time.monotonic), background_tasks)
    worker.stop()


def test_models_have_a_page_and_nobody_waits_for_it_when_the_dialog_has_closed(
    servers: ServerSetup, qtbot: QtBot
) -> None:
    dialog = SettingsDialog(Settings(), CommandRegistry(lambda: False), None, page=SettingsPage.MODELS, servers=servers)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.names.currentRow() == dialog.stack.currentIndex() == SettingsPage.MODELS
    assert dialog.models is not None
    dialog.models.find_button.click()
    models = dialog.models
    qtbot.waitUntil(lambda: "here" in models.servers.names)
    dialog.models.remove()
    dialog.models.find_button.click()
    dialog.reject()
    qtbot.wait(250)
    assert servers.servers.all == ()


def test_without_servers_the_page_that_is_asked_for_is_the_last(qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings(), CommandRegistry(lambda: False), None, page=SettingsPage.MODELS)
    qtbot.addWidget(dialog)
    assert dialog.names.currentRow() == SettingsPage.LOOK
    assert dialog.models is None


def change_all(dialog: SettingsDialog) -> None:
    """Something on each page, a server and its key."""
    dialog.dialect.setCurrentIndex(1)
    dialog.move_on.setChecked(False)
    dialog.keys.choose("skip")
    dialog.keys.set_key("F7")
    dialog.font_size.setValue(20)
    assert dialog.models is not None
    openai = preset("openai")
    assert openai is not None
    dialog.models.add_preset(openai)
    dialog.models.choose()
    dialog.models.form.key.setText("sk-canary")


def test_cancel_leaves_everything_as_it_was_and_ok_takes_everything(
    tmp_path: Path, servers: ServerSetup, keyring: MemoryKeyring, qtbot: QtBot
) -> None:
    with desk(tmp_path) as program:
        window = MainWindow(
            program.document_manager, Theme(palette_for("light"), 13), lambda: tmp_path / "sample.md", servers=servers
        )
        qtbot.addWidget(window, before_close_func=MainWindow.shut_down)
        bring_up(window)
        before = program.document_manager.settings
        window.settings.show()
        dialog = settings_dialog()
        change_all(dialog)
        dialog.reject()
        assert (program.document_manager.settings, servers.servers, keyring.kept) == (before, Servers(), {})
        window.settings.show()
        dialog = settings_dialog()
        change_all(dialog)
        ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
        ok.click()
        qtbot.waitUntil(lambda: not dialog.isVisible())
        changed = program.document_manager.settings
        assert (changed.dialect, changed.move_on, changed.font_size) == ("British", False, 20)
        assert changed.keys["skip"][0] == "F7"
        assert servers.servers.default == "openai"
        assert list(keyring.kept.values()) == ["sk-canary"]


def test_ok_keeps_the_dialog_open_where_a_server_cannot_be_so(
    tmp_path: Path, servers: ServerSetup, qtbot: QtBot
) -> None:
    dialog = SettingsDialog(Settings(), CommandRegistry(lambda: False), None, servers=servers)
    qtbot.addWidget(dialog)
    dialog.show()
    change = dialog.models
    assert change is not None
    openai = preset("openai")
    assert openai is not None
    change.add_preset(openai)
    change.form.address.setText("nonsense://")
    dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()
    assert dialog.isVisible()
    assert dialog.names.currentRow() == SettingsPage.MODELS
    assert "not the address" in change.form.outcome.text()
    assert not (tmp_path / "servers.json").exists()
    dialog.reject()
