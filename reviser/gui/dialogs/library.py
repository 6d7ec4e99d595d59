"""The library: find, open, rename, archive and delete the documents of the history."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from reviser.errors import UserError
from reviser.gui.attempts import Retries
from reviser.gui.dialogs.geometry import fit, set_columns
from reviser.gui.dialogs.questions import ask_purge
from reviser.gui.dialogs.rename import RenameDialog
from reviser.gui.panels.library_table import LibraryColumn, LibraryFilter, LibraryTable, Shelf, shelf_of
from reviser.gui.panels.message_bars import MessageBar, switch, switches
from reviser.gui.theme import Theme
from reviser.gui.wording.messages import error_text, translate
from reviser.gui.wording.plain_text import PlainLabel, tip
from reviser.messages import verbatim
from reviser.services.documents.library import Library, LibraryEntry, LibraryListing, Purged

TYPING_MS = 200  # milliseconds without typing before the texts are searched
SHORTEST = 2  # the fewest letters that start a search in the texts


class LibraryDialog(QDialog):
    """Lists all documents. `opening` carries the number of a document to open. `open_ids` returns the numbers of the
    open documents. `close_it` closes one of them after asking about unsaved text, and returns whether it is closed."""

    opening = Signal(int)

    def __init__(
        self,
        library: Library,
        theme: Theme,
        parent: QWidget | None,
        *,
        open_ids: Callable[[], Collection[int]],
        close_it: Callable[[int], bool],
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._open_ids = open_ids
        self._close_it = close_it
        self._searching = ""  # the id of the running text search; empty if none runs
        self._hits: frozenset[int] = frozenset()
        self._deleted: tuple[int, ...] = ()  # the documents deleted last, for undo
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(self._search)
        self.setWindowTitle(self.tr("Library"))
        self.model = LibraryTable(self)
        self.found = LibraryFilter(self.model, self)
        self.message = MessageBar(theme)
        self.attempts = Retries(self.message)
        self.undo_button = QPushButton(self.tr("&Undo"))
        self.undo_button.setAutoDefault(False)
        self.undo_button.clicked.connect(self.undo)
        self.message.row.insertWidget(1, self.undo_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addLayout(self._top())
        layout.addWidget(self.message)
        self._make_view()
        layout.addWidget(self.view, 1)
        layout.addLayout(self._bottom())
        self.finished.connect(self._leave)
        fit(self, parent, 1120, 720)
        self._show_shelf()

    def begin(self, theme: Theme) -> None:
        """Show the dialog, with the search text from last time."""
        self.message.set_theme(theme)
        self.message.hide()
        self.field.selectAll()
        self.field.setFocus()
        self._type(self.field.text())
        self.refresh()
        self.open()

    # Layout

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find by name or by text"))
        self.field.setAccessibleName(self.tr("Find by name or by text"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._type)
        self._group = QButtonGroup(self)
        box, inner = switches()
        box.setAccessibleName(self.tr("Which documents are shown"))
        self.shelves: dict[Shelf, QToolButton] = {}
        for shelf, name in (
            (Shelf.DOCUMENTS, self.tr("Documents")),
            (Shelf.ARCHIVED, self.tr("Archived")),
            (Shelf.DELETED, self.tr("Deleted")),
        ):
            button = self.shelves[shelf] = switch(name, self._group, inner)
            button.setChecked(shelf is Shelf.DOCUMENTS)
            button.clicked.connect(self._show_shelf)
        row.addWidget(self.field, 1)
        row.addWidget(box)
        return row

    def _make_view(self) -> None:
        view = self.view = QTreeView()
        view.setModel(self.found)
        view.setAccessibleName(self.tr("Documents"))
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)  # otherwise Qt measures each row
        view.setAllColumnsShowFocus(True)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSortingEnabled(True)
        view.sortByColumn(LibraryColumn.CHANGED, Qt.SortOrder.DescendingOrder)
        view.setIconSize(QSize(1, 1))
        header = view.header()
        header.setStretchLastSection(True)
        letters = view.fontMetrics().averageCharWidth()
        widths = zip(LibraryColumn, (30, 30, 10, 9, 18, 12, 24), strict=True)
        set_columns(header, {column: width * letters for column, width in widths})
        view.doubleClicked.connect(lambda _: self.open_current())  # Enter presses the default button
        view.selectionModel().selectionChanged.connect(self._show_possible)

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.count = PlainLabel()
        self.count.setProperty("soft", True)
        self.open_button = self._button(self.tr("&Open"), self.open_current)
        self.open_button.setDefault(True)
        self.rename_button = self._button(self.tr("&Rename …"), self.rename, "F2")
        self.archive_button = self._button(self.tr("&Archive"), self.archive)
        self.delete_button = self._button(self.tr("&Delete"), self.delete, self.tr("Del"))
        self.restore_button = self._button(self.tr("&Restore"), self.restore)
        self.purge_button = self._button(self.tr("Delete &permanently …"), self.purge)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        row.addWidget(self.count, 1)
        for button in (
            self.purge_button,
            self.delete_button,
            self.archive_button,
            self.rename_button,
            self.restore_button,
            self.open_button,
        ):
            row.addWidget(button)
        row.addWidget(close)
        return row

    def _button(self, name: str, act: Callable[[], None], key: str = "") -> QPushButton:
        button = QPushButton(name)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        button.setToolTip(tip(key))
        return button

    # Listing

    @property
    def shelf(self) -> Shelf:
        return next(shelf for shelf, button in self.shelves.items() if button.isChecked())

    @property
    def chosen(self) -> tuple[LibraryEntry, ...]:
        """The selected documents, in the order shown."""
        rows = sorted(self.view.selectionModel().selectedRows(), key=QModelIndex.row)
        return tuple(self.found.entry(index) for index in rows)

    def refresh(self) -> None:
        """Read the list of documents again."""
        self._library.list(self._show, self._fail)

    def _show(self, listing: LibraryListing) -> None:
        ids, row = {entry.id for entry in self.chosen}, self.view.currentIndex().row()
        self.model.show(listing)
        self._count()
        if not self.chosen:
            self._choose(ids, row)
        self._show_possible()

    def _choose(self, ids: set[int], row: int) -> None:
        """Restore the selection of the documents `ids`. If they are gone, select the document that is now at `row`."""
        rows = range(self.found.rowCount())
        again = [at for at in rows if self.found.entry(self.found.index(at, 0)).id in ids] if ids else []
        if not again and rows:
            again = [min(max(row, 0), len(rows) - 1)]
        for at in again[:1]:
            self.view.setCurrentIndex(self.found.index(at, 0))

    def _count(self) -> None:
        entries = self.model.listing.entries
        for shelf, name in ((Shelf.ARCHIVED, self.tr("Archived")), (Shelf.DELETED, self.tr("Deleted"))):
            there = sum(shelf_of(entry) is shelf for entry in entries)
            self.shelves[shelf].setText(f"{name} ({there})" if there else name)
        shown = self.found.rowCount()
        said = self.tr("%Ln documents", "", shown)
        if self._timer.isActive() or self._searching:
            said = self.tr("{count}, searching the texts …").format(count=said)
        elif self.shelf is Shelf.DELETED and shown:
            said = self.tr("{count}, each deleted permanently after a while").format(count=said)
        self.count.setText(said)

    def _fail(self, error: UserError) -> None:
        self.undo_button.hide()
        self.message.say(error_text(error), warning=True)

    # Searching

    def _type(self, words: str) -> None:
        self._forget()
        self._hits = frozenset()
        if len(words.strip()) >= SHORTEST:
            self._timer.start()
        self._look()

    def _search(self) -> None:
        def found(hits: frozenset[int]) -> None:
            self._searching, self._hits = "", hits
            self._look()

        def failed(error: UserError) -> None:
            self._searching = ""
            self._fail(error)
            self._count()

        self._searching = self._library.find(self.field.text(), found, failed)
        self._count()

    def _look(self) -> None:
        self.found.look_for(self.shelf, self.field.text(), self._hits)
        if not self.chosen:
            self._choose(set(), 0)
        self._count()
        self._show_possible()

    def _forget(self) -> None:
        self._timer.stop()
        if self._searching:
            self._library.forget(self._searching)
            self._searching = ""

    def _show_shelf(self) -> None:
        self.view.clearSelection()
        self._look()

    def _show_possible(self) -> None:
        """Enable the buttons that apply to the selection."""
        chosen, deleted = self.chosen, self.shelf is Shelf.DELETED
        archived = self.shelf is Shelf.ARCHIVED
        self.archive_button.setText(self.tr("Take out of the &archive") if archived else self.tr("&Archive"))
        for button, here, possible in (
            (self.open_button, not deleted, len(chosen) == 1),
            (self.rename_button, not deleted, len(chosen) == 1),
            (self.archive_button, not deleted, bool(chosen)),
            (self.delete_button, not deleted, bool(chosen)),
            (self.restore_button, deleted, bool(chosen)),
            (self.purge_button, deleted, bool(chosen)),
        ):
            button.setVisible(here)
            button.setEnabled(here and possible)

    # Actions

    def open_current(self) -> None:
        """Open the selected document."""
        if self.open_button.isEnabled():
            (entry,) = self.chosen
            self.accept()
            self.opening.emit(entry.id)

    def rename(self) -> None:
        """Ask for a new name of the selected document."""
        if not self.rename_button.isEnabled():
            return
        (entry,) = self.chosen
        can_move = entry.path is not None and entry.id not in {*self.model.listing.missing, *self._open_ids()}
        dialog = RenameDialog(entry.title, self, can_move=can_move)

        def renamed() -> None:
            act = self._library.rename_file if dialog.file_too.isChecked() else self._library.rename
            self._do(lambda: act(entry.id, dialog.chosen))

        dialog.accepted.connect(renamed)
        dialog.open()

    def archive(self) -> None:
        """Archive the selected documents, or take them out of the archive."""
        archived = self.shelf is Shelf.DOCUMENTS
        chosen = self.chosen

        def put() -> None:
            for entry in chosen:
                self._library.archive(entry.id, archived=archived)

        self._do(put)

    def delete(self) -> None:
        """Delete the selected documents. They can be restored for a while."""
        chosen = self.chosen if self.delete_button.isEnabled() else ()
        still_open = (entry.id for entry in chosen if entry.id in self._open_ids())
        if not chosen or not all(self._close_it(number) for number in still_open):
            return

        def deleted() -> None:
            for entry in chosen:
                self._library.delete(entry.id)
            self._deleted = tuple(entry.id for entry in chosen)
            self.undo_button.show()
            self.message.say(self.tr("%Ln documents deleted.", "", len(chosen)))

        self._do(deleted)

    def undo(self) -> None:
        """Restore the documents that were deleted last."""
        self._restore_documents(self._deleted)

    def restore(self) -> None:
        """Restore the selected documents."""
        self._restore_documents(tuple(entry.id for entry in self.chosen))

    def _restore_documents(self, numbers: tuple[int, ...]) -> None:
        def back() -> None:
            for number in numbers:
                self._library.restore(number)
            self._deleted = ()
            self.undo_button.hide()
            self.message.say(self.tr("%Ln documents restored.", "", len(numbers)))

        if numbers:
            self._do(back)

    def purge(self) -> None:
        """Delete the selected documents permanently, after asking."""
        chosen = self.chosen if self.purge_button.isEnabled() else ()
        if not chosen or not ask_purge(self, [entry.title for entry in chosen]):
            return

        def doomed() -> None:
            for entry in chosen:
                self._library.doom(entry.id)
            self.undo_button.hide()
            self.message.say(self.tr("Deleting permanently from the history and its backups …"))
            self._library.purge(self._purged, self._fail)

        self._do(doomed)

    def _purged(self, purged: Purged) -> None:
        for kept in purged.kept:
            self._fail(
                UserError(
                    verbatim(
                        self.tr("Deleted from the history, but this file may still contain it: {path}. {why}").format(
                            path=kept.path, why=translate(kept.why)
                        )
                    )
                )
            )
        if not purged.kept:
            self.undo_button.hide()
            self.message.say(self.tr("Deleted permanently."))
        self.refresh()

    def _do(self, act: Callable[[], object]) -> None:
        """Run an action as soon as the history is free, and update the list."""

        def then() -> None:
            act()
            self.refresh()

        self.undo_button.hide()
        self.attempts.do(then)

    def _leave(self) -> None:
        self._forget()
        self.attempts.give_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        in_list = self.focusWidget() is self.view
        if event.key() == Qt.Key.Key_F2:
            self.rename()
        elif event.key() == Qt.Key.Key_Delete and in_list:
            self.delete()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_PageDown} and self.focusWidget() is self.field:
            self.view.setFocus()
        elif event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier and in_list:
            self.undo()
        else:
            super().keyPressEvent(event)
