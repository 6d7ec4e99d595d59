"""The table model of the library: a row for each document, sorted by any column and filtered by name or text."""

from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import QWidget

from reviser.core.stop_rules import STOP_RULES
from reviser.gui.wording.messages import translate
from reviser.gui.wording.plain_text import tip
from reviser.gui.wording.state_sentences import format_name, visible
from reviser.services.documents.library import DocumentStage, LibraryEntry, LibraryListing

Index = QModelIndex | QPersistentModelIndex
SORTED_BY = Qt.ItemDataRole.UserRole
_ORDER = list(DocumentStage)
_STOPPED = {reason.value: rule.cell for reason, rule in STOP_RULES.items()}


class LibraryColumn(IntEnum):
    """The columns of the table."""

    NAME = 0
    STATE = 1
    DECIDED = 2
    ROUNDS = 3
    CHANGED = 4
    FORMAT = 5
    FOLDER = 6


class Shelf(IntEnum):
    """Which documents are shown."""

    DOCUMENTS = 0
    ARCHIVED = 1
    DELETED = 2


def shelf_of(entry: LibraryEntry) -> Shelf:
    """The shelf that a document belongs to."""
    if entry.deleted_at is not None:
        return Shelf.DELETED
    return Shelf.DOCUMENTS if entry.archived_at is None else Shelf.ARCHIVED


class LibraryTable(QAbstractTableModel):
    """The table model: a row for each document of a listing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.listing = LibraryListing()
        self._locale = QLocale()

    def show(self, listing: LibraryListing) -> None:
        """Show a listing. If the documents are the same as before, the rows are kept and only updated."""
        if [entry.id for entry in listing.entries] == [entry.id for entry in self.listing.entries]:
            self.listing = listing
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(LibraryColumn) - 1))
            return
        self.beginResetModel()
        self.listing = listing
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.listing.entries)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(LibraryColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(LibraryColumn(section))
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return {
                LibraryColumn.NAME: self.tr("Name"),
                LibraryColumn.STATE: self.tr("State"),
                LibraryColumn.DECIDED: self.tr("Decided"),
                LibraryColumn.ROUNDS: self.tr("Rounds"),
                LibraryColumn.CHANGED: self.tr("Last change"),
                LibraryColumn.FORMAT: self.tr("Format"),
                LibraryColumn.FOLDER: self.tr("Folder"),
            }[LibraryColumn(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry, column = self.listing.entries[index.row()], LibraryColumn(index.column())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._cell_text(entry, column)
        if role == SORTED_BY:
            return self._key(entry, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._more(entry, column) or "")
        return None

    @staticmethod
    def _side(column: LibraryColumn) -> Qt.AlignmentFlag:
        right = column in {LibraryColumn.DECIDED, LibraryColumn.ROUNDS}
        return (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter

    def _cell_text(self, entry: LibraryEntry, column: LibraryColumn) -> str:
        match column:
            case LibraryColumn.NAME:
                return visible(entry.title)
            case LibraryColumn.STATE:
                return self._state(entry)
            case LibraryColumn.DECIDED:
                share = self._share(entry)
                return "" if share < 0 else self.tr("{share} %").format(share=int(100 * share))
            case LibraryColumn.ROUNDS:
                return "" if entry.rounds is None else self._locale.toString(entry.rounds)
            case LibraryColumn.CHANGED:
                return self._time(entry.changed_at)
            case LibraryColumn.FORMAT:
                return format_name(entry.format)
            case LibraryColumn.FOLDER:
                return "" if entry.path is None else visible(entry.path.replace("\\", "/").rpartition("/")[0])

    def _more(self, entry: LibraryEntry, column: LibraryColumn) -> str | None:
        if column is LibraryColumn.DECIDED and entry.id in self.listing.shares:
            share = self.listing.shares[entry.id]
            text = self.tr("{decided} of %Ln proposals, in all rounds", "", share.offered)
            return text.format(decided=self._locale.toString(share.decided))
        if column is LibraryColumn.CHANGED:
            return self.tr("First opened: {time}").format(time=self._time(entry.created_at))
        if column in {LibraryColumn.NAME, LibraryColumn.FOLDER}:
            return visible(entry.path) if entry.path else self.tr("It has no file.")
        return self._cell_text(entry, column) or None

    def _key(self, entry: LibraryEntry, column: LibraryColumn) -> float | str:
        """The value that a column is sorted by."""
        match column:
            case LibraryColumn.STATE:
                order = 10_000_000 * _ORDER.index(entry.stage)
                return float(order + (entry.pending or 0) if entry.stage is DocumentStage.PENDING else order)
            case LibraryColumn.DECIDED:
                return self._share(entry)
            case LibraryColumn.ROUNDS:
                return -1.0 if entry.rounds is None else float(entry.rounds)
            case LibraryColumn.CHANGED:
                return entry.changed_at
            case _:
                return self._cell_text(entry, column).casefold()

    def _share(self, entry: LibraryEntry) -> float:
        """The share of decided proposals (0 to 1); below 0 if nothing was proposed or it is not known yet."""
        share = self.listing.shares.get(entry.id)
        return -1.0 if share is None or not share.offered else share.decided / share.offered

    def _time(self, seconds: float) -> str:
        return self._locale.toString(QDateTime.fromSecsSinceEpoch(int(seconds)), QLocale.FormatType.ShortFormat)

    def _state(self, entry: LibraryEntry) -> str:
        said = self._stage_text(entry)
        if entry.id in self.listing.missing:
            return self.tr("{state} · file missing").format(state=said)
        if entry.imported and entry.path is None:
            return self.tr("{state} · imported, no file").format(state=said)
        return said

    def _stage_text(self, entry: LibraryEntry) -> str:
        match entry.stage:
            case DocumentStage.UNREAD:
                return self.tr("Being read …")
            case DocumentStage.NEW:
                return self.tr("Never revised")
            case DocumentStage.PENDING:
                return self.tr("In work: %Ln to decide", "", entry.pending or 0)
            case DocumentStage.DECIDED:
                return self.tr("All decided")
            case DocumentStage.STOPPED:
                return translate(_STOPPED.get(entry.stop, entry.stop))


class LibraryFilter(QSortFilterProxyModel):
    """The documents of one shelf whose name contains the typed words, or whose number is in `hits`, the result of the
    text search."""

    def __init__(self, table: LibraryTable, parent: QObject) -> None:
        super().__init__(parent)
        self._table = table
        self._shelf = Shelf.DOCUMENTS
        self._words: tuple[str, ...] = ()
        self._hits: frozenset[int] = frozenset()
        self._collator = QCollator()
        self._collator.setNumericMode(True)
        self.setSortRole(SORTED_BY)
        self.setDynamicSortFilter(True)
        self.setSourceModel(table)

    def look_for(self, shelf: Shelf, words: str, hits: frozenset[int]) -> None:
        self._shelf, self._words, self._hits = shelf, tuple(words.casefold().split()), hits
        self.invalidate()

    def entry(self, index: QModelIndex) -> LibraryEntry:
        """The document of a displayed row."""
        return self._table.listing.entries[self.mapToSource(index).row()]

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        del source_parent
        entry = self._table.listing.entries[source_row]
        if shelf_of(entry) is not self._shelf:
            return False
        name = f"{entry.title} {Path(entry.path or '').name}".casefold()
        return entry.id in self._hits or all(word in name for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        first, second = (self._table.data(each, SORTED_BY) for each in (left, right))
        if isinstance(first, str) and isinstance(second, str):
            return self._collator.compare(first, second) < 0
        return isinstance(first, float) and isinstance(second, float) and first < second
