"""Windows as a person has them before them: in the look of the program, and with the keyboard's focus."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def bring_up(window: QWidget) -> None:
    """Show a window and wait until keys go to it. A window manager would see to that; a bare display has none."""
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
