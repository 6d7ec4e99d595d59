"""Controls when the card of a proposal appears over the text, and when it disappears."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QStyle

from reviser.core.round_state import Status
from reviser.gui.commands import CommandRegistry, Menu
from reviser.gui.menus import Menus
from reviser.gui.text.proposal_card import ProposalCard
from reviser.gui.workspace import Workspace

GRACE_MS = 400  # milliseconds in which the mouse may move from the proposal to its card
_MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
_ENDS = {QEvent.Type.Resize, QEvent.Type.InputMethod, QEvent.Type.Hide, QEvent.Type.WindowDeactivate}


class Cards(QObject):
    """Shows the card of the proposal that the mouse rests on, or that is clicked. The card disappears when the mouse
    has left both for a moment, and at once when something is typed, scrolled or decided, or another window gets the
    focus. After that, it appears again only when the mouse has left the proposal. The card's buttons run commands of
    the registry."""

    def __init__(self, workspace: Workspace, registry: CommandRegistry, menus: Menus) -> None:
        super().__init__(workspace)
        self._work = workspace
        self._text = workspace.text
        self._registry = registry
        self._alternatives = menus.of[Menu.ALTERNATIVES]
        self.card = ProposalCard(workspace.theme, self._text)
        self._mouse = QPoint()
        self._dismissed = ""  # the proposal whose card was dismissed and that the mouse has not left
        delay = self._text.style().styleHint(QStyle.StyleHint.SH_ToolTip_WakeUpDelay)
        self._rest = QTimer(self, singleShot=True, interval=delay)
        self._rest.timeout.connect(self._on_rest)
        self._grace = QTimer(self, singleShot=True, interval=GRACE_MS)
        self._grace.timeout.connect(self._on_grace)
        self._text.viewport().setMouseTracking(True)
        for watched in (self._text, self._text.viewport(), self.card):
            watched.installEventFilter(self)
        self._text.verticalScrollBar().valueChanged.connect(self.dismiss)
        self._text.textChanged.connect(self._on_changed)
        self._text.chosen.connect(self._show)
        self._text.menu_wanted.connect(self.dismiss)
        self._work.moved.connect(self._on_moved)
        self.card.commanded.connect(self._command)

    @property
    def current_id(self) -> str:
        """The id of the proposal whose card is shown; empty if none is."""
        return "" if self.card.isHidden() else self.card.item_id

    @property
    def resting(self) -> bool:
        """Whether the mouse rests on a proposal, but not yet long enough to show its card."""
        return self._rest.isActive()

    @property
    def is_closing(self) -> bool:
        """Whether the card is about to disappear."""
        return self._grace.isActive()

    def dismiss(self) -> None:
        """Hide the card until the mouse has left its proposal."""
        self._grace.stop()
        if self.current_id:
            self._dismissed = self.current_id
            self.card.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.card:
            self._on_card(event)
        elif watched is self._text:
            return self._on_text(event)
        elif event.type() is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._on_mouse(event)
        elif event.type() is QEvent.Type.Leave:
            self._rest.stop()
            self._dismissed = ""
            if self.current_id:
                self._grace.start()
        return False

    def _on_card(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.Enter:
            self._grace.stop()
        elif event.type() is QEvent.Type.Leave:
            self._grace.start()

    def _on_text(self, event: QEvent) -> bool:
        """Handle an event of the text. Return whether the text must not get it: Esc only closes the card."""
        if event.type() in _ENDS:
            self._rest.stop()
            self.dismiss()
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() not in _MODIFIERS:
            closes = bool(self.current_id) and event.key() == Qt.Key.Key_Escape
            self._rest.stop()
            self.dismiss()
            return closes
        return False

    def _on_mouse(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if event.buttons() != Qt.MouseButton.NoButton:
            if (here - self._mouse).manhattanLength() >= QApplication.startDragDistance():
                self._rest.stop()
                self.dismiss()  # it would be in the way of a selection
            return
        self._mouse = here
        self._rest.start()
        if not self.current_id or self._over(self.current_id):
            self._grace.stop()
        elif not self._grace.isActive():
            self._grace.start()

    def _over(self, item_id: str) -> bool:
        mark = self._text.mark_under(self._mouse)
        return mark is not None and mark.id == item_id

    def _on_rest(self) -> None:
        if not self._text.isActiveWindow():
            return  # tool tips behave the same
        mark = self._text.mark_under(self._mouse)
        if mark is None or mark.id != self._dismissed:
            self._dismissed = ""
        if mark is not None and mark.id not in {self._dismissed, self.current_id}:
            self._show(mark.id)

    def _on_grace(self) -> None:
        self.card.hide()

    def _show(self, item_id: str) -> None:
        round_state = self._work.shown_round
        item = None if round_state is None else round_state.round.by_id.get(item_id)
        rows = [rect.translated(self._text.viewport().pos()) for rect in self._text.rects_of(item_id)]
        self.card.hide()
        self._grace.stop()
        if item is None or round_state is None or not rows or round_state.status(item) is Status.STALE:
            return
        if self._work.rewrite.isVisible() or self._text.composing or not self._text.isVisible():
            return
        self.card.show_item(item, round_state, rows, self._work.theme, can_decide=not self._work.reading)

    def _on_changed(self) -> None:
        """Hide the card if what it shows is no longer true, after something was painted or typed."""
        if not self.current_id:
            return
        round_state = self._work.shown_round
        item = None if round_state is None else round_state.round.by_id.get(self.current_id)
        gone = self._text.page.find(self.current_id) is None  # also if a filter hides it
        if (
            self._text.dirty
            or gone
            or item is None
            or round_state is None
            or round_state.status(item) is not self.card.status
        ):
            self.dismiss()

    def _on_moved(self) -> None:
        review = self._work.review
        if review is not None and self.current_id != review.current:
            self.dismiss()

    def _command(self, command: str) -> None:
        """Make the card's proposal the current one and run a command on it."""
        item_id, place = self.current_id, self.card.buttons["alternatives"].mapToGlobal(QPoint(0, 0))
        self.dismiss()
        self._work.choose(item_id)
        if command == "alternatives":
            self._alternatives.popup(place)
        else:
            self._registry.run(command)
