"""Whether the system wants dark windows: as the desktop's portal has it, or as Qt has it where there is no portal, or
one without a preference.

Qt knows on Windows and macOS. On Linux it knows the desktops that it has a theme for, and not always rightly: as GNOME
it says "light" under a portal that says "dark" (6.11), and under others "unknown".
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication


class ColorScheme(QObject):
    """`changed` tells that `dark` may be another."""

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
        """Whether windows are to be dark, as far as that was told by now."""
        told = None if self._portal is None else self._portal.dark
        return self._hints.colorScheme() is Qt.ColorScheme.Dark if told is None else told


def _has_bus() -> bool:
    """Whether there is a session bus. Without this question, one would be started."""
    if sys.platform != "linux":
        return False
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS") or (runtime and (Path(runtime) / "bus").exists()))
