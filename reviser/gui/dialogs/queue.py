"""The queues of annotation work: which document each annotator is to judge, and its state."""

from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviser.errors import UserError
from reviser.gui.dialogs.files import ask_folder, ask_open_several, document_kinds
from reviser.gui.dialogs.geometry import fit, set_columns
from reviser.gui.wording.messages import error_text
from reviser.gui.wording.plain_text import PlainLabel, tip
from reviser.services.datasets.queues import QueueEntry, Queues, QueueState, Task, files_of


class QueueDialog(QDialog):
    """Shows the queues. `opening` carries a queue entry to open."""

    opening = Signal(object)

    def __init__(
        self,
        queues: Queues,
        take_in: Callable[[Path], int],
        parent: QWidget | None,
        *,
        annotator: str,
        document_id: int | None = None,
    ) -> None:
        """`annotator` selects whose queue is shown first; all queues are shown if it has none. `document_id` is the
        number of the current document, which can be queued. `take_in` adds a file to the history and returns its
        number, so that it can be queued too."""
        super().__init__(parent)
        self._queues = queues
        self._take_in = take_in
        self._files: deque[tuple[Path, list[str]]] = deque()  # files to be queued, and their annotators
        self._queued = self._there = 0  # entries of the chosen files: new ones, and those that existed
        self._not: list[str] = []  # reasons why other files were not queued
        self._wanted = annotator
        self._document_id = document_id
        self._tasks: list[Task] = []
        self._task_id = ""
        self.setWindowTitle(self.tr("Queues"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addLayout(self._filters())
        self.table = self._table()
        layout.addWidget(self.table, 1)
        self.note = PlainLabel()
        self.note.setProperty("soft", True)
        self.note.setWordWrap(True)
        layout.addWidget(self.note)
        layout.addLayout(self._adding())
        layout.addLayout(self._buttons())
        self.finished.connect(self._end)
        fit(self, parent, 900, 560)
        self.table.setFocus()
        self.refresh()

    # Layout

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.annotator = QComboBox()
        self.state = QComboBox()
        self.state.addItem(self.tr("All"), None)
        for state in QueueState:
            self.state.addItem(self._state_text(state), state)
        for label, box in ((self.tr("&Annotator"), self.annotator), (self.tr("&State"), self.state)):
            name = PlainLabel(label)
            name.setBuddy(box)
            box.setAccessibleName(label.replace("&", ""))
            box.setMinimumWidth(180)
            box.currentIndexChanged.connect(self._fill)
            row.addWidget(name)
            row.addWidget(box)
        row.addStretch(1)
        return row

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 4)
        table.setHorizontalHeaderLabels(
            [self.tr("Document"), self.tr("Annotator"), self.tr("State"), self.tr("Decided")]
        )
        table.setAccessibleName(self.tr("Documents in the queues"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        set_columns(header, {1: 200, 2: 110, 3: 110})
        table.itemSelectionChanged.connect(self._show_possible)
        table.itemDoubleClicked.connect(lambda _: self.open_chosen())
        return table

    def _adding(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.judges = QLineEdit()
        self.judges.setPlaceholderText(self.tr("Ann, Ben"))
        name = PlainLabel(self.tr("Queue for the annotators"))
        name.setBuddy(self.judges)
        self.judges.setAccessibleName(name.text())
        row.addWidget(name)
        row.addWidget(self.judges, 1)
        self.add_button = self._button(row, self.tr("The o&pen document"), self._add)
        self.add_button.setEnabled(self._document_id is not None)
        self._button(row, self.tr("&Files …"), self._choose_files)
        self.folder_button = self._button(row, self.tr("Fo&lder …"), self._choose_folder)
        self.judges.returnPressed.connect(self._add)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.open_button = self._button(row, self.tr("&Open"), self.open_chosen)
        self.done_button = self._button(row, self.tr("&Done"), self._close_chosen)
        self.again_button = self._button(row, self.tr("&To do again"), self._again)
        self.remove_button = self._button(row, self.tr("&Remove from the queue"), self._remove)
        row.addStretch(1)
        self.next_button = self._button(row, self.tr("Open the &next"), self.open_next)
        self.next_button.setProperty("primary", True)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        close.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        row.addWidget(close)
        return row

    def _button(self, row: QHBoxLayout, name: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: act())
        row.addWidget(button)
        return button

    def _state_text(self, state: QueueState) -> str:
        match state:
            case QueueState.TO_DO:
                return self.tr("To do")
            case QueueState.IN_WORK:
                return self.tr("In work")
            case QueueState.DONE:
                return self.tr("Done")

    # Listing

    def refresh(self) -> None:
        """Read the queues again, in the background."""
        self._leave()
        self._task_id = self._queues.list(self._show_tasks, self._fail)

    def _leave(self) -> None:
        if self._task_id:
            self._queues.forget(self._task_id)
            self._task_id = ""

    def _end(self) -> None:
        self._files.clear()
        self._leave()

    def _show_tasks(self, tasks: list[Task]) -> None:
        self._task_id = ""
        self._tasks = tasks
        names = sorted({task.entry.annotator for task in tasks})
        wanted = self.annotator.currentData() if self.annotator.count() else self._wanted
        self.annotator.blockSignals(True)
        self.annotator.clear()
        self.annotator.addItem(self.tr("All"), "")
        for name in names:
            self.annotator.addItem(name, name)
        self.annotator.setCurrentIndex(max(0, self.annotator.findData(wanted)))
        self.annotator.blockSignals(False)
        self._fill()

    def _fail(self, error: UserError) -> None:
        self._task_id = ""
        self.note.setText(error_text(error))

    def _fill(self) -> None:
        chosen = self.chosen
        who, state = self.annotator.currentData() or "", self.state.currentData()
        shown = [
            task for task in self._tasks if who in ("", task.entry.annotator) and state in (None, task.entry.state)
        ]
        self.table.setRowCount(len(shown))
        for row, task in enumerate(shown):
            share = self.tr("{decided} of {offered}").format(decided=task.share.decided, offered=task.share.offered)
            name = Path(task.display_name).name if task.entry.path else task.display_name
            for column, said in enumerate((name, task.entry.annotator, self._state_text(task.entry.state), share)):
                cell = QTableWidgetItem(said)
                cell.setData(Qt.ItemDataRole.UserRole, task.entry)
                cell.setToolTip(tip(task.display_name))
                self.table.setItem(row, column, cell)
        at = [row for row, task in enumerate(shown) if chosen is not None and task.entry.id == chosen.id]
        if shown:
            self.table.selectRow(at[0] if at else 0)
        self.note.setText(" ".join([*self._outcome(), self._summary(shown)]))
        self._show_possible()

    def _summary(self, shown: list[Task]) -> str:
        if not self._tasks:
            return self.tr("Nothing is queued yet: name the annotators, and choose what they are to judge.")
        done = sum(task.entry.state is QueueState.DONE for task in shown)
        return self.tr("{done} of {count} done").format(done=done, count=len(shown))

    @property
    def chosen(self) -> QueueEntry | None:
        """The entry of the selected row."""
        cells = self.table.selectedItems()
        entry = cells[0].data(Qt.ItemDataRole.UserRole) if cells else None
        return entry if isinstance(entry, QueueEntry) else None

    @property
    def _next(self) -> QueueEntry | None:
        """The entry to judge next, of the selected annotator."""
        who = self.annotator.currentData() or (self.chosen.annotator if self.chosen else "")
        return self._queues.current(who)

    def _show_possible(self) -> None:
        entry = self.chosen
        for button in (self.open_button, self.remove_button):
            button.setEnabled(entry is not None)
        self.done_button.setEnabled(entry is not None and entry.state is not QueueState.DONE)
        self.again_button.setEnabled(entry is not None and entry.state is not QueueState.TO_DO)
        self.next_button.setEnabled(self._next is not None)

    # Actions

    def open_chosen(self) -> None:
        """Open the selected entry and close the dialog."""
        if self.chosen is not None:
            self._open(self.chosen)

    def open_next(self) -> None:
        """Open the entry to judge next."""
        if self._next is not None:
            self._open(self._next)

    def _open(self, entry: QueueEntry) -> None:
        self.accept()
        self.opening.emit(entry)

    def _annotator_names(self) -> list[str]:
        """The typed names of annotators. If there are none, show a message."""
        names = list(dict.fromkeys(name.strip() for name in self.judges.text().split(",") if name.strip()))
        if not names:
            self.note.setText(self.tr("Name the annotators first."))
            self.judges.setFocus()
        return names

    def _add(self) -> None:
        names = self._annotator_names()
        if self._document_id is None or not names:
            return
        try:
            self._queues.add(self._document_id, names)
        except UserError as error:
            self.note.setText(error_text(error))
            return
        self.judges.clear()
        self.refresh()

    def _choose_files(self) -> None:
        names = ask_open_several(self, self.tr("Queue files"), "", document_kinds())
        if names:
            self.add_files([Path(name) for name in names])

    def _choose_folder(self) -> None:
        name = ask_folder(self, self.tr("Queue the files of a folder"))
        if name:
            self.add_files([Path(name)])

    @property
    def queueing(self) -> bool:
        """Whether files wait to be queued."""
        return bool(self._files)

    def add_files(self, paths: list[Path]) -> None:
        """Queue files, and the documents in folders, for the named annotators, one after the other."""
        names = self._annotator_names()
        try:
            files = files_of(paths) if names else []
        except UserError as error:
            self.note.setText(error_text(error))
            return
        self._queued = self._there = 0
        self._not = []
        self._files = deque((file, names) for file in files)
        if files:
            self._add_next()

    def _add_next(self) -> None:
        """Queue one file and schedule the next, so that the window stays responsive."""
        if not self._files:
            return  # the dialog was closed
        path, names = self._files.popleft()
        try:
            new = self._queues.add(self._take_in(path), names)
            self._queued += len(new)
            self._there += len(set(names) - {entry.annotator for entry in new})
        except UserError as error:
            self._not.append(error_text(error))
        if self._files:
            self.note.setText(self.tr("%Ln more to be queued …", "", len(self._files)))
            QTimer.singleShot(0, self, self._add_next)
            return
        if not self._not:
            self.judges.clear()
        self.refresh()

    def _outcome(self) -> list[str]:
        """The result for the files chosen last, in sentences."""
        said = [self.tr("%Ln queued.", "", self._queued)] if self._queued else []
        if self._there:
            said.append(self.tr("%Ln existed already.", "", self._there))
        if self._not:
            said.append(self.tr("%Ln not queued:", "", len(self._not)) + " " + self._not[0])
        return said

    def _close_chosen(self) -> None:
        self._change(self._queues.done)

    def _again(self) -> None:
        self._change(self._queues.again)

    def _remove(self) -> None:
        self._change(self._queues.remove)

    def _change(self, act: Callable[[QueueEntry], object]) -> None:
        if self.chosen is not None:
            try:
                act(self.chosen)
            except UserError as error:
                self.note.setText(error_text(error))
                return
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.focusWidget() is self.table:
            self.open_chosen()
        else:
            super().keyPressEvent(event)
