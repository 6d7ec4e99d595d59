"""The history view of a document: its points as a graph, the content of a point, and the actions from there."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from reviser.core.branches import Graph, HistoryPoint, PointKind
from reviser.core.edit import Verdict
from reviser.core.round_state import RoundState
from reviser.gui.history.about import About
from reviser.gui.history.actions import HistoryActions
from reviser.gui.history.content import PointContent
from reviser.gui.history.folding import Folding
from reviser.gui.history.points import PointList
from reviser.gui.history.reader import PointReader
from reviser.gui.keys import Keymap, key_of
from reviser.gui.theme import Theme
from reviser.gui.wording.history_points import branch_name, point_title
from reviser.gui.wording.plain_text import PlainLabel, tip
from reviser.services.rounds.open_document import OpenDocument

LEAVE = "Esc"


class HistoryView(QWidget):
    """Shows the history of a document. `attempted` carries a function to run, which may raise UserError; `announced` a
    sentence for the screen reader; `sent` a round whose requests are to be shown. `left` is emitted when the person
    goes back to the text."""

    attempted = Signal(object)
    announced = Signal(str)
    sent = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, keymap: Keymap) -> None:
        super().__init__()
        self._open_document: OpenDocument | None = None
        self._graph: Graph | None = None
        self._chosen: list[HistoryPoint] = []
        self._keymap = keymap
        self._same = False
        self._keep = False  # keep the number of the current step in the next content
        self.list = PointList(theme)
        self.about = About(theme)
        self.reader = PointReader(theme)
        self.folding = Folding(self)
        self.deeds = HistoryActions(self)
        self.back_button = self._button(self.tr("Back to the text"), self.left.emit, LEAVE)
        self.restore_button = self._button(
            self.tr("Go on from here …"), self.restore, "", "history-restore", primary=True
        )
        self.compare_button = self._button(self.tr("Compare with now"), self.compare, "", "history-compare")
        self.name_button = self._button(self.tr("Name …"), self.rename, "", "history-name")
        self.sent_button = self._button(self.tr("What was sent …"), self.show_sent, "", "sent")
        self.branches_button = self._button(self.tr("Branches"), self._show_branches, "", "history-branches")
        self.take_button = self._button(self.tr("Take over"), self.take, "", "history-take")
        self.accept_button = self._button(self.tr("Accept"), lambda: self.redecide(Verdict.ACCEPT), "", "accept")
        self.reject_button = self._button(self.tr("Reject"), lambda: self.redecide(Verdict.REJECT), "", "reject")
        self.rewrite_button = self._button(self.tr("Rewrite …"), self.rewrite, "", "rewrite")
        self.branches = QMenu(self)
        self._build()
        self._commands: dict[str, Callable[[], object]] = {
            "next": lambda: self.reader.step(1),
            "previous": lambda: self.reader.step(-1),
            "accept": self.accept_button.click,
            "reject": self.reject_button.click,
            "rewrite": self.rewrite_button.click,
            "sent": self.sent_button.click,
            "view-inline": lambda: self.reader.set_side(False),
            "view-side-by-side": lambda: self.reader.set_side(True),
            "history": self.left.emit,
            "history-restore": self.restore_button.click,
            "history-compare": self.compare_button.click,
            "history-take": self.take_button.click,
            "history-name": self.name_button.click,
            "history-branches": self.branches_button.click,
        }
        self.deeds.attempted.connect(self.attempted)
        self.deeds.named.connect(self.refresh)
        self.list.picked.connect(self._on_picked)
        self.folding.ready.connect(self._on_ready)
        self.reader.stepped.connect(self._on_stepped)
        for widget in (self.list, self.about, self.reader.inline, self.reader.side.left, self.reader.side.right):
            widget.installEventFilter(self)
        self.set_keymap(keymap)

    # Display

    def show_history(self, open_document: OpenDocument, name: str) -> None:
        """Show the history of a document, with the current point selected."""
        self._open_document = self.deeds.open_document = open_document
        self.reader.set_highlighter(open_document.document.highlighter)
        self.folding.leave()
        self.heading.setText(self.tr("History of {name}").format(name=name))
        self._graph = None
        self.refresh()
        self.list.setFocus()

    def leave(self) -> None:
        """Release the document."""
        self._open_document = self.deeds.open_document = None
        self.folding.leave()

    def refresh(self) -> None:
        """Update the display."""
        if self._open_document is None:
            return
        before, self._graph = self._graph, self._open_document.past.graph()
        self.folding.look(self._open_document.past.past_states())
        self.branches_button.setVisible(len(self._graph.branches) > 1)
        here = self._graph.points[self._graph.here]
        begun = (
            before is not None and here.kind is PointKind.RESTORED and before.points[before.here].first != here.first
        )
        follow = before is None or begun
        self._keep = not follow
        self.list.show_graph(self._graph, follow=follow)

    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)
        self.about.set_theme(theme)
        self.reader.set_theme(theme)

    def set_keymap(self, keymap: Keymap) -> None:
        """Use these keys, and show them on the buttons."""
        self._keymap = keymap
        self.reader.set_keymap(keymap)
        for button in self.findChildren(QPushButton):
            key = button.property("key") or keymap.single(str(button.property("command") or "")) or ""
            native = QKeySequence.SequenceFormat.NativeText
            said = QKeySequence(str(key)).toString(native) if button.property("key") else str(key)
            button.setToolTip(tip(f"{button.text().rstrip(' …')}  ({said})" if said else ""))
        reader = self.reader
        for button, command in ((reader.previous_button, "previous"), (reader.next_button, "next")):
            button.setToolTip(tip(f"{button.text()}  ({keymap.first_key_text(command)})"))

    def _on_picked(self, points: list[HistoryPoint]) -> None:
        graph = self._graph
        if graph is None:
            return
        chosen = tuple(point.last for point in points)
        same = self._keep or chosen == tuple(point.last for point in self._chosen)
        self._keep = False
        self._same = same and len(points) == len(self._chosen)
        self._chosen = points
        self.about.show_points(graph, points)
        self.reader.wait(self._what())
        self._show_buttons()
        self.folding.show(chosen)

    def _what(self) -> str:
        if len(self._chosen) > 1:
            left, right = (self._point_title(point) for point in self._chosen)
            return self.tr("{left} compared with {right}").format(left=left, right=right)
        return self._point_title(self._chosen[0])

    def _point_title(self, point: HistoryPoint) -> str:
        graph = self._graph
        if graph is None:
            return ""
        said = self.tr("Now") if self._is_here(point) else point_title(point)
        return f"{said} ({branch_name(graph, point.branch)})" if len(graph.branches) > 1 else said

    def _on_ready(self, wanted: tuple[int, ...], shown: PointContent) -> None:
        if wanted != tuple(point.last for point in self._chosen):
            return
        if len(self._chosen) > 1:
            names = self._point_title(self._chosen[0]), self._point_title(self._chosen[1])
        else:
            names = self.tr("Before this round"), self.tr("As it stood")
        self.reader.show_shown(shown, self._what(), names, keep=self._same)

    def _is_here(self, point: HistoryPoint) -> bool:
        return self._graph is not None and point.index == self._graph.here

    @property
    def _one(self) -> HistoryPoint | None:
        """The displayed point, if exactly one is displayed."""
        return self._chosen[0] if len(self._chosen) == 1 else None

    @property
    def _other(self) -> HistoryPoint | None:
        """The point that is displayed, or compared with the current one; never the current point itself."""
        others = [point for point in self._chosen if not self._is_here(point)]
        return others[0] if len(others) == 1 else None

    def _on_stepped(self) -> None:
        self._show_buttons()
        said = self._since()
        if said:
            self.reader.item.setText(f"{self.reader.sentence()} {said}")
        if self.reader.current:
            self.announced.emit(self.reader.item.text())

    def _show_buttons(self) -> None:
        one, other, reader = self._one, self._other, self.reader
        item, difference = reader.current_item, reader.difference
        self.restore_button.setEnabled(other is not None)
        self.compare_button.setEnabled(one is not None and other is not None)
        self.name_button.setEnabled(one is not None)
        self.sent_button.setEnabled(self._round_with_request() is not None)
        against_now = difference is not None and any(self._is_here(point) for point in self._chosen)
        self.take_button.setVisible(difference is not None or item is not None)
        if difference is not None:
            left = self._is_here(self._chosen[-1])
            self.take_button.setText(self.tr("Take over the left") if left else self.tr("Take over the right"))
        else:
            self.take_button.setText(self.tr("Take over"))
        self.take_button.setEnabled(against_now or (item is not None and other is not None))
        for button in (self.accept_button, self.reject_button, self.rewrite_button):
            button.setVisible(item is not None)
            button.setEnabled(item is not None and self.deeds.closed(item) is not None)

    # Actions

    def restore(self) -> None:
        """Start a new branch at the displayed point."""
        if self._other is not None:
            self.deeds.restore(self._other)

    def compare(self) -> None:
        """Compare the displayed point with the current one."""
        point, graph = self._one, self._graph
        if point is not None and graph is not None and not self._is_here(point):
            self.list.select(point, graph.points[graph.here])

    def rename(self) -> None:
        """Name the displayed point."""
        if self._one is not None:
            self.deeds.rename(self._one)

    def show_sent(self) -> None:
        """Show the requests of the displayed point's round."""
        round_state = self._round_with_request()
        if round_state is not None:
            self.sent.emit(round_state)

    def take(self) -> None:
        """Take over the current proposal of another point; in a comparison, make the current text read as the other one
        at this place."""
        other, item, difference = self._other, self.reader.current_item, self.reader.difference
        if difference is not None and other is not None:
            left = self._is_here(self._chosen[-1])
            self.deeds.take_over(other, difference.undone() if left else difference.done())
        elif item is not None and other is not None:
            self.deeds.take(other, item)

    def redecide(self, verdict: Verdict) -> None:
        """Change the decision about the current proposal, which an earlier round of this branch made."""
        item = self.reader.current_item
        if item is not None:
            self.deeds.redecide(item, verdict)

    def rewrite(self) -> None:
        """Change the decision about the current proposal to a rewrite."""
        item = self.reader.current_item
        if item is not None:
            self.deeds.rewrite(item)

    def _show_branches(self) -> None:
        """Show a menu of branches, and select the newest point of the chosen one."""
        graph = self._graph
        if graph is None:
            return
        self.branches.clear()
        for branch in range(len(graph.branches)):
            tip = [point for point in graph.points if point.branch == branch][-1]
            action = self.branches.addAction(branch_name(graph, branch).replace("&", "&&"))
            action.triggered.connect(lambda _=False, tip=tip: self.list.select(tip))
        self.branches.popup(self.branches_button.mapToGlobal(QPoint(0, self.branches_button.height())))

    # Queries

    def _round_with_request(self) -> RoundState | None:
        """The round of the displayed point, if it sent a request."""
        state = None if self.reader.shown is None else self.reader.shown.state
        round_state = (
            None if state is None or self._one is None or self._one.round_summary is None else state.round_state
        )
        return round_state if round_state is not None and round_state.round.exchanges else None

    def _since(self) -> str:
        """What to say about the current proposal in addition to its status at the displayed point."""
        item, shown = self.reader.current_item, self.reader.shown
        round_state = None if shown is None or shown.state is None else shown.state.round_state
        return "" if item is None or round_state is None else self.deeds.since(item, round_state)

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return self._takes(event) or super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        return self._takes(event) or super().event(event)

    def _takes(self, event: QEvent) -> bool:
        """Handle a key press if it is one of the history's own keys. Return whether it was."""
        if not isinstance(event, QKeyEvent):
            return False
        act = self._act(event)
        if act is None:
            return False
        if event.type() is QEvent.Type.KeyPress:
            act()
        event.accept()
        return event.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}

    def _act(self, event: QKeyEvent) -> Callable[[], object] | None:
        key = key_of(event)
        command = self._keymap.owner(key) if key else ""
        if command in self._commands:
            return self._commands[command]
        return self.back_button.click if key == LEAVE else None

    # Layout

    def _button(
        self, name: str, act: Callable[[], object], key: str, command: str = "", *, primary: bool = False
    ) -> QPushButton:
        button = QPushButton(name)
        button.setProperty("key", key)
        button.setProperty("command", command)
        button.setProperty("primary", primary)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: act())
        return button

    def _build(self) -> None:
        self.heading = PlainLabel()
        self.heading.setObjectName("title")
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 12, 8)
        head.setSpacing(8)
        head.addWidget(self.heading, 1)
        head.addWidget(self.branches_button)
        head.addWidget(self.back_button)
        doing = QGridLayout()
        doing.setContentsMargins(12, 8, 12, 8)
        doing.setSpacing(6)
        for number, button in enumerate((self.restore_button, self.compare_button, self.name_button, self.sent_button)):
            doing.addWidget(button, number // 2, number % 2)
        hint = PlainLabel(self.tr("Shift or Ctrl selects a second point to compare."))
        hint.setProperty("soft", True)
        hint.setWordWrap(True)
        doing.addWidget(hint, 2, 0, 1, 2)
        left = QWidget()
        left.setObjectName("side")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.list)
        split.addWidget(self.about)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        column.addWidget(split, 1)
        column.addLayout(doing)
        for button in (self.take_button, self.accept_button, self.reject_button, self.rewrite_button):
            button.hide()
            self.reader.foot.addWidget(button)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(left)
        across.addWidget(self.reader)
        across.setStretchFactor(0, 0)
        across.setStretchFactor(1, 1)
        across.setSizes([380, 900])
        across.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(across)
