"""A command that a button gives as well."""

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QWidget


def is_offered(button: QAbstractButton, within: QWidget) -> Callable[[], bool]:
    """A condition for a command: whether the button is enabled and not hidden inside `within`, which itself may be."""
    return lambda: button.isEnabled() and button.isVisibleTo(within)


def click(button: QAbstractButton, within: QWidget) -> Callable[[], None]:
    """Clicks the button where it is offered."""
    there = is_offered(button, within)
    return lambda: button.click() if there() else None
