"""A list of backups of a history: the time, the reason, and the number of documents."""

from PySide6.QtCore import QDateTime, QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem

from reviser.gui.dialogs.geometry import set_columns
from reviser.gui.wording.messages import translate
from reviser.gui.wording.plain_text import tip
from reviser.services.documents.backups import ListedBackup, Reason


class BackupList(QTreeWidget):
    """Lists backups, newest first. `picked` is emitted when one is double-clicked or Enter is pressed on it."""

    picked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Backups"))
        self.setHeaderLabels([self.tr("Made"), self.tr("Why"), self.tr("Documents"), self.tr("Size")])
        for column in (2, 3):
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setIconSize(QSize(1, 1))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        letters = self.fontMetrics().averageCharWidth()
        set_columns(self.header(), {column: width * letters for column, width in enumerate((26, 28, 14))})
        self._shown: list[ListedBackup] = []
        self.itemActivated.connect(lambda *_: self.picked.emit())

    @property
    def chosen(self) -> ListedBackup | None:
        """The selected backup, if it can be restored."""
        listed = next((self._shown[self.indexOfTopLevelItem(item)] for item in self.selectedItems()), None)
        return None if listed is None or listed.documents is None else listed

    def show_all(self, backups: list[ListedBackup]) -> None:
        """List backups and select the newest one that can be restored."""
        self._shown = backups
        self.clear()
        for listed in backups:
            made = QDateTime.fromSecsSinceEpoch(int(listed.backup.at))
            documents = self.tr("cannot be read") if listed.documents is None else str(listed.documents)
            size = self.locale().formattedDataSize(
                listed.backup.size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat
            )
            shown = self.locale().toString(made, QLocale.FormatType.ShortFormat)
            item = QTreeWidgetItem([shown, self._why(listed.backup.reason), documents, size])
            item.setToolTip(0, tip(translate(listed.why) or str(listed.backup.path)))
            for column in (2, 3):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.addTopLevelItem(item)
            if listed.documents is not None and not self.selectedItems():
                self.setCurrentItem(item)

    def _why(self, reason: Reason) -> str:
        return {
            Reason.MIGRATION: self.tr("Before an update"),
            Reason.DAY: self.tr("Daily"),
            Reason.ASKED: self.tr("On request"),
            Reason.DELETE: self.tr("Before a deletion"),
            Reason.MERGE: self.tr("Before a merge"),
            Reason.REPLACED: self.tr("Before a restore"),
        }[reason]
