"""Backups in the window: makes them when they are due, lists them, and handles a restored one."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from reviser.errors import UserError
from reviser.gui.commands import Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.controllers.documents import DocumentController
from reviser.gui.wording.messages import error_text
from reviser.services.documents.backups import RestoredBackup

HOUR_MS = 3_600_000  # milliseconds between two checks whether a backup is due
RESTART = 64  # the exit code of Qt's loop when the window has to be opened again


class BackupController(QObject):
    """Makes the regular backups and shows the dialog of backups."""

    def __init__(self, context: WindowContext, documents: DocumentController) -> None:
        super().__init__(context)
        self._context = context
        self._documents = documents
        self._timer = QTimer(self)
        self._timer.setInterval(HOUR_MS)
        self._timer.timeout.connect(self.look)

    def commands(self) -> Iterable[Command]:
        yield Command("backups", tr("Bac&kups …"), self.show, MenuSection.HISTORY_SEARCH, CommandGroup.DOCUMENT)

    def start(self) -> None:
        """Start the regular backups. Called once, after the first paint."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Make a backup if one is due."""
        self._context.document_manager.backups.make_due(lambda _: None, self._fail)

    def stop(self) -> None:
        """Stop the regular backups; the program ends."""
        self._timer.stop()
        self._context.document_manager.backups.stop()

    def show(self) -> None:
        """Show the dialog in which backups are listed and restored."""
        from reviser.gui.dialogs.backups import BackupsDialog

        context = self._context
        context.flush()
        dialog = BackupsDialog(
            context.document_manager.backups, context.theme, context.window, self._documents.close_all
        )
        dialog.restored.connect(self._restored)
        dialog.open()

    def _restored(self, restored: RestoredBackup) -> None:
        if restored.renamed:
            # The open connection still has the damaged file.
            QCoreApplication.exit(RESTART)
            return
        self._context.message.say(_restored_sentence(restored.aside))

    def _fail(self, error: UserError) -> None:
        self._context.warn(error_text(error))


def _restored_sentence(aside: Path | None) -> str:
    said = QCoreApplication.translate("BackupController", "The backup is restored; open a document to go on with it.")
    if aside is None:
        return said
    kept = QCoreApplication.translate("BackupController", "What was there before is kept in the list of backups.")
    return f"{said} {kept}"
