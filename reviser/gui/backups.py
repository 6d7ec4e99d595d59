"""The backups, for the window: made when they are due, shown, and what follows when one is restored."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from reviser.errors import UserError
from reviser.gui.dialogs.backups import BackupsDialog
from reviser.services.backups import Restored

if TYPE_CHECKING:
    from reviser.gui.main_window import MainWindow

HOUR_MS = 3_600_000  # between looks whether one is due
RESTART = 64  # what Qt's loop ends with when the window is to be opened again


class BackupDesk(QObject):
    """Keeps the history of `window` backed up."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self)
        self._timer.setInterval(HOUR_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """From now on; called once, after the first paint."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Make one where it is due."""
        self._window.studio.backups.make_due(lambda _: None, self._fail)

    def stop(self) -> None:
        """The program ends."""
        self._timer.stop()
        self._window.studio.backups.stop()

    def show(self) -> None:
        """The backups, to be restored."""
        window = self._window
        window.workspace.text.flush()
        dialog = BackupsDialog(window.studio.backups, window.theme, window, window.close_document)
        dialog.restored.connect(self._restored)
        dialog.open()

    def _restored(self, restored: Restored) -> None:
        if restored.renamed:
            # The connection in hand still has the damaged file.
            QCoreApplication.exit(RESTART)
            return
        self._window.message.say(_said(restored.aside))

    def _fail(self, error: UserError) -> None:
        self._window.say(str(error))


def _said(aside: Path | None) -> str:
    said = QCoreApplication.translate("BackupDesk", "The backup is restored; open a document to go on with it.")
    if aside is None:
        return said
    kept = QCoreApplication.translate("BackupDesk", "What was there before is kept in the list of backups.")
    return f"{said} {kept}"
