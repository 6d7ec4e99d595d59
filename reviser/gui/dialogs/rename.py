"""The dialog that renames a document and, if the person wants, its file."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from reviser.gui.dialogs.geometry import fit
from reviser.gui.wording.plain_text import PlainLabel


class RenameDialog(QDialog):
    """Asks for a name. `chosen` is the typed name. `can_move`: the document's file can be renamed too."""

    def __init__(self, title: str, parent: QWidget | None, *, can_move: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Rename"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        label = PlainLabel(self.tr("&Name in the library"))
        self.field = QLineEdit(title)
        self.field.setAccessibleName(self.tr("Name in the library"))
        self.field.selectAll()
        label.setBuddy(self.field)
        self.file_too = QCheckBox(self.tr("Rename its &file too"))
        self.file_too.setVisible(can_move)
        layout.addWidget(label)
        layout.addWidget(self.field)
        layout.addWidget(self.file_too)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(QCoreApplication.translate("RenameDialog", "Rename"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(lambda name: self._ok.setEnabled(bool(name.strip())))
        layout.addStretch(1)
        layout.addWidget(buttons)
        fit(self, parent, 460, 180)

    @property
    def chosen(self) -> str:
        return self.field.text()
