"""Asks for a name or for words of one's own, in a small dialog."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

LONGEST_NAME = 80  # code points


class AskDialog(QDialog):
    """`answered` carries what was typed, when it is confirmed."""

    answered = Signal(str)

    def __init__(self, title: str, question: str, confirm: str, parent: QWidget, *, before: str, long: bool) -> None:
        """`before` stands in the field at first; `long`: it may have several lines, and Ctrl+Enter confirms."""
        super().__init__(parent)
        self.setWindowTitle(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        label = QLabel(question)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(label)
        self.field: QLineEdit | QPlainTextEdit
        if long:
            self.field = _Lines(before)
            self.field.finished.connect(self.accept)
        else:
            self.field = QLineEdit(before)
            self.field.setMaxLength(LONGEST_NAME)
        self.field.setAccessibleName(title)
        self.field.selectAll()
        label.setBuddy(self.field)
        layout.addWidget(self.field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        doing = buttons.addButton(confirm, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        doing.setDefault(True)  # not before: the dialog would take Cancel
        self.setMinimumWidth(420)
        self.accepted.connect(lambda: self.answered.emit(self.text))
        self.field.setFocus()

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.text() if isinstance(self.field, QLineEdit) else self.field.toPlainText()


class _Lines(QPlainTextEdit):
    """Ctrl+Enter finishes, also where it is a shortcut of the window."""

    finished = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.setFixedHeight(120)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _finishes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _finishes(event):
            self.finished.emit()
        else:
            super().keyPressEvent(event)


def _finishes(event: QKeyEvent) -> bool:
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
