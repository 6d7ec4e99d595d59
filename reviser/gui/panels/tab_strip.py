"""The tabs of the open documents, shown under the bar if two or more are open."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QToolButton, QWidget

from reviser.gui.theme import Theme

ICON = 12  # pixels of a tab's close icon


@dataclass(frozen=True, slots=True)
class TabFace:
    """How a tab looks: `name` of the document; `unsaved` if its text differs from its file; `note` about its round;
    `tip` is the tool tip."""

    name: str
    unsaved: bool = False
    note: str = ""
    tip: str = ""

    @property
    def words(self) -> str:
        name = f"{self.name}*" if self.unsaved else self.name
        return f"{name} · {self.note}" if self.note else name


class _Bar(QTabBar):
    """A tab bar in which a middle click closes a tab."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.tabAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.MiddleButton and at >= 0:
            self.tabCloseRequested.emit(at)
            event.accept()
        else:
            super().mousePressEvent(event)


class TabStrip(QWidget):
    """Shows tabs and emits what the person asks for: `chosen` and `closing` carry the index of a tab, `closing_others`
    the index of the tab that stays, `dragged` the old and the new index of a tab."""

    chosen = Signal(int)
    closing = Signal(int)
    closing_others = Signal(int)
    dragged = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._showing = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.bar = bar = _Bar()
        bar.setObjectName("documents")
        bar.setAccessibleName(self.tr("Open documents"))
        bar.setAutoHide(True)
        bar.setDocumentMode(True)
        bar.setDrawBase(False)
        bar.setExpanding(False)
        bar.setMovable(True)
        bar.setElideMode(Qt.TextElideMode.ElideMiddle)
        bar.setUsesScrollButtons(True)
        bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        bar.currentChanged.connect(self._on_current)
        bar.tabCloseRequested.connect(self.closing)
        bar.tabMoved.connect(self._on_moved)
        bar.customContextMenuRequested.connect(self._open_menu)
        self.menu = QMenu(bar)
        row.addWidget(bar, 1)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for at in range(self.bar.count()):
            button = self.bar.tabButton(at, QTabBar.ButtonPosition.RightSide)
            if isinstance(button, QToolButton):
                button.setIcon(theme.icon("close"))

    def show_tabs(self, faces: Sequence[TabFace], front: int) -> None:
        """Show one tab for each of `faces`, with the one at index `front` in front (-1: none)."""
        bar, self._showing = self.bar, True
        while bar.count() > len(faces):
            bar.removeTab(bar.count() - 1)
        while bar.count() < len(faces):
            at = bar.addTab("")
            bar.setTabButton(at, QTabBar.ButtonPosition.RightSide, self._closer())
        for at, face in enumerate(faces):
            self._show_face(at, face)
        if 0 <= front < len(faces):
            bar.setCurrentIndex(front)
        self._showing = False

    def _show_face(self, at: int, face: TabFace) -> None:
        bar, words = self.bar, face.words.replace("&", "&&")
        if bar.tabText(at) != words:
            bar.setTabText(at, words)
            button = bar.tabButton(at, QTabBar.ButtonPosition.RightSide)
            button.setAccessibleName(self.tr("Close {name}").format(name=face.name))
        if bar.tabToolTip(at) != face.tip:
            bar.setTabToolTip(at, face.tip)

    def _closer(self) -> QToolButton:
        button = QToolButton(self.bar)
        button.setObjectName("closer")
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has Ctrl+W
        button.setIcon(self._theme.icon("close"))
        button.setIconSize(QSize(ICON, ICON))
        button.setToolTip(self.tr("Close"))
        button.clicked.connect(partial(self._on_closer, button))
        return button

    def _on_closer(self, button: QToolButton, _: bool = False) -> None:
        sides = (self.bar.tabButton(at, QTabBar.ButtonPosition.RightSide) for at in range(self.bar.count()))
        self.closing.emit(list(sides).index(button))

    def _on_current(self, at: int) -> None:
        if not self._showing and at >= 0:
            self.chosen.emit(at)

    def _on_moved(self, before: int, after: int) -> None:
        if not self._showing:
            self.dragged.emit(before, after)

    def _open_menu(self, point: QPoint) -> None:
        at = self.bar.tabAt(point)
        if at < 0:
            return
        self.menu.clear()
        self.menu.addAction(self.tr("&Close"), partial(self.closing.emit, at))
        others = self.menu.addAction(self.tr("Close the &others"), partial(self.closing_others.emit, at))
        others.setEnabled(self.bar.count() > 1)
        self.menu.popup(self.bar.mapToGlobal(point))
