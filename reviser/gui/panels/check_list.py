"""A list with a check box for each entry. If no entry is ticked, all are meant."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

ROWS = 4  # rows visible at once


class CheckList(QListWidget):
    """A list of entries to tick. `ticked` is emitted when an entry is ticked or unticked. `data` of an entry is its
    value."""

    ticked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(self.ticked)

    def fill(self, entries: Iterable[tuple[str, str]], *, ticked: bool = False, rows: int = ROWS) -> None:
        """List entries, each given as name and value. The list is at most `rows` rows high."""
        self.blockSignals(True)
        self.clear()
        for name, value in entries:
            item = QListWidgetItem(name, self)
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        height = max(self.sizeHintForRow(0), 20)
        self.setFixedHeight(height * min(max(self.count(), 1), rows) + 2 * self.frameWidth() + 4)

    def chosen(self) -> frozenset[str]:
        """The values of the ticked entries."""
        items = (self.item(row) for row in range(self.count()))
        found = (item for item in items if item.checkState() is Qt.CheckState.Checked)
        return frozenset(str(item.data(Qt.ItemDataRole.UserRole)) for item in found)

    def tick(self, *values: str) -> None:
        """Tick the entries with these values and no others."""
        for row in range(self.count()):
            item = self.item(row)
            wanted = item.data(Qt.ItemDataRole.UserRole) in values
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
