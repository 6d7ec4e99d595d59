"""The hits of a search, two lines each: where the hit is and what was decided, and an excerpt."""

from PySide6.QtCore import QDateTime, QLocale, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviser.core.edit import Intent
from reviser.core.text import Span
from reviser.gui.text.lines import displayable
from reviser.gui.theme import Theme
from reviser.gui.wording.state_sentences import intent_name
from reviser.history.search.hits import Hit

HIT = Qt.ItemDataRole.UserRole
PAD = 10
Index = QModelIndex | QPersistentModelIndex


class HitList(QListWidget):
    """Lists hits. `data(HIT)` of an item is its hit."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("What was found"))
        self.setItemDelegate(_Delegate(self, theme))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)

    def add(self, hit: Hit) -> None:
        """Append a hit."""
        item = QListWidgetItem(self)
        item.setData(HIT, hit)
        item.setText(f"{self.head(hit)}\n{displayable(''.join(text for text, _ in hit_parts(hit)))}")

    def hit(self) -> Hit | None:
        """The current hit."""
        found = self.currentItem().data(HIT) if self.currentRow() >= 0 else None
        return found if isinstance(found, Hit) else None

    def head(self, hit: Hit) -> str:
        """The first line of a hit: its place, its kind, and what was decided."""
        parts = [hit.title]
        if hit.depth is not None:
            parts.append(self.tr("Round {depth}").format(depth=hit.depth))
        parts.append(self._kind(hit))
        if hit.intent is not None:
            parts.append(intent_name(Intent(hit.intent)))
        if hit.decision is not None:
            parts.append(self._decision(hit.decision))
        if hit.undone:
            parts.append(self.tr("undone"))
        if hit.deleted:
            parts.append(self.tr("deleted"))
        at = QDateTime.fromSecsSinceEpoch(int(hit.at))
        parts.append(QLocale().toString(at, QLocale.FormatType.ShortFormat))
        return displayable(" · ".join(parts))

    def _kind(self, hit: Hit) -> str:
        if hit.kind == "edit":
            names = {"explanation": self.tr("explanation"), "reason": self.tr("reason")}
            return names.get(hit.column, self.tr("edit"))
        names = {
            "text": self.tr("text"),
            "typed": self.tr("typed"),
            "remark": self.tr("remark"),
            "instruction": self.tr("instruction"),
        }
        return names.get(hit.kind, hit.kind)

    def _decision(self, decision: str) -> str:
        names = {
            "accept": self.tr("accepted"),
            "reject": self.tr("rejected"),
            "rewrite": self.tr("rewritten"),
            "undecided": self.tr("undecided"),
        }
        return names.get(decision, decision)


class _Delegate(QStyledItemDelegate):
    """Draws a hit: its first line in small letters, and its excerpt with the matches in bold and underlined."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._small = QFont(theme.ui_font)
        self._small.setPointSizeF(theme.ui_font.pointSizeF() * 0.9)
        self._plain = QFont(theme.text_font)
        self._plain.setPointSizeF(max(10.0, theme.ui_font.pointSizeF() + 1))
        self._bold = QFont(self._plain)
        self._bold.setBold(True)
        self._bold.setUnderline(True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        height = QFontMetricsF(self._small).height() + QFontMetricsF(self._plain).height() + 2 * PAD
        return QSize(200, round(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item_list = self.parent()
        hit = index.data(HIT)
        if not isinstance(hit, Hit) or not isinstance(item_list, HitList):
            super().paint(painter, option, index)
            return
        palette = self._theme.palette
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.chosen))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(palette.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.hover))
        inner = rect.adjusted(PAD + 4, PAD - 2, -PAD, -PAD + 2)
        small = QFontMetricsF(self._small)
        painter.setFont(self._small)
        painter.setPen(QColor(palette.soft))
        head = small.elidedText(item_list.head(hit), Qt.TextElideMode.ElideMiddle, inner.width())
        painter.drawText(QPointF(inner.left(), inner.top() + small.ascent()), head)
        top = inner.top() + small.height() + 2 + QFontMetricsF(self._plain).ascent()
        self._excerpt(painter, hit, QPointF(inner.left(), top), inner.right())
        painter.setPen(QColor(palette.line))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.restore()

    def _excerpt(self, painter: QPainter, hit: Hit, at: QPointF, right: int) -> None:
        painter.setPen(QColor(self._theme.palette.ink))
        x = at.x()
        for text, found in hit_parts(hit):
            font = self._bold if found else self._plain
            metrics = QFontMetricsF(font)
            room = right - x
            if room <= 0:
                break
            painter.setFont(font)
            drawn = metrics.elidedText(displayable(text), Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(x, at.y()), drawn)
            x += metrics.horizontalAdvance(drawn)


def hit_parts(hit: Hit) -> list[tuple[str, bool]]:
    """The displayed text of a hit in parts, each with whether it is a match. An edit that was found by its texts shows
    both the text before and the text after."""
    found = split_at_marks(hit.excerpt, hit.marked)
    if hit.kind != "edit" or hit.before is None:
        return found
    if hit.column == "before":
        after = hit.after if hit.applied is None else hit.applied
        return [*found, (f" → {after}", False)]
    if hit.column in {"after", "rewritten"}:
        return [(f"{hit.before} → ", False), *found]
    return found


def split_at_marks(text: str, marked: tuple[Span, ...]) -> list[tuple[str, bool]]:
    """Cut `text` at the spans `marked`; returns each part with whether it is marked."""
    found: list[tuple[str, bool]] = []
    at = 0
    for span in marked:
        found += [(text[at : span.start], False), (span.of(text), True)]
        at = span.end
    found.append((text[at:], False))
    return [(part, is_marked) for part, is_marked in found if part]
