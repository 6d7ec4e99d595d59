"""The settings page for keys: choose a command and press its new key."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviser.gui.commands import CommandRegistry, group_name
from reviser.gui.keys import Keymap, is_single, key_of, key_text, why_not
from reviser.gui.wording.plain_text import PlainLabel


class KeyField(QLineEdit):
    """Captures the next key pressed in it, even if that key is a shortcut. Tab and Esc keep their usual functions."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setPlaceholderText(self.tr("press it here"))
        self.setAccessibleName(self.tr("New key: press it here"))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and not _leaves(event):
            event.accept()  # otherwise the window's shortcut would take the key
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = key_of(event)
        if _leaves(event):
            super().keyPressEvent(event)
        elif key:
            self.setText(key_text(key))
            self.pressed.emit(key)


def _leaves(event: QKeyEvent) -> bool:
    return event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape}


class KeyPage(QWidget):
    """Edits `keymap`, the keys as changed so far. Changes take effect when the settings dialog is accepted."""

    def __init__(self, registry: CommandRegistry, keymap: Keymap) -> None:
        super().__init__()
        self.keymap = keymap
        self._registry = registry
        self._items: dict[str, QTreeWidgetItem] = {}
        self._key_to_confirm = ""  # a key of another command that was pressed once and awaits confirmation
        self._build()
        self.refresh()

    @property
    def current(self) -> str:
        """The id of the selected command; empty if none is."""
        item = self.tree.currentItem()
        return "" if item is None else str(item.data(0, Qt.ItemDataRole.UserRole) or "")

    def choose(self, command: str) -> None:
        """Select a command."""
        self.tree.setCurrentItem(self._items[command])

    def refresh(self) -> None:
        """Update the displayed keys."""
        for command, item in self._items.items():
            item.setText(1, self.keymap.all_said(command))
            font = item.font(1)
            font.setBold(command in self.keymap.changed)
            item.setFont(1, font)
            item.setText(2, self.tr("changed") if command in self.keymap.changed else "")
        self._show_current()

    def set_key(self, key: str) -> None:
        """Give a key to the selected command. If another command has the key, it must be pressed twice."""
        command, owner = self.current, self.keymap.owner(key)
        why = why_not(key)
        if not command or why:
            self.note.setText(why)
            return
        if owner and owner != command and self._key_to_confirm != key:
            self._key_to_confirm = key
            sentence = self.tr("{key} is the key of “{command}”. Press it again to reassign it.")
            self.note.setText(sentence.format(key=key_text(key), command=self._registry[owner].plain))
            return
        self.keymap = self.keymap.set(command, key)
        self.refresh()
        where = self.tr("{key} works in review mode.") if is_single(key) else self.tr("{key} works everywhere.")
        self.note.setText(where.format(key=key_text(key)))

    def take_off(self) -> None:
        """Remove all keys of the selected command."""
        self.keymap = self.keymap.without(self.current)
        self.refresh()

    def take_usual(self) -> None:
        """Restore the default keys of the selected command."""
        self.keymap = self.keymap.usual(self.current)
        self.refresh()

    def take_all_usual(self) -> None:
        """Restore the default keys of all commands."""
        self.keymap = self.keymap.usual()
        self.refresh()

    def _show_current(self) -> None:
        command = self.current
        self._key_to_confirm = ""
        self.field.clear()
        self.note.clear()
        self.field.setEnabled(bool(command))
        self.none_button.setEnabled(bool(self.keymap.keys(command)))
        self.usual_button.setEnabled(command in self.keymap.changed)
        self.all_button.setEnabled(bool(self.keymap.changed))
        name = self._registry[command].plain if command else ""
        self._label.setText(self.tr("New key for “{command}”").format(command=name) if command else "")

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.tree = QTreeWidget()
        self._build_tree()
        layout.addWidget(self.tree, 1)
        layout.addLayout(self._build_foot())
        self.note = PlainLabel()
        self.note.setWordWrap(True)
        self.note.setMinimumHeight(36)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.note.setAccessibleName(self.tr("About the key"))
        layout.addWidget(self.note)
        self.tree.currentItemChanged.connect(self._show_current)
        self.tree.itemActivated.connect(self.field.setFocus)
        for command in list(self._items)[:1]:
            self.choose(command)

    def _build_tree(self) -> None:
        self.tree.setAccessibleName(self.tr("Commands and their keys"))
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels([self.tr("Command"), self.tr("Keys"), ""])
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(12)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        for group, commands in self._registry.groups().items():
            members = [command for command in commands if not command.fixed]
            if not members:
                continue
            title = QTreeWidgetItem([group_name(group)])
            title.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = title.font(0)
            font.setBold(True)
            title.setFont(0, font)
            self.tree.addTopLevelItem(title)
            for command in members:
                item = QTreeWidgetItem([command.plain])
                item.setData(0, Qt.ItemDataRole.UserRole, command.id)
                title.addChild(item)
                self._items[command.id] = item
        self.tree.expandAll()
        self.tree.setItemsExpandable(False)

    def _build_foot(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        self._label = PlainLabel()
        self.field = KeyField()
        self.field.setMaximumWidth(180)
        self.field.pressed.connect(self.set_key)
        self._label.setBuddy(self.field)
        self.none_button = QPushButton(self.tr("&No key"))
        self.none_button.clicked.connect(self.take_off)
        self.usual_button = QPushButton(self.tr("&Reset its keys"))
        self.usual_button.clicked.connect(self.take_usual)
        self.all_button = QPushButton(self.tr("Reset a&ll keys"))
        self.all_button.clicked.connect(self.take_all_usual)
        grid.addWidget(self._label, 0, 0, 1, 4)
        grid.addWidget(self.field, 1, 0)
        for column, button in enumerate((self.none_button, self.usual_button, self.all_button)):
            button.setAutoDefault(False)
            grid.addWidget(button, 1, column + 1)
        grid.setColumnStretch(0, 1)
        return grid
