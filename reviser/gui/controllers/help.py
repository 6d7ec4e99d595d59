"""The help commands: the command palette, the key sheet, and the About dialog."""

from collections.abc import Callable, Iterable

from reviser.gui.commands import Command, CommandGroup, CommandRegistry, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.services.settings import ran


class HelpController:
    """Shows the commands of `registry`. `change_keys` opens the settings page for keys."""

    def __init__(self, context: WindowContext, registry: CommandRegistry, change_keys: Callable[[], None]) -> None:
        self._context = context
        self._registry = registry
        self._change_keys = change_keys

    def commands(self) -> Iterable[Command]:
        place, group = MenuSection.HELP_FIND, CommandGroup.HELP
        yield Command("palette", tr("&Find a command …"), self._show_palette, place, group, keys=("Ctrl+K",))
        yield Command("keys", tr("&Keys"), self._show_keys, place, group, keys=("F1", "?"), icon="info")
        yield Command("about", tr("&About reviser …"), self._show_about, MenuSection.HELP_ABOUT, group)

    def _show_palette(self) -> None:
        """Open the command palette."""
        from reviser.gui.dialogs.command_palette import CommandPalette

        context = self._context
        palette = CommandPalette(
            self._registry, context.keymap, context.document_manager.settings.commands, context.window
        )
        palette.ran.connect(self._run_found)
        palette.open()

    def _run_found(self, command_id: str) -> None:
        document_manager = self._context.document_manager
        self._context.attempt(lambda: document_manager.change_settings(ran(document_manager.settings, command_id)))
        self._registry.run(command_id)

    def _show_keys(self) -> None:
        from reviser.gui.dialogs.keys import KeysDialog

        dialog = KeysDialog(self._registry, self._context.keymap, self._context.window)
        dialog.changing.connect(self._change_keys)
        dialog.open()

    def _show_about(self) -> None:
        from reviser.gui.dialogs.about import AboutDialog

        AboutDialog(self._context.theme, self._context.window).open()
