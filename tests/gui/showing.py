"""Windows as a person has them before them: in the look of the program, with the keyboard's focus, under a mouse."""

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviser.gui.main_window import MainWindow
from reviser.gui.theme import Theme, palette_for
from tests.services.desk import Desk

ARRIVES_MS = 5000


def bring_up(window: QWidget) -> None:
    """Show a window and wait until keys go to it. A window manager would see to that; a bare display has none."""
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def window_of(program: Desk, qtbot: QtBot, size: tuple[int, int] | None = None) -> MainWindow:
    """The window of a program, shown in `size` (pixels) or its own; it is put away when the test ends."""
    window = MainWindow(program.document_manager, Theme(palette_for("light"), 13), lambda: program.folder / "sample.md")
    qtbot.addWidget(window, before_close_func=MainWindow.shut_down)
    if size is not None:
        window.resize(*size)
    bring_up(window)
    return window


class _Moves(QObject):
    """Waits until the mouse was moved over a widget, or onto it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = False
        self._loop = QEventLoop()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.MouseMove, QEvent.Type.Enter}:
            self.seen = True
            self._loop.quit()
        return False

    def wait(self) -> bool:
        """Whether it was, in time."""
        if not self.seen:
            QTimer.singleShot(ARRIVES_MS, self._loop.quit)
            self._loop.exec()
        return self.seen


def move_mouse(widget: QWidget, point: QPoint) -> None:
    """Move the mouse to a point of the widget, no button held, and wait until the widget has heard of it: a display
    tells of it some time after, and of the last of several moves only."""
    moves = _Moves()
    there = QCursor.pos() == widget.mapToGlobal(point)
    widget.installEventFilter(moves)
    QTest.mouseMove(widget, point)
    assert there or moves.wait()
    widget.removeEventFilter(moves)
