"""The history in the window: opened over the text, kept in step with the document, left by Esc."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reviser.core.played import Played
from reviser.gui.history.view import HistoryView
from reviser.services.notices import Notice

if TYPE_CHECKING:
    from reviser.gui.main_window import MainWindow


class HistoryDesk:
    """Shows the history of the window's document. `attempt` does what may fail for a reason of the world."""

    def __init__(self, window: "MainWindow", attempt: Callable[[Callable[[], object]], bool]) -> None:
        self._window = window
        self.view = HistoryView(window.theme, window.actions_.keymap)
        window.stack.addWidget(self.view)
        self.view.attempted.connect(attempt)
        self.view.told.connect(window.announcer.say)
        self.view.left.connect(self.leave)
        self.view.sent.connect(self._show_sent)

    @property
    def open(self) -> bool:
        """Whether the history is what is shown."""
        return self._window.stack.currentWidget() is self.view

    def show(self) -> None:
        """Show it, or go back to the text."""
        window = self._window
        if window.review is None:
            return
        if self.open:
            self.leave()
            return
        window.workspace.text.flush()
        revision = window.review.revision
        path = revision.document.path
        window.stack.setCurrentWidget(self.view)
        self.view.show_history(revision, path.name if path else revision.document.format.name)

    def leave(self) -> None:
        """Back to the text as it stands."""
        self.view.leave()
        if self.open:
            self._window.stack.setCurrentWidget(self._window.workspace)
            self._window.workspace.views.take_focus()

    def _show_sent(self, played: Played) -> None:
        if self._window.review is not None:
            self._window.asking.show_sent(self._window.review, played)

    def happened(self, notice: Notice) -> None:
        """Something happened to the document."""
        if not self.open:
            return
        if notice is Notice.STARTED:
            self.leave()
        elif notice not in {Notice.PROGRESS, Notice.SAVED}:
            self.view.refresh()
