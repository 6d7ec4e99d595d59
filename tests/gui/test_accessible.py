"""What a person meets who hears the window, or drives it by keys alone: names and roles in Qt's accessibility tree,
what is announced, a focus that can be seen, and room for everything where little is."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QMenuBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviser.core.edit import Remark
from reviser.core.filters import FLAGGED, Filters
from reviser.core.text import Span
from reviser.gui.main_window import MainWindow
from reviser.gui.settings_pages import SettingsPage
from reviser.gui.text.text_view import TextMode
from reviser.gui.text.views import View
from reviser.gui.theme import Theme, dress, palette_for
from reviser.revisers.net.wire import Api, Model, Server, Wire
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.models.model_setup import ModelSetup
from reviser.services.models.models import Models
from reviser.services.models.package_index import Index
from reviser.services.servers import servers as stored
from reviser.services.servers.secrets import KeyLookup, Secrets
from reviser.services.servers.server_setup import ServerSetup, ServerTools
from tests.core.recording import propose
from tests.fakes import Counter, QueuedWire
from tests.gui.showing import bring_up
from tests.gui.test_window import Seat
from tests.keyrings import MemoryKeyring
from tests.services.checkpoints import checkpoint_setup
from tests.services.desk import desk

TEXT = "Teh cat ate 12 flar. It was very big.\n\nTeh dog  saw teh mat.\n"
ROLE = QAccessible.Role
NAMED = {
    ROLE.Button,
    ROLE.ButtonMenu,
    ROLE.ButtonDropDown,
    ROLE.CheckBox,
    ROLE.RadioButton,
    ROLE.ComboBox,
    ROLE.EditableText,
    ROLE.SpinBox,
    ROLE.List,
    ROLE.ListItem,
    ROLE.Tree,
    ROLE.Table,
    ROLE.PageTab,
    ROLE.MenuItem,
    ROLE.ProgressBar,
    ROLE.Slider,
}

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(params=["light", "dark", "high contrast"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Theme:
    made = Theme(palette_for(request.param), 13)
    dress(qapp, made)
    return made


@pytest.fixture
def light(qapp: QApplication) -> Theme:
    made = Theme(palette_for("light"), 13)
    dress(qapp, made)
    return made


HERE = Server("here", Api.OLLAMA, "http://localhost:11434", model="small")


def _connect(_: Server, _key: KeyLookup) -> Wire:
    return QueuedWire(offered=(Model("small"),))


async def _look() -> tuple[Server, ...]:
    return ()


def seated(folder: Path, qtbot: QtBot, theme: Theme) -> Iterator[Seat]:
    stored.save(stored.Servers((HERE,)), folder / "servers.json")
    secrets = Secrets({}, MemoryKeyring)
    prices, prompts = folder / "prices.json", folder / "prompts"
    with desk(folder) as program:
        background_tasks = BackgroundTasks(program.worker, lambda _: None, Counter().id)
        servers = ServerSetup(
            ServerTools(folder / "servers.json", prices, prompts, secrets, _connect, _look, time.monotonic),
            background_tasks,
        )
        # The offer of the language model was answered: no message takes room from the text.
        program.document_manager.change_settings(replace(program.document_manager.settings, offer_model=False))
        language = ModelSetup(
            folder / "models",
            lambda: Models(folder / "models", Index),
            background_tasks,
            checkpoint_setup(background_tasks, folder),
        )
        window = MainWindow(program.document_manager, theme, lambda: folder / "sample.md", servers, language)
        qtbot.addWidget(window, before_close_func=MainWindow.shut_down)
        window.resize(1280, 900)
        bring_up(window)
        QTest.qWaitForWindowActive(window)
        made = Seat(program, window)
        made.open(TEXT)
        program.reviser.rounds.append(
            (
                propose(TEXT, "Teh", "The"),
                propose(TEXT, "12", "21"),
                propose(TEXT, "very big", "huge"),
                propose(TEXT, "Teh", "The", nth=1),
                propose(TEXT, "  ", " "),
                Remark(Span(0, 3), "This sentence is long.", "scripted", "scripted/long"),
            )
        )
        window.rounds.revise()
        program.pump(made.open_document)
        window.workspace.set_mode(TextMode.REVIEW)
        yield made


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot, light: Theme) -> Iterator[Seat]:
    yield from seated(tmp_path, qtbot, light)


@pytest.fixture
def any_seat(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Iterator[Seat]:
    yield from seated(tmp_path, qtbot, theme)


def below(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """`node` and everything in it that is not hidden."""
    if not node.isValid() or node.state().invisible:
        return
    yield node
    for at in range(node.childCount()):
        yield from below(node.child(at))


def nameless(widget: QWidget) -> list[str]:
    """The controls of the accessibility tree that nothing is said of."""
    found = []
    for node in below(QAccessible.queryAccessibleInterface(widget)):
        named = node.text(QAccessible.Text.Name) or _within_named(node)
        if node.role() in NAMED and not named:
            thing, above = node.object(), node.parent().object()
            found.append(f"{node.role().name} {type(thing).__name__} in {type(above).__name__}")
    return found


def _within_named(node: QAccessibleInterface) -> bool:
    """The field of a spin box or combo box is said with its box."""
    box = node.parent()
    return box.role() in {ROLE.SpinBox, ROLE.ComboBox} and bool(box.text(QAccessible.Text.Name))


def dialogs(seat: Seat) -> Iterator[QDialog]:
    """Every dialog of the window, opened."""
    window = seat.window
    for page in SettingsPage:
        window.settings.show(page)
        yield _top(seat)
    for command in DIALOGS:
        window.commands.run(command)
        yield _top(seat)


DIALOGS = (
    "keys", "palette", "wish", "sent", "learned", "origins", "library", "backups", "charts", "search", "import",
    "export", "queue",
)  # fmt: skip


def _top(seat: Seat) -> QDialog:
    return next(each for each in seat.window.findChildren(QDialog) if each.isVisible())


def test_every_control_has_a_name(seat: Seat) -> None:
    work = seat.window.workspace
    assert nameless(seat.window) == []
    seat.window.commands.run("rewrite")
    assert nameless(seat.window) == []
    work.rewrite.leave()
    work.filter.choose(Filters(risk=FLAGGED))
    for view in View:
        work.set_view(view)
        assert nameless(seat.window) == []
    work.set_mode(TextMode.EDIT)
    seat.window.message.say("Something happened.")
    assert nameless(seat.window) == []


def test_every_control_of_every_dialog_has_a_name(seat: Seat) -> None:
    met = []
    for dialog in dialogs(seat):
        met.append(type(dialog).__name__)
        assert nameless(dialog) == [], met
        dialog.reject()
    assert len(met) == len(SettingsPage) + len(DIALOGS)


def test_the_letter_of_every_label_leads_to_its_field(seat: Seat) -> None:
    for dialog in dialogs(seat):
        fields = dialog.findChildren(QWidget)
        deaf = [
            label.text()
            for label in dialog.findChildren(QLabel)
            if "&" in label.text() and label.buddy() in fields and label.buddy().focusPolicy() is Qt.FocusPolicy.NoFocus
        ]
        assert not deaf, dialog.windowTitle()
        dialog.reject()


def test_the_tree_says_what_each_thing_is(seat: Seat) -> None:
    nodes = list(below(QAccessible.queryAccessibleInterface(seat.window)))
    said = {(node.role(), node.text(QAccessible.Text.Name)) for node in nodes}
    assert {
        (ROLE.EditableText, "Text with proposals"),
        (ROLE.List, "Proposals"),
        (ROLE.ListItem, "Fluency: Teh becomes The. Undecided."),
        (ROLE.ListItem, "Fluency: 2 spaces becomes 1 space. Undecided."),
        (ROLE.Button, "Accept"),
        (ROLE.StaticText, "0 of 5 decided"),
        (ROLE.ProgressBar, "Decided"),
    } <= said


def heard(seat: Seat) -> list[str]:
    sentences: list[str] = []
    seat.window.context.announcer.announced.connect(sentences.append)
    return sentences


def test_decisions_and_counts_are_announced(seat: Seat, qtbot: QtBot) -> None:
    sentences = heard(seat)

    def last(words: str) -> None:
        qtbot.waitUntil(lambda: bool(sentences) and words in sentences[-1])

    seat.window.commands.run("accept")
    last("Accept 1 edit. 1 of 5 decided.")
    assert "12 becomes 21" in sentences[-1]  # where it went on to
    seat.window.edit.undo()
    last("Undone: accept 1 edit. 0 of 5 decided.")
    seat.window.edit.redo()
    last("Redone: accept 1 edit. 1 of 5 decided.")
    seat.window.commands.run("accept-shown")
    last("Accept 3 edits. 4 of 5 decided.")
    assert "1 left for you" in sentences[-1]
    seat.window.commands.run("filter-flagged")
    last("1 proposal listed.")
    seat.window.commands.run("filter-none")
    last("5 proposals listed.")
    seat.window.commands.run("mode")
    last("You are typing in the text.")
    seat.window.commands.run("view-result")
    last("The text as it would be")
    seat.window.say("The disk is full.")
    last("The disk is full.")
    seat.program.reviser.rounds.append((propose(seat.open_document.state.text, "saw", "sees"),))
    seat.window.rounds.revise()
    last("Round 2 has begun.")
    seat.program.pump(seat.open_document)
    last("Round 2: 1 proposal, 1 undecided.")


def shots(widget: QWidget) -> QImage:
    """The widget with what is drawn around it."""
    window = widget.window()
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-3, -3, 3, 3)
    return window.grab(place).toImage()


def focusable(window: QWidget) -> list[QWidget]:
    """What Tab comes to."""
    found = []
    for widget in window.findChildren(QWidget):
        reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
        if reached and widget.window() is window and widget.focusProxy() is None and not isinstance(widget, QMenuBar):
            found.append(widget)
    return found


def unseen_focus(window: QWidget, rest: QWidget) -> list[str]:
    """Those controls that look the same with the focus as without."""
    found = []
    for widget in focusable(window):
        (focusable(window)[-1] if widget is rest else rest).setFocus(Qt.FocusReason.TabFocusReason)
        before = shots(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if widget.hasFocus() and shots(widget) == before:
            found.append(f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}")
    return found


def test_the_focus_can_be_seen_wherever_it_is(any_seat: Seat) -> None:
    window = any_seat.window
    QApplication.setCursorFlashTime(0)
    assert len(focusable(window)) > 20
    assert unseen_focus(window, window.workspace.list) == []
    for dialog in dialogs(any_seat):
        QTest.qWaitForWindowActive(dialog)
        assert unseen_focus(dialog, focusable(dialog)[0]) == [], type(dialog).__name__
        dialog.reject()


def cut(window: QWidget) -> list[str]:
    """Texts that there is not room for."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window:
            continue
        short = (
            isinstance(widget, QLabel) and not widget.wordWrap() and widget.textFormat() is not Qt.TextFormat.RichText
        )
        if (short or isinstance(widget, QAbstractButton)) and widget.width() + 1 < widget.minimumSizeHint().width():
            found.append(f"{type(widget).__name__} {widget.property('text')}: {widget.width()} px")
    return found


