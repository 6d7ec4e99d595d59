"""The three columns of the window. The outer two can be hidden, and return with their previous width."""

from math import ceil

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from reviser.gui.panels.side_panel import SidePanel

COMFORT = 520  # pixels: a narrower text is uncomfortable to read
SHARE = 0.5  # the text's share of the window's area, at least
STRIP = 40  # pixels: height of a strip above or below the text
SNUG = 330  # pixels: if the list would be narrower, the rounds are hidden


class Panels(QSplitter):
    """The rounds at the left, the text in the middle, and at the right the list with the current proposal."""

    def __init__(self, rounds: QWidget, centre: QWidget, side: SidePanel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.rounds, self.side = rounds, side
        self._away: tuple[bool, bool] | None = None  # which panels were hidden before the text got all the room
        self._folded = False  # the rounds are hidden because the window is small
        self._rounds_wanted = False  # the person wants the rounds although the window is small
        self._liked = 0  # pixels: width of the list before the window became too small for it
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
        self._divide()  # only now are the fonts and so the needed widths known

    def _divide(self) -> None:
        """Give the text its share of the width, as far as the panels leave it."""
        self._fold()
        rounds, centre, side = self.sizes()
        # When a window shrinks, Qt takes all the width from the text.
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
        """The person moved the divider: keep the new widths."""
        self._liked = 0

    def _wanted_width(self) -> int:
        """The preferred width of the text in pixels, for the current size of the window."""
        window = self.window()
        high = max(1, self.height() - STRIP)
        return max(COMFORT, ceil(SHARE * window.width() * window.height() / high))

    def _fold(self) -> None:
        """Hide the rounds if the window is too small for all three columns, and show them again if it is not. If the
        person has asked for the rounds, they stay."""
        if self.alone or self.side.isHidden():
            return
        small = self.width() < self._wanted_width() + self.rounds.minimumWidth() + SNUG
        if not small:
            self._rounds_wanted = False
        if small and not self._rounds_wanted and not self.rounds.isHidden():
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
        """Hide both panels, or show those that were visible before."""
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
        """Hide or show a panel."""
        panel.setHidden(not panel.isHidden())
        if panel is self.rounds:
            self._folded, self._rounds_wanted = False, not panel.isHidden()
        self._fold()

    @property
    def _hidden(self) -> tuple[bool, bool]:
        """Whether the person has hidden the rounds, and the list."""
        return self.rounds.isHidden() and not self._folded, self.side.isHidden()

    def layout_now(self) -> tuple[str, ...]:
        """The sizes of the panels and which are hidden, as strings to be stored."""
        rounds, side = self._away or self._hidden
        states = (state_text(splitter.saveState()) for splitter in (self, self.side))
        return *states, "".join(name for name, away in (("r", rounds), ("s", side)) if away)

    def lay_out(self, kept: tuple[str, ...]) -> None:
        """Restore what `layout_now` returned. Unreadable parts are ignored."""
        if len(kept) != 3:
            return
        columns, rows, away = kept
        self.restoreState(QByteArray.fromBase64(columns.encode()))
        self.side.restoreState(QByteArray.fromBase64(rows.encode()))
        self._folded = False
        self.rounds.setHidden("r" in away)
        self.side.setHidden("s" in away)


def state_text(state: QByteArray) -> str:
    """The state of a Qt widget as text, for the settings file."""
    return bytes(state.toBase64().data()).decode()


class Centre(QWidget):
    """The middle column: the text, with a strip above and a strip below it."""

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
        """Insert a widget between the text and the strip below it."""
        self._column.insertWidget(2, widget)
