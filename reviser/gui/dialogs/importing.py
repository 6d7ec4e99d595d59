"""The import dialog: choose a dataset, follow the progress, and see what was imported, what was refused, and which
documents can be opened."""

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from reviser.datasets import formats
from reviser.errors import UserError
from reviser.gui.dialogs.files import ask_folder, ask_open, dataset_kinds
from reviser.gui.dialogs.geometry import fit
from reviser.gui.panels.flow_layout import FlowLayout
from reviser.gui.text.field import PlainTextField
from reviser.gui.wording.dataset_formats import import_name
from reviser.gui.wording.messages import error_text, translate, translate_place
from reviser.gui.wording.plain_text import PlainLabel
from reviser.services.datasets.dataset_jobs import DatasetJobs, Job, Openable
from reviser.services.datasets.importing import ImportOutcomes

LOOK_MS = 100  # milliseconds between two updates of the progress


class ImportDialog(QDialog):
    """Imports a dataset. `opening` carries the number of a document to open."""

    opening = Signal(int)

    def __init__(self, jobs: DatasetJobs, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._documents: tuple[Openable, ...] = ()
        self.setWindowTitle(self.tr("Import a dataset"))
        fit(self, parent, 760, 600)
        self.path = QLineEdit()
        self.path.setPlaceholderText(self.tr("A folder, a zip archive or a file"))
        self.path.setAccessibleName(self.tr("Location of the dataset"))
        self.file_button = QPushButton(self.tr("&File …"))
        self.folder_button = QPushButton(self.tr("F&older …"))
        self.form = QComboBox()
        self.form.setAccessibleName(self.tr("Its format"))
        self.form.addItem(self.tr("Detect from its files"), "")
        for form in formats.readable(formats.all_formats()):
            self.form.addItem(import_name(form), form.code)
        self.strict = QCheckBox(self.tr("Import &nothing if a record is damaged"))
        self.go_button = QPushButton(self.tr("&Import"))
        self.stop_button = QPushButton(self.tr("&Cancel the import"))
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Progress of the import"))
        self.status = PlainLabel()
        self.status.setWordWrap(True)
        self.documents = QListWidget()
        self.documents.setAccessibleName(self.tr("What can be opened"))
        self.damaged = PlainTextField()
        self.damaged.setReadOnly(True)
        self.damaged.setAccessibleName(self.tr("What was left out"))
        self.tabs = QTabWidget()
        self.open_button = QPushButton(self.tr("O&pen"))
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._lay_out()
        self._connect()
        self._settle()
        self._jobs.openable(self._list, self._fail)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        where = QHBoxLayout()
        where.addWidget(self.path, 1)
        where.addWidget(self.file_button)
        where.addWidget(self.folder_button)
        layout.addLayout(where)
        how = FlowLayout(gap=12, row_gap=8)
        how.addWidget(self.form)
        how.addWidget(self.strict)
        how.add_last(self.go_button)
        layout.addLayout(how)
        far = QHBoxLayout()
        far.addWidget(self.bar, 1)
        far.addWidget(self.stop_button)
        layout.addLayout(far)
        layout.addWidget(self.status)
        self.tabs.addTab(self.documents, self.tr("What can be &opened"))
        self.tabs.addTab(self.damaged, self.tr("What was &left out"))
        layout.addWidget(self.tabs, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.open_button.setAutoDefault(False)
        buttons.addButton(self.open_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.go_button.setDefault(True)

    def _connect(self) -> None:
        self.file_button.clicked.connect(self._choose_file)
        self.folder_button.clicked.connect(self._choose_folder)
        self.path.textChanged.connect(self._settle)
        self.go_button.clicked.connect(self.begin)
        self.stop_button.clicked.connect(self._stop)
        self._timer.timeout.connect(self._look)
        self.documents.itemActivated.connect(self._open)
        self.documents.currentRowChanged.connect(self._settle)
        self.open_button.clicked.connect(self._open)
        self.finished.connect(self._stop)

    @property
    def working(self) -> bool:
        """Whether an import is running."""
        return self._job is not None

    def _settle(self) -> None:
        self.go_button.setEnabled(not self.working and bool(self.path.text().strip()))
        self.bar.setVisible(self.working)
        self.stop_button.setVisible(self.working)
        self.open_button.setEnabled(self.documents.currentRow() >= 0)

    def _choose_file(self) -> None:
        chosen = ask_open(self, self.tr("The dataset"), "", dataset_kinds())
        if chosen:
            self.path.setText(chosen)

    def _choose_folder(self) -> None:
        chosen = ask_folder(self, self.tr("The dataset's folder"))
        if chosen:
            self.path.setText(chosen)

    # Import

    def begin(self) -> None:
        """Import the chosen file or folder."""
        if self.working or not self.path.text().strip():
            return
        self.status.setText(self.tr("Reading the dataset …"))
        self.bar.setRange(0, 0)
        self._job = self._jobs.import_dataset(
            Path(self.path.text().strip()).expanduser(),
            self.form.currentData(),
            strict=self.strict.isChecked(),
            done=self._done,
            failed=self._failed,
        )
        self._timer.start()
        self._settle()

    def _look(self) -> None:
        job = self._job
        if job is not None and job.of:
            self.bar.setRange(0, job.of if job.done else 0)
            self.bar.setValue(job.done)
            if job.done:
                done = QLocale().toString(job.done)
                self.status.setText(self.tr("{done} of %Ln sessions …", "", job.of).format(done=done))
            else:
                self.status.setText(self.tr("%Ln sessions read …", "", job.of))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end(self) -> None:
        self._job = None
        self._timer.stop()
        self._jobs.openable(self._list, self._fail)
        self._settle()

    def _done(self, outcomes: ImportOutcomes) -> None:
        self._end()
        self.status.setText(self._outcome_sentence(outcomes))
        lines = [f"{translate_place(one.where)}: {translate(one.reason)}" for one in outcomes.damaged]
        self.damaged.set_text("\n".join(lines))
        title = self.tr("What was &left out")
        self.tabs.setTabText(1, f"{title} ({QLocale().toString(len(lines))})" if lines else title)
        if lines and not outcomes.new:
            self.tabs.setCurrentWidget(self.damaged)

    def _outcome_sentence(self, outcomes: ImportOutcomes) -> str:
        clauses = [self.tr("%Ln sessions imported.", "", outcomes.new)]
        if outcomes.again:
            clauses.append(self.tr("%Ln existed already.", "", outcomes.again))
        if outcomes.textless:
            without = self.tr(
                "%Ln came without their text: they can be counted and exported, not decided.", "", outcomes.textless
            )
            clauses.append(without)
        if outcomes.damaged:
            clauses.append(self.tr("%Ln records are damaged and were left out.", "", len(outcomes.damaged)))
        return " ".join(clauses)

    def _failed(self, error: UserError) -> None:
        cancelled = self._job is not None and self._job.cancelled
        self._end()
        said = self.tr("Cancelled. Imported sessions are kept; importing again adds the rest.")
        self.status.setText(said if cancelled else error_text(error))

    def _fail(self, error: UserError) -> None:
        self.status.setText(error_text(error))

    # Imported documents

    def _list(self, documents: tuple[Openable, ...]) -> None:
        if documents == self._documents:
            return
        self._documents = documents
        self.documents.clear()
        for document in documents:
            item = QListWidgetItem(document.title, self.documents)
            item.setData(Qt.ItemDataRole.UserRole, document.id)
        self._settle()

    def _open(self) -> None:
        if self.documents.currentRow() >= 0:
            number = int(self.documents.currentItem().data(Qt.ItemDataRole.UserRole))
            self.accept()
            self.opening.emit(number)
