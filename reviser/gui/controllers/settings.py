"""The settings: opens the dialog, and applies changed settings to keys and theme."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from reviser.gui.color_scheme import ColorScheme
from reviser.gui.commands import Bar, Command, CommandGroup, CommandRegistry, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.keys import Keymap
from reviser.gui.settings_pages import SettingsPage
from reviser.gui.theme import Theme, dress, look_of, palette_for, theme_of
from reviser.services.models.model_setup import ModelSetup
from reviser.services.servers.server_setup import ServerSetup
from reviser.services.settings import Settings


class SettingsController(QObject):
    """Opens the settings dialog, which also sets the keys of `registry`. `servers` is None if no chat models can be set
    up, `language` if the embedded reviser has no models. `taken` carries the previous settings after a change; `closed`
    is emitted when the dialog closes."""

    taken = Signal(object)
    closed = Signal()

    def __init__(
        self,
        context: WindowContext,
        registry: CommandRegistry,
        servers: ServerSetup | None,
        language: ModelSetup | None,
    ) -> None:
        super().__init__(context)
        self._context = context
        self._registry = registry
        self._servers = servers
        self._language = language
        self._scheme: ColorScheme | None = None

    def commands(self) -> Iterable[Command]:
        yield Command(
            "settings",
            tr("Se&ttings …"),
            self.show,
            MenuSection.TOOLS_SETTINGS,
            CommandGroup.HELP,
            keys=("Ctrl+,",),
            icon="settings",
            bar=Bar.SETTINGS,
        )

    def follow(self, scheme: ColorScheme) -> None:
        """Follow the desktop's colour scheme from now on, if the settings say so."""
        self._scheme = scheme
        scheme.changed.connect(self._on_scheme)

    @property
    def trouble(self) -> str:
        """What is wrong with the stored list of servers, in a sentence; empty if nothing is."""
        return "" if self._servers is None else self._servers.servers.trouble

    @property
    def _dark(self) -> bool:
        return self._scheme is not None and self._scheme.dark

    def show(self, page: SettingsPage = SettingsPage.GENERAL) -> None:
        """Open the settings at a page."""
        from reviser.gui.dialogs.settings import SettingsDialog

        context = self._context
        settings = context.document_manager.settings
        dialog = SettingsDialog(
            settings, self._registry, context.window, page=page, servers=self._servers, language=self._language
        )
        dialog.accepted.connect(lambda: self.take(dialog.chosen))
        dialog.finished.connect(self.closed)
        if dialog.models is not None:
            dialog.models.shown.connect(lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        dialog.open()

    def take(self, settings: Settings) -> None:
        """Apply and store other settings."""
        context = self._context
        before = context.document_manager.settings
        context.attempt(lambda: context.document_manager.change_settings(settings))
        if settings.keys != before.keys:
            self.set_keys(settings.keys)
        self.taken.emit(before)
        if look_of(settings) != look_of(before):
            self.set_theme(theme_of(settings, dark=self._dark))

    def set_keys(self, changed: Mapping[str, tuple[str, ...]]) -> None:
        """Use the default keys, with `changed` in place of some of them."""
        self._context.set_keymap(Keymap(self._registry.usual_keys(), changed))
        self._context.changed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Use another theme."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            dress(application, theme)
        self._context.set_theme(theme)
        self._context.changed.emit()

    def _on_scheme(self) -> None:
        settings = self._context.document_manager.settings
        if palette_for(settings.theme, dark=self._dark) != self._context.theme.palette:
            self.set_theme(theme_of(settings, dark=self._dark))
