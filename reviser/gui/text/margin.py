"""The margin of the text: a bar beside each line that has a proposal, and the letter of its intent where it begins."""

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from reviser.core.edit import Intent
from reviser.gui.text.lines import Look
from reviser.gui.text.visible_marks import Sighted
from reviser.gui.theme import SIGNS, Theme

WIDTH = 58  # pixels
BAR = 3.0
LOCK = 12


class MarkedView(Protocol):
    """A view whose marks a margin shows. Coordinates are pixels of its viewport."""

    @property
    def current(self) -> str: ...

    def marks_in_sight(self) -> list[Sighted]: ...

    def locks_in_sight(self) -> list[tuple[float, float, float]]: ...


class Margin(QWidget):
    """Stands to the left of the text in `parent`, and scrolls with it. Shows the marks of `view`."""

    def __init__(self, view: MarkedView, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = self._view.current
        signs: list[tuple[QRectF, Intent, Look, bool]] = []
        for sighted in self._view.marks_in_sight():
            mark, lines = sighted.mark, sighted.rows
            color = QColor(self.theme.palette.intent(mark.intent))
            for line in lines:
                bar = QRectF(WIDTH - 14, line.top() + 3, BAR, line.height() - 6)
                if mark.look is Look.PENDING:
                    painter.fillRect(bar, color)
                elif mark.look is Look.REJECTED:
                    painter.setPen(QPen(QColor(self.theme.palette.edge), 1, Qt.PenStyle.DotLine))
                    painter.drawLine(QPointF(bar.center().x(), bar.top()), QPointF(bar.center().x(), bar.bottom()))
                else:
                    painter.setPen(QPen(QColor(self.theme.palette.done), 1.5))
                    painter.drawLine(QPointF(bar.center().x(), bar.top()), QPointF(bar.center().x(), bar.bottom()))
            if sighted.begins and mark.look in {Look.PENDING, Look.CHANGE}:
                signs.append((lines[0], mark.intent, mark.look, mark.id == current))
        self._paint_signs(painter, signs)
        self._paint_locks(painter)
        painter.end()
        event.accept()

    def _paint_signs(self, painter: QPainter, signs: list[tuple[QRectF, Intent, Look, bool]]) -> None:
        """Paint one badge for each line: that of the current proposal, or else of the first; and how many more there
        are."""
        lines: dict[float, list[tuple[QRectF, Intent, Look, bool]]] = {}
        for sign in signs:
            lines.setdefault(sign[0].top(), []).append(sign)
        for here in lines.values():
            place, intent, _, current = next((sign for sign in here if sign[3]), here[0])
            middle = place.center().y()
            paint_badge(painter, self.theme, intent, QRectF(WIDTH - 38, middle - 9, 18, 18), filled=current)
            if len(here) > 1:
                font = QFont(self.theme.ui_font)
                font.setPointSizeF(7.5)
                painter.setFont(font)
                painter.setPen(QColor(self.theme.palette.soft))
                count = QRectF(WIDTH - 58, middle - 9, 17, 18)
                flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(count, flags.value, f"+{len(here) - 1}")

    def _paint_locks(self, painter: QPainter) -> None:
        """Paint a lock beside the first row of each locked passage, and a line along all of its rows."""
        middle_of_sign = WIDTH + LOCK / 2 - 6
        for top, bottom, middle in self._view.locks_in_sight():
            painter.setPen(QPen(QColor(self.theme.palette.edge), 1))
            for start, end in ((top + 3, middle - LOCK / 2 - 3), (middle + LOCK / 2 + 3, bottom - 3)):
                if end > start:
                    painter.drawLine(QPointF(middle_of_sign, start), QPointF(middle_of_sign, end))
            paint_lock(painter, self.theme, QRectF(WIDTH - 6, middle - LOCK / 2, LOCK, LOCK))


def paint_lock(painter: QPainter, theme: Theme, place: QRectF) -> None:
    """Paint a closed padlock."""
    color = QColor(theme.palette.soft)
    painter.setPen(QPen(color, 1.4))
    width, height = place.width(), place.height()
    shackle = QRectF(place.left() + width * 0.22, place.top() + 0.5, width * 0.56, height * 0.95)
    painter.drawArc(shackle, 0, 180 * 16)
    body = QRectF(place.left() + width * 0.08, place.top() + height * 0.48, width * 0.84, height * 0.5)
    painter.setBrush(color)
    painter.drawRoundedRect(body, 1.5, 1.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_badge(painter: QPainter, theme: Theme, intent: Intent, place: QRectF, *, filled: bool) -> None:
    """Paint the letter of an intent in a small round square. The drawing is cached for each theme and size, because
    dozens are visible at once."""
    scale = painter.device().devicePixelRatioF()
    key = intent, filled, place.width(), place.height(), scale
    badge = theme.badges.get(key)
    if badge is None:
        badge = QPixmap(place.size().toSize() * scale)
        badge.setDevicePixelRatio(scale)
        badge.fill(Qt.GlobalColor.transparent)
        inner = QPainter(badge)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_badge(inner, theme, intent, QRectF(0, 0, place.width(), place.height()), filled)
        inner.end()
        theme.badges[key] = badge
    painter.drawPixmap(place.topLeft(), badge)


def _draw_badge(painter: QPainter, theme: Theme, intent: Intent, place: QRectF, filled: bool) -> None:
    color = QColor(theme.palette.intent(intent))
    painter.setPen(QPen(color, 1.2))
    painter.setBrush(color if filled else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    font = QFont(theme.ui_font)
    font.setPointSizeF(8)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(theme.palette.paper) if filled else color)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter.value, SIGNS[intent])
    painter.setBrush(Qt.BrushStyle.NoBrush)
