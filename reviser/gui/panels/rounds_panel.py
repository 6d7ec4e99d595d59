"""The list of rounds of the document: the current text, and each earlier round as it was."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from reviser.core.session import State
from reviser.gui.panels.row_list import RowList
from reviser.gui.wording.plain_text import PlainLabel
from reviser.gui.wording.state_sentences import round_summary


class RoundsPanel(QWidget):
    """Lists rounds. `chosen` carries the depth of the round to display, 0 for the current text."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 14, 0, 0)
        heading = PlainLabel(self.tr("Rounds"))
        heading.setObjectName("heading")
        heading.setContentsMargins(16, 0, 16, 4)
        layout.addWidget(heading)
        self.list = RowList()
        self.list.setAccessibleName(self.tr("Rounds"))
        self.list.setSpacing(0)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_current)
        layout.addWidget(self.list, 1)
        self._filling = False
        self._rows: list[tuple[int, str]] = []

    def show_state(self, state: State, reading: int) -> None:
        """List the rounds, newest first. `reading` is the depth of the displayed round, 0 for the current text."""
        rows: list[tuple[int, str]] = []
        if state.round_state is not None:
            depth = state.round_state.round.depth
            now = self.tr("Now: round {depth}").format(depth=depth)
            rows.append((0, f"{now}\n{round_summary(state.round_state)}"))
        else:
            rows.append((0, self.tr("Now\nbefore the first round")))
        for round_state in reversed(state.history):
            title = self.tr("Round {depth}").format(depth=round_state.round.depth)
            rows.append((round_state.round.depth, f"{title}\n{round_summary(round_state)}"))
        self._filling = True
        if [depth for depth, _ in rows] != [depth for depth, _ in self._rows]:
            self.list.clear()
            for depth, text in rows:
                item = QListWidgetItem(text)
                item.setData(Qt.ItemDataRole.UserRole, depth)
                item.setSizeHint(_size(text))
                self.list.addItem(item)
        else:
            for row, (_, text) in enumerate(rows):
                self.list.item(row).setText(text)
                self.list.item(row).setSizeHint(_size(text))
        self._rows = rows
        self.list.setCurrentRow(next((row for row, (depth, _) in enumerate(rows) if depth == reading), 0))
        self._filling = False

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self.chosen.emit(int(item.data(Qt.ItemDataRole.UserRole)))


def _size(text: str) -> QSize:
    return QSize(100, 16 + 18 * (1 + text.count("\n")))
