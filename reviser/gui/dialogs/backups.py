"""The dialog that lists, makes and restores backups of the history."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reviser.errors import UserError
from reviser.gui.dialogs.geometry import fit
from reviser.gui.dialogs.questions import ask_restore
from reviser.gui.panels.backup_list import BackupList
from reviser.gui.panels.message_bars import MessageBar
from reviser.gui.theme import Theme
from reviser.gui.wording.messages import error_text
from reviser.gui.wording.plain_text import PlainLabel
from reviser.services.documents.backups import Backups, ListedBackup, Reason, RestoredBackup


class BackupsDialog(QDialog):
    """Lists the backups. `restored` carries the result of a restore. `close_all` closes the open documents after asking
    about unsaved text, and returns whether all are closed."""

    restored = Signal(object)

    def __init__(self, backups: Backups, theme: Theme, parent: QWidget | None, close_all: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._backups = backups
        self._close_all = close_all
        self.setWindowTitle(self.tr("Backups"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        lead = PlainLabel(
            self.tr(
                "Copies of the whole history in {folder}. One is made every day on which something has "
                "changed, and before updates, deletions and merges. Those of the last seven days and five "
                "weeks are kept."
            ).format(folder=backups.path.absolute().parent)
        )
        lead.setProperty("soft", True)
        lead.setWordWrap(True)
        self.message = MessageBar(theme)
        self.list = BackupList()
        self.list.itemSelectionChanged.connect(self._show_possible)
        self.list.picked.connect(self.restore)
        layout.addWidget(lead)
        layout.addWidget(self.message)
        layout.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.make_button = QPushButton(self.tr("&Make one now"))
        self.make_button.clicked.connect(self.make)
        self.restore_button = QPushButton(self.tr("&Restore …"))
        self.restore_button.clicked.connect(self.restore)
        for button in (self.make_button, self.restore_button):
            button.setAutoDefault(False)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        row.addWidget(self.make_button)
        row.addStretch(1)
        row.addWidget(self.restore_button)
        row.addWidget(close)
        layout.addLayout(row)
        fit(self, parent, 760, 480)
        self._busy = False
        self._show_possible()
        self.refresh()

    def refresh(self) -> None:
        """Read the list of backups again."""
        self._backups.list(self._list, self._fail)

    def make(self) -> None:
        """Make a backup now."""
        self._begin(self.tr("Making a backup …"))
        self._backups.make(Reason.ASKED, self._on_backup_made, self._fail)

    def restore(self) -> None:
        """Replace the history by the selected backup, after asking."""
        listed = self.list.chosen
        if listed is None or self._busy or not ask_restore(self, self._when(listed)) or not self._close_all():
            return
        self._begin(self.tr("Restoring …"))
        self._backups.restore(listed.backup.path, self._on_restored, self._fail)

    def _when(self, listed: ListedBackup) -> str:
        item = self.list.currentItem()
        return item.text(0) if item is not None else listed.backup.path.name

    def _list(self, backups: list[ListedBackup]) -> None:
        self.list.show_all(backups)
        self._show_possible()

    def _on_backup_made(self, made: Path | None) -> None:
        self._end()
        if made is not None:
            self.message.say(self.tr("Made: {name}").format(name=made.name))
        self.refresh()

    def _on_restored(self, restored: RestoredBackup) -> None:
        self._end()
        self.restored.emit(restored)
        self.accept()

    def _fail(self, error: UserError) -> None:
        self._end()
        self.message.say(error_text(error), warning=True)

    def _begin(self, sentence: str) -> None:
        self._busy = True
        self.message.say(sentence)
        self._show_possible()

    def _end(self) -> None:
        self._busy = False
        self.message.hide()
        self._show_possible()

    def reject(self) -> None:
        """Close the dialog, but not while a backup is being made or restored."""
        if not self._busy:
            super().reject()

    def _show_possible(self) -> None:
        self.make_button.setEnabled(not self._busy)
        self.restore_button.setEnabled(not self._busy and self.list.chosen is not None)
