"""The library, for the window: opened over it, and what is opened or closed from there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reviser.errors import UserError
from reviser.gui.backups import BackupDesk
from reviser.gui.dialogs.library import LibraryDialog
from reviser.services.library import Purged

if TYPE_CHECKING:
    from reviser.gui.main_window import MainWindow


class LibraryDesk:
    """Opens the library over `window`, and lets go in the background of what was deleted long ago."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self.backups = BackupDesk(window)
        self._dialog: LibraryDialog | None = None  # one, since what it asked for may come when it is closed

    def show(self) -> None:
        """Open the library."""
        window = self._window
        window.workspace.text.flush()
        if self._dialog is None:
            self._dialog = LibraryDialog(
                window.studio.library, window.theme, window, in_hand=self._in_hand, close_it=window.close_document
            )
            self._dialog.opening.connect(window.open_document)
        self._dialog.begin(window.theme)

    def start(self) -> None:
        """Purge what was deleted long enough ago, and then back up, for a purge waits for who reads; called once, after
        the first paint."""
        self._window.studio.library.purge(self._purged, self._fail)

    def stop(self) -> None:
        """The program ends."""
        if self._dialog is not None:
            self._dialog.reject()
        self.backups.stop()
        self._window.studio.library.stop()

    def _in_hand(self) -> int | None:
        review = self._window.review
        return None if review is None else review.revision.document_id

    def _purged(self, purged: Purged) -> None:
        self.backups.start()
        for kept in purged.kept:
            said = QCoreApplication.translate(
                "LibraryDesk", "A deleted document may still be in this file: {path}. {why}"
            )
            self._window.say(said.format(path=kept.path, why=kept.why))

    def _fail(self, error: UserError) -> None:
        self.backups.start()
        self._window.say(str(error))
