"""The command palette: find a command by a few letters of its name, see its keys, and run it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from rapidfuzz import fuzz, utils

from reviser.gui.commands import CommandRegistry
from reviser.gui.dialogs.geometry import fit
from reviser.gui.keys import Keymap
from reviser.gui.wording.plain_text import PlainLabel

ALIKE = 65.0  # of 100: names that match less well are not listed
WHOLE = 100.0
WIDTH, HEIGHT = 560, 440  # pixels
_LISTED = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


def rank_commands(words: str, names: Sequence[tuple[str, str]], recent: Sequence[str]) -> list[str]:
    """The ids of the commands that match `words`, best first; all commands if `words` is empty. `names` holds the id
    and name of each command. Equal matches are ordered by `recent` first, then by their order in `names`."""
    latest = {command: place for place, command in enumerate(recent)}
    scores = {command: _score(words, name, command) for command, name in names}
    # Similar names are only a guess, used if no name begins with the words.
    least = WHOLE if WHOLE in scores.values() else ALIKE
    found = [
        (-scores[command], latest.get(command, len(latest)), place, command)
        for place, (command, _) in enumerate(names)
        if scores[command] >= least
    ]
    return [command for *_, command in sorted(found)]


def _score(words: str, name: str, command: str) -> float:
    """How well a command's name, or its id, matches `words`: 0 to 100."""
    wanted = utils.default_process(words)
    said = utils.default_process(f"{name} {command}")
    if all(any(part.startswith(word) for part in said.split()) for word in wanted.split()):
        return WHOLE
    return 0.9 * fuzz.partial_ratio(wanted, said)


class CommandPalette(QDialog):
    """Lists the commands that match what is typed. `ran` carries the id of the chosen command, after the palette has
    closed. `recent` holds the ids of the commands that were run from it last."""

    ran = Signal(str)

    def __init__(self, registry: CommandRegistry, keymap: Keymap, recent: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._registry = registry
        self._keymap = keymap
        self._recent = recent
        self._names = [(command.id, command.plain) for command in registry if command.id != "palette"]
        self.setWindowTitle(self.tr("Find a command"))
        fit(self, parent, WIDTH, HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 12)
        layout.setSpacing(10)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("What do you want to do?"))
        self.field.setAccessibleName(self.tr("Find a command"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._run)
        self.field.installEventFilter(self)
        layout.addWidget(self.field)
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field keeps the focus and passes on the list's keys
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemClicked.connect(self._run)
        layout.addWidget(self.list, 1)
        self.note = PlainLabel(self.tr("Enter runs the command. Grey commands are not available now."))
        self.note.setProperty("soft", True)
        layout.addWidget(self.note)
        self._fill("")
        self.move(parent.mapToGlobal(QPoint((parent.width() - self.width()) // 2, 60)))

    @property
    def command_ids(self) -> list[str]:
        """The ids of the listed commands, in order."""
        items = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        return [str(item.data(0, Qt.ItemDataRole.UserRole)) for item in items if item is not None]

    @property
    def current(self) -> str:
        """The id of the command that Enter would run; empty if none is listed."""
        item = self.list.currentItem()
        return "" if item is None or item.isDisabled() else str(item.data(0, Qt.ItemDataRole.UserRole))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _LISTED:
            QCoreApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)

    def _fill(self, words: str) -> None:
        self.list.clear()
        first: QTreeWidgetItem | None = None
        ids = rank_commands(words, self._names, self._recent)
        possible = {command: self._registry.enabled(command) for command in ids}
        # Commands that cannot be run now come last.
        for command in sorted(ids, key=lambda command: not possible[command]):
            name, keys = self._registry[command].plain, self._keymap.all_said(command)
            item = QTreeWidgetItem([name, keys])
            item.setData(0, Qt.ItemDataRole.UserRole, command)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setDisabled(not possible[command])
            self.list.addTopLevelItem(item)
            if first is None and possible[command]:
                first = item
        if first is not None:
            self.list.setCurrentItem(first)
        self.note.setText(
            self.tr("Enter runs the command. Grey commands are not available now.")
            if ids
            else self.tr("No command has this name. Try another word.")
        )

    def _run(self) -> None:
        command = self.current
        if command:
            self.accept()
            self.ran.emit(command)
