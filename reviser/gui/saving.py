"""The file of the document that is open, for the window: saved, saved elsewhere, and asked about where the text would
be lost or another program's would be overwritten."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from reviser.documents.store import ChangedOnDiskError
from reviser.errors import UserError
from reviser.gui.dialogs.questions import Leaving, Overwriting, ask_leave, ask_lose, ask_overwrite

if TYPE_CHECKING:
    from reviser.gui.main_window import MainWindow


class SavingDesk:
    """Saves what is open in `window`."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    @property
    def path(self) -> Path | None:
        """The file of the document that is open; None where there is none."""
        review = self._window.review
        return None if review is None else review.revision.document.path

    def save(self) -> bool:
        """Save to the document's file; asks where another program changed it. Whether it is saved."""
        window = self._window
        if window.review is None:
            return True
        if self.path is None:
            return self.save_as()
        window.workspace.text.flush()
        try:
            window.review.revision.save()
        except ChangedOnDiskError as error:
            return self._overwrite(str(error))
        except UserError as error:
            window.message.say(str(error), warning=True)
            return False
        return True

    def save_as(self) -> bool:
        """Save to a file that is asked for, which is the document's then. Whether it is saved."""
        window = self._window
        if window.review is None:
            return True
        window.workspace.text.flush()
        revision = window.review.revision
        title = QCoreApplication.translate("SavingDesk", "Save as")
        name, _ = QFileDialog.getSaveFileName(window, title, str(self.path or ""))
        if not name:
            return False
        saved = window.attempts.do(lambda: revision.save(Path(name)))
        if saved:
            window.attempts.do(lambda: window.studio.remember(Path(name)))
        return saved

    def may_leave(self) -> bool:
        """Whether the open document may be put away; asks about what is not in its file."""
        window = self._window
        if window.review is None:
            return True
        window.workspace.text.flush()
        if window.workspace.text.dirty or window.attempts.waiting:
            # A round's own writes go on meanwhile; what the person did must not be lost by leaving.
            if not ask_lose(window):
                return False
            window.attempts.give_up()
        if not window.review.revision.unsaved or window.queue.keeps_text():
            return True
        answer = ask_leave(window)
        return self.save() if answer is Leaving.SAVE else answer is Leaving.LEAVE

    def _overwrite(self, sentence: str) -> bool:
        """Ask what to do about a file that another program changed. Whether the text is saved."""
        window = self._window
        answer = ask_overwrite(window, sentence)
        if answer is Overwriting.ELSEWHERE:
            return self.save_as()
        review = window.review
        if answer is Overwriting.NOT or review is None:
            return False
        return window.attempts.do(lambda: review.revision.save(overwrite=True))
