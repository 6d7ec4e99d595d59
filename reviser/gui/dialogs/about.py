"""The About dialog: the version of the program, and every component with its licence."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviser.gui.dialogs.geometry import fit
from reviser.gui.theme import Theme
from reviser.gui.wording.plain_text import PlainLabel
from reviser.services.licenses import OURS, components

WIDTH, HEIGHT = 820, 620  # pixels
LOGO = 48


class AboutDialog(QDialog):
    """Lists the program, the installed packages that it depends on, and the fonts and word lists that it includes. The
    licence of the selected entry is shown below."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._components = components()
        self.setWindowTitle(self.tr("About reviser"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addLayout(self._head(theme))
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("Components of the program"))
        self.list.setHeaderLabels([self.tr("Component"), self.tr("Version"), self.tr("Licence")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        items = [QTreeWidgetItem([each.name, each.version, each.license]) for each in self._components]
        self.list.addTopLevelItems(items)
        header = self.list.header()
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Full licence text"))
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.list)
        both.addWidget(self.text)
        both.setChildrenCollapsible(False)
        layout.addWidget(both, 1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout.addWidget(close)
        self.list.currentItemChanged.connect(self._show_license)
        self.list.setCurrentItem(items[0])
        fit(self, parent, WIDTH, HEIGHT)

    def _head(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        logo = PlainLabel()
        logo.setPixmap(theme.icon("reviser").pixmap(QSize(LOGO, LOGO)))
        row.addWidget(logo)
        column = QVBoxLayout()
        column.setSpacing(2)
        version = next((each.version for each in self._components if each.name == OURS), "")
        title = PlainLabel(f"reviser {version}".strip())
        title.setObjectName("title")
        column.addWidget(title)
        what = PlainLabel(
            self.tr(
                "Proposes edits to your text round by round and keeps every decision. reviser is licensed "
                "under Apache-2.0. Its components are listed below."
            )
        )
        what.setWordWrap(True)
        what.setProperty("soft", True)
        column.addWidget(what)
        row.addLayout(column, 1)
        return row

    def _show_license(self) -> None:
        component = self._components[self.list.currentIndex().row()]
        none = self.tr("This component does not include the text of its licence ({name}).")
        self.text.setPlainText(component.read() or none.format(name=component.license))
