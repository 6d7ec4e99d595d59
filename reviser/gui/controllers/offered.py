"""Commands that do the same as a button."""

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QWidget


def is_offered(button: QAbstractButton, within: QWidget) -> Callable[[], bool]:
    """A condition for a command: `button` is enabled and visible within `within`, even if `within` itself is hidden."""
    return lambda: button.isEnabled() and button.isVisibleTo(within)


def click(button: QAbstractButton, within: QWidget) -> Callable[[], None]:
    """A function that clicks `button` if `is_offered`."""
    there = is_offered(button, within)
    return lambda: button.click() if there() else None
