"""The menus under the right mouse button, and under the key for it, in the text and in the list. They are made from the
sections of the menu bar, so that a command that joins one of these is in them too."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from reviser.gui.actions import Actions
from reviser.gui.commands import CommandRegistry, Menu, Section
from reviser.gui.menus import Menus, submenus
from reviser.gui.workspace import Workspace

# Of a proposal, only what can be done with it stands in a menu; of the text, all, grey where it cannot be done.
PROPOSAL = (Section.REVIEW_DECIDE, Section.WORDS, Section.REVIEW_WHY)
TEXT = (Section.EDIT_UNDO, Section.EDIT_CLIPBOARD, Section.EDIT_MODE)


class ContextMenus(QObject):
    """Opens them over `workspace`, where they are asked for."""

    def __init__(self, workspace: Workspace, registry: CommandRegistry, actions: Actions, menus: Menus) -> None:
        super().__init__(workspace)
        self._registry = registry
        self._actions = actions
        self._menus = menus
        self._ids: list[str] = []
        self._titles: list[str] = []
        self.of_text = self._menu(workspace.text)
        self.of_list = self._menu(workspace.list)
        workspace.text.menu_wanted.connect(
            lambda place, of_proposal: self._open(self.of_text, place, PROPOSAL if of_proposal else (), TEXT)
        )
        workspace.list.menu_wanted.connect(lambda place: self._open(self.of_list, place, PROPOSAL, ()))

    def _menu(self, over: QWidget) -> QMenu:
        menu = QMenu(over)
        # Qt knows this key on Windows only; the key with a menu on it everywhere.
        key = QShortcut(QKeySequence("Shift+F10"), over, context=Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(partial(_ask, over))
        menu.aboutToShow.connect(lambda: self._actions.open_menu(self._ids, self._titles, anew=True))
        menu.aboutToHide.connect(lambda: self._actions.close_menu(self._ids))
        return menu

    def _open(self, menu: QMenu, place: QPoint, offered: Sequence[Section], whole: Sequence[Section]) -> None:
        menu.close()
        menu.clear()
        self._ids, self._titles = [], []
        for section in (*offered, *whole):
            self._add(menu, section, all_of_it=section in whole)
        if not menu.isEmpty():
            menu.popup(place)

    def _add(self, menu: QMenu, section: Section, *, all_of_it: bool) -> None:
        """Add a section behind a line, with the menus that stand in it."""
        ids = [each for each in self._menus.ids(section) if all_of_it or self._registry.enabled(each)]
        below = [self._menus.of[each] for each in submenus(section) if all_of_it or self._has_any(each)]
        if menu.actions() and (ids or below):
            menu.addSeparator()
        menu.addActions([self._actions.of[each] for each in ids])
        menu.addActions([each.menuAction() for each in below])
        self._ids += ids
        self._titles += [each.title() for each in below]

    def _has_any(self, menu: Menu) -> bool:
        """Whether anything in a menu can be done."""
        sections = [section for section in Section if section.menu is menu]
        return any(self._registry.enabled(each) for section in sections for each in self._menus.ids(section))


def _ask(over: QWidget) -> None:
    """Ask for the context menu as the keyboard does."""
    middle = over.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, over.mapToGlobal(middle))
    QCoreApplication.sendEvent(over, event)
