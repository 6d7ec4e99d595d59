"""A list of plain rows whose layout is right from the first request."""

from PySide6.QtWidgets import QListWidget


class RowList(QListWidget):
    """Applies the style sheet at once. A screen reader requests rows before they are visible, which fixes their layout;
    without the style sheet's row height, the rows would overlap."""

    def __init__(self) -> None:
        super().__init__()
        self.ensurePolished()
