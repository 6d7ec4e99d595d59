"""Commands for the list of proposals: which part is shown, its filters, and its order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint

from reviser.core.filters import FLAGGED, NONE_KNOWN, Filters, SortOrder
from reviser.core.round_state import RoundState
from reviser.gui.commands import Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.controllers.offered import click, is_offered
from reviser.gui.panels.edit_list import ShownProposals
from reviser.gui.workspace import Workspace
from reviser.services.rounds.acceptance import RoundQuery


class ListController:
    """Declares and runs the commands for the list of `workspace`."""

    def __init__(self, context: WindowContext, workspace: Workspace) -> None:
        self._context = context
        self._work = workspace
        workspace.side.chances_of = self._chances_of

    def commands(self) -> Iterable[Command]:
        yield from self._parts()
        yield from self._filters()
        yield from self._orders()

    def _parts(self) -> Iterable[Command]:
        work = self._work
        names = {
            "list-all": (tr("List all proposals"), ShownProposals.ALL),
            "list-undecided": (tr("List undecided proposals"), ShownProposals.UNDECIDED),
            "list-aside": (tr("List proposals set aside"), ShownProposals.SET_ASIDE),
            "list-remarks": (tr("List the remarks"), ShownProposals.REMARKS),
        }
        for command_id, (name, shown) in names.items():
            button = work.filters[shown]
            yield Command(
                command_id,
                name,
                click(button, work),
                MenuSection.LIST,
                CommandGroup.LISTING,
                enabled=is_offered(button, work),
                checked=button.isChecked,
            )

    def _filters(self) -> Iterable[Command]:
        bar = self._work.filter

        def make_command(
            command_id: str, name: str, run: Callable[[], object], key: str = "", icon: str = ""
        ) -> Command:
            enabled = self._has_current if key else self._has_round
            keys = (key,) if key else ()
            return Command(
                command_id, name, run, MenuSection.FILTER, CommandGroup.LISTING, keys=keys, icon=icon, enabled=enabled
            )

        opened = make_command("filter", tr("&Filter …"), self._open_filters, "F", "filter")
        yield replace(opened, enabled=self._has_round)
        yield make_command("filter-paragraph", tr("Only this paragraph"), bar.choose_paragraph, "P")
        yield make_command("filter-sentence", tr("Only this sentence"), bar.choose_sentence, "Shift+P")
        yield make_command("filter-like", tr("Only the same correction"), bar.choose_like, "L")
        yield make_command(
            "filter-flagged", tr("Only flagged proposals"), lambda: bar.choose(replace(bar.choice, risk=FLAGGED))
        )
        yield Command(
            "filter-none",
            tr("Remove all filters"),
            lambda: bar.choose(Filters()),
            MenuSection.FILTER_NONE,
            CommandGroup.LISTING,
            keys=("Shift+F",),
            enabled=lambda: self._context.document_open() and bar.choice != Filters(),
        )

    def _orders(self) -> Iterable[Command]:
        names = {
            "sort-place": (tr("Sort by place in the text"), SortOrder.PLACE),
            "sort-risk": (tr("Sort: flagged first"), SortOrder.RISK),
            "sort-sure": (tr("Sort: most confident first"), SortOrder.SURE),
            "sort-unsure": (tr("Sort: least confident first"), SortOrder.UNSURE),
            "sort-chance": (tr("Sort: most likely accepted first"), SortOrder.CHANCE),
        }
        for command_id, (name, order) in names.items():
            yield Command(
                command_id,
                name,
                partial(self._work.filter.sort, order),
                MenuSection.SORT,
                CommandGroup.LISTING,
                enabled=self._has_round,
                checked=partial(self._is_order, order),
            )

    def _chances_of(self, round_state: RoundState) -> Mapping[str, float]:
        """The known probabilities that proposals of a round are accepted, by proposal id (0 to 1). Missing ones are
        requested in the background, and the list is updated when they arrive."""
        review = self._context.review
        if review is None:
            return NONE_KNOWN
        open_document = review.open_document
        rounds = [shown.round.id for shown in open_document.state.rounds]
        if round_state.round.id not in rounds:
            return NONE_KNOWN
        number = rounds.index(round_state.round.id)
        asked = RoundQuery(open_document.state, number, open_document.document_id, open_document.annotator)
        chances = self._context.document_manager.chances
        chances.ask(asked, self._work.list_again)
        return chances.known_probabilities(asked)

    def _is_order(self, order: SortOrder) -> bool:
        return self._work.filter.order is order

    def _has_round(self) -> bool:
        review = self._context.review
        return review is not None and review.state.round_state is not None

    def _has_current(self) -> bool:
        review = self._context.review
        return review is not None and not self._work.reading and review.item is not None

    def _open_filters(self) -> None:
        bar = self._work.filter
        bar.menu.popup(bar.filter_button.mapToGlobal(QPoint(0, bar.filter_button.height())))
