"""The text with its proposals in it, to be read, decided and typed in.

The widget is a picture of the state in `core`: it is painted from a `Page`, and only where a new page differs from
the old one. What the person types goes the other way, as edits, after a pause or before any other event; then the
page is painted again from the state, so that the two agree. Nothing is painted under an input method that is in the
middle of a word: the page waits until it is done.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from reviser.core.edit import Edit
from reviser.gui.canvas import Canvas, Sighted
from reviser.gui.keys import command_of
from reviser.gui.margin import WIDTH, Margin
from reviser.gui.page import Look, Mark, Page, shown
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
        self._current = ""
        self._editing = False
        self._preedit = ""
        self._waiting: Page | None = None  # to be shown when the input method is done
        self._painting = False
        self._handing_on = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._on_pause)
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
        return self._current if self._current_mark is not None else ""

    @property
    def _current_mark(self) -> Mark | None:
        return self.page.find(self._current) if self._current else None

    def set_theme(self, theme: Theme) -> None:
        """Draw in another look; the whole page is painted again."""
        self._theme = theme
        self._margin.theme = theme
        self.document().setDefaultFont(theme.text_font)
        self._paint(lambda: self.canvas.set_theme(theme))
        self._keep_measure()
        self._highlight()

    def show_page(self, page: Page) -> None:
        """Paint what differs from the page before. What is in sight stays where it is, and the caret at its code point.
        Typed text must have been flushed."""
        if self._preedit:
            self._waiting = page
            return
        self._waiting = None
        if page is self.page and not self.canvas.dirty:
            return
        same = page.text == self.page.text and not self.canvas.dirty
        cursor = self.textCursor()
        places = [self.text_offset(at) for at in (cursor.anchor(), cursor.position())] if same else []
        self._paint(lambda: self.canvas.show(page))
        if same:
            self._keep_selection(*places)
        self._highlight()

    def _keep_selection(self, anchor: int, caret: int) -> None:
        cursor = self.textCursor()
        if (self.text_offset(cursor.anchor()), self.text_offset(cursor.position())) != (anchor, caret):
            cursor.setPosition(self.position_of(anchor))
            cursor.setPosition(self.position_of(caret), QTextCursor.MoveMode.KeepAnchor)
            self._move_caret(cursor)

    def _move_caret(self, cursor: QTextCursor) -> None:
        """Set the caret without scrolling to it."""
        bar = self.verticalScrollBar()
        before = bar.value()
        self.setTextCursor(cursor)
        bar.setValue(before)

    def show_new(self, page: Page) -> None:
        """Show another text, from its beginning."""
        self._timer.stop()
        self._current = ""
        self._waiting = None
        self._paint(lambda: self.canvas.rebuild(page))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        self._highlight()

    def set_current(self, item_id: str, *, scroll: bool = True) -> None:
        """Highlight a proposal and bring it into sight."""
        self._current = item_id
        self._highlight()
        mark = self._current_mark
        if mark is not None and scroll:
            self._bring_into_sight(mark)

    def position_of(self, offset: int, *, behind: bool = False) -> int:
        """The document position where the code point `offset` is shown."""
        return self.canvas.position_of(offset, behind=behind)

    def text_offset(self, position: int) -> int:
        """The code point shown at a document position."""
        return self.canvas.text_offset(position)

    def _paint(self, paint: Callable[[], None]) -> None:
        """Paint, and keep the first text in sight where it is on the screen."""
        bar = self.verticalScrollBar()
        before = bar.value()
        top = self.cursorForPosition(QPoint(0, 0)) if before else None
        above = 0 if top is None else self.cursorRect(top).top()
        self._painting = True
        try:
            paint()
        finally:
            self._painting = False
        moved = 0 if top is None else self.cursorRect(top).top() + bar.value() - before - above
        if bar.value() != before + moved:
            bar.setValue(before + moved)

    def _highlight(self) -> None:
        mark = self._current_mark
        self.setExtraSelections([] if mark is None else self.canvas.highlight(mark))
        self._margin.update()

    def _bring_into_sight(self, mark: Mark) -> None:
        """Scroll only where the proposal is out of sight or at the edge, then to a third from the top."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.canvas.position_of(mark.start))
        place = self.cursorRect(cursor)
        height = self.viewport().height()
        if place.top() < 24 or place.bottom() > height - 48:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + place.top() - height // 3)
        if not self._editing:
            self.setTextCursor(cursor)

    def below_current(self) -> QPoint | None:
        """The lower left corner of the current proposal, in the viewport; None where there is none."""
        mark = self._current_mark
        if mark is None:
            return None
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.canvas.position_of(mark.start))
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
            # A line end by whatever name is one here; the text's own is put in when it is taken over.
            text = source.text().replace("\r\n", "\n").replace("\r", "\n")
            self.textCursor().insertText(shown(text), self.canvas.plain)
            self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        """The text that is selected, without ghosts, its own characters."""
        data = QMimeData()
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

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            mark = self.canvas.mark_at(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), self.tip_of(mark), self)
            return True
        return super().viewportEvent(event)

    def tip_of(self, mark: Mark | None) -> str:
        """Why a mark looks as it does, where that needs saying."""
        if mark is not None and mark.look is Look.STALE:
            return self.tr("Set aside: you changed this passage, so the proposal no longer fits. Undo brings it back.")
        return ""

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

    def marks_in_sight(self) -> list[Sighted]:
        """The marks that can be seen, with their rows in pixels of the viewport."""
        scrolled = self.verticalScrollBar().value()
        height = self.viewport().height()
        first = self.cursorForPosition(QPoint(0, 0)).block()
        last = self.cursorForPosition(QPoint(0, height)).block()
        sighted = self.canvas.in_sight(first, last, scrolled, scrolled + height)
        return [
            Sighted(each.mark, [row.translated(0, -scrolled) for row in each.rows], each.begins) for each in sighted
        ]
