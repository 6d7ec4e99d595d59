"""The list of the current round's proposals. Rows are drawn only when they become visible, so thousands of proposals
cost nothing."""

from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviser.core.round import Item
from reviser.core.round_state import RoundState, Status
from reviser.gui.keys import Keymap
from reviser.gui.text.margin import paint_badge
from reviser.gui.text.round_page import changed_items
from reviser.gui.theme import Theme
from reviser.gui.wording.plain_text import tip
from reviser.gui.wording.reasons import translate_reason
from reviser.gui.wording.risk_flags import translate_flag
from reviser.gui.wording.state_sentences import accessible_text, standing_name, standing_text, status_name, visible

ROW = 58  # pixels
ROWS_KEPT = 100  # drawn rows kept, 100 KB each
CONTEXT = 24  # code points of context before the change
FEW_MOVES = 60  # with more changed rows, resetting the model is faster
ITEM = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_ASIDE = {Status.SET_ASIDE, Status.STALE, Status.LOCKED}


class ShownProposals(Enum):
    """Which proposals the list shows."""

    ALL = auto()
    UNDECIDED = auto()
    SET_ASIDE = auto()
    REMARKS = auto()  # remarks, in a list of their own


class EditModel(QStringListModel):
    """The displayed proposals of a round, in text order. A list of empty strings: Qt's own string-list model counts
    rows and creates indexes without calling Python, which happens thousands of times for each change."""

    def __init__(self) -> None:
        super().__init__()
        self.round_state: RoundState | None = None
        self.items: tuple[Item, ...] = ()
        self._rows: dict[str, int] = {}

    def show_items(self, round_state: RoundState | None, items: tuple[Item, ...]) -> None:
        """Show `items` of a round. If few rows changed, they are inserted and removed one by one; other rows are
        redrawn only if they changed."""
        before, old = self.round_state, self.items
        self.round_state, self.items = round_state, items
        if items is not old and [item.id for item in items] != [item.id for item in old]:
            self._rows = {item.id: row for row, item in enumerate(items)}
            went, came = _changed_rows(old, items)
            if len(went) + len(came) > FEW_MOVES or len(old) - sum(map(len, went)) + sum(map(len, came)) != len(items):
                self.setStringList([""] * len(items))
            else:
                for rows in reversed(went):
                    self.removeRows(rows.start, len(rows))
                for rows in came:
                    self.insertRows(rows.start, len(rows))
        if round_state is None or before is None or not items:
            return
        changed = changed_items(before, round_state)
        touched = sorted(row for item in (items if changed is None else changed) if (row := self.row_of(item.id)) >= 0)
        many = len(touched) > FEW_MOVES
        for first, last in [(touched[0], touched[-1])] if many else [(row, row) for row in touched]:
            self.dataChanged.emit(self.index(first), self.index(last))

    def row_of(self, item_id: str) -> int:
        """The row of a proposal; -1 if it is not listed."""
        return self._rows.get(item_id, -1)

    def status(self, item: Item) -> Status:
        return Status.LAPSED if self.round_state is None else self.round_state.status(item)

    def after(self, item: Item) -> str:
        """The text that a proposal inserts, or would insert."""
        return item.proposal.edit.after if self.round_state is None else self.round_state.after(item)

    def context(self, item: Item) -> tuple[str, str]:
        """The text before and after a proposal in the current text."""
        if self.round_state is None:
            return "", ""
        text, place = self.round_state.around(item)
        lead = text[max(0, place.start - CONTEXT) : place.start].rsplit("\n", 1)[-1]
        if " " in lead and place.start > CONTEXT:
            lead = lead.split(" ", 1)[1]
        return lead, text[place.end : place.end + 2 * CONTEXT].split("\n", 1)[0].rstrip("\r")

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.items):
            return None
        item = self.items[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return accessible_text(item, self.round_state)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(translate_reason(item.proposal.explanation))
            case _:
                return item if role == ITEM else None


def _changed_rows(old: tuple[Item, ...], new: tuple[Item, ...]) -> tuple[list[range], list[range]]:
    """The ranges of rows of `old` that are not in `new`, and of `new` that are not in `old`. Both must be in the same
    order."""
    ids, earlier = {item.id for item in new}, {item.id for item in old}
    went = _group_rows(row for row, item in enumerate(old) if item.id not in ids)
    came = _group_rows(row for row, item in enumerate(new) if item.id not in earlier)
    if [item.id for item in old if item.id in ids] != [item.id for item in new if item.id in earlier]:
        return [range(len(old))], [range(len(new))]
    return went, came


def _group_rows(rows: Iterable[int]) -> list[range]:
    """Join consecutive row numbers into ranges."""
    found: list[range] = []
    for row in rows:
        if found and found[-1].stop == row:
            found[-1] = range(found[-1].start, row + 1)
        else:
            found.append(range(row, row + 1))
    return found


def _shown_items(round_state: RoundState | None, shown: ShownProposals) -> tuple[Item, ...]:
    if round_state is None:
        return ()
    match shown:
        case ShownProposals.ALL:
            return round_state.round.live
        case ShownProposals.UNDECIDED:
            return round_state.pending
        case ShownProposals.REMARKS:
            return ()
        case ShownProposals.SET_ASIDE:
            aside = [item for item in round_state.round.items if round_state.status(item) in _ASIDE]
            return tuple(sorted(aside, key=lambda item: item.proposal.edit.start))


class _Face(NamedTuple):
    font: QFont
    metrics: QFontMetricsF


def _face(font: QFont) -> _Face:
    """A font without kerning and ligatures, which take half of the time needed to draw a row."""
    font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
    return _Face(font, QFontMetricsF(font))


class EditDelegate(QStyledItemDelegate):
    """Draws a row: the letter of the intent, the change in its context, and what it concerns."""

    def __init__(self, theme: Theme, model: EditModel) -> None:
        super().__init__()
        self._model = model
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._rows: dict[tuple[object, ...], QPixmap] = {}  # drawn rows; most look as they did before
        plain, struck, new, about = (QFont(theme.ui_font) for _ in range(4))
        struck.setStrikeOut(True)
        new.setWeight(QFont.Weight.DemiBold)
        about.setPointSizeF(theme.ui_font.pointSizeF() - 1)
        self._plain, self._struck, self._new, self._about = map(_face, (plain, struck, new, about))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item = index.data(ITEM)
        if not isinstance(item, Item):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        scale = painter.device().devicePixelRatioF()
        status = self._model.status(item)
        flags = state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        context = self._model.context(item)
        key = item.id, status, self._model.after(item), context, flags, rect.width(), scale
        row = self._rows.get(key)
        if row is None:
            if len(self._rows) >= ROWS_KEPT:
                self._rows.clear()
            row = self._rows[key] = QPixmap(rect.size() * scale)
            row.setDevicePixelRatio(scale)
            row.fill(QColor(self.theme.palette.panel))
            inner = QPainter(row)
            self._draw(inner, QRect(QPoint(0, 0), rect.size()), flags, item, context)
            inner.end()
        painter.drawPixmap(rect.topLeft(), row)

    def _draw(
        self, painter: QPainter, rect: QRect, flags: QStyle.StateFlag, item: Item, context: tuple[str, str]
    ) -> None:
        palette, status = self.theme.palette, self._model.status(item)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if flags & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.chosen))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(palette.accent))
        elif flags & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.hover))
        painter.setPen(QColor(palette.line))
        painter.drawLine(rect.left() + 44, rect.bottom(), rect.right(), rect.bottom())
        badge = QRectF(rect.left() + 14, rect.top() + 11, 18, 18)
        paint_badge(painter, self.theme, item.proposal.intent, badge, filled=status is Status.PENDING)
        self._paint_change(
            painter, item, QRectF(rect.left() + 44, rect.top() + 8, rect.width() - 78, 22), status, context
        )
        self._paint_about(painter, item, QRectF(rect.left() + 44, rect.top() + 30, rect.width() - 78, 20), status)
        name = {Status.ACCEPTED: "accept", Status.REJECTED: "reject"}.get(status)
        if name:
            color = palette.accent if status is Status.ACCEPTED else palette.soft
            self.theme.icon(name, color).paint(painter, QRect(rect.right() - 28, rect.top() + 20, 16, 16))

    def _paint_change(
        self, painter: QPainter, item: Item, place: QRectF, status: Status, context: tuple[str, str]
    ) -> None:
        palette, edit = self.theme.palette, item.proposal.edit
        lead, tail = context
        plain, struck, new = self._plain, self._struck, self._new
        intent = palette.intent(item.proposal.intent)
        before, after = visible(edit.before), visible(self._model.after(item))
        gap = " " if before and after else ""
        if status is Status.REJECTED:
            parts = [(lead, plain, palette.soft), (before, plain, palette.ink), (gap, plain, palette.soft)]
            parts += [(after, struck, palette.struck), (tail, plain, palette.soft)]
        else:
            parts = [(lead, plain, palette.soft), (before, struck, palette.struck), (gap, plain, palette.soft)]
            parts += [(after, new, intent), (tail, plain, palette.soft)]
        left = place.left()
        for text, face, color in parts:
            if text and left < place.right():
                left += _write(painter, QRectF(QPointF(left, place.top()), place.bottomRight()), text, face, color)

    def _paint_about(self, painter: QPainter, item: Item, place: QRectF, status: Status) -> None:
        about = translate_reason(item.proposal.explanation)
        if status is Status.SET_ASIDE:
            about = standing_name(item.standing)
        elif status in {Status.STALE, Status.LOCKED}:
            about = status_name(status)
        round_state = self._model.round_state
        if round_state is not None and round_state.is_rewritten(item):
            about = standing_text(item, round_state)
        flags = round_state.round.risk(item) if round_state is not None and status is Status.PENDING else ()
        if flags:
            about = f"! {translate_flag(flags[0].message)}"
        _write(painter, place, " ".join(about.split()), self._about, self.theme.palette.soft)


