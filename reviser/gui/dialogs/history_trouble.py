"""The dialog shown at the start if the history cannot be opened: the reason, and what can be done."""

import asyncio
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QLocale, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout

from reviser.errors import HistoryError, UserError
from reviser.gui.panels.backup_list import BackupList
from reviser.gui.panels.message_bars import MessageBar
from reviser.gui.theme import Theme
from reviser.gui.wording.messages import error_text, translate
from reviser.gui.wording.plain_text import PlainLabel
from reviser.history.connection import DamagedError
from reviser.messages import verbatim
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.bridge import Bridge
from reviser.services.documents.backups import (
    ListedBackup,
    Repaired,
    RepairStep,
    RestoredBackup,
    describe_backups,
    repair,
    repaired_path,
    restore,
)
from reviser.services.worker import JobEvent, Worker

WIDTH, HEIGHT = 720, 520  # pixels
TOLD_MS = 300  # milliseconds between two updates of a repair's progress

T = TypeVar("T")


def repair_report(repaired: Repaired) -> list[str]:
    """The result of a repair in the person's language: what was kept and what was lost, one line each."""
    return [translate(sentence) for sentence in repaired.sentences()]


def tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("HistoryTroubleDialog", text, None, count)


class HistoryTroubleDialog(QDialog):
    """Offers to restore a backup or to repair the history. Accepted if the history is to be opened again."""

    def __init__(self, path: Path, error: HistoryError, theme: Theme) -> None:
        super().__init__(None)
        self._path = path
        self._worker = Worker()
        self._bridge = Bridge(self._receive)
        self._background_tasks = BackgroundTasks(self._worker, self._bridge.deliver, lambda: uuid.uuid4().hex)
        self._repaired: Path | None = None
        self._busy = False
        self._stopping: threading.Event | None = None  # set while a repair runs
        self._progress = (RepairStep.COPYING, 0, 0)
        self._timer = QTimer(self)
        self._timer.setInterval(TOLD_MS)
        self._timer.timeout.connect(self._show_far)
        self.damaged = isinstance(error, DamagedError)
        self.setWindowTitle(self.tr("The history cannot be opened"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        heading = PlainLabel(self.tr("The history cannot be opened"))
        heading.setObjectName("heading")
        if self.damaged:
            why = self.tr(
                "The file {path} is damaged. Your own documents are not affected, and the damaged file is "
                "never written to. You can replace it with a backup, or save what can still be read."
            ).format(path=path)
        else:
            why = error_text(error)
        self.reason = PlainLabel(why)
        self.reason.setWordWrap(True)
        self.message = MessageBar(theme)
        self.list = BackupList()
        self.list.itemSelectionChanged.connect(self._show_possible)
        layout.addWidget(heading)
        layout.addWidget(self.reason)
        layout.addWidget(self.message)
        layout.addWidget(self.list, 1)
        layout.addLayout(self._bottom())
        self.list.setVisible(self.damaged)
        self.resize(WIDTH, HEIGHT if self.damaged else self.sizeHint().height())
        self.finished.connect(self._worker.stop)
        self._show_possible()
        if self.damaged:
            self._run(lambda: describe_backups(path), self._list)

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.restore_button = self._button(self.tr("&Restore the backup"), self.restore)
        self.repair_button = self._button(self.tr("&Save what can be read"), self.repair)
        self.again_button = self._button(self.tr("&Try again"), self.accept)
        self.quit_button = self._button(self.tr("&Quit"), self.reject)
        row.addWidget(self.quit_button)
        row.addStretch(1)
        row.addWidget(self.repair_button)
        row.addWidget(self.restore_button)
        row.addWidget(self.again_button)
        self.repair_button.setVisible(self.damaged)
        self.restore_button.setVisible(self.damaged)
        return row

    def _button(self, name: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(name)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def restore(self) -> None:
        """Replace the history by the selected backup, or by the repaired history."""
        chosen = self.list.chosen
        copy = self._repaired or (None if chosen is None else chosen.backup.path)
        if copy is not None and not self._busy:
            self._begin(self.tr("Restoring …"))
            self._run(lambda: restore(self._path, copy, time.time(), sure=True), self._on_repaired)

    def repair(self) -> None:
        """Write a new history from what can be read of the damaged one."""
        self._begin(self._stage(RepairStep.COPYING))
        target = repaired_path(self._path)
        self._progress, self._stopping = (RepairStep.COPYING, 0, 0), threading.Event()
        self.quit_button.setText(self.tr("&Stop"))
        self._show_possible()
        self._timer.start()
        self._run(lambda: repair(self._path, target, on_progress=self._on_repair_step), self._mended)

    def _on_repair_step(self, step: RepairStep, done: int, of: int) -> None:
        """Record the progress of the repair, in the thread of the repair. Raises UserError to stop it."""
        self._progress = step, done, of
        if self._stopping is not None and self._stopping.is_set():
            raise UserError(verbatim(self.tr("It was stopped. The damaged file is unchanged.")))

    def _show_far(self) -> None:
        doing, done, of = self._progress
        documents = self.tr("{done} of %Ln documents", "", of).format(done=QLocale().toString(done))
        text = f"{self._stage(doing)} {documents}" if of else self._stage(doing)
        if text != self.message.label.text():  # setting the same text again would be read aloud again
            self.message.say(text)

    def _stage(self, step: RepairStep) -> str:
        match step:
            case RepairStep.COPYING:
                return self.tr("Copying the damaged file …")
            case RepairStep.READING:
                return self.tr("Reading what can be read … this may take some minutes.")
            case RepairStep.FITTING:
                return self.tr("Reassembling the documents …")
            case RepairStep.CHECKING:
                return self.tr("Checking the new history …")

    def _receive(self, event: JobEvent) -> None:
        self._background_tasks.receive(event)

    def _list(self, backups: list[ListedBackup]) -> None:
        self.list.show_all(backups)
        self._show_possible()

    def _on_repaired(self, _: RestoredBackup) -> None:
        self._end()
        self.accept()

    def _mended(self, repaired: Repaired) -> None:
        self._end()
        self._repaired = repaired.path
        self.list.hide()
        said = " ".join(repair_report(repaired))
        self.reason.setText(
            self.tr(
                "What could be read is saved in {path}. {what} Continue with it, or quit and check it first. "
                "The damaged file is kept under another name."
            ).format(path=repaired.path, what=said)
        )
        self.restore_button.setText(self.tr("&Continue with it"))
        self._show_possible()

    def _fail(self, error: UserError) -> None:
        self._end()
        self.message.say(error_text(error), warning=True)

    def _run(self, act: Callable[[], T], done: Callable[[T], None]) -> None:
        self._background_tasks.run(lambda: asyncio.to_thread(act), done, self._fail)

    def _begin(self, sentence: str) -> None:
        self._busy = True
        self.message.say(sentence)
        self._show_possible()

    def _end(self) -> None:
        self._busy, self._stopping = False, None
        self._timer.stop()
        self.quit_button.setText(self.tr("&Quit"))
        self.message.hide()
        self._show_possible()

    def reject(self) -> None:
        """Stop a running repair; otherwise close the dialog, unless a restore is running."""
        if self._stopping is not None:
            self._stopping.set()
        elif not self._busy:
            super().reject()

    def _show_possible(self) -> None:
        ready = self._repaired is not None or self.list.chosen is not None
        self.restore_button.setEnabled(not self._busy and ready)
        self.repair_button.setEnabled(not self._busy and self._repaired is None)
        self.again_button.setEnabled(not self._busy)
        self.quit_button.setEnabled(not self._busy or self._stopping is not None)
