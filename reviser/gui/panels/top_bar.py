"""The bar at the top: open and save, the document's name, undo and redo, and the button that starts a round."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from reviser.gui.actions import Actions
from reviser.gui.commands import Bar, CommandRegistry
from reviser.gui.panels.elided_label import ElidedLabel
from reviser.gui.theme import Theme
from reviser.gui.wording.plain_text import PlainLabel


class TopBar(QWidget):
    """Shows actions of the window as buttons."""

    def __init__(self, registry: CommandRegistry, actions: Actions, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 12, 6)
        row.setSpacing(4)
        self._document: list[QWidget] = []
        self._there: bool | None = None
        self._add_commands(row, registry, actions, Bar.OPEN, Bar.SAVE)
        row.addSpacing(12)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._title = ElidedLabel()
        self._title.setObjectName("title")
        self._subtitle = PlainLabel()
        self._subtitle.setObjectName("subtitle")
        column.addWidget(self._title)
        column.addWidget(self._subtitle)
        row.addLayout(column)
        row.addStretch(1)
        self._add_commands(row, registry, actions, Bar.PREVIOUS, Bar.NEXT, Bar.UNDO, Bar.SETTINGS)
        row.addSpacing(6)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.clicked.connect(actions.of["cancel"].trigger)
        self.revise_button = QPushButton()
        self.revise_button.setProperty("primary", True)
        self.revise_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.revise_button.clicked.connect(actions.of["revise"].trigger)
        self._revise = actions.of["revise"]
        self.reviser_button = QToolButton()
        self.reviser_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.reviser_button.clicked.connect(actions.of["wish"].trigger)
        self._add(row, self.reviser_button)
        self._add(row, self.cancel_button)
        self._add(row, self.revise_button)
        self.show_running(False, first=True)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.revise_button.setIcon(theme.icon("revise", theme.palette.on_accent))
        self.cancel_button.setIcon(theme.icon("cancel"))

    def show_keys(self) -> None:
        """Update the keys shown in tool tips."""
        self.revise_button.setToolTip(self._revise.toolTip())

    def show_document(self, there: bool) -> None:
        """Adapt the bar to whether a document is open."""
        if there is self._there:
            return
        self._there = there
        for widget in self._document:
            widget.setVisible(there)
        if not there:
            self._title.set_words("reviser")
            self._subtitle.setText("")
            self._subtitle.hide()

    def show_title(self, name: str, unsaved: bool, kind: str) -> None:
        self._title.set_words(name)
        state = self.tr("not saved yet") if unsaved else self.tr("as on disk")
        self._subtitle.setText(f"{kind} · {state}")
        self._subtitle.show()

    def show_reviser(self, name: str) -> None:
        """Show which reviser proposes in the next round."""
        self.reviser_button.setText(f"{name} ▾")
        self.reviser_button.setAccessibleName(self.tr("Next round by {name}").format(name=name))
        self.reviser_button.setToolTip(self.tr("Options for the next rounds  (Ctrl+I)"))

    def show_running(self, running: bool, *, first: bool) -> None:
        self.cancel_button.setVisible(running)
        self.revise_button.setVisible(not running)
        self.revise_button.setText(self.tr("Revise") if first else self.tr("Next round"))

    def _add_commands(self, row: QHBoxLayout, registry: CommandRegistry, actions: Actions, *bars: Bar) -> None:
        for bar in bars:
            for command in registry:
                if command.bar is bar:
                    button = _button(actions.of[command.id])
                    row.addWidget(button)
                    if bar not in {Bar.OPEN, Bar.SETTINGS}:
                        self._document.append(button)

    def _add(self, row: QHBoxLayout, widget: QWidget) -> None:
        row.addWidget(widget)
        self._document.append(widget)


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(20, 20))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text().partition("\t")[0].replace("&", "").rstrip(" …"))
    return button
