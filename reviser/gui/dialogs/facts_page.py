"""A page of the settings that lists things, with the facts of the selected one beside the list."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLayout, QListWidget, QMessageBox, QPushButton, QVBoxLayout, QWidget

from reviser.gui.wording.plain_text import PlainBox, PlainForm, PlainLabel, paragraph, selectable_paragraph

_LIST_WIDTH = 170  # pixels


class FactsForm(PlainForm):
    """Named facts as text that can be selected. A fact without text has no row."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(14)
        self.setVerticalSpacing(6)
        self.facts = tuple(selectable_paragraph() for _ in names)
        for name, label in zip(names, self.facts, strict=True):
            label.setAccessibleName(name)
            soft = PlainLabel(name)
            soft.setProperty("soft", True)
            self.addRow(soft, label)

    def show_facts(self, texts: Sequence[str]) -> None:
        """Show a text for each name."""
        for label, text in zip(self.facts, texts, strict=True):
            label.setText(text)
            self.setRowVisible(label, bool(text))


def build_page(page: QWidget, about: str, left: QLayout, right: QLayout, note: str) -> None:
    """Lay out the page: what it is about, the list on the left and the facts on the right, and a note below."""
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 6, 0, 0)
    column.setSpacing(10)
    column.addWidget(paragraph(about))
    row = QHBoxLayout()
    row.setSpacing(20)
    row.addLayout(left)
    row.addLayout(right, 1)
    column.addLayout(row, 1)
    soft = paragraph(note)
    soft.setProperty("soft", True)
    column.addWidget(soft)


def list_column(entries: QListWidget, name: str, buttons: Sequence[QPushButton]) -> QLayout:
    """The list, called `name`, above its buttons."""
    entries.setAccessibleName(name)
    entries.setFixedWidth(_LIST_WIDTH)
    left = QVBoxLayout()
    left.setSpacing(8)
    left.addWidget(entries, 1)
    for button in buttons:
        left.addWidget(button)
    return left


def page_button(act: Callable[[], object], name: str = "") -> QPushButton:
    """A button that Enter in another field does not press."""
    button = QPushButton(name)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button


def ask_to_remove(box: PlainBox, action: str) -> bool:
    """Whether the person chose `action` in the box, where Cancel is the default."""
    remove = box.addButton(action, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return box.clickedButton() is remove
