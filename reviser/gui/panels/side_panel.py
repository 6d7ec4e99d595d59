"""The panel beside the text: the list of proposals with its switches and filters, and the inspector below it."""

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
    """How the list is displayed: its part, its filters, and its order."""

    choice: Filters = EVERYTHING
    order: SortOrder = SortOrder.PLACE
    shown: ShownProposals = ShownProposals.ALL


EVERYTHING_LISTED = ListView()


class SidePanel(QSplitter):
    """The list and the inspector. `switched` is emitted when another part of the list is selected."""

    switched = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.list = EditList(theme)
        self.filter = FilterBar(theme)
        self.batch = BatchBar()
        self.remarks = RemarkList()
        self.lists = QStackedWidget()
        # Returns the known probabilities that proposals of a round are accepted. The list is refreshed when more are
        # known.
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
        """The width in pixels that it needs so that nothing is cut off."""
        return max(self.inspector.room, self.minimumSizeHint().width())

    @property
    def shown(self) -> ShownProposals:
        """The displayed part of the list."""
        return next(shown for shown, button in self.filters.items() if button.isChecked())

    @property
    def choice(self) -> Filters:
        """The filters of the list and of the text."""
        return replace(self.filter.choice, undecided=self.shown is ShownProposals.UNDECIDED)

    @property
    def step_order(self) -> tuple[Item, ...] | None:
        """The proposals to step through, in their order; None if these are all of the round, in text order."""
        everything = self.choice == EVERYTHING and self.filter.order is SortOrder.PLACE
        return None if everything and self.shown is not ShownProposals.SET_ASIDE else self.list.rows.items

    def show_round(self, round_state: RoundState | None, item: Item | None, *, reading: bool) -> None:
        """List the proposals of a round that pass the filters; batch decisions apply to these. `item` is the current
        proposal. `reading`: the round is an earlier one, in which nothing can be decided."""
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
        """How the list is displayed, to be restored later."""
        return ListView(self.filter.choice, self.filter.order, self.shown)

    def take_listing(self, listing: ListView) -> None:
        """Restore how the list of a document was displayed."""
        self.filter.choose(listing.choice)
        self.filter.sort(listing.order)
        self.filters[listing.shown].setChecked(True)

    def show_part(self, shown: ShownProposals) -> None:
        """Display another part of the list."""
        self.filters[shown].setChecked(True)
        self.switched.emit()

    def show_remarks(self, count: int) -> None:
        """Set the number of remarks. If the part for remarks is displayed, list them."""
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
        modes.setAccessibleName(self.tr("Listed proposals"))
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
