"""The list of remarks: what a reviser notes without proposing an edit, such as a sentence of 57 words. Shown apart from
the proposals, because there is nothing to decide."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from reviser.core.edit import Remark
from reviser.core.round_state import RoundState
from reviser.gui.wording.messages import translate
from reviser.gui.wording.state_sentences import visible

QUOTED = 80  # code points of the passage that a row shows


class RemarkList(QListWidget):
    """Lists remarks. `chosen` carries the remark that the person selected."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Remarks"))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: tuple[Remark, ...] = ()
        self.currentItemChanged.connect(self._on_current)
        self.itemClicked.connect(self._on_current)

    def show_round(self, round_state: RoundState | None) -> None:
        """List the remarks of a round, in text order."""
        remarks = (
            () if round_state is None else tuple(sorted(round_state.round.remarks, key=lambda remark: remark.span))
        )
        if remarks == self._shown or round_state is None:
            if round_state is None:
                self.clear()
            return
        self._shown = remarks
        self.clear()
        for remark in remarks:
            passage = visible(remark.span.of(round_state.round.base))
            if len(passage) > QUOTED:
                passage = passage[:QUOTED].rsplit(" ", 1)[0] + " …"
            item = QListWidgetItem(f"{translate(remark.message)}\n“{passage}”")
            item.setData(Qt.ItemDataRole.UserRole, remark)
            self.addItem(item)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        remark = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        if isinstance(remark, Remark):
            self.chosen.emit(remark)
