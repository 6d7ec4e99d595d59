"""The three columns of the window. The outer two can be put away, and come back as wide as they were."""

from math import ceil

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from reviser.gui.panels.side_panel import SidePanel

COMFORT = 520  # pixels: narrower than this, a text is no pleasure to read
SHARE = 0.5  # of the window's area is the text's, at least
STRIP = 40  # pixels of height above or below the text for a line about the round
SNUG = 330  # pixels: narrower than this, the list goes before the rounds do


class Panels(QSplitter):
    """The rounds at the left, the text, and the list with the current proposal at the right."""

    def __init__(self, rounds: QWidget, centre: QWidget, side: SidePanel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.rounds, self.side = rounds, side
        self._away: tuple[bool, bool] | None = None  # what was put away before the text was alone
        self._folded = False  # the rounds, since the window is small
        self._asked = False  # for the rounds, though it is
        self._liked = 0  # pixels that the list had before the window got too small for it
        for panel in (rounds, centre, side):
            self.addWidget(panel)
        self.setStretchFactor(1, 1)
        self.setSizes([190, 690, 400])
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._forget_liked)
        rounds.setMinimumWidth(150)
        rounds.setMaximumWidth(260)
        centre.setMinimumWidth(380)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._divide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._divide()  # only now do the panels know, in their fonts, how much they need

    def _divide(self) -> None:
        """Give the text what it is to have, as far as the panels do not need it."""
        self._fold()
        rounds, centre, side = self.sizes()
        # Qt takes all from the text where the window gets smaller.
        wanted = self._wanted_width()
        gain = min(max(0, wanted - centre), max(0, side - self.side.room))
        more = min(max(0, wanted - centre - gain), max(0, rounds - self.rounds.minimumWidth()))
        back = min(max(0, self._liked - side), max(0, centre - wanted))
        if gain:
            self._liked = max(self._liked, side)
        if gain or more:
            self.setSizes([rounds - more, centre + gain + more, side - gain])
        elif back:
            self.setSizes([rounds, centre - back, side + back])

    def _forget_liked(self) -> None:
        """The person divides it as they like it now."""
        self._liked = 0

    def _wanted_width(self) -> int:
        """How many pixels wide the text is to be, as the window now is."""
        window = self.window()
        high = max(1, self.height() - STRIP)
        return max(COMFORT, ceil(SHARE * window.width() * window.height() / high))

    def _fold(self) -> None:
        """Put the rounds away where the window is too small for all three, and show them again where it is not. Who
        asks for them has them."""
        if self.alone or self.side.isHidden():
            return
        small = self.width() < self._wanted_width() + self.rounds.minimumWidth() + SNUG
        if not small:
            self._asked = False
        if small and not self._asked and not self.rounds.isHidden():
            self._folded = True
            self.rounds.hide()
            self.refresh()
        elif self._folded and not small:
            self._folded = False
            self.rounds.show()
            self.refresh()

    @property
    def alone(self) -> bool:
        """Whether the text has all the room."""
        return self._away is not None

    def set_alone(self, alone: bool) -> None:
        """Put both panels away, or show those that there were."""
        if alone == self.alone:
            return
        if alone:
            self._away = self._hidden
            self.rounds.hide()
            self.side.hide()
        else:
            rounds, side = self._away or (False, False)
            self._away = None
            self.rounds.setHidden(rounds)
            self.side.setHidden(side)
            self._folded = False
            self._fold()

    def toggle(self, panel: QWidget) -> None:
        """Put a panel away, or show it again."""
        panel.setHidden(not panel.isHidden())
        if panel is self.rounds:
            self._folded, self._asked = False, not panel.isHidden()
        self._fold()

    @property
    def _hidden(self) -> tuple[bool, bool]:
        """Which of the rounds and the list the person has put away."""
        return self.rounds.isHidden() and not self._folded, self.side.isHidden()

    def layout_now(self) -> tuple[str, ...]:
        """How wide and high the panels are, and which are away, to be kept."""
        rounds, side = self._away or self._hidden
        states = (state_text(splitter.saveState()) for splitter in (self, self.side))
        return *states, "".join(name for name, away in (("r", rounds), ("s", side)) if away)

    def lay_out(self, kept: tuple[str, ...]) -> None:
        """As `layout_now` gave it; what cannot be read is passed over."""
        if len(kept) != 3:
            return
        columns, rows, away = kept
        self.restoreState(QByteArray.fromBase64(columns.encode()))
        self.side.restoreState(QByteArray.fromBase64(rows.encode()))
        self._folded = False
        self.rounds.setHidden("r" in away)
        self.side.setHidden("s" in away)


def state_text(state: QByteArray) -> str:
    """A state of a Qt widget as text, for the settings file."""
    return bytes(state.toBase64().data()).decode()


class Centre(QWidget):
    """The column in the middle: the text with a strip above it and one below."""

    def __init__(self, above: QWidget, text: QWidget, below: QWidget) -> None:
        super().__init__()
        self.setObjectName("centre")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(above)
        self._column.addWidget(text, 1)
        self._column.addWidget(below)

    def add_under_text(self, widget: QWidget) -> None:
        """Put a widget between the text and what stands below it."""
        self._column.insertWidget(2, widget)
