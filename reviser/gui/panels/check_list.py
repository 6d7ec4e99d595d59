"""A list in which any number of entries can be ticked; none ticked means all."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

ROWS = 4  # in sight


class CheckList(QListWidget):
    """`ticked` when another entry is ticked, or no longer. `data` of an entry is its value."""

    ticked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(self.ticked)

    def fill(self, entries: Iterable[tuple[str, str]], *, ticked: bool = False, rows: int = ROWS) -> None:
        """List these, each a name and its value; as high as `rows` of them at most."""
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
        """Tick these and no others."""
        for row in range(self.count()):
            item = self.item(row)
            wanted = item.data(Qt.ItemDataRole.UserRole) in values
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