def _write(painter: QPainter, place: QRectF, text: str, face: _Face, color: str) -> float:
    """Draw one line of text, left-aligned and vertically centred in `place`, and cut off if it is too wide. Returns the
    full width in pixels. Positioned by hand, because Qt shapes a text in a rectangle three times, and each row has six
    texts."""
    width = face.metrics.horizontalAdvance(text)
    if width > place.width():
        text = face.metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.setFont(face.font)
    painter.setPen(QColor(color))
    line = place.center().y() + (face.metrics.ascent() - face.metrics.descent()) / 2
    painter.drawText(QPointF(place.left(), line), text)
    return width


class EditList(QListView):
    """The list of proposals. `chosen` carries the id of a proposal that the person selected; `commanded` the command of
    a single key; `menu_wanted` the screen position for a context menu of the current proposal."""

    chosen = Signal(str)
    commanded = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Proposals"))
        self.keymap = Keymap({})
        self.rows = EditModel()
        self._delegate = EditDelegate(theme, self.rows)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._following = False
        self._current = ""
        self.selectionModel().currentChanged.connect(self._on_current)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        self.viewport().update()

    def show_round(self, round_state: RoundState | None, shown: ShownProposals) -> None:
        self._show(round_state, _shown_items(round_state, shown))

    def show_items(self, round_state: RoundState | None, items: tuple[Item, ...]) -> None:
        """Show `items` of a round in this order."""
        self._show(round_state, items)

    def _show(self, round_state: RoundState | None, items: tuple[Item, ...]) -> None:
        before = self.rows.round_state
        self._following = True
        self.rows.show_items(round_state, items)
        self._following = False
        if round_state is not None and before is not None and round_state.working is not before.working:
            self.viewport().update()  # the context of every proposal can have changed
        self.set_current(self._current)

    def set_current(self, item_id: str) -> None:
        """Select the proposal that is the current one in the text."""
        self._current = item_id
        row = self.rows.row_of(item_id)
        self._following = True
        if row < 0:
            self.selectionModel().clear()
        elif self.currentIndex().row() != row or not self.selectionModel().hasSelection():
            index = self.rows.index(row)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        self._following = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self.keymap.command_of(event)
        if command:
            self.commanded.emit(command)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu_wanted.emit(event.globalPos() if by_mouse else below)
        event.accept()

    def _on_current(self, index: QModelIndex) -> None:
        item = index.data(ITEM) if index.isValid() else None
        if not self._following and isinstance(item, Item):
            self.chosen.emit(item.id)
