"""The dialog that merges other histories into this one: progress, a button to stop, and the result."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QPushButton, QVBoxLayout, QWidget

from reviser.errors import UserError
from reviser.gui.dialogs.geometry import fit
from reviser.gui.wording.messages import error_text
from reviser.gui.wording.plain_text import PlainLabel
from reviser.services.documents.library import Library
from reviser.services.documents.merge import Merged, MergeJobs

LOOK_MS = 100


class MergingDialog(QDialog):
    """Merges the histories `others` into the history `into`. The merge starts when the dialog is created."""

    def __init__(self, library: Library, into: Path, others: Sequence[Path], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.ended = False
        self._merging = MergeJobs(library, into, others)
        self.setWindowTitle(self.tr("Merge another history"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        self.outcome = PlainLabel()
        self.outcome.setWordWrap(True)
        self.outcome.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Documents merged"))
        self.bar.setTextVisible(False)
        self.buttons = QDialogButtonBox()
        self.button = QPushButton(self.tr("Stop"))
        self.buttons.addButton(self.button, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.outcome, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.buttons)
        fit(self, parent, 520, 220)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._look()
        self._merging.begin(self._done, self._fail)

    def reject(self) -> None:
        """Stop a running merge; close the dialog if it has ended."""
        if self.ended:
            super().reject()
        else:
            self._merging.stop()
            self.button.setEnabled(False)

    def _look(self) -> None:
        progress = self._merging.progress
        name = progress.source.name
        if progress.documents:
            text = self.tr("{name}: {done} of %Ln documents", "", progress.documents)
            self.outcome.setText(text.format(name=name, done=QLocale().toString(progress.done)))
        else:
            self.outcome.setText(self.tr("{name}: being checked").format(name=name))
        self.bar.setRange(0, progress.documents)
        self.bar.setValue(progress.done)

    def _done(self, done: list[Merged]) -> None:
        self._end("\n\n".join(self._of(one) for one in done))

    def _fail(self, error: UserError) -> None:
        self._end(error_text(error))

    def _end(self, text: str) -> None:
        self._timer.stop()
        self.ended = True
        self.outcome.setText(text)
        self.bar.hide()
        self.button.setEnabled(True)
        self.button.setText(self.tr("Close"))
        self.button.setFocus()

    def _of(self, one: Merged) -> str:
        """A sentence about the merge of one history."""
        name = one.source.name
        if not one.changed:
            return self.tr("{name}: nothing new").format(name=name)
        lines = [
            (one.documents, self.tr("New documents: {count}")),
            (one.forks, self.tr("Of these, continued differently here: {count}")),
            (one.grown, self.tr("Continued documents: {count}")),
            (one.decisions, self.tr("New decisions: {count}")),
            (one.imports, self.tr("Imported sessions: {count}")),
            (one.words, self.tr("Words: {count}")),
            (one.queued, self.tr("Changed in queues: {count}")),
        ]
        return "\n".join([name, *(said.format(count=QLocale().toString(count)) for count, said in lines if count)])
