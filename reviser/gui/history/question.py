"""A small dialog that asks for a name or a text."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from reviser.gui.text.field import AnswerField
from reviser.gui.wording.plain_text import PlainLabel

LONGEST_NAME = 80  # code points


class AskDialog(QDialog):
    """Asks a question. `answered` carries the typed text when it is confirmed."""

    answered = Signal(str)

    def __init__(self, title: str, question: str, confirm: str, parent: QWidget, *, before: str, long: bool) -> None:
        """`before` is the initial text. `long`: the field has several lines, and Ctrl+Enter confirms."""
        super().__init__(parent)
        self.setWindowTitle(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        label = PlainLabel(question)
        label.setWordWrap(True)
        layout.addWidget(label)
        self.field: QLineEdit | AnswerField
        if long:
            self.field = AnswerField(before)
            self.field.setFixedHeight(120)
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
        doing.setDefault(True)  # set last, otherwise the dialog makes Cancel the default
        self.setMinimumWidth(420)
        self.accepted.connect(lambda: self.answered.emit(self.text))
        self.field.setFocus()

    @property
    def text(self) -> str:
        """The typed text."""
        return self.field.text()
