"""Search in the history: opens the search dialog, and shows a hit."""

from collections.abc import Iterable

from reviser.gui.commands import Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.controllers.documents import DocumentController
from reviser.gui.workspace import Workspace
from reviser.history.search.hits import Hit
from reviser.services.documents.search import SearchJobs


class SearchController:
    """Opens the search dialog, and shows hits in `workspace`."""

    def __init__(self, context: WindowContext, documents: DocumentController, workspace: Workspace) -> None:
        self._context = context
        self._documents = documents
        self._work = workspace

    def commands(self) -> Iterable[Command]:
        yield Command(
            "search",
            tr("Search the &history …"),
            self.show,
            MenuSection.HISTORY_SEARCH,
            CommandGroup.DOCUMENT,
            keys=("Ctrl+Shift+F",),
        )

    def show(self) -> None:
        """Open the search dialog, for the current document and all others."""
        from reviser.gui.dialogs.search import SearchDialog

        context = self._context
        context.flush()
        searching = SearchJobs(context.document_manager.background_tasks, context.document_manager.history_path)
        dialog = SearchDialog(searching, context.theme, context.window, document=context.document_id)
        dialog.opening.connect(self.go)
        dialog.open()

    def go(self, hit: Hit) -> None:
        """Open the document of a hit, and show its edit or round, if that is on the current branch."""
        if self._context.document_id != hit.document_id:
            self._documents.open_document(hit.document_id)
        review = self._context.review
        if review is None or review.open_document.document_id != hit.document_id or hit.round is None:
            return
        depth = next(
            (round_state.round.depth for round_state in review.state.history if round_state.round.id == hit.round), 0
        )
        self._work.read(depth)
        round_state = review.state.round_state
        if not depth and round_state is not None and hit.proposal_id in round_state.round.by_id:
            review.choose(hit.proposal_id)
