"""The layout of the window: the text alone or with panels, and restoring the layout at the next start."""

from dataclasses import replace

from PySide6.QtCore import QByteArray, QCoreApplication, Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from reviser.gui.context import WindowContext
from reviser.gui.dialogs.geometry import fit_into_screen
from reviser.gui.panels.column_splitter import state_text
from reviser.gui.workspace import Workspace


def _tr(text: str) -> str:
    return QCoreApplication.translate("WindowLayout", text)


class WindowLayout:
    """Divides the window between its bars and the panels of the workspace."""

    def __init__(self, window: QMainWindow, workspace: Workspace, context: WindowContext) -> None:
        self._window = window
        self._bars: tuple[QWidget, ...] = ()
        self._work = workspace
        self._context = context

    @property
    def alone(self) -> bool:
        """Whether the text has all the room."""
        return self._work.panels.alone

    def add(self, *bars: QWidget) -> None:
        """Add bars that are hidden in focus mode."""
        self._bars += bars

    def switch_focus(self) -> None:
        """Give the text the whole window, or restore the panels."""
        window = self._window
        focused: QWidget | None = window.focusWidget()  # can be None, although its type does not say so
        alone = not self.alone
        self._work.panels.set_alone(alone)
        for bar in self._bars:
            bar.setHidden(alone)
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
        key = self._context.keymap.first_key_text("focus")
        back = _tr("{key} brings the panels back.").format(key=key)
        self._work.say(back if alone and key else "")
        if focused is None or not focused.isVisible():
            self._work.views.take_focus()

    def switch_rounds(self) -> None:
        """Hide or show the panel of rounds."""
        self._switch(self._work.rounds)

    def switch_list(self) -> None:
        """Hide or show the panel with the list."""
        self._switch(self._work.side)

    def _switch(self, panel: QWidget) -> None:
        if self.alone:
            self.switch_focus()
        else:
            self._work.panels.toggle(panel)

    def layout_now(self) -> tuple[str, ...]:
        """The size of the window and of its panels, as strings to be stored."""
        if self.alone:
            self.switch_focus()
        return state_text(self._window.saveGeometry()), *self._work.panels.layout_now()

    def keep(self) -> None:
        """Store the layout for the next start. Raises UserError if that fails."""
        document_manager, layout = self._context.document_manager, self.layout_now()
        if layout != document_manager.settings.layout:
            document_manager.change_settings(replace(document_manager.settings, layout=layout))

    def lay_out(self, kept: tuple[str, ...]) -> None:
        """Restore what `layout_now` returned, limited to the present screen."""
        if kept:
            self._window.restoreGeometry(QByteArray.fromBase64(kept[0].encode()))
            self._work.panels.lay_out(kept[1:])
        fit_into_screen(self._window)
