"""Filters and order of the list of proposals: two menu buttons, and a chip for each active filter."""

from collections import Counter
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from reviser.core.edit import Intent
from reviser.core.filters import FLAGGED, UNFLAGGED, BatchSelection, Filters, SortOrder
from reviser.core.round import Item
from reviser.core.round_state import RoundState
from reviser.core.segment import paragraph_at, sentence_at
from reviser.core.text import Span
from reviser.gui.panels.flow_layout import FlowLayout
from reviser.gui.theme import Theme
from reviser.gui.wording.plain_text import PlainLabel, tip
from reviser.gui.wording.risk_flags import kind_name
from reviser.gui.wording.state_sentences import intent_name, visible

PAUSE_MS = 120  # milliseconds after a key press until the list is filtered
CHIP = 22  # code points of a chip's text
MOST_RULES = 12  # rules listed in the menu, those with most proposals


class FilterBar(QWidget):
    """The two menu buttons. `changed` is emitted when `choice` or `order` changes; `asking` when a menu opens and needs
    `show_round`. `chips` is the row of active filters, which the owner places below."""

    changed = Signal()
    asking = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.choice = Filters()
        self.order = SortOrder.PLACE
        self._round_state: RoundState | None = None
        self._item: Item | None = None
        self._place = ""  # description of the filter `within`
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.filter_button = _menu_button(self.tr("Filter the proposals"))
        self.sort_button = _menu_button(self.tr("Sort the proposals"))
        row.addWidget(self.filter_button)
        row.addWidget(self.sort_button)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self.asking)
        self.menu.aboutToShow.connect(self._fill)
        self.menu.aboutToHide.connect(self._end_typing)
        self._typed = ""  # text typed into the menu's field
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._take_words)
        self.filter_button.setMenu(self.menu)
        self.sort_menu = QMenu(self)
        self.sort_menu.aboutToShow.connect(self._fill_orders)
        self.sort_button.setMenu(self.sort_menu)
        self.chips = QWidget()
        self._flow = FlowLayout(self.chips)
        self._flow.setContentsMargins(12, 0, 12, 0)
        self.chips.hide()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.filter_button.setIcon(theme.icon("filter", theme.palette.accent if self.choice != Filters() else ""))
        self.sort_button.setIcon(theme.icon("sort", theme.palette.accent if self.order is not SortOrder.PLACE else ""))
        for chip in self.chips.findChildren(QToolButton):
            chip.setIcon(theme.icon("close"))

    def show_round(self, round_state: RoundState | None, item: Item | None) -> None:
        """Set what the menus refer to: the listed round and the current proposal. A filter by place is dropped if the
        text is another one."""
        before, self._round_state, self._item = self._round_state, round_state, item
        if self.choice.within is not None and (
            before is None or round_state is None or before.round.id != round_state.round.id
        ):
            self.choice = replace(self.choice, within=None)
            self._show_chips()

    def choose(self, filters: Filters) -> None:
        """Set the filters."""
        if filters != self.choice:
            self.choice = filters
            self._show_chips()
            self.changed.emit()

    def sort(self, order: SortOrder) -> None:
        if order is not self.order:
            self.order = order
            self._show_chips()
            self.changed.emit()

    def choose_paragraph(self) -> None:
        """Show only the paragraph of the current proposal."""
        self.asking.emit()
        if self._round_state is not None and self._item is not None:
            self._place = self.tr("This paragraph")
            self._choose_within(paragraph_at(self._round_state.round.base, self._item.proposal.edit.start))

    def choose_sentence(self) -> None:
        """Show only the sentence of the current proposal."""
        self.asking.emit()
        if self._round_state is not None and self._item is not None:
            self._place = self.tr("This sentence")
            self._choose_within(sentence_at(self._round_state.round.base, self._item.proposal.edit.start))

    def _choose_within(self, span: Span) -> None:
        if self._item is not None:  # an insertion at the end of the text belongs to the last sentence
            span = Span(span.start, max(span.end, self._item.proposal.edit.start + 1))
            self.choose(replace(self.choice, within=span))

    def choose_like(self) -> None:
        """Show only proposals with the same correction as the current one."""
        self.asking.emit()
        if self._item is not None:
            edit = self._item.proposal.edit
            self.choose(replace(self.choice, like=(edit.before, edit.after)))

    # Menus

    def _fill(self) -> None:
        menu, choice = self.menu, self.choice
        menu.clear()
        self._add_search(menu)
        live = () if self._round_state is None else self._round_state.round.live
        menu.addSection(self.tr("Intent"))
        intents = Counter(item.proposal.intent for item in live)
        for intent in Intent:
            if intents[intent] or intent in choice.intents:
                action = self._add(menu, _with_count(intent_name(intent), intents[intent]), intent in choice.intents)
                chosen = replace(choice, intents=choice.intents ^ {intent})
                action.triggered.connect(lambda _=False, chosen=chosen: self.choose(chosen))
        menu.addSection(self.tr("Risk"))
        kinds = Counter(kind for item in live for kind in {flag.kind for flag in item.proposal.risk})
        flagged = sum(bool(item.proposal.risk) for item in live)
        risks = [(FLAGGED, self.tr("Flagged"), flagged), (UNFLAGGED, self.tr("Not flagged"), len(live) - flagged)]
        risks += [(kind, kind_name(kind), count) for kind, count in sorted(kinds.items())]
        for risk, name, count in risks:
            on = choice.risk == risk
            action = self._add(menu, _with_count(name, count), on)
            chosen = replace(choice, risk="" if on else risk)
            action.triggered.connect(lambda _=False, chosen=chosen: self.choose(chosen))
        menu.addSection(self.tr("The current proposal"))
        for name, act in (
            (self.tr("Its paragraph"), self.choose_paragraph),
            (self.tr("Its sentence"), self.choose_sentence),
            (self.tr("The same correction"), self.choose_like),
        ):
            action = menu.addAction(name)
            action.setEnabled(self._item is not None)
            action.triggered.connect(lambda _=False, act=act: act())
        revisers = Counter(item.proposal.reviser for item in live)
        if len(revisers) > 1 or choice.revisers:
            menu.addSection(self.tr("Reviser"))
            for name, count in sorted(revisers.items()):
                action = self._add(menu, _with_count(name, count), name in choice.revisers)
                chosen = replace(choice, revisers=choice.revisers ^ {name})
                action.triggered.connect(lambda _=False, chosen=chosen: self.choose(chosen))
        rules = menu.addMenu(self.tr("Proposed by"))
        for rule, count in Counter(item.proposal.rule for item in live).most_common(MOST_RULES):
            action = self._add(rules, _with_count(rule, count), rule in choice.rules)
            chosen = replace(choice, rules=choice.rules ^ {rule})
            action.triggered.connect(lambda _=False, chosen=chosen: self.choose(chosen))
        menu.addSeparator()
        clear = menu.addAction(self.tr("Show all"), lambda: self.choose(Filters()))
        clear.setEnabled(choice != Filters())

    def _add_search(self, menu: QMenu) -> None:
        field = QLineEdit(self.choice.words)
        field.setPlaceholderText(self.tr("Words in the proposal"))
        field.setAccessibleName(self.tr("Words in the proposal"))
        action = QWidgetAction(menu)
        action.setDefaultWidget(field)
        menu.addAction(action)
        field.textEdited.connect(self._await_words)
        field.returnPressed.connect(menu.close)
        field.setFocus()  # it takes letters; arrow keys move to the entries below
        field.selectAll()

    def _await_words(self, words: str) -> None:
        self._typed = words.strip()
        self._pause.start()

    def _take_words(self) -> None:
        """Filter by the typed words."""
        self._pause.stop()
        self.choose(replace(self.choice, words=self._typed))

    def _end_typing(self) -> None:
        """The menu has closed: apply the typed words at once."""
        if self._pause.isActive():
            self._take_words()

    def _fill_orders(self) -> None:
        menu = self.sort_menu
        menu.clear()
        for order, name in self._orders().items():
            action = self._add(menu, name, order is self.order)
            action.triggered.connect(lambda _=False, order=order: self.sort(order))

    def _orders(self) -> dict[SortOrder, str]:
        return {
            SortOrder.PLACE: self.tr("By place in the text"),
            SortOrder.RISK: self.tr("Flagged first"),
            SortOrder.SURE: self.tr("Most confident first"),
            SortOrder.UNSURE: self.tr("Least confident first"),
            SortOrder.CHANCE: self.tr("Most likely accepted first"),
        }

    def _add(self, menu: QMenu, name: str, checked: bool) -> QAction:
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(checked)
        return action

    # Chips

    def _show_chips(self) -> None:
        choice, shown = self.choice, []
        if choice.intents:
            names = ", ".join(intent_name(intent) for intent in Intent if intent in choice.intents)
            shown.append((names, replace(choice, intents=frozenset())))
        if choice.risk:
            any_kind = {FLAGGED: self.tr("Flagged"), UNFLAGGED: self.tr("Not flagged")}
            name = any_kind.get(choice.risk) or kind_name(choice.risk)
            shown.append((name, replace(choice, risk="")))
        if choice.within is not None:
            shown.append((self._place, replace(choice, within=None)))
        if choice.like is not None:
            before, after = map(visible, choice.like)
            shown.append((f"{before} → {after}", replace(choice, like=None)))
        if choice.revisers:
            shown.append((", ".join(sorted(choice.revisers)), replace(choice, revisers=frozenset())))
        if choice.rules:
            shown.append((", ".join(sorted(choice.rules)), replace(choice, rules=frozenset())))
        if choice.words:
            shown.append((f"“{choice.words}”", replace(choice, words="")))
        while (taken := self._flow.takeAt(0)) is not None:
            old = taken.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        chips = []
        for name, without in shown:
            chips.append(self._chip(name))
            chips[-1].clicked.connect(lambda _=False, without=without: self.choose(without))
        if self.order is not SortOrder.PLACE:
            chips.append(self._chip(self._orders()[self.order]))
            chips[-1].clicked.connect(lambda: self.sort(SortOrder.PLACE))
        for chip in chips:
            self._flow.addWidget(chip)
            chip.show()
        self.chips.setVisible(bool(chips))
        self.set_theme(self._theme)

    def _chip(self, name: str) -> QToolButton:
        chip = QToolButton()
        chip.setObjectName("chip")
        chip.setText(name if len(name) <= CHIP else name[: CHIP - 1] + "…")
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setAccessibleName(self.tr("Remove the filter: {name}").format(name=name))
        chip.setToolTip(tip(chip.accessibleName()))
        return chip


