"""Datasets from the window: the dialogs over it, and opening what was imported."""

from typing import TYPE_CHECKING

from reviser.gui.dialogs.exporting import ExportDialog
from reviser.gui.dialogs.importing import ImportDialog
from reviser.services.traffic import Traffic

if TYPE_CHECKING:
    from reviser.gui.main_window import MainWindow


class DatasetDesk:
    """Opens imports and exports over `window`."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def bring_in(self) -> None:
        """Import a dataset."""
        dialog = ImportDialog(self._traffic(), self._window)
        dialog.opening.connect(self._window.open_document)
        dialog.open()

    def send(self) -> None:
        """Export a dataset, of the document in hand first."""
        window, review = self._window, self._window.review
        window.workspace.text.flush()
        path = None if review is None else review.revision.document.path
        ExportDialog(self._traffic(), window, document="" if path is None else str(path.resolve())).open()

    def _traffic(self) -> Traffic:
        studio = self._window.studio
        return Traffic(studio.errands, studio.history_path)
