"""The text with its proposals in it, to be read, decided and typed in.

The widget is a picture of the state in `core`: it is painted from a `TextPage`, and only where a new page differs from
the old one. What the person types goes the other way, as edits, while they type (`HAND_ON_MS`) and before any other
event; then the page is painted again from the state, so that the two agree. Nothing is painted under an input method
that is in the middle of a word: the page waits until it is done.

What is typed without a pause, a move of the caret or a command is one stretch: undo takes it back as a whole, however
many edits it was handed on in.
"""

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

HAND_ON_MS = 700  # from the first letter that is not handed on; with what it takes to keep it, under a second
PAUSE_MS = 1000  # without a letter: the stretch has ended
RETRY_MS = 1000


class TextMode(Enum):
    """What keys do in the text."""

    READ = auto()  # as a document opens: nothing is decided, and whoever types goes to EDIT
    EDIT = auto()
    REVIEW = auto()  # letters decide


def mode_sentence(mode: TextMode, key: str) -> str:
    """What a screen reader says when a mode begins; `key` switches between the modes."""
    if mode is not TextMode.EDIT:
        return QCoreApplication.translate("TextView", "You are reviewing.")
    if not key:
        return QCoreApplication.translate("TextView", "You are typing in the text.")
    return QCoreApplication.translate("TextView", "You are typing in the text. {key} goes back to reviewing.").format(
        key=key
    )


class Gesture(Enum):
    """What a person does in a text that is not in EDIT, where an editor would answer."""

    CLICK = auto()
    LETTER = auto()  # or a key of review mode
    CHANGE = auto()  # paste, drop, delete …
    STRAY = auto()  # either, while letters decide and there is no caret


class TextView(PageView):
    """Shows a page. `typed` carries edits in code points of the page's text, and whether they go on with the stretch
    before; `chosen` the id of the proposal that was clicked; `commanded` the command of a key of review mode;
    `edit_wanted` carries a Gesture before it has any effect: whoever lets the person edit sets that mode before the
    signal returns. `menu_wanted` carries where on the screen a context menu is to open, and whether it is one of the
    current proposal too."""

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
        self._waiting: TextPage | None = None  # to be shown when the input method is done
        self._handing_on = False
        self._given_up = False  # the window is put away
        self._continuing = False  # whether the stretch goes on that was handed on last
        self._due = _single_shot(self, HAND_ON_MS, self._on_due)
        self._pause = _single_shot(self, PAUSE_MS, self._end_stretch)
        self.document().contentsChange.connect(self._on_contents_change)
        self.set_mode(TextMode.READ)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another look, after what was typed has been handed on."""
        self.flush()
        super().set_theme(theme)

    def show_page(self, page: TextPage) -> None:
        """Paint what differs from the page before, when the input method is done. Typed text must have been flushed."""
        self._waiting = page if self._preedit else None
        if not self._preedit:
            super().show_page(page)

    def show_new(self, page: TextPage) -> None:
        """Show another text, from its beginning."""
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
        """Type in the text, review it, or only read it."""
        self.flush()
        self._mode = mode
        self._editing = mode is TextMode.EDIT
        if self._editing:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextEditorInteraction)
        else:
            flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            self.setTextInteractionFlags(flags)
        self.setCursorWidth(0 if mode is TextMode.REVIEW else 2)
        # Also where nothing is typed yet: whoever begins with an input method goes to EDIT with its first letter.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, mode is not TextMode.REVIEW)

    def event(self, event: QEvent) -> bool:
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self.keymap.holds_everywhere(event):
            event.ignore()  # Qt's text would take it, undo for one, and has nothing to undo by itself
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
                self.edit_wanted.emit(Gesture.CHANGE)  # what is selected can be seen, and is cut as everywhere
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
        """A key press while the person edits."""
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
            self.flush()  # going elsewhere ends what was typed here

    def _break_line(self) -> None:
        """Qt takes the first Enter in an empty text for the end of its spacing, and puts in no line end."""
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
            self.setTextCursor(cursor)  # up and down go by the column behind what was pasted
            self.ensureCursorVisible()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        super().dragEnterEvent(event)
        self._welcome_drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        self._welcome_drag(event)

    def _welcome_drag(self, event: QDragMoveEvent) -> None:
        """Take what can be dropped also where Qt's text, which nobody edits yet, would not: a drop begins to edit."""
        if not self._editing and self.canInsertFromMimeData(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.dragLeaveEvent(QDragLeaveEvent())  # takes away the line that shows where it would go
        self.take_drop(event, inside=event.source() in {self, self.viewport()})

    def take_drop(self, event: QDropEvent, *, inside: bool) -> None:
        """Put in what is dropped; a selection of this text that is moved (`inside`) leaves its place, in one change."""
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
            # Onto itself: nothing changes, and the caret stands behind it, as where Qt's own editor puts it in again.
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
        # What was moved is gone from its place already: whoever drags must not take it away again.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def createMimeDataFromSelection(self) -> QMimeData:
        """The text that is selected, with what was typed in it."""
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
        self.set_current(mark.id, scroll=False)  # it is in sight
        self.chosen.emit(mark.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The mode stays, and what is selected where the click is inside of it; else the caret goes there."""
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
        """Whether something typed has not been handed on."""
        return self.canvas.dirty

    @property
    def stuck(self) -> bool:
        """Whether something typed could not be kept: it must not go from the screen."""
        return self.dirty and not self.composing and not self._handing_on

    def _on_due(self) -> None:
        self.take_typed()
        if self.composing:
            self._due.start(HAND_ON_MS)

    def _end_stretch(self) -> None:
        self._continuing = False

    def take_typed(self) -> None:
        """Hand on what was typed, unless an input method is in the middle of something: then it comes after that. The
        stretch goes on."""
        if not self.composing:
            self._hand_on()

    def give_up(self) -> None:
        """The program ends: what could not be kept by now is not handed on again, whatever a late event asks for."""
        self._given_up = True
        self._due.stop()

    def flush(self) -> None:
        """Hand on what was typed, and end the stretch."""
        self._end_composing()
        self._hand_on()
        self._end_stretch()

    def _hand_on(self) -> None:
        """Hand on what was typed, as edits; then what was typed in is painted again from the page."""
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
        """Hand edits on to whoever keeps them. Whether they are kept: then the new page is shown by now."""
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
        """Before something goes in: the selection goes, and the caret leaves any ghost."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.removeSelectedText()
            self.setTextCursor(cursor)
        else:
            self._leave_ghost(forward=True, edges=False)
        self.setCurrentCharFormat(self.canvas.format_at(self.textCursor().position()))

    def _step_over_ghost(self, *, forward: bool) -> None:
        """Before a deletion: to the far side of a ghost at the caret, which is no text."""
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
    """With one kind of line end; the document's own is put in when what was typed is taken over. Without NUL, which no
    text file can hold."""
    return "\n".join(break_lines(text.replace("\0", "")))


def _single_shot(parent: QObject, interval: int, act: Callable[[], None]) -> QTimer:
    """A timer that calls `act` once, `interval` milliseconds after it was started."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    timer.timeout.connect(act)
    return timer
