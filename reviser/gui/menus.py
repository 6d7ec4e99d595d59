"""The menu bar, built from the registry of commands: each command stands in the section that it names."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from reviser.gui.actions import Actions
from reviser.gui.commands import OF_PROPOSAL, OF_TEXT, PARENTS, CommandRegistry, Menu, MenuSection
from reviser.gui.mnemonics import assign_letters, letter_of, mark_letters


class Menus:
    """The menus by their `Menu` value. Mnemonic letters are assigned once: entries of a menu never share a letter, and
    a command has the same letter in the menu bar and in context menus."""

    def __init__(self, bar: QMenuBar, registry: CommandRegistry, actions: Actions) -> None:
        self._registry = registry
        self._actions = actions
        self.of: dict[Menu, QMenu] = {}
        self._titles = self._settle_letters()
        top = [menu for menu in Menu if menu not in PARENTS]
        for menu, title in zip(top, mark_letters([title_of(menu) for menu in top]), strict=True):
            self.of[menu] = bar.addMenu(title)
            self._fill(menu)

    def _fill(self, menu: Menu) -> None:
        here, ids = self.of[menu], list[str]()
        entries: list[QAction | None] = []
        for section in (each for each in MenuSection if each.menu is menu):
            inside, below = self.ids(section), submenus(section)
            if entries and (inside or below):
                entries.append(None)
            entries += [self._actions.of[command_id] for command_id in inside]
            for each in below:
                self.of[each] = QMenu(self._titles[each], here)
                entries.append(self.of[each].menuAction())
                self._fill(each)
            ids += inside
        for entry in entries:
            if entry is None:
                here.addSeparator()
            else:
                here.addAction(entry)
        titles = [entry.text() for entry in entries if entry is not None and entry.menu() is not None]
        here.aboutToShow.connect(partial(self._actions.open_menu, ids, titles))
        here.aboutToHide.connect(partial(self._actions.close_menu, ids))

    def ids(self, section: MenuSection) -> list[str]:
        """The ids of a section's commands."""
        return [command.id for command in self._registry if command.section is section]

    def _settle_letters(self) -> dict[Menu, str]:
        """Assign each command the mnemonic letter that it has in all menus. Returns the titles of submenus with their
        letters."""
        groups = [tuple(section for section in MenuSection if section.menu is menu) for menu in Menu]
        names = {command.id: command.name for command in self._registry}
        names |= {menu.name: title_of(menu) for menu in PARENTS}
        found = assign_letters([self._keys(sections) for sections in (*groups, OF_PROPOSAL + OF_TEXT)], names)
        for command in self._registry:
            self._actions.give_letter(command.id, letter_of(found[command.id]))
        return {menu: found[menu.name] for menu in PARENTS}

    def _keys(self, sections: Sequence[MenuSection]) -> list[str]:
        """The entries of a menu with these sections: command ids, and names of submenus."""
        below = [menu.name for section in sections for menu in submenus(section)]
        return [command_id for section in sections for command_id in self.ids(section)] + below


def submenus(section: MenuSection) -> list[Menu]:
    """The submenus of a section, which stand behind its commands."""
    return [menu for menu, parent in PARENTS.items() if parent is section]


def title_of(menu: Menu) -> str:
    """The translated title of a menu."""
    titles = {
        Menu.FILE: _tr("&File"),
        Menu.EDIT: _tr("&Edit"),
        Menu.REVIEW: _tr("&Review"),
        Menu.VIEW: _tr("&View"),
        Menu.HISTORY: _tr("H&istory"),
        Menu.TOOLS: _tr("&Tools"),
        Menu.HELP: _tr("&Help"),
        Menu.RECENT: _tr("Open &recent"),
        Menu.REASONS: _tr("Reject be&cause"),
        Menu.ALTERNATIVES: _tr("Accept an a&lternative"),
        Menu.LIKE_IT: _tr("Decide &many at once"),
        Menu.FROM_NOW_ON: _tr("From now on"),
        Menu.LIST: _tr("&List"),
        Menu.FILTER: _tr("&Filter"),
        Menu.SORT: _tr("&Sort"),
        Menu.TEXT_SIZE: _tr("Si&ze of the text"),
        Menu.READ_ROUND: _tr("The displayed &round"),
    }
    return titles[menu]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Menus", text)
