"""Searching the history from the window: the dialog over it, and going to what was found."""

from typing import TYPE_CHECKING

from reviser.gui.dialogs.search import SearchDialog
from reviser.history.hits import Hit
from reviser.services.searching import Searching

if TYPE_CHECKING:
    from reviser.gui.main_window import MainWindow


class Finding:
    """Opens the search over `window`."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def show(self) -> None:
        """Open the search, in the document in hand and in all others."""
        window, review = self._window, self._window.review
        window.workspace.text.flush()
        searching = Searching(window.studio.errands, window.studio.history_path)
        document = None if review is None else review.revision.document_id
        dialog = SearchDialog(searching, window.theme, window, document=document)
        dialog.opening.connect(self.go)
        dialog.open()

    def go(self, hit: Hit) -> None:
        """Open the document of what was found, and show the edit or its round, where that is on the branch in hand."""
        window = self._window
        if window.review is None or window.review.revision.document_id != hit.document_id:
            window.open_document(hit.document_id)
        review = window.review
        if review is None or review.revision.document_id != hit.document_id or hit.round is None:
            return
        depth = next((played.round.depth for played in review.state.history if played.round.id == hit.round), 0)
        window.workspace.read(depth)
        played = review.state.played
        if not depth and played is not None and hit.proposal_id in played.round.by_id:
            review.choose(hit.proposal_id)