class BatchBar(QWidget):
    """The buttons that decide all shown proposals, with their counts, and a note about those left out."""

    accepted = Signal()
    rejected = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = FlowLayout(self, row_gap=0)
        row.setContentsMargins(8, 2, 12, 4)
        self.accept_button = QPushButton()
        self.reject_button = QPushButton()
        self.left = PlainLabel()
        self.left.setProperty("soft", True)
        for button in (self.accept_button, self.reject_button):
            button.setProperty("quiet", True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click there is nothing left to do here
            row.addWidget(button)
        row.add_last(self.left)
        self.accept_button.clicked.connect(self.accepted)
        self.reject_button.clicked.connect(self.rejected)

    def show_batches(self, accept: BatchSelection, reject: BatchSelection) -> None:
        """Show what the buttons would do; hide them if there is nothing to decide."""
        self.accept_button.setText(self.tr("Accept {count} shown").format(count=f"{len(accept.ids):,}"))
        self.accept_button.setEnabled(bool(accept.ids))
        self.reject_button.setText(self.tr("Reject {count} shown").format(count=f"{len(reject.ids):,}"))
        self.left.setText(self.left_out_text(accept))
        self.left.setToolTip(
            self.tr(
                "Accept flagged and uncertainly placed proposals one by one. Proposals that belong to a "
                "group are decided only while the whole group is shown."
            )
        )
        self.setVisible(len(reject.ids) + len(reject.left) > 1)

    def left_out_text(self, batch: BatchSelection) -> str:
        """A sentence about the proposals that accepting all leaves out; empty if there are none."""
        if not batch.left:
            return ""
        return self.tr("{count} left for you").format(count=f"{len(batch.left):,}")


def _with_count(name: str, count: int) -> str:
    return f"{name}  ({count:,})".replace("&", "&&")


def _menu_button(name: str) -> QToolButton:
    button = QToolButton()
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(name)
    button.setToolTip(tip(name))
    return button
