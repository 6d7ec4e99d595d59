"""How a window stands before a command is run, and what is to be seen of it behind."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from reviser.core.text import Span
from reviser.gui.dialogs.command_palette import CommandPalette
from reviser.gui.text.text_view import TextMode
from reviser.gui.text.views import View
from tests.gui.test_window import Seat


def press(seat: Seat, key: str) -> None:
    """Press a key as it is written in the table, in the text."""
    QTest.keySequence(seat.window.workspace.text, QKeySequence(key))


def find(seat: Seat, words: str) -> None:
    """Open the palette, type these words, and press Enter."""
    palette = open_palette(seat)
    QTest.keyClicks(palette.field, words)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)


def open_palette(seat: Seat) -> CommandPalette:
    press(seat, "Ctrl+K")
    return next(found for found in seat.window.findChildren(CommandPalette) if found.isVisible())


def dialog(name: str) -> QDialog:
    """The dialog that is open, by the name of its class; it is closed."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and type(widget).__name__ == name and widget.isVisible():
            widget.reject()
            return widget
    raise AssertionError(f"no {name} is open")


def choose(seat: Seat, number: int) -> None:
    """Make a proposal of the round the current one."""
    round_state = seat.open_document.state.round_state
    assert round_state is not None
    assert seat.window.review is not None
    seat.window.review.choose(round_state.round.live[number].id)


def item(seat: Seat) -> int:
    """The number of the current proposal."""
    round_state = seat.open_document.state.round_state
    assert round_state is not None
    assert seat.window.review is not None
    return [each.id for each in round_state.round.live].index(seat.window.review.current)


def select(seat: Seat, span: Span) -> None:
    text = seat.window.workspace.text
    cursor = text.textCursor()
    cursor.setPosition(text.position_of(span.start))
    cursor.setPosition(text.position_of(span.end), QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)


def reason(seat: Seat) -> str:
    round_state = seat.open_document.state.round_state
    assert round_state is not None
    made = round_state.decisions[round_state.round.live[0].id].decision
    return f"{made.verdict} {made.reason}"


def nothing(_: Seat) -> None:
    pass


def accept_first(seat: Seat) -> None:
    seat.key(Qt.Key.Key_A)
    choose(seat, 0)


def changed_outside(seat: Seat) -> None:
    seat.path.write_bytes(seat.path.read_bytes() + b"More.\n")


def read_first(seat: Seat) -> None:
    seat.window.workspace.read(1)


def typing(seat: Seat) -> None:
    seat.window.workspace.set_mode(TextMode.EDIT)


def undone(seat: Seat) -> None:
    accept_first(seat)
    seat.window.edit.undo()


def running(seat: Seat) -> None:
    seat.window.rounds.revise()
    assert seat.open_document.running


def remember(seat: Seat) -> None:
    select(seat, Span(0, 7))


def typing_selected(seat: Seat) -> None:
    typing(seat)
    remember(seat)


def typing_copied(seat: Seat) -> None:
    typing(seat)
    QApplication.clipboard().setText("new ")
    select(seat, Span(0, 0))


def typed(seat: Seat) -> str:
    seat.window.workspace.text.flush()
    return seat.open_document.state.text


def all_selected(seat: Seat) -> bool:
    cursor = seat.window.workspace.text.textCursor()
    return cursor.selectionStart() == 0 and cursor.atEnd()


def clipboard() -> str:
    return QApplication.clipboard().text()


def size(seat: Seat) -> int:
    return seat.window.theme.text_size


def look(seat: Seat, view: View) -> None:
    seat.window.workspace.set_view(view)


def alone(seat: Seat) -> str:
    return seat.window.workspace.views.alone.toPlainText()


def begins(words: str, seat: Seat) -> bool:
    return seat.open_document.state.text.startswith(f"{words} cat")


def ends(seat: Seat) -> bool:
    seat.program.pump(seat.open_document)
    return not seat.open_document.running


def sample(seat: Seat) -> None:
    (seat.program.folder / "sample.md").write_text("A sample.\n", encoding="utf-8")


def two_more(seat: Seat) -> None:
    """Two more documents are open, and the last is in front."""
    for number in (1, 2):
        path = seat.program.folder / f"{number}.txt"
        path.write_text(f"Text {number}.\n", encoding="utf-8")
        seat.window.open(path)
    seat.window.documents.step(-1)


def front(seat: Seat) -> str:
    """The name of the document in front."""
    return seat.window.windowTitle().partition("[")[0]
