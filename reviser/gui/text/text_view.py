"""The text with its proposals, for reading, deciding and typing.

The widget displays the state in `core`: it is painted from a `TextPage`, and only where a new page differs from the old
one. Typed text goes the other way, as edits: at the latest HAND_ON_MS milliseconds after it was typed, and before any
other event. Then the page is repainted from the new state, so both agree. While an input method composes a word,
nothing is painted; the new page waits.

What is typed without a pause, a caret move or a command is one stretch. Undo takes it back as a whole, although it may
consist of many edits."""

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from reviser.core.edit import Edit
from reviser.gui.keys import Keymap
from reviser.gui.text import key_input
from reviser.gui.text.lines import ProposalMark, break_lines, displayable
from reviser.gui.text.page import TextPage
from reviser.gui.text.page_view import PageView
from reviser.gui.theme import Theme

HAND_ON_MS = 700  # milliseconds after the first uncommitted letter; with storing, under a second
PAUSE_MS = 1000  # milliseconds without typing that end a stretch
RETRY_MS = 1000


class TextMode(Enum):
    """What keys do in the text."""

    READ = auto()  # the mode of a newly opened document: keys decide nothing, and typing switches to EDIT
    EDIT = auto()
    REVIEW = auto()  # single keys decide


def mode_sentence(mode: TextMode, key: str) -> str:
    """What a screen reader says when a mode begins. `key` switches between the modes."""
    if mode is not TextMode.EDIT:
        return QCoreApplication.translate("TextView", "You are reviewing.")
    if not key:
        return QCoreApplication.translate("TextView", "You are typing in the text.")
    return QCoreApplication.translate("TextView", "You are typing in the text. {key} goes back to reviewing.").format(
        key=key
    )


class Gesture(Enum):
    """What a person does in a text that is not in EDIT, to which an editor would respond."""

    CLICK = auto()
    LETTER = auto()  # a letter, or a single key of review mode
    CHANGE = auto()  # paste, drop, delete and the like
    STRAY = auto()  # a letter or change while single keys decide and there is no caret


