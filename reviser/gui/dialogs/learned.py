"""What this document has taught: the kinds of proposal that are silent here, to be given back, and the words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reviser.core.memory import Memory


class LearnedDialog(QDialog):
    """`restored` carries a rule that may speak again."""

    restored = Signal(str)

    def __init__(self, memory: Memory, parent: QWidget | None, *, key: str = "") -> None:
        """`key`: the one that makes a word right in this document."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("What this document has taught"))
        self.setMinimumWidth(440)
        self.buttons: dict[str, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(self._heading(self.tr("Silent here")))
        about = self.tr("A kind of proposal that you rejected three separate times falls silent, or you silenced it.")
        layout.addWidget(self._soft(about if memory.silenced else self.tr("Nothing is silent in this document.")))
        for rule in sorted(memory.silenced):
            row = QHBoxLayout()
            row.addWidget(QLabel(rule), 1)
            button = QPushButton(self.tr("Let it speak again"))
            button.setAccessibleName(self.tr("Let {rule} speak again").format(rule=rule))
            button.clicked.connect(lambda _=False, rule=rule: self._restore(rule))
            self.buttons[rule] = button
            row.addWidget(button)
            layout.addLayout(row)
        layout.addWidget(self._heading(self.tr("Words that are right here")))
        none = self.tr("None yet: {key} in review mode adds the word of a proposal.").format(key=key)
        words = ", ".join(sorted(memory.words)) or (none if key else self.tr("None yet."))
        layout.addWidget(self._soft(words))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout.addWidget(close)

    def _restore(self, rule: str) -> None:
        self.buttons[rule].setEnabled(False)
        self.restored.emit(rule)

    @staticmethod
    def _heading(text: str) -> QLabel:
        label = QLabel(text)
        label.setObjectName("heading")
        return label

    @staticmethod
    def _soft(text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("soft", True)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label