@pytest.mark.parametrize("width", [960, 1280, 1920])
def test_nothing_is_cut_off_at_any_size(seat: Seat, width: int) -> None:
    # 960 by 540 is what a screen of 1920 by 1080 has at 200 per cent.
    window = seat.window
    window.resize(width, width * 9 // 16)
    QApplication.sendPostedEvents()
    assert window.width() == width
    assert window.height() <= width * 9 // 16
    assert cut(window) == []
    window.workspace.set_view(View.SIDE_BY_SIDE)
    window.workspace.set_mode(TextMode.EDIT)
    assert cut(window) == []
    for dialog in dialogs(seat):
        QApplication.sendPostedEvents()
        assert dialog.width() <= width, type(dialog).__name__
        assert dialog.height() <= width * 9 // 16, type(dialog).__name__
        assert cut(dialog) == [], type(dialog).__name__
        dialog.reject()


SCALED = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from reviser.gui.application import open_window
folder = Path(sys.argv[1])
with open_window(folder / "history.db", theme="light") as program:
    program.window.resize(960, 500)
    program.window.show()
    (folder / "a.md").write_text("Teh cat sat.")
    program.window.open(folder / "a.md")
    picture = program.window.grab()
    print(picture.devicePixelRatio(), picture.width(), program.window.width(), program.window.height())
"""


def test_it_works_at_200_per_cent(tmp_path: Path) -> None:
    wishes = {"QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    wishes |= {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    command = [sys.executable, "-c", SCALED, str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | wishes, timeout=60)
    assert ended.stdout.split() == ["2.0", "1920", "960", "500"], ended.stderr
