"""Undo and redo of the document, and the clipboard commands of the text widget that has the focus."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenuBar, QPlainTextEdit, QTextEdit, QWidget

from reviser.core.events import Event
from reviser.gui.commands import Bar, Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.text.text_view import TextView
from reviser.gui.wording.undo_steps import step_name
from reviser.services.rounds.open_document import OpenDocument

TextWidget = QTextEdit | QPlainTextEdit | QLineEdit


class EditController(QObject):
    """Undoes and redoes events of the document; text typed in `typed_in` is committed first. Runs the clipboard
    commands on the text widget that has the focus, whose own keys they are. `stepped` carries the state from before an
    undo or redo."""

    stepped = Signal(object)

    def __init__(self, context: WindowContext, typed_in: TextView) -> None:
        super().__init__(context)
        self._context = context
        self._typed_in = typed_in
        self._text: TextWidget | None = None  # the one with the focus, or the one that had it when a menu opened
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def commands(self) -> Iterable[Command]:
        yield Command(
            "undo",
            tr("&Undo"),
            self.undo,
            MenuSection.EDIT_UNDO,
            CommandGroup.ROUNDS,
            keys=("Ctrl+Z",),
            icon="undo",
            enabled=self._can_undo,
            steady=True,
            bar=Bar.UNDO,
        )
        yield Command(
            "redo",
            tr("&Redo"),
            self.redo,
            MenuSection.EDIT_UNDO,
            CommandGroup.ROUNDS,
            keys=("Ctrl+Shift+Z",),
            icon="redo",
            enabled=lambda: bool(self._event(lambda open_document: open_document.redo_event)),
            steady=True,
            bar=Bar.UNDO,
        )
        yield from self._clipboard()

    def _clipboard(self) -> Iterable[Command]:
        """The clipboard commands. Their keys stay with the focused widget and are the platform's standard keys."""
        commands: dict[str, tuple[str, str, Callable[[TextWidget], object], Callable[[TextWidget], bool]]] = {
            "cut": (
                tr("Cu&t"),
                "Ctrl+X",
                lambda text: text.cut(),
                lambda text: _editable(text) and _has_selection(text),
            ),
            "copy": (tr("&Copy"), "Ctrl+C", lambda text: text.copy(), _has_selection),
            "paste": (tr("&Paste"), "Ctrl+V", lambda text: text.paste(), _can_paste),
            "select-all": (tr("Select a&ll"), "Ctrl+A", lambda text: text.selectAll(), lambda _: True),
        }
        for command_id, (name, key, act, possible) in commands.items():
            yield Command(
                command_id,
                name,
                partial(self._with_text, act),
                MenuSection.EDIT_CLIPBOARD,
                CommandGroup.TEXT,
                keys=(key,),
                icon=command_id,
                enabled=partial(self._is_text, possible),
                fixed=True,
            )

    def _with_text(self, act: Callable[[TextWidget], object]) -> None:
        if self._text is not None:
            act(self._text)

    def _is_text(self, possible: Callable[[TextWidget], bool]) -> bool:
        return self._text is not None and possible(self._text)

    def undo(self) -> None:
        """Undo the last event."""
        self._step(_tr("Undone: {what}."), lambda open_document: open_document.undo_event, OpenDocument.undo)

    def redo(self) -> None:
        """Redo the event that was undone last."""
        self._step(_tr("Redone: {what}."), lambda open_document: open_document.redo_event, OpenDocument.redo)

    def undo_name(self) -> str:
        """What undo would undo, for the menu."""
        what = step_name(self._event(lambda open_document: open_document.undo_event))
        return _tr("&Undo {what}").format(what=what) if what else _tr("&Undo")

    def redo_name(self) -> str:
        """What redo would redo, for the menu."""
        what = step_name(self._event(lambda open_document: open_document.redo_event))
        return _tr("&Redo {what}").format(what=what) if what else _tr("&Redo")

    def _can_undo(self) -> bool:
        # Text being typed is not an event yet.
        return self._context.document_open() and (
            self._typed_in.dirty or bool(self._event(lambda open_document: open_document.undo_event))
        )

    def _event(self, of: Callable[[OpenDocument], Event | None]) -> Event | None:
        return None if self._context.review is None else of(self._context.review.open_document)

    def _step(
        self, template: str, event: Callable[[OpenDocument], Event | None], act: Callable[[OpenDocument], object]
    ) -> None:
        self._context.flush()
        if self._context.review is not None:
            open_document = self._context.review.open_document
            what = step_name(event(open_document))
            self._context.announcer.say(template.format(what=what) if what else "")
            before = open_document.state
            if self._context.attempt(lambda: act(open_document)):
                self.stepped.emit(before)

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """Remember the text widget that has the focus. A menu or another program's window does not replace it."""
        if now is None or isinstance(now, QMenuBar):
            return
        if now.window() is self._context.window:
            self._text = now if isinstance(now, TextWidget) else None


def _has_selection(text: TextWidget) -> bool:
    return text.hasSelectedText() if isinstance(text, QLineEdit) else text.textCursor().hasSelection()


def _editable(text: TextWidget) -> bool:
    if isinstance(text, QLineEdit):
        return not text.isReadOnly()
    return bool(text.textInteractionFlags() & Qt.TextInteractionFlag.TextEditable)


def _can_paste(text: TextWidget) -> bool:
    if isinstance(text, QLineEdit):
        return _editable(text) and bool(QGuiApplication.clipboard().text())
    return text.canPaste()


def _tr(text: str) -> str:
    return QCoreApplication.translate("EditController", text)
