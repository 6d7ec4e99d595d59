"""A list of plain rows, laid out right whoever asks for them first."""

from PySide6.QtWidgets import QListWidget


class RowList(QListWidget):
    """Has the look of the program from the beginning. A screen reader asks for rows before they are seen; they are laid
    out then, once, and without the room that the look gives each they would lie over one another."""

    def __init__(self) -> None:
        super().__init__()
        self.ensurePolished()
