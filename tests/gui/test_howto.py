"""The command that docs/add-a-command.md adds, in a real window: by its key, its menu and the palette."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviser.gui.commands import Menu
from reviser.gui.main_window import MainWindow
from reviser.gui.theme import Theme, palette_for
from tests.gui.showing import bring_up
from tests.gui.situations import choose, clipboard, find, press
from tests.gui.test_window import Seat
from tests.howto.copying import CopyController
from tests.services.desk import desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Window(MainWindow):
    """The window with one controller more."""

    def _register(self) -> None:
        super()._register()
        self.commands.add(CopyController(self.context).commands())


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with desk(tmp_path) as program:
        window = Window(program.document_manager, Theme(palette_for("light"), 13), lambda: tmp_path / "sample.md")
        qtbot.addWidget(window, before_close_func=MainWindow.shut_down)
        bring_up(window)
        made = Seat(program, window)
        made.open()
        made.round()
        yield made


def test_the_command_is_run_by_its_key_its_menu_and_its_name(seat: Seat) -> None:
    QApplication.clipboard().clear()
    press(seat, "Ctrl+Alt+C")
    assert clipboard() == "the"
    choose(seat, 1)
    action = seat.window.actions_.of["copy-proposed"]
    assert action in seat.window.menus.of[Menu.REVIEW].actions()
    action.trigger()
    assert clipboard() == "huge"
    choose(seat, 2)
    find(seat, "copy what is proposed")
    assert clipboard() == "the"


def test_nothing_is_copied_where_nothing_is_proposed(seat: Seat) -> None:
    QApplication.clipboard().setText("kept")
    other = seat.program.folder / "b.txt"
    other.write_text("Another text.\n")
    seat.window.open(other)
    assert not seat.window.commands.enabled("copy-proposed")
    seat.window.commands.run("copy-proposed")
    press(seat, "Ctrl+Alt+C")
    assert clipboard() == "kept"
