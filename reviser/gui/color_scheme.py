"""Whether the desktop prefers dark windows. The answer comes from the desktop's portal, or from Qt if there is no
portal or it states no preference.

Qt's answer is reliable on Windows and macOS. On Linux, Qt 6.11 knows only the desktops that it has a theme for, and can
be wrong: under GNOME it reports "light" although the portal reports "dark", and under other desktops "unknown"."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication


class ColorScheme(QObject):
    """The desktop's preference for light or dark windows. `changed` is emitted when `dark` may have changed."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self.changed)
        self._portal = None
        if _has_bus():
            from reviser.gui.portal import PortalScheme

            self._portal = PortalScheme(self)
            self._portal.changed.connect(self.changed)

    @property
    def dark(self) -> bool:
        """Whether windows should be dark, as far as is known by now."""
        told = None if self._portal is None else self._portal.dark
        return self._hints.colorScheme() is Qt.ColorScheme.Dark if told is None else told


def _has_bus() -> bool:
    """Whether there is a session bus. Checked first, because connecting to a missing one would start it."""
    if sys.platform != "linux":
        return False
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS") or (runtime and (Path(runtime) / "bus").exists()))
