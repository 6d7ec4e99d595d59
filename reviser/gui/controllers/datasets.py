"""Opens the dialogs that import and export datasets, and the charts of decisions."""

from collections.abc import Iterable

from reviser.gui.commands import Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.controllers.documents import DocumentController
from reviser.services.models.model_setup import ModelSetup
from reviser.services.servers.server_setup import ServerSetup


class DatasetController:
    """Opens imports, exports and charts. `servers` is None if no chat models can be set up, `models` if no checkpoints
    can be added."""

    def __init__(
        self,
        context: WindowContext,
        documents: DocumentController,
        servers: ServerSetup | None,
        models: ModelSetup | None = None,
    ) -> None:
        self._context = context
        self._documents = documents
        self._servers = servers
        self._models = models

    def commands(self) -> Iterable[Command]:
        place, group = MenuSection.FILE_DATASETS, CommandGroup.DOCUMENT
        yield Command("import", tr("&Import a dataset …"), self.import_dataset, place, group)
        yield Command("export", tr("&Export a dataset …"), self.send, place, group, keys=("Ctrl+Shift+E",))
        charts = MenuSection.TOOLS_CHARTS
        yield Command("charts", tr("C&harts …"), self._show_charts, charts, group, keys=("Ctrl+Shift+G",))

    def import_dataset(self) -> None:
        """Open the import dialog."""
        from reviser.gui.dialogs.importing import ImportDialog
        from reviser.services.datasets.dataset_jobs import DatasetJobs

        document_manager = self._context.document_manager
        dialog = ImportDialog(
            DatasetJobs(document_manager.background_tasks, document_manager.history_path), self._context.window
        )
        dialog.opening.connect(self._documents.open_document)
        dialog.open()

    def send(self) -> None:
        """Open the export dialog. The current document is ticked first."""
        from reviser.gui.dialogs.exporting import ExportDialog
        from reviser.services.datasets.dataset_jobs import DatasetJobs
        from reviser.services.datasets.model_calls import unpriced

        context, review = self._context, self._context.review
        context.flush()
        path = None if review is None else review.open_document.document.path
        manager, servers = context.document_manager, self._servers
        jobs = DatasetJobs(
            manager.background_tasks,
            manager.history_path,
            (lambda: unpriced) if servers is None else servers.pricing,
            dict if self._models is None else self._models.checkpoint_setup.checkpoints.licenses,
        )
        ExportDialog(jobs, context.window, document="" if path is None else str(path.resolve())).open()

    def _show_charts(self) -> None:
        """Show the charts of the current document, or of all documents."""
        from reviser.gui.dialogs.charts import ChartsDialog

        context = self._context
        charts = ChartsDialog(
            context.document_manager.history_path,
            context.document_manager.background_tasks,
            context.theme,
            context.window,
            document=context.document_id,
            state=None if context.review is None else context.review.state,
        )
        charts.open()
