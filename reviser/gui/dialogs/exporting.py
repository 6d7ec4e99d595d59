"""The export dialog: choose what to export, preview the first rows exactly as they will be written, and write the
file."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from reviser.datasets.export_report import ExportReport
from reviser.errors import UserError
from reviser.gui.dialogs.export_form import ExportForm
from reviser.gui.dialogs.files import ask_save
from reviser.gui.dialogs.geometry import fit
from reviser.gui.text.field import PlainTextField
from reviser.gui.wording.messages import error_text, translate, translate_place
from reviser.gui.wording.plain_text import PlainLabel
from reviser.services.datasets.dataset_jobs import DatasetContents, DatasetJobs, Job, Preview
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import Exported

PAUSE_MS = 300  # milliseconds after the last change of an option until the preview is made
LOOK_MS = 100
MOST_SAID = 200  # problems


class ExportDialog(QDialog):
    """Exports a dataset. `document` is the current document by its name in exports; empty if no document is open."""

    def __init__(self, jobs: DatasetJobs, parent: QWidget | None, *, document: str = "") -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._document = document
        self._previewing: Job | None = None
        self._sending: Job | None = None
        self._edits = 0
        self._refused = False  # what was asked for last
        self.setWindowTitle(self.tr("Export a dataset"))
        fit(self, parent, 1080, 720)
        self.form = ExportForm()
        self.rows = PlainTextField()
        self.rows.setReadOnly(True)
        self.rows.setLineWrapMode(PlainTextField.LineWrapMode.NoWrap)
        self.rows.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.rows.setAccessibleName(self.tr("The first rows"))
        self.counts = PlainLabel()
        self.counts.setWordWrap(True)
        self.problems = PlainTextField()
        self.problems.setReadOnly(True)
        self.problems.setAccessibleName(self.tr("What is left out"))
        self.problems.setMaximumHeight(110)
        self.problems.hide()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Progress of the export"))
        self.status = PlainLabel()
        self.status.setWordWrap(True)
        self.go_button = QPushButton(self.tr("E&xport …"))
        self.stop_button = QPushButton(self.tr("Cancel the e&xport"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._lay_out()
        self._connect()
        self._settle()
        self.counts.setText(self.tr("Reading the history …"))
        self._jobs.there(self._offer, self._fail)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.addWidget(self.counts)
        column.addWidget(self.rows, 1)
        column.addWidget(self.problems)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.form)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([320, 740])
        split.setChildrenCollapsible(False)
        layout.addWidget(split, 1)
        far = QHBoxLayout()
        far.addWidget(self.bar, 1)
        far.addWidget(self.stop_button)
        layout.addLayout(far)
        layout.addWidget(self.status)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.go_button.setDefault(True)
        buttons.addButton(self.go_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _connect(self) -> None:
        self.form.changed.connect(self._soon)
        self._pause.timeout.connect(self.preview)
        self._timer.timeout.connect(self._look)
        self.go_button.clicked.connect(self._choose)
        self.stop_button.clicked.connect(self._stop)
        self.finished.connect(self._leave)

    @property
    def working(self) -> bool:
        """Whether an export is being written."""
        return self._sending is not None

    @property
    def previewing(self) -> bool:
        """Whether a preview is being made."""
        return self._previewing is not None or self._pause.isActive()

    def _settle(self) -> None:
        self.bar.setVisible(self.working)
        self.stop_button.setVisible(self.working)
        self.go_button.setEnabled(not self.working)
        self.status.setVisible(bool(self.status.text()))

    def _say(self, text: str) -> None:
        self.status.setText(text)
        self._settle()

    def _fail(self, error: UserError) -> None:
        self._say(error_text(error))

    def _offer(self, there: DatasetContents) -> None:
        self.form.offer(there, self._document)
        self.preview()

    # Preview

    def _soon(self) -> None:
        self._pause.start()

    def preview(self) -> None:
        """Make a preview with the current options."""
        self._pause.stop()
        if self._previewing is not None:
            self._previewing.cancel()
            self._previewing = None
        order = self._order()
        if order is not None:
            self.counts.setText(self.tr("Counting …"))
            job = self._jobs.preview(order, lambda found: self._show(job, found), lambda error: self._no(job, error))
            self._previewing = job

    def _order(self) -> ExportOrder | None:
        try:
            return self.form.order()
        except UserError as error:
            self._refuse(error)
            return None

    def _refuse(self, error: UserError) -> None:
        """There is no preview, so what was shown of earlier options goes."""
        self._edits = 0
        self.rows.set_text("")
        self.counts.setText("")
        self.problems.set_text("")
        self.problems.hide()
        self._refused = True
        self._say(error_text(error))

    def _show(self, job: Job, preview: Preview) -> None:
        if job is not self._previewing:
            return  # the preview of earlier options
        self._previewing = None
        if self._refused:
            self._refused = False
            self._say("")
        self._edits = preview.chosen.tally.chosen
        self.rows.set_text("\n".join(preview.rows))
        parts = [self._preview_sentence(preview.chosen, self.tr("%Ln edits chosen", "", self._edits))]
        if preview.splits:
            shares = ", ".join(f"{name} {QLocale().toString(count)}" for name, count in preview.splits)
            parts.append(self.tr("By part: {shares}.").format(shares=shares))
        self.counts.setText(" ".join(parts))
        self._list(preview.chosen)

    def _no(self, job: Job, error: UserError) -> None:
        if job is self._previewing:
            self._previewing = None
            self._refuse(error)

    def _preview_sentence(self, exported: Exported, edits: str) -> str:
        tally = exported.tally
        clauses = [edits, self.tr("%Ln sessions checked", "", tally.right)]
        if exported.without_text:
            clauses.append(self.tr("%Ln left out, because this format needs their text", "", exported.without_text))
        elif tally.unchecked:
            clauses.append(self.tr("%Ln without text, unchecked", "", tally.unchecked))
        if tally.others:
            clauses.append(self.tr("%Ln other saves of the same sessions left out", "", tally.others))
        if tally.problems:
            clauses.append(self.tr("%Ln left out, because they are inconsistent", "", len(tally.problems)))
        if exported.masked_out:
            count = len(exported.masked_out)
            clauses.append(self.tr("%Ln edits left out, because they touch masked text", "", count))
        if tally.unsayable:
            count = len(tally.unsayable)
            clauses.append(
                self.tr("%Ln passages left out, because they contain what reads as a tag of the format", "", count)
            )
        return "; ".join(clauses) + "."

    def _written(self, report: ExportReport) -> str:
        """A sentence that says how many edits were written, and in how many rows if a row is not one edit."""
        if report.edits == report.chosen:
            edits = self.tr("%Ln edits", "", report.edits)
        else:
            local = QLocale()
            edits = self.tr("{some} of {all} edits").format(
                some=local.toString(report.edits), all=local.toString(report.chosen)
            )
        if report.rows == report.edits:
            return edits
        rows = self.tr("%Ln rows", "", report.rows)
        return self.tr("{edits} in {rows}").format(edits=edits, rows=rows)

    def _list(self, exported: Exported) -> None:
        tally = exported.tally
        lines = [
            f"{translate_place(one.where)}: {translate(one.reason)}"
            for one in (*tally.problems[:MOST_SAID], *tally.unsayable[:MOST_SAID])
        ]
        lines += [str(where) for where in exported.masked_out[:MOST_SAID]]
        self.problems.set_text("\n".join(lines))
        self.problems.setVisible(bool(lines))

    # Export

    def _choose(self) -> None:
        order = self._order()
        if order is None:
            return
        folder = order.is_folder
        name = order.form if folder else f"edits{order.format.suffix}"
        title = self.tr("A new folder to write") if folder else self.tr("The file to write")
        chosen, _ = ask_save(self, title, name)
        if chosen:
            self.send(Path(chosen))

    def send(self, output: Path) -> None:
        """Write the export to `output`."""
        order = self._order()
        if order is None or self.working:
            return
        if self.form.wants_card:
            order = replace(order, card=output.with_name(f"{output.name}.card.md"))
        self.bar.setRange(0, self._edits if not self.previewing else 0)
        self._sending = self._jobs.send(order, output, lambda done: self._done(done, output), self._failed)
        self._timer.start()
        self._say(self.tr("Writing {path} …").format(path=output))

    def _look(self) -> None:
        if self._sending is not None:
            self.bar.setValue(self._sending.done)

    def _stop(self) -> None:
        if self._sending is not None:
            self._sending.cancel()

    def _end(self) -> None:
        self._sending = None
        self._timer.stop()

    def _done(self, exported: Exported, output: Path) -> None:
        self._end()
        self._list(exported)
        counts = self._preview_sentence(exported, self._written(exported.tally))
        self._say(self.tr("Written to {path}: {counts}").format(path=output, counts=counts))

    def _failed(self, error: UserError) -> None:
        cancelled = self._sending is not None and self._sending.cancelled
        self._end()
        self._say(self.tr("Cancelled; nothing was left behind.") if cancelled else error_text(error))

    def _leave(self) -> None:
        self._stop()
        if self._previewing is not None:
            self._previewing.cancel()
