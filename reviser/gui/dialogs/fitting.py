"""How large a dialog opens."""

from PySide6.QtWidgets import QDialog, QWidget

MARGIN = 40  # pixels of the window that stay in sight


def fit(dialog: QDialog, window: QWidget | None, width: int, height: int) -> None:
    """Give a dialog these pixels, or what there is room for over its window."""
    if window is not None:
        width, height = min(width, window.width() - MARGIN), min(height, window.height() - MARGIN)
    dialog.resize(width, height)
