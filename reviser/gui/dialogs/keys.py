"""The key sheet: all commands with their keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviser.gui.commands import Command, CommandRegistry, group_name
from reviser.gui.dialogs.geometry import fit
from reviser.gui.keys import Keymap
from reviser.gui.wording.plain_text import PlainLabel

COLUMNS = 2
WIDTH, HEIGHT = 940, 640  # pixels, at most


class KeysDialog(QDialog):
    """Shows all keys at once. `changing` is emitted when the person wants to change keys."""

    changing = Signal()

    def __init__(self, registry: CommandRegistry, keymap: Keymap, parent: QWidget) -> None:
        super().__init__(parent)
        self._registry = registry
        self._keymap = keymap
        self.setWindowTitle(self.tr("Keys"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 16)
        layout.setSpacing(12)
        sheet = QWidget()
        row = QHBoxLayout(sheet)
        row.setContentsMargins(28, 24, 28, 8)
        row.setSpacing(44)
        for blocks in self._columns():
            column = QVBoxLayout()
            column.setSpacing(10)
            for title, entries in blocks:
                self._add(column, title, entries)
            column.addStretch(1)
            row.addLayout(column, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.tr("Keys"))
        area.setWidget(sheet)
        layout.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(28, 0, 28, 0)
        note = PlainLabel(self.tr("Single keys work in review mode; in the editable text they type."))
        note.setProperty("soft", True)
        note.setWordWrap(True)
        foot.addWidget(note, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.change_button = buttons.addButton(self.tr("&Change the keys …"), QDialogButtonBox.ButtonRole.ActionRole)
        self.change_button.clicked.connect(self._change)
        buttons.rejected.connect(self.reject)
        foot.addWidget(buttons)
        layout.addLayout(foot)
        fit(self, parent, WIDTH, HEIGHT)

    def _columns(self) -> list[list[tuple[str, list[Command]]]]:
        """The groups with those commands that have keys, in columns of about the same height."""
        blocks = [
            (group_name(group), [command for command in commands if self._is_listed(command)])
            for group, commands in self._registry.groups().items()
        ]
        blocks = [block for block in blocks if block[1]]
        height = sum(len(entries) + 2 for _, entries in blocks)
        columns: list[list[tuple[str, list[Command]]]] = [[] for _ in range(COLUMNS)]
        passed = 0
        for block in blocks:
            own = len(block[1]) + 2
            columns[min(COLUMNS - 1, (passed + own // 2) * COLUMNS // height)].append(block)
            passed += own
        return columns

    def _is_listed(self, command: Command) -> bool:
        """Whether a command has its own line. While the keys that accept alternatives are the default ones, only the
        first alternative is listed."""
        keys = self._keymap.keys(command.id)
        further = command.id.startswith("alternative-") and command.id != "alternative-1"
        return bool(keys) and not (further and keys == command.keys)

    def _add(self, column: QVBoxLayout, title: str, entries: list[Command]) -> None:
        heading = PlainLabel(title)
        heading.setObjectName("heading")
        column.addWidget(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, command in enumerate(entries):
            said, name = self._keymap.all_said(command.id), command.plain
            if command.id == "alternative-1" and self._keymap.keys(command.id) == command.keys:
                said, name = f"{said} … 9", self.tr("Accept an alternative by its number")
            keys = PlainLabel(said)
            keys.setObjectName("title")
            keys.setMinimumWidth(128)
            does = PlainLabel(name)
            does.setWordWrap(True)
            keys.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(keys, row, 0)
            grid.addWidget(does, row, 1)
        column.addLayout(grid)
        column.addSpacing(10)

    def _change(self) -> None:
        self.accept()
        self.changing.emit()
