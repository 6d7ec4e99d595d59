"""A Qt action for each command of the registry, shared by menus, buttons and shortcuts."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from reviser.gui.commands import Command, CommandRegistry
from reviser.gui.keys import Keymap, Keys, is_single, key_text
from reviser.gui.mnemonics import letter_of, mark_letter, mark_letters
from reviser.gui.theme import Theme
from reviser.gui.wording.plain_text import tip


class Actions:
    """One QAction for each command, by command id. Chords are set as Qt shortcuts. Single keys are left to the text and
    the list of proposals; fixed keys are left to the widget that has the focus."""

    def __init__(self, window: QWidget, registry: CommandRegistry, theme: Theme, keymap: Keymap) -> None:
        self._registry = registry
        self.keymap = keymap
        self.of = {command.id: QAction(command.name, window) for command in registry}
        self._in_sight: dict[str, str] = {}  # by id: the names shown in the menu that is open
        self._names = {command.id: command.name for command in registry}
        self._letters = {command.id: letter_of(command.name) for command in registry}
        for command_id, action in self.of.items():
            action.setCheckable(registry[command_id].checked is not None)
            action.triggered.connect(partial(self._run, command_id))
        self._ticks = {command.id: command.checked for command in registry if command.checked is not None}
        window.addActions(list(self.of.values()))
        self.set_theme(theme)
        self.set_keymap(keymap)

    def set_theme(self, theme: Theme) -> None:
        for command in self._registry:
            if command.icon:
                self.of[command.id].setIcon(theme.icon(command.icon))

    def set_keymap(self, keymap: Keymap) -> None:
        """Use other keys."""
        self.keymap = keymap
        for command in self._registry:
            self.of[command.id].setShortcuts([QKeySequence(chord) for chord in keymap.chords(command.id)])
            self._show_name(command)

    def rename(self, command_id: str, name: str) -> None:
        """Show another name for a command, such as what undo would undo now. The name keeps the command's mnemonic
        letter if it contains that letter."""
        self._names[command_id] = mark_letter(name, self._letters[command_id])
        self._show_name(self._registry[command_id])

    def give_letter(self, command_id: str, letter: str) -> None:
        """Set the mnemonic letter that a command has in every menu."""
        self._letters[command_id] = letter
        self.rename(command_id, self._names[command_id])

    def _show_name(self, command: Command) -> None:
        action, keys = self.of[command.id], self._keys(command)
        name = self._in_sight.get(command.id, self._names[command.id])
        # A key that is no Qt shortcut is shown in the menu's column for shortcuts.
        untaken = bool(keys) and (command.fixed or all(map(is_single, keys)))
        shown = f"{name}\t{key_text(keys[0])}" if untaken else name
        words = name.replace("&", "").rstrip(" …")
        if keys:
            words += f"  ({key_text(keys[0])})"
        if (action.text(), action.toolTip()) != (shown, tip(words)):
            action.setText(shown)
            action.setToolTip(tip(words))

    def _keys(self, command: Command) -> Keys:
        return command.keys if command.fixed else self.keymap.keys(command.id)

    def _run(self, command_id: str, _: bool = False) -> None:
        self._registry.run(command_id)

    def refresh(self) -> None:
        """Update which actions are enabled and which are checked. While no menu is open, actions about one proposal
        stay enabled, so that their keys always respond; such a command does nothing if there is nothing to do."""
        usable = self._registry.usable(self._in_sight)
        for command_id, action in self.of.items():
            action.setEnabled(command_id in usable)
        for command_id, checked in self._ticks.items():
            self.of[command_id].setChecked(command_id in usable and checked())

    def open_menu(self, command_ids: Sequence[str], titles: Sequence[str] = ()) -> None:
        """Prepare the actions `command_ids` for a menu that opens, which also has submenus with the titles `titles`.
        Until `close_menu`, an action that cannot be used is grey, each shows what it would do now, and no two share a
        mnemonic letter. A name that lacks its command's own letter gets another one in this menu."""
        names = [self._name_now(self._registry[each]) for each in command_ids]
        self._in_sight.update(zip(command_ids, mark_letters([*titles, *names])[len(titles) :], strict=True))
        self._show_names(command_ids)

    def _name_now(self, command: Command) -> str:
        if command.name_now is None:
            return self._names[command.id]
        return mark_letter(command.name_now(), self._letters[command.id])

    def close_menu(self, command_ids: Sequence[str]) -> None:
        """Restore the actions of a menu that has closed."""
        for command_id in command_ids:
            self._in_sight.pop(command_id, None)
        self._show_names(command_ids)

    def _show_names(self, command_ids: Sequence[str]) -> None:
        for command_id in command_ids:
            self._show_name(self._registry[command_id])
        self.refresh()
