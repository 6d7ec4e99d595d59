"""A Qt action for each command of the table, shared by menus, buttons and shortcuts."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from reviser.gui.commands_table import Command, commands
from reviser.gui.doings import Doings
from reviser.gui.keys import Keymap, is_single, said
from reviser.gui.theme import Theme

SEPARATOR = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


class Actions:
    """All actions by the id of their command. Chords are their shortcuts; single keys are the text's and the list's."""

    def __init__(self, window: QWidget, theme: Theme, keymap: Keymap) -> None:
        self.keymap = keymap
        self.commands = commands()
        self.of = {command.id: QAction(command.name, window) for command in self.commands.values()}
        window.addActions(list(self.of.values()))
        self.open = self.of["open"]
        self.sample = self.of["sample"]
        self.save = self.of["save"]
        self.save_as = self.of["save-as"]
        self.settings = self.of["settings"]
        self.quit = self.of["quit"]
        self.undo = self.of["undo"]
        self.redo = self.of["redo"]
        self.revise = self.of["revise"]
        self.cancel = self.of["cancel"]
        self.next = self.of["next"]
        self.previous = self.of["previous"]
        self.mode = self.of["mode"]
        self.keys = self.of["keys"]
        self.learned = self.of["learned"]
        self.back = self.of["back"]
        self._doings: Doings | None = None
        self.set_theme(theme)
        self.set_keymap(keymap)

    def set_theme(self, theme: Theme) -> None:
        for command in self.commands.values():
            if command.icon:
                self.of[command.id].setIcon(theme.icon(command.icon))

    def set_keymap(self, keymap: Keymap) -> None:
        """Hold to other keys."""
        self.keymap = keymap
        for command in self.commands.values():
            self.of[command.id].setShortcuts([QKeySequence(chord) for chord in keymap.chords(command.id)])
            self._name(command, command.name)

    def rename(self, command_id: str, name: str) -> None:
        """Say what a command would do now, in place of its name in the table."""
        self._name(self.commands[command_id], name)

    def _name(self, command: Command, name: str) -> None:
        action, keys = self.of[command.id], self.keymap.keys(command.id)
        # A single key is no shortcut of Qt's, but menus show it where theirs stand.
        shown = f"{name}\t{said(keys[0])}" if keys and all(map(is_single, keys)) else name
        tip = name.replace("&", "").rstrip(" …")
        if keys:
            tip += f"  ({said(keys[0])})"
        if (action.text(), action.toolTip()) != (shown, tip):
            action.setText(shown)
            action.setToolTip(tip)

    def bind(self, doings: Doings) -> None:
        """Let each action do what its command does."""
        self._doings = doings
        for command_id, action in self.of.items():
            action.triggered.connect(lambda _=False, command_id=command_id: doings.run(command_id))

    def refresh(self) -> None:
        """Which of the window's actions can be used. Those that are about one proposal stay enabled between menus, so
        that no key is dead; they do nothing where there is nothing to do."""
        if self._doings is not None:
            for command_id, action in self.of.items():
                action.setEnabled(self._doings.enabled(command_id))

    def _exactly(self, menu: QMenu) -> None:
        """A menu opens: what cannot be done now is grey in it."""
        mine = set(menu.actions())
        for command_id, action in self.of.items():
            if action in mine and self._doings is not None:
                action.setEnabled(self._doings.possible(command_id))

    def menus(self, bar: QMenuBar) -> QMenu:
        """Fill the menu bar; the menu for the files opened last comes back."""
        file_menu = self._menu(bar, _tr("&File"), "open")
        recent = file_menu.addMenu(_tr("Open &recent"))
        self._add(file_menu, "library", "sample", SEPARATOR, "save", "save-as", SEPARATOR)
        self._add(file_menu, "queue", "queue-done", "annotator", "merge", SEPARATOR, "settings", "quit")
        self._menu(bar, _tr("&Edit"), "undo", "redo", SEPARATOR, "mode", "lock", SEPARATOR, "palette")
        review = self._menu(bar, _tr("&Review"), "revise", "cancel", "wish", "sent", SEPARATOR)
        self._add(review, "next", "previous", "skip", SEPARATOR)
        self._add(review, "accept", "reject", "rewrite", "take-back")
        reasons = review.addMenu(_tr("Reject be&cause"))
        self._add(reasons, "reject-wrong", "reject-meaning", "reject-voice", "reject-unnecessary")
        reasons.aboutToShow.connect(lambda: self._exactly(reasons))
        self._add(review, SEPARATOR, "accept-like", "reject-like", "accept-shown", "reject-shown", SEPARATOR)
        self._add(review, "word-here", "word-everywhere", "silence-rule", "learned")
        view = self._menu(bar, _tr("&View"), "list-all", "list-undecided", "list-aside", "list-remarks", SEPARATOR)
        self._add(view, "filter-paragraph", "filter-sentence", "filter-like", "filter-flagged", "filter-none")
        self._add(view, SEPARATOR, "earlier", "later", "back", "history", SEPARATOR)
        self._add(view, "view-inline", "view-side-by-side", "view-result", "show-original", "show-accepted", SEPARATOR)
        self._add(view, "focus", "panel-rounds", "panel-side", SEPARATOR)
        self._add(view, "text-larger", "text-smaller", "text-usual", "lines-longer", "lines-shorter")
        self._menu(bar, _tr("&Help"), "keys", "palette")
        return recent

    def _menu(self, bar: QMenuBar, title: str, *command_ids: str) -> QMenu:
        menu = bar.addMenu(title)
        self._add(menu, *command_ids)
        menu.aboutToShow.connect(lambda: self._exactly(menu))
        menu.aboutToHide.connect(self.refresh)
        return menu

    def _add(self, menu: QMenu, *command_ids: str) -> None:
        for command_id in command_ids:
            if command_id:
                menu.addAction(self.of[command_id])
            else:
                menu.addSeparator()
