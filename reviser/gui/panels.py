"""The three columns of the window. The outer two can be put away, and come back as wide as they were."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from reviser.gui.side_panel import SidePanel

COMFORT = 520  # pixels: narrower than this, a text is no pleasure to read


class Panels(QSplitter):
    """The rounds at the left, the text, and the list with the current proposal at the right."""

    def __init__(self, rounds: QWidget, centre: QWidget, side: SidePanel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.rounds, self.side = rounds, side
        self._away: tuple[bool, bool] | None = None  # what was put away before the text was alone
        for panel in (rounds, centre, side):
            self.addWidget(panel)
        self.setStretchFactor(1, 1)
        self.setSizes([190, 690, 400])
        self.setChildrenCollapsible(False)
        rounds.setMinimumWidth(150)
        rounds.setMaximumWidth(260)
        centre.setMinimumWidth(380)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        rounds, centre, side = self.sizes()
        # Qt takes all from the text where the window gets smaller.
        short = min(COMFORT - centre, side - self.side.room)
        if side and short > 0:
            self.setSizes([rounds, centre + short, side - short])

    @property
    def alone(self) -> bool:
        """Whether the text has all the room."""
        return self._away is not None

    def set_alone(self, alone: bool) -> None:
        """Put both panels away, or show those that there were."""
        if alone == self.alone:
            return
        if alone:
            self._away = self.rounds.isHidden(), self.side.isHidden()
            self.rounds.hide()
            self.side.hide()
        else:
            rounds, side = self._away or (False, False)
            self._away = None
            self.rounds.setHidden(rounds)
            self.side.setHidden(side)

    def toggle(self, panel: QWidget) -> None:
        """Put a panel away, or show it again."""
        panel.setHidden(not panel.isHidden())

    def layout_now(self) -> tuple[str, ...]:
        """How wide and high the panels are, and which are away, to be kept."""
        rounds, side = self._away or (self.rounds.isHidden(), self.side.isHidden())
        states = (written(splitter.saveState()) for splitter in (self, self.side))
        return *states, "".join(name for name, away in (("r", rounds), ("s", side)) if away)

    def lay_out(self, kept: tuple[str, ...]) -> None:
        """As `layout_now` gave it; what cannot be read is passed over."""
        if len(kept) != 3:
            return
        columns, rows, away = kept
        self.restoreState(QByteArray.fromBase64(columns.encode()))
        self.side.restoreState(QByteArray.fromBase64(rows.encode()))
        self.rounds.setHidden("r" in away)
        self.side.setHidden("s" in away)


def written(state: QByteArray) -> str:
    """What Qt says of a state, as a word."""
    return bytes(state.toBase64().data()).decode()