class TextView(PageView):
    """Shows a page that can be edited. `typed` carries edits in code points of the page's text, and whether they
    continue the previous stretch. `chosen` carries the id of a clicked proposal, `commanded` the command of a single
    key. `edit_wanted` carries a Gesture before it has any effect; a receiver that allows editing sets that mode before
    it returns. `menu_wanted` carries the screen position of a context menu, and whether it concerns a proposal."""

    typed = Signal(object, bool)
    chosen = Signal(str)
    commanded = Signal(str)
    edit_wanted = Signal(object)
    menu_wanted = Signal(QPoint, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("text")
        self.setAccessibleName(self.tr("Text with proposals"))
        self.keymap = Keymap({})
        self._preedit = ""
        self._waiting: TextPage | None = None  # the page to show when the input method has finished
        self._handing_on = False
        self._given_up = False  # the window is closing
        self._continuing = False  # whether the stretch that was committed last continues
        self._due = _single_shot(self, HAND_ON_MS, self._on_due)
        self._pause = _single_shot(self, PAUSE_MS, self._end_stretch)
        self.document().contentsChange.connect(self._on_contents_change)
        self.set_mode(TextMode.READ)

    def set_theme(self, theme: Theme) -> None:
        """Use another theme, after committing typed text."""
        self.flush()
        super().set_theme(theme)

    def show_page(self, page: TextPage) -> None:
        """Paint what differs from the previous page; if an input method is composing, when it has finished. Typed text
        must have been committed before."""
        self._waiting = page if self._preedit else None
        if not self._preedit:
            super().show_page(page)

    def show_new(self, page: TextPage) -> None:
        """Show another text from its beginning."""
        self._due.stop()
        self._continuing = False
        self._waiting = None
        super().show_new(page)

    # Modes and keys

    @property
    def mode(self) -> TextMode:
        return self._mode

    @property
    def editing(self) -> bool:
        return self._editing

    def set_mode(self, mode: TextMode) -> None:
        """Set what keys do: edit the text, decide, or only navigate."""
        self.flush()
        self._mode = mode
        self._editing = mode is TextMode.EDIT
        if self._editing:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextEditorInteraction)
        else:
            flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            self.setTextInteractionFlags(flags)
        self.setCursorWidth(0 if mode is TextMode.REVIEW else 2)
        # Also enabled outside EDIT: an input method's first letter switches to EDIT.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, mode is not TextMode.REVIEW)

    def event(self, event: QEvent) -> bool:
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self.keymap.holds_everywhere(event):
            event.ignore()  # otherwise QTextEdit takes it, for example undo, which it has disabled
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._mode is TextMode.REVIEW:
            command = self.keymap.command_of(event)
            if command:
                self.commanded.emit(command)
                event.accept()
                return
            if self.textCursor().hasSelection() and key_input.may_edit(event) and not key_input.inserts(event):
                self.edit_wanted.emit(Gesture.CHANGE)  # the selection is visible, and cutting works as everywhere
            elif key_input.may_edit(event) and event.key() != Qt.Key.Key_Tab:
                self.edit_wanted.emit(Gesture.STRAY)
        elif self._mode is TextMode.READ:
            if key_input.inserts(event) or self.keymap.command_of(event):
                self.edit_wanted.emit(Gesture.LETTER)
            elif key_input.may_edit(event):
                self.edit_wanted.emit(Gesture.CHANGE)
        if self._editing:
            self._edit(key_input.as_enter(event))
        else:
            super().keyPressEvent(event)

    def _edit(self, event: QKeyEvent) -> None:
        """Handle a key press in EDIT."""
        if key_input.inserts(event):
            self._clear_the_way()
        elif key_input.deletes_back(event):
            self._step_over_ghost(forward=False)
        elif key_input.deletes_forward(event):
            self._step_over_ghost(forward=True)
        if key_input.breaks_line(event):
            self._break_line()
            return
        changes, caret = self.document().revision(), self.textCursor().position()
        super().keyPressEvent(event)
        if self.document().revision() == changes and self.textCursor().position() != caret:
            self.flush()  # moving the caret ends the stretch

    def _break_line(self) -> None:
        """Insert a line end. In an empty text, Qt takes the first Enter as the end of the block's spacing and inserts
        nothing."""
        cursor = self.textCursor()
        cursor.insertBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() or event.preeditString():
            self._want_edit(Gesture.LETTER)
        if not self._editing:
            event.ignore()
            return
        if event.commitString() or (event.preeditString() and not self._preedit):
            self._clear_the_way()
        super().inputMethodEvent(event)
        self._preedit = event.preeditString()
        if not self._preedit:
            self._show_waiting()

    @property
    def composing(self) -> bool:
        """Whether an input method is composing."""
        return bool(self._preedit)

    def _show_waiting(self) -> None:
        """Show the page that waited for the input method."""
        if self._waiting is not None:
            if self.canvas.dirty:
                self.flush()  # the new page contains the typed text
            else:
                self.show_page(self._waiting)

    def _end_composing(self) -> None:
        """Commit the text that the input method shows, as Qt does when the caret moves."""
        if self._preedit:
            QGuiApplication.inputMethod().commit()
        if self._preedit:  # no input method responded
            event = QInputMethodEvent()
            event.setCommitString(self._preedit)
            self.inputMethodEvent(event)
            QGuiApplication.inputMethod().reset()

    def _want_edit(self, gesture: Gesture) -> None:
        if not self._editing:
            self.edit_wanted.emit(gesture)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._editing and source.hasText():
            self._clear_the_way()
            cursor = self.textCursor()
            cursor.insertText(displayable(_normal_line_ends(source.text())), self.canvas.format_at(cursor.position()))
            self.setTextCursor(cursor)  # so that Up and Down use the column behind the pasted text
            self.ensureCursorVisible()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        super().dragEnterEvent(event)
        self._welcome_drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        self._welcome_drag(event)

    def _welcome_drag(self, event: QDragMoveEvent) -> None:
        """Accept a drag that can be dropped, also outside EDIT, where QTextEdit would refuse it. A drop switches to
        EDIT."""
        if not self._editing and self.canInsertFromMimeData(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.dragLeaveEvent(QDragLeaveEvent())  # removes the line that marks the drop position
        self.take_drop(event, inside=event.source() in {self, self.viewport()})

    def take_drop(self, event: QDropEvent, *, inside: bool) -> None:
        """Insert dropped data. A moved selection of this text (`inside`) is removed from its old place in the same
        change."""
        data = event.mimeData()
        if self.canInsertFromMimeData(data):
            self._want_edit(Gesture.CHANGE)
        if not self._editing or not self.canInsertFromMimeData(data):
            event.ignore()
            return
        place = QTextCursor(self.document())
        place.setPosition(self.cursorForPosition(event.position().toPoint()).position())
        place.setPosition(self.canvas.out_of_ghost(place.position()))
        selected = self.textCursor()
        moves = inside and event.dropAction() == Qt.DropAction.MoveAction and selected.hasSelection()
        if moves and selected.selectionStart() <= place.position() <= selected.selectionEnd():
            # Dropped onto itself: nothing changes, and the caret goes behind it, as in Qt's editor.
            place.setPosition(selected.selectionEnd())
            self.setTextCursor(place)
            event.ignore()
            return
        place.beginEditBlock()
        if moves:
            selected.removeSelectedText()
        place.insertText(displayable(_normal_line_ends(data.text())), self.canvas.format_at(place.position()))
        place.endEditBlock()
        self.setTextCursor(place)
        # The moved text is already removed; the drag source must not remove it again.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected text, including uncommitted text."""
        self.flush()
        return super().createMimeDataFromSelection()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.flush()
        if event.button() in {Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton}:
            self._want_edit(Gesture.CLICK)
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose_at(event.position().toPoint())

    def _choose_at(self, point: QPoint) -> None:
        mark = self.canvas.mark_at(self.cursorForPosition(point).position())
        if mark is not None:
            self._choose(mark)

    def _choose(self, mark: ProposalMark) -> None:
        self.set_current(mark.id, scroll=False)  # it is visible
        self.chosen.emit(mark.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Keep the mode, and keep the selection if the click is inside it; otherwise move the caret to the click."""
        self.flush()
        caret = self.textCursor()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            place = event.globalPos()
            point = self.viewport().mapFromGlobal(place)
            mark, here = self.mark_under(point), self.cursorForPosition(point)
            if not caret.hasSelection() or not caret.selectionStart() <= here.position() <= caret.selectionEnd():
                self._move_caret(here)
        else:
            mark = self.canvas.mark_at(caret.position())
            place = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        if mark is not None:
            self._choose(mark)
        self.menu_wanted.emit(place, mark is not None)
        event.accept()

    # Typing

    @property
    def dirty(self) -> bool:
        """Whether there is typed text that is not committed."""
        return self.canvas.dirty

    @property
    def stuck(self) -> bool:
        """Whether typed text could not be stored, so it must stay on the screen."""
        return self.dirty and not self.composing and not self._handing_on

    def _on_due(self) -> None:
        self.take_typed()
        if self.composing:
            self._due.start(HAND_ON_MS)

    def _end_stretch(self) -> None:
        self._continuing = False

    def take_typed(self) -> None:
        """Commit typed text without ending the stretch. While an input method is composing, this is postponed."""
        if not self.composing:
            self._hand_on()

    def give_up(self) -> None:
        """The program ends: do not try again to commit text that could not be stored."""
        self._given_up = True
        self._due.stop()

    def flush(self) -> None:
        """Commit typed text and end the stretch."""
        self._end_composing()
        self._hand_on()
        self._end_stretch()

    def _hand_on(self) -> None:
        """Commit typed text as edits, then repaint the lines that were typed in."""
        self._due.stop()
        if not self.canvas.dirty or self._handing_on or self._given_up:
            return
        cursor = self.textCursor()
        anchor, caret = (self.canvas.caret_in_text(at) for at in (cursor.anchor(), cursor.position()))
        edits = self.canvas.take_typed()
        if edits:
            if not self._keep(edits):
                self._due.start(RETRY_MS)  # it must not be lost
                return
            self._continuing = True
        self._paint(self.canvas.mend)
        if cursor.hasSelection():
            self._keep_selection(anchor, caret)
        else:
            self._set_caret(caret)

    def _keep(self, edits: tuple[Edit, ...]) -> bool:
        """Emit edits to be stored. Return whether they are stored, in which case the new page is already shown."""
        self._handing_on = True
        try:
            self.typed.emit(edits, self._continuing)
        finally:
            self._handing_on = False
        return not self.canvas.dirty

    def _set_caret(self, offset: int) -> None:
        position = self.position_of(min(offset, len(self.page.text)), behind=True)
        cursor = self.textCursor()
        if cursor.position() != position:
            cursor.setPosition(position)
            self._move_caret(cursor)

    def _clear_the_way(self) -> None:
        """Prepare an insertion: remove the selection, or move the caret out of a ghost."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.removeSelectedText()
            self.setTextCursor(cursor)
        else:
            self._leave_ghost(forward=True, edges=False)
        self.setCurrentCharFormat(self.canvas.format_at(self.textCursor().position()))

    def _step_over_ghost(self, *, forward: bool) -> None:
        """Prepare a deletion: move the caret to the far side of a ghost, which is not part of the text."""
        if not self.textCursor().hasSelection():
            self._leave_ghost(forward=forward, edges=True)

    def _leave_ghost(self, *, forward: bool, edges: bool) -> None:
        cursor = self.textCursor()
        aside = self.canvas.out_of_ghost(cursor.position(), forward=forward, edges=edges)
        if aside != cursor.position():
            cursor.setPosition(aside)
            self.setTextCursor(cursor)

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if self._painting or removed == added == 0:
            return
        self.canvas.touched(position, added)
        self._pause.start()
        if not self._due.isActive():
            self._due.start(HAND_ON_MS)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()


def _normal_line_ends(text: str) -> str:
    """The text with line feeds as line ends, replaced by the document's own when committed, and without NUL
    characters."""
    return "\n".join(break_lines(text.replace("\0", "")))


def _single_shot(parent: QObject, interval: int, act: Callable[[], None]) -> QTimer:
    """A timer that calls `act` once, `interval` milliseconds after it is started."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    timer.timeout.connect(act)
    return timer
