"""The text with its proposals in it, to be read, decided and typed in.

The widget is a picture of the state in `core`: it is painted from a `Page`, and only where a new page differs from
the old one. What the person types goes the other way, as edits, after a pause or before any other event; then the
page is painted again from the state, so that the two agree. Nothing is painted under an input method that is in the
middle of a word: the page waits until it is done.
"""

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from reviser.core.edit import Edit
from reviser.gui.keys import Keymap
from reviser.gui.page import Page, break_lines, shown
from reviser.gui.page_view import PageView
from reviser.gui.theme import Theme

PAUSE_MS = 1000
RETRY_MS = 1000


class TextView(PageView):
    """Shows a page. `typed` carries edits in code points of the page's text; `chosen` the id of the proposal that was
    clicked; `commanded` the command of a key of review mode."""

    typed = Signal(object)
    chosen = Signal(str)
    commanded = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("text")
        self.setAccessibleName(self.tr("Text with proposals"))
        self.keymap = Keymap({})
        self._preedit = ""
        self._waiting: Page | None = None  # to be shown when the input method is done
        self._handing_on = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._on_pause)
        self.document().contentsChange.connect(self._on_contents_change)
        self.set_editing(False)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another look, after what was typed has been handed on."""
        self.flush()
        super().set_theme(theme)

    def show_page(self, page: Page) -> None:
        """Paint what differs from the page before, when the input method is done. Typed text must have been flushed."""
        self._waiting = page if self._preedit else None
        if not self._preedit:
            super().show_page(page)

    def show_new(self, page: Page) -> None:
        """Show another text, from its beginning."""
        self._timer.stop()
        self._waiting = None
        super().show_new(page)

    # Modes and keys

    @property
    def editing(self) -> bool:
        return self._editing

    def set_editing(self, editing: bool) -> None:
        """Type in the text, or review it."""
        self.flush()
        self._editing = editing
        if editing:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextEditorInteraction)
        else:
            flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            self.setTextInteractionFlags(flags)
        self.setCursorWidth(2 if editing else 0)

    def event(self, event: QEvent) -> bool:
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self.keymap.holds_everywhere(event):
            event.ignore()  # Qt's text would take it, undo for one, and has nothing to undo by itself
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._editing:
            command = self.keymap.command_of(event)
            if command:
                self.commanded.emit(command)
                event.accept()
                return
            super().keyPressEvent(event)
            return
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            # Qt would put in a line separator (U+2028), which is no line end of any text file.
            event = QKeyEvent(event.type(), event.key(), Qt.KeyboardModifier.NoModifier, "\r")
        deleting = event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
        if event.text() or deleting:
            self._clear_the_way(event.key() if deleting else None)
        changes, caret = self.document().revision(), self.textCursor().position()
        super().keyPressEvent(event)
        if self.document().revision() == changes and self.textCursor().position() != caret:
            self.flush()  # going elsewhere ends what was typed here

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self._editing and (event.commitString() or (event.preeditString() and not self._preedit)):
            self._clear_the_way()
        super().inputMethodEvent(event)
        self._preedit = event.preeditString() if self._editing else ""
        if not self._preedit:
            self._show_waiting()

    @property
    def composing(self) -> bool:
        """Whether an input method is in the middle of something."""
        return bool(self._preedit)

    def _show_waiting(self) -> None:
        """The input method is done: what was to be shown meanwhile is."""
        if self._waiting is not None:
            if self.canvas.dirty:
                self.flush()  # and with it comes the page that holds what was typed
            else:
                self.show_page(self._waiting)

    def _end_composing(self) -> None:
        """Take what the input method shows for what was meant, as Qt does when the caret goes elsewhere."""
        if self._preedit:
            QGuiApplication.inputMethod().commit()
        if self._preedit:  # no input method answered
            event = QInputMethodEvent()
            event.setCommitString(self._preedit)
            self.inputMethodEvent(event)
            QGuiApplication.inputMethod().reset()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._editing and source.hasText():
            self._clear_the_way()
            self.textCursor().insertText(shown(_by_lines(source.text())), self.canvas.plain)
            self.ensureCursorVisible()

    def dropEvent(self, event: QDropEvent) -> None:
        self.dragLeaveEvent(QDragLeaveEvent())  # takes away the line that shows where it would go
        self.take_drop(event, inside=event.source() in {self, self.viewport()})

    def take_drop(self, event: QDropEvent, *, inside: bool) -> None:
        """Put in what is dropped; a selection of this text that is moved (`inside`) leaves its place, in one change."""
        data = event.mimeData()
        if not self._editing or not self.canInsertFromMimeData(data):
            event.ignore()
            return
        place = QTextCursor(self.document())
        place.setPosition(self.cursorForPosition(event.position().toPoint()).position())
        place.setPosition(self.canvas.out_of_ghost(place.position()))
        selected = self.textCursor()
        moves = inside and event.dropAction() == Qt.DropAction.MoveAction and selected.hasSelection()
        if moves and selected.selectionStart() <= place.position() <= selected.selectionEnd():
            event.ignore()  # onto itself
            return
        place.beginEditBlock()
        if moves:
            selected.removeSelectedText()
        place.insertText(shown(_by_lines(data.text())), self.canvas.plain)
        place.endEditBlock()
        self.setTextCursor(place)
        # What was moved is gone from its place already: whoever drags must not take it away again.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def createMimeDataFromSelection(self) -> QMimeData:
        """The text that is selected, without ghosts, its own characters."""
        # Made by Qt itself (nothing is selected there): the clipboard may keep it until after Python has ended, and one
        # that was made here would then bring the program down.
        data = QTextEdit().createMimeDataFromSelection()
        self.flush()
        cursor = self.textCursor()
        start, end = self.text_offset(cursor.selectionStart()), self.text_offset(cursor.selectionEnd())
        data.setText(self.page.text[start:end])
        return data

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.flush()
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose_at(event.position().toPoint())

    def _choose_at(self, point: QPoint) -> None:
        mark = self.canvas.mark_at(self.cursorForPosition(point).position())
        if mark is not None:
            self.chosen.emit(mark.id)

    # Typing

    @property
    def dirty(self) -> bool:
        """Whether something typed has not been handed on."""
        return self.canvas.dirty

    def _on_pause(self) -> None:
        self.take_typed()
        if self.composing:
            self._timer.start(PAUSE_MS)

    def take_typed(self) -> None:
        """Hand on what was typed, unless an input method is in the middle of something: then it comes after that."""
        if not self.composing:
            self.flush()

    def flush(self) -> None:
        """Hand on what was typed, as edits; then what was typed in is painted again from the page."""
        self._end_composing()
        self._timer.stop()
        if not self.canvas.dirty or self._handing_on:
            return
        cursor = self.textCursor()
        anchor, caret = (self.canvas.caret_in_text(at) for at in (cursor.anchor(), cursor.position()))
        edits: tuple[Edit, ...] = self.canvas.take_typed()
        if edits:
            self._handing_on = True
            try:
                self.typed.emit(edits)  # whoever listens shows the new page before this returns
            finally:
                self._handing_on = False
            if self.canvas.dirty:
                self._timer.start(RETRY_MS)  # it could not be kept yet, and must not be lost
                return
        self._paint(self.canvas.mend)
        if cursor.hasSelection():
            self._keep_selection(anchor, caret)
        else:
            self._set_caret(caret)

    def _set_caret(self, offset: int) -> None:
        position = self.position_of(min(offset, len(self.page.text)), behind=True)
        cursor = self.textCursor()
        if cursor.position() != position:
            cursor.setPosition(position)
            self._move_caret(cursor)

    def _clear_the_way(self, deletes: int | None = None) -> None:
        """Before something goes in: out of any ghost, and in plain type. Before a deletion: over the ghost."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            if deletes is None:
                cursor.removeSelectedText()
                self.setTextCursor(cursor)
        else:
            forward = deletes != Qt.Key.Key_Backspace
            aside = self.canvas.out_of_ghost(cursor.position(), forward=forward, edges=deletes is not None)
            if aside != cursor.position():
                cursor.setPosition(aside)
                self.setTextCursor(cursor)
        if deletes is None:
            self.setCurrentCharFormat(self.canvas.plain)

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if self._painting or removed == added == 0:
            return
        self.canvas.touched(position, added)
        self._timer.start(PAUSE_MS)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()


def _by_lines(text: str) -> str:
    """With one kind of line end; the document's own is put in when what was typed is taken over. Without NUL, which no
    text file can hold."""
    return "\n".join(break_lines(text.replace("\0", "")))
