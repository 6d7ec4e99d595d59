"""The text with its proposals in it, to be read, decided and typed in.

The widget is a picture of the state in `core`: it is painted from a `Page`, and only where a new page differs from
the old one. What the person types goes the other way, as edits, after a pause or before any other event; then the
page is painted again from the state, so that the two agree.
"""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from reviser.core.edit import Edit
from reviser.gui.canvas import Canvas
from reviser.gui.keys import command_of
from reviser.gui.margin import WIDTH, Margin
from reviser.gui.page import Page
from reviser.gui.theme import Theme

PAUSE_MS = 1000
RETRY_MS = 5000
MEASURE = 760  # pixels a line may be wide, at the usual size


class TextView(QTextEdit):
    """Shows a page. `typed` carries edits in code points of the page's text; `chosen` the id of the proposal that was
    clicked; `commanded` a key of review mode."""

    typed = Signal(object)
    chosen = Signal(str)
    commanded = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("text")
        self.setAccessibleName(self.tr("Text with proposals"))
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(20)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self.canvas = Canvas(self.document(), theme)
        self._current = -1
        self._editing = False
        self._composing = False
        self._painting = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        self.document().contentsChange.connect(self._on_contents_change)
        self._margin = Margin(self, theme)
        self.verticalScrollBar().valueChanged.connect(self._margin.update)
        self.document().documentLayout().update.connect(self._margin.update)
        self.set_theme(theme)
        self.set_editing(False)

    # What is shown

    @property
    def page(self) -> Page:
        return self.canvas.page

    @property
    def current(self) -> str:
        """The id of the current proposal; empty where there is none."""
        return self.page.marks[self._current].id if self._current >= 0 else ""

    def set_theme(self, theme: Theme) -> None:
        """Draw in another look; the whole page is painted again."""
        self._theme = theme
        self._margin.theme = theme
        self.document().setDefaultFont(theme.text_font)
        self._paint(lambda: self.canvas.set_theme(theme))
        self._keep_measure()
        self._highlight()

    def show_page(self, page: Page) -> None:
        """Paint what differs from the page before. Scroll and caret stay where the text they were at is. Typed text
        must have been flushed."""
        current = self.current
        self._paint(lambda: self.canvas.show(page))
        self._current = next((index for index, mark in enumerate(page.marks) if mark.id == current), -1)
        self._highlight()

    def show_new(self, page: Page) -> None:
        """Show another text, from its beginning."""
        self._timer.stop()
        self._current = -1
        self._paint(lambda: self.canvas.rebuild(page))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        self._highlight()

    def set_current(self, item_id: str, *, scroll: bool = True) -> None:
        """Highlight a proposal and bring it into sight."""
        found = next((index for index, mark in enumerate(self.page.marks) if mark.id == item_id), -1)
        self._current = found
        self._highlight()
        if found >= 0 and scroll:
            self._bring_into_sight(found)

    def position_of(self, offset: int, *, behind: bool = False) -> int:
        """The document position where the code point `offset` is shown."""
        return self.canvas.position_of(offset, behind=behind)

    def text_offset(self, position: int) -> int:
        """The code point shown at a document position."""
        return self.canvas.text_offset(position)

    def _paint(self, paint: Callable[[], None]) -> None:
        bar = self.verticalScrollBar()
        before = bar.value()
        self._painting = True
        try:
            paint()
        finally:
            self._painting = False
        if bar.value() != before:
            bar.setValue(before)

    def _highlight(self) -> None:
        selections: list[QTextEdit.ExtraSelection] = []
        if self._current >= 0:
            selections = self.canvas.highlight(self._current)
        self.setExtraSelections(selections)
        self._margin.update()

    def _bring_into_sight(self, index: int) -> None:
        """Scroll only where the proposal is out of sight or at the edge, then to a third from the top."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.canvas.position_of(self.page.marks[index].start))
        place = self.cursorRect(cursor)
        height = self.viewport().height()
        if place.top() < 24 or place.bottom() > height - 48:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + place.top() - height // 3)
        if not self._editing:
            self.setTextCursor(cursor)

    def below_current(self) -> QPoint | None:
        """The lower left corner of the current proposal, in the viewport; None where there is none."""
        if self._current < 0:
            return None
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.canvas.position_of(self.page.marks[self._current].start))
        return self.cursorRect(cursor).bottomLeft()

    def caret_offset(self) -> int:
        """The code point at the caret."""
        return self.text_offset(self.textCursor().position())

    def top_offset(self) -> int:
        """The first code point in sight."""
        return self.text_offset(self.cursorForPosition(QPoint(0, 0)).position())

    def scroll_to(self, top: int, caret: int) -> None:
        """Put the code points `top` at the top and `caret` at the caret, as far as the text goes."""
        length = len(self.page.text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.position_of(min(caret, length)))
        self.setTextCursor(cursor)
        cursor.setPosition(self.position_of(min(top, length)))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top())

    def select(self, start: int, end: int) -> None:
        """Select these code points and bring them into sight, as far as the text goes."""
        length = len(self.page.text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.position_of(min(end, length)))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        cursor.setPosition(self.position_of(min(start, length)))
        cursor.setPosition(self.position_of(min(end, length)), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._editing:
            command = command_of(event)
            if command is not None:
                self.commanded.emit(command)
                event.accept()
                return
            super().keyPressEvent(event)
            return
        deleting = event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
        if event.text() or deleting:
            self._clear_the_way(event.key() if deleting else None)
        changes, caret = self.document().revision(), self.textCursor().position()
        super().keyPressEvent(event)
        if self.document().revision() == changes and self.textCursor().position() != caret:
            self.flush()  # going elsewhere ends what was typed here

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self._editing and event.commitString():
            self._clear_the_way()
        super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._editing and source.hasText():
            self._clear_the_way()
            self.textCursor().insertText(source.text(), self.canvas.plain)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The text that is selected, without ghosts, its own characters."""
        cursor = self.textCursor()
        start, end = self.text_offset(cursor.selectionStart()), self.text_offset(cursor.selectionEnd())
        data = QMimeData()
        self.flush()
        data.setText(self.page.text[start:end])
        return data

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.flush()
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose_at(event.position().toPoint())

    def _choose_at(self, point: QPoint) -> None:
        index = self.canvas.mark_at(self.cursorForPosition(point).position())
        if index >= 0:
            self.chosen.emit(self.page.marks[index].id)

    # Typing

    @property
    def dirty(self) -> bool:
        """Whether something typed has not been handed on."""
        return self.canvas.dirty

    def flush(self) -> None:
        """Hand on what was typed, as edits; then what was typed in is painted again from the page."""
        self._timer.stop()
        if not self.canvas.dirty:
            return
        if self._composing:
            self._timer.start(PAUSE_MS)
            return
        caret = self.canvas.caret_in_text(self.textCursor().position())
        edits: tuple[Edit, ...] = self.canvas.take_typed()
        if edits:
            self.typed.emit(edits)  # whoever listens shows the new page before this returns
            if self.canvas.dirty:
                self._timer.start(RETRY_MS)  # it could not be kept yet, and must not be lost
                return
        self._paint(self.canvas.mend)
        self._set_caret(caret)

    def _set_caret(self, offset: int) -> None:
        position = self.position_of(min(offset, len(self.page.text)), behind=True)
        cursor = self.textCursor()
        if cursor.position() != position and not cursor.hasSelection():
            cursor.setPosition(position)
            self.setTextCursor(cursor)

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

    # Reading

    def resizeEvent(self, event: QResizeEvent) -> None:
        # First: the lines are then broken at the width that is left.
        self._keep_measure()
        super().resizeEvent(event)

    def _keep_measure(self) -> None:
        """A line no wider than reads well; the rest is margin."""
        wide = MEASURE * self._theme.text_size // 13
        spare = max(0, self.width() - WIDTH - 40 - wide) // 2
        self.setViewportMargins(WIDTH + spare, 0, 24 + spare, 0)
        self._margin.setGeometry(spare, 0, WIDTH, self.viewport().height())

    def lines_of(self, index: int) -> list[QRectF]:
        """Where a mark's lines stand, in the viewport."""
        return self.canvas.lines_of(index, -self.verticalScrollBar().value())

    def marks_in_sight(self) -> range:
        """The indexes of the marks on the lines that can be seen."""
        top = self.cursorForPosition(QPoint(0, 0)).blockNumber()
        bottom = self.cursorForPosition(QPoint(0, self.viewport().height())).blockNumber()
        last = len(self.page) - 1
        return range(self.page.marks_of(min(top, last)).start, self.page.marks_of(min(bottom, last)).stop)
