"""The context menus of the text and of the list of proposals, opened by the right mouse button or by the keyboard. They
are built from sections of the menu bar (OF_TEXT and OF_PROPOSAL in commands.py), so a command that is added to such a
section appears in the context menu too."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from reviser.gui.actions import Actions
from reviser.gui.commands import OF_PROPOSAL, OF_TEXT, CommandRegistry, Menu, MenuSection
from reviser.gui.menus import Menus, submenus
from reviser.gui.mnemonics import mark_letters
from reviser.gui.spelling_menu import SpellingMenu
from reviser.gui.workspace import Workspace
from reviser.revisers.base import Misspelling


class ContextMenus(QObject):
    """Opens the context menus of `workspace` on request. For a proposal, only the commands that can be used are listed;
    for the text, all commands are listed, and those that cannot be used are grey."""

    def __init__(
        self, workspace: Workspace, registry: CommandRegistry, actions: Actions, menus: Menus, spelling: SpellingMenu
    ) -> None:
        super().__init__(workspace)
        self._spelling = spelling
        self._registry = registry
        self._actions = actions
        self._menus = menus
        self._ids: list[str] = []
        self._titles: list[str] = []
        self.of_text = self._menu(workspace.text)
        self.of_list = self._menu(workspace.list)
        self.of_text.aboutToHide.connect(spelling.forget)
        workspace.text.menu_wanted.connect(self._on_text)
        workspace.list.menu_wanted.connect(lambda place: self._open(self.of_list, place, OF_PROPOSAL, ()))

    def _menu(self, over: QWidget) -> QMenu:
        menu = QMenu(over)
        # On Windows Qt handles Shift+F10 itself; the Menu key works everywhere.
        key = QShortcut(QKeySequence("Shift+F10"), over, context=Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(partial(_ask, over))
        menu.aboutToShow.connect(lambda: self._actions.open_menu(self._ids, self._titles))
        menu.aboutToHide.connect(lambda: self._actions.close_menu(self._ids))
        return menu

    def _on_text(self, place: QPoint, of_proposal: bool) -> None:
        self._open(self.of_text, place, OF_PROPOSAL if of_proposal else (), OF_TEXT)
        if not of_proposal:
            self._spelling.ask(self._on_spelling)

    def _on_spelling(self, misspelling: Misspelling | None) -> None:
        """Insert the spelling suggestions for a word into the text's menu, which is already open. The suggestions
        usually arrive at once; only the first request after the program's start takes longer. They are inserted at the
        top, or, if an entry is already highlighted, at the bottom, so that no entry moves under the mouse."""
        menu = self.of_text
        if misspelling is None or not menu.isVisible():
            return
        entries = self._spelling.entries(misspelling)
        there = [each.text().partition("\t")[0] for each in menu.actions() if each.text()]
        names = mark_letters([*there, *(each.text() for each in entries)])[len(there) :]
        for entry, name in zip(entries, names, strict=True):
            entry.setText(name)
        if menu.activeAction() is None:
            first = menu.actions()[0]
            menu.insertActions(first, entries)
            menu.insertSeparator(first)
        else:
            menu.addSeparator()
            menu.addActions(entries)
        _keep_on_screen(menu)

    def _open(self, menu: QMenu, place: QPoint, offered: Sequence[MenuSection], whole: Sequence[MenuSection]) -> None:
        menu.close()
        menu.clear()
        self._ids, self._titles = [], []
        for section in (*offered, *whole):
            self._add(menu, section, all_of_it=section in whole)
        if not menu.isEmpty():
            menu.popup(place)

    def _add(self, menu: QMenu, section: MenuSection, *, all_of_it: bool) -> None:
        """Add the commands and submenus of a section, behind a separator. With `all_of_it`, also those that cannot be
        used now."""
        ids = [each for each in self._menus.ids(section) if all_of_it or self._registry.enabled(each)]
        below = [self._menus.of[each] for each in submenus(section) if all_of_it or self._has_any(each)]
        if menu.actions() and (ids or below):
            menu.addSeparator()
        menu.addActions([self._actions.of[each] for each in ids])
        menu.addActions([each.menuAction() for each in below])
        self._ids += ids
        self._titles += [each.title() for each in below]

    def _has_any(self, menu: Menu) -> bool:
        """Whether any command in a menu can be used."""
        sections = [section for section in MenuSection if section.menu is menu]
        return any(self._registry.enabled(each) for section in sections for each in self._menus.ids(section))


def _ask(over: QWidget) -> None:
    """Request the context menu of a widget, as the keyboard does."""
    middle = over.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, over.mapToGlobal(middle))
    QCoreApplication.sendEvent(over, event)


def _keep_on_screen(menu: QMenu) -> None:
    """Move a menu up if it has grown beyond the lower edge of its screen."""
    room = menu.screen().availableGeometry()
    below = menu.y() + menu.sizeHint().height() - room.bottom()
    if below > 0:
        menu.move(menu.x(), max(room.top(), menu.y() - below))
