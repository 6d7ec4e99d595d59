"""The key sheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from reviser.gui.keys import sheet


class KeysDialog(QDialog):
    """All keys in one look; Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(12)
        for title, entries in sheet():
            heading = QLabel(title)
            heading.setObjectName("heading")
            layout.addWidget(heading)
            grid = QGridLayout()
            grid.setHorizontalSpacing(28)
            grid.setVerticalSpacing(8)
            for row, entry in enumerate(entries):
                keys = QLabel(entry.keys)
                keys.setObjectName("title")
                keys.setTextFormat(Qt.TextFormat.PlainText)
                grid.addWidget(keys, row, 0)
                grid.addWidget(QLabel(entry.does), row, 1)
            layout.addLayout(grid)
            layout.addSpacing(8)
