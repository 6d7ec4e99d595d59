"""The menu bar, made from the registry of commands: each stands in the section that it names."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from reviser.gui.actions import Actions
from reviser.gui.commands import OF_PROPOSAL, OF_TEXT, PARENTS, CommandRegistry, Menu, MenuSection
from reviser.gui.mnemonics import assign_letters, letter_of, mark_letters


class Menus:
    """The menus by what they are. Their letters are settled once: no two entries of a menu share one, and a command
    goes by the same one in the menu bar and in context menus."""

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
        """The commands of a section."""
        return [command.id for command in self._registry if command.section is section]

    def _settle_letters(self) -> dict[Menu, str]:
        """Give each command the letter that it goes by wherever it stands. The titles of the menus inside others."""
        groups = [tuple(section for section in MenuSection if section.menu is menu) for menu in Menu]
        names = {command.id: command.name for command in self._registry}
        names |= {menu.name: title_of(menu) for menu in PARENTS}
        found = assign_letters([self._keys(sections) for sections in (*groups, OF_PROPOSAL + OF_TEXT)], names)
        for command in self._registry:
            self._actions.give_letter(command.id, letter_of(found[command.id]))
        return {menu: found[menu.name] for menu in PARENTS}

    def _keys(self, sections: Sequence[MenuSection]) -> list[str]:
        """What stands in a menu of these sections: ids of commands, names of menus."""
        below = [menu.name for section in sections for menu in submenus(section)]
        return [command_id for section in sections for command_id in self.ids(section)] + below


def submenus(section: MenuSection) -> list[Menu]:
    """The menus that stand in a section, behind its commands."""
    return [menu for menu, parent in PARENTS.items() if parent is section]


def title_of(menu: Menu) -> str:
    """What a menu is called."""
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
        Menu.READ_ROUND: _tr("&Of the round that is read"),
    }
    return titles[menu]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Menus", text)
