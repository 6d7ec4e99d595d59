"""Opens the library dialog, and opens or closes documents on its behalf."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from reviser.errors import UserError
from reviser.gui.commands import Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.controllers.backups import BackupController
from reviser.gui.controllers.documents import DocumentController
from reviser.gui.dialogs.library import LibraryDialog
from reviser.gui.wording.messages import error_text, translate
from reviser.services.documents.library import Purged


class LibraryController:
    """Opens the library, and purges documents in the background that were deleted long ago."""

    def __init__(self, context: WindowContext, documents: DocumentController, backups: BackupController) -> None:
        self._context = context
        self._documents = documents
        self._backups = backups
        self._dialog: LibraryDialog | None = None  # reused, because an answer may come after it was closed

    def commands(self) -> Iterable[Command]:
        yield Command(
            "library",
            tr("&Library …"),
            self.show,
            MenuSection.FILE_OPEN,
            CommandGroup.DOCUMENT,
            keys=("Ctrl+Shift+O",),
        )

    def show(self) -> None:
        """Open the library."""
        context = self._context
        context.flush()
        if self._dialog is None:
            self._dialog = LibraryDialog(
                context.document_manager.library,
                context.theme,
                context.window,
                open_ids=lambda: self._documents.open_ids,
                close_it=self._documents.close_document,
            )
            self._dialog.opening.connect(self._documents.open_document)
        self._dialog.begin(context.theme)

    def start(self) -> None:
        """Purge documents whose time to be restored is over, then start the backups: a purge has to wait for readers.
        Called once, after the first paint."""
        self._context.document_manager.library.purge(self._purged, self._fail)

    def stop(self) -> None:
        """Stop the background work; the program ends."""
        if self._dialog is not None:
            self._dialog.reject()
        self._backups.stop()
        self._context.document_manager.library.stop()

    def _purged(self, purged: Purged) -> None:
        self._backups.start()
        for kept in purged.kept:
            said = QCoreApplication.translate(
                "LibraryController", "A deleted document may still be in this file: {path}. {why}"
            )
            self._context.warn(said.format(path=kept.path, why=translate(kept.why)))

    def _fail(self, error: UserError) -> None:
        self._backups.start()
        self._context.warn(error_text(error))
