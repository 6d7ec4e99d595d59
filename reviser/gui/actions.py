"""The window's actions: one each, with its keys, shared by menu, bar and shortcuts."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from reviser.gui.theme import Theme


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


class Actions(QObject):
    """All actions by name, without what they do; `menus` puts them into a menu bar."""

    def __init__(self, parent: QObject, theme: Theme) -> None:
        super().__init__(parent)
        self._icons: list[tuple[QAction, str]] = []
        self.open = self._made(_tr("&Open …"), "open", "Ctrl+O")
        self.sample = self._made(_tr("Open the s&ample"), "book", "")
        self.save = self._made(_tr("&Save"), "save", "Ctrl+S")
        self.save_as = self._made(_tr("Save &as …"), "", "Ctrl+Shift+S")
        self.settings = self._made(_tr("Se&ttings …"), "settings", "Ctrl+,")
        self.quit = self._made(_tr("&Quit"), "", "Ctrl+Q")
        self.undo = self._made(_tr("&Undo"), "undo", "Ctrl+Z")
        self.redo = self._made(_tr("&Redo"), "redo", "Ctrl+Shift+Z")
        self.revise = self._made(_tr("&Revise"), "revise", "Ctrl+Return")
        self.revise.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.cancel = self._made(_tr("&Cancel the round"), "cancel", "Ctrl+.")
        self.next = self._made(_tr("&Next proposal"), "next", "F8")
        self.previous = self._made(_tr("&Previous proposal"), "previous", "Shift+F8")
        self.mode = self._made(_tr("&Edit text / review"), "edit", "F6")
        self.keys = self._made(_tr("&Keys"), "info", "F1")
        self.learned = self._made(_tr("&What is silent here …"), "", "Ctrl+Shift+L")
        self.back = self._made(_tr("&Back to now"), "", "Alt+Home")
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        for action, icon in self._icons:
            action.setIcon(theme.icon(icon))

    def connect_all(self, does: dict[QAction, Callable[[], object]]) -> None:
        """What each action does."""
        for action, act in does.items():
            action.triggered.connect(lambda _=False, act=act: act())

    def menus(self, bar: QMenuBar) -> QMenu:
        """Fill the menu bar; the menu for the files opened last comes back."""
        file_menu = bar.addMenu(_tr("&File"))
        file_menu.addAction(self.open)
        recent = file_menu.addMenu(_tr("Open &recent"))
        file_menu.addActions([self.sample])
        file_menu.addSeparator()
        file_menu.addActions([self.save, self.save_as])
        file_menu.addSeparator()
        file_menu.addActions([self.settings, self.quit])
        edit_menu = bar.addMenu(_tr("&Edit"))
        edit_menu.addActions([self.undo, self.redo])
        edit_menu.addSeparator()
        edit_menu.addAction(self.mode)
        review_menu = bar.addMenu(_tr("&Review"))
        review_menu.addActions([self.revise, self.cancel])
        review_menu.addSeparator()
        review_menu.addActions([self.next, self.previous, self.back])
        review_menu.addSeparator()
        review_menu.addAction(self.learned)
        help_menu = bar.addMenu(_tr("&Help"))
        help_menu.addAction(self.keys)
        return recent

    def _made(self, text: str, icon: str, keys: str) -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setToolTip(f"{text.replace('&', '').rstrip(' …')}  ({keys})")
        if icon:
            self._icons.append((action, icon))
        return action
