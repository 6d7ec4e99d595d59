"""The bars around the text: the message bar, the result of the round, the notice that an earlier round is displayed,
and rows of switches."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from reviser.gui.text.round_page import PastView
from reviser.gui.theme import Theme
from reviser.gui.wording.plain_text import PlainLabel


class Strip(QFrame):
    """A row with a sentence and room for buttons."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 7, 10, 7)
        self.row.setSpacing(8)
        self.label = PlainLabel()
        self.label.setWordWrap(True)
        self.row.addWidget(self.label, 1)


class MessageBar(Strip):
    """Shows a sentence until it is closed, is no longer true, or is replaced. A button can offer an action. `said`
    carries each sentence."""

    announced = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__("message")
        self.setAccessibleName(self.tr("Message"))
        self._act: Callable[[], object] | None = None
        self._holds: Callable[[], bool] | None = None
        self._closed: Callable[[], object] | None = None
        self.act_button = QPushButton()
        self.act_button.clicked.connect(self._on_act)
        self.row.addWidget(self.act_button)
        self.close_button = QToolButton()
        self.close_button.setAccessibleName(self.tr("Close this message"))
        self.close_button.clicked.connect(self.dismiss)
        self.row.addWidget(self.close_button)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self.close_button.setIcon(theme.icon("close"))

    def say(
        self,
        sentence: str,
        *,
        warning: bool = False,
        action: str = "",
        act: Callable[[], object] | None = None,
        holds: Callable[[], bool] | None = None,
        closed: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence. `action` labels a button that runs `act` and closes the message. `holds` returns whether the
        sentence is still true. `closed` is called when the person closes the message."""
        self.label.setText(sentence)
        self._act, self._holds, self._closed = act, holds, closed
        self.act_button.setText(action)
        self.act_button.setVisible(act is not None)
        self.setProperty("warning", warning)
        self.style().unpolish(self)
        self.style().polish(self)
        self.label.style().unpolish(self.label)
        self.label.style().polish(self.label)
        self.setAccessibleDescription(sentence)
        self.show()
        self.announced.emit(sentence)

    def look_again(self) -> None:
        """Hide the message if it is no longer true."""
        if self.isVisible() and self._holds is not None and not self._holds():
            self.hide()

    def dismiss(self) -> None:
        """Called when the person closes the message."""
        closed, self._closed = self._closed, None
        self.hide()
        if closed is not None:
            closed()

    def _on_act(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()


class EndStrip(Strip):
    """Shows the state of the round or of the loop, and a button that shows the proposals set aside."""

    looking = Signal()

    def __init__(self) -> None:
        super().__init__("ended")
        self.setAccessibleName(self.tr("State of the round"))
        self.aside_button = QPushButton()
        self.aside_button.setProperty("quiet", True)
        self.aside_button.clicked.connect(self.looking)
        self.row.addWidget(self.aside_button)

    def say(self, sentence: str, aside: str) -> None:
        self.label.setText(sentence)
        self.setAccessibleDescription(sentence)
        self.aside_button.setText(self.tr("{what}: look").format(what=aside))
        self.aside_button.setVisible(bool(aside))


class PastStrip(Strip):
    """Shows that an earlier round is displayed, and how, with a button that goes back."""

    viewed = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__("past")
        self._group = QButtonGroup(self)
        modes, inner = switches()
        modes.setAccessibleName(self.tr("Displayed part of the round"))
        self.buttons: dict[PastView, QToolButton] = {}
        for view, name in (
            (PastView.CHANGES, self.tr("Changes")),
            (PastView.BEFORE, self.tr("Before")),
            (PastView.AFTER, self.tr("After")),
        ):
            button = self.buttons[view] = switch(name, self._group, inner)
            button.setChecked(view is PastView.CHANGES)
            button.clicked.connect(lambda _=False, view=view: self.viewed.emit(view))
        self.row.addWidget(modes)
        self.back_button = QPushButton(self.tr("Back to now"))
        self.back_button.clicked.connect(self.left)
        self.row.addWidget(self.back_button)
        self.hide()


def switches() -> tuple[QWidget, QHBoxLayout]:
    """A box for related switches, and its layout."""
    box = QWidget()
    box.setObjectName("modes")
    box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    return box, row


def switch(name: str, group: QButtonGroup, layout: QHBoxLayout) -> QToolButton:
    """A button of an exclusive group."""
    button = QToolButton()
    button.setText(name)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)  # so that its name is never cut off
    group.addButton(button)
    layout.addWidget(button)
    return button
