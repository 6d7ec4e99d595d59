"""The panel beside the text: the list of proposals with its switches and filters, and the current one below it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSplitter, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from reviser.core.filters import (
    EVERYTHING,
    NONE_KNOWN,
    Filters,
    SortOrder,
    batch_to_accept,
    batch_to_reject,
    filter_items,
)
from reviser.core.round import Item
from reviser.core.round_state import RoundState
from reviser.gui.panels.edit_list import EditList, ShownProposals
from reviser.gui.panels.filter_bar import BatchBar, FilterBar
from reviser.gui.panels.flow_layout import FlowLayout
from reviser.gui.panels.inspector import Inspector
from reviser.gui.panels.message_bars import switch, switches
from reviser.gui.panels.remark_list import RemarkList
from reviser.gui.theme import Theme


class ListView(NamedTuple):
    """What a list lets through, in what order, and which part of it is shown."""

    choice: Filters = EVERYTHING
    order: SortOrder = SortOrder.PLACE
    shown: ShownProposals = ShownProposals.ALL


EVERYTHING_LISTED = ListView()


class SidePanel(QSplitter):
    """`switched` when another part of the list was asked for."""

    switched = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.list = EditList(theme)
        self.filter = FilterBar(theme)
        self.batch = BatchBar()
        self.remarks = RemarkList()
        self.lists = QStackedWidget()
        # How likely each proposal of a round is taken, as far as it is known; the list is shown again when more is.
        self.chances_of: Callable[[RoundState], Mapping[str, float]] = lambda _: NONE_KNOWN
        self.inspector = Inspector(theme)
        self.filters: dict[ShownProposals, QToolButton] = {}
        self.addWidget(self._upper())
        self.addWidget(self.inspector)
        self.setSizes([400, 400])
        self.setChildrenCollapsible(False)

    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)
        self.filter.set_theme(theme)
        self.inspector.set_theme(theme)

    @property
    def room(self) -> int:
        """How many pixels wide it must be for nothing to be cut."""
        return max(self.inspector.room, self.minimumSizeHint().width())

    @property
    def shown(self) -> ShownProposals:
        """Which part of the list is shown."""
        return next(shown for shown, button in self.filters.items() if button.isChecked())

    @property
    def choice(self) -> Filters:
        """What lets proposals through, in the list and in the text."""
        return replace(self.filter.choice, undecided=self.shown is ShownProposals.UNDECIDED)

    @property
    def step_order(self) -> tuple[Item, ...] | None:
        """What is stepped through, in its order; None where that is all of a round in order of place."""
        everything = self.choice == EVERYTHING and self.filter.order is SortOrder.PLACE
        return None if everything and self.shown is not ShownProposals.SET_ASIDE else self.list.rows.items

    def show_round(self, round_state: RoundState | None, item: Item | None, *, reading: bool) -> None:
        """List those of a round that the filters let through; a batch is then of these. `item`: the current one.
        `reading`: the round is an earlier one, in which nothing is decided."""
        self.filter.show_round(round_state, item)
        listed = round_state is not None and self.shown in {ShownProposals.ALL, ShownProposals.UNDECIDED}
        if round_state is not None and listed:
            order = self.filter.order
            chances = self.chances_of(round_state) if order is SortOrder.CHANCE else NONE_KNOWN
            self.list.show_items(round_state, filter_items(round_state, self.choice, order, chances))
        else:
            self.list.show_round(round_state, self.shown)
        items = self.list.rows.items
        if round_state is not None and listed and not reading:
            self.batch.show_batches(batch_to_accept(round_state, items), batch_to_reject(round_state, items))
        else:
            self.batch.hide()
        self.remarks.show_round(round_state)
        self.show_remarks(0 if round_state is None else len(round_state.round.remarks))

    @property
    def listing(self) -> ListView:
        """What is listed, and in what order."""
        return ListView(self.filter.choice, self.filter.order, self.shown)

    def take_listing(self, listing: ListView) -> None:
        """List that, in that order, of the document that is shown next."""
        self.filter.choose(listing.choice)
        self.filter.sort(listing.order)
        self.filters[listing.shown].setChecked(True)

    def show_part(self, shown: ShownProposals) -> None:
        """Show another part of the list."""
        self.filters[shown].setChecked(True)
        self.switched.emit()

    def show_remarks(self, count: int) -> None:
        """There are `count` remarks; the list shows them where they were asked for."""
        wanted = self.shown is ShownProposals.REMARKS
        self.lists.setCurrentWidget(self.remarks if wanted else self.list)
        self.filters[ShownProposals.REMARKS].setVisible(count > 0 or wanted)
        self.filters[ShownProposals.REMARKS].setText(self.tr("%Ln remarks", "", count))

    def _upper(self) -> QWidget:
        box = QWidget()
        box.setObjectName("side")
        box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        row = FlowLayout()
        row.setContentsMargins(8, 0, 8, 0)
        modes, inner = switches()
        modes.setAccessibleName(self.tr("Which are listed"))
        group = QButtonGroup(self)
        names = {
            ShownProposals.ALL: self.tr("All"),
            ShownProposals.UNDECIDED: self.tr("Undecided"),
            ShownProposals.SET_ASIDE: self.tr("Set aside"),
            ShownProposals.REMARKS: self.tr("Remarks"),
        }
        for shown, name in names.items():
            button = switch(name, group, inner)
            button.clicked.connect(self.switched)
            self.filters[shown] = button
        self.filters[ShownProposals.ALL].setChecked(True)
        row.addWidget(modes)
        row.add_last(self.filter)
        layout.addLayout(row)
        layout.addWidget(self.filter.chips)
        self.lists.addWidget(self.list)
        self.lists.addWidget(self.remarks)
        layout.addWidget(self.lists, 1)
        layout.addWidget(self.batch)
        return box
