"""A command that a button gives as well."""

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QWidget


def offered(button: QAbstractButton, within: QWidget) -> Callable[[], bool]:
    """Tells whether `within` offers the button, be that in sight or not."""
    return lambda: button.isEnabled() and button.isVisibleTo(within)


def click(button: QAbstractButton, within: QWidget) -> Callable[[], None]:
    """Clicks the button where it is offered."""
    there = offered(button, within)
    return lambda: button.click() if there() else None
