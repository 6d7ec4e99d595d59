"""A layout that places widgets side by side, and wraps to a new row when there is no room left."""

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """A wrapping layout. Its size hint is that of a single row, its minimum width that of its widest widget. `gap` and
    `row_gap` are in pixels. A `last` widget stands at the right end of its row."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 4, row_gap: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._row_gap = row_gap
        self._last: QWidget | None = None
        self._heights: dict[int, int] = {}  # height for each width, in pixels; cleared by `invalidate`
        self._hint: QSize | None = None
        self.setContentsMargins(QMargins())

    def add_last(self, widget: QWidget) -> None:
        """Add the widget that stands at the right end of the last row."""
        self._last = widget
        self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        """Called by Qt when a widget was shown, hidden or resized."""
        self._heights.clear()
        self._hint = None
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), place=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        if self._hint is None:
            hints = [item.sizeHint() for item in self._visible_items()]
            width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
            self._hint = self._around(QSize(width, max((hint.height() for hint in hints), default=0)))
        return self._hint

    def minimumSize(self) -> QSize:
        hints = [item.minimumSize().expandedTo(item.sizeHint()) for item in self._visible_items()]
        width, height = (max((side(hint) for hint in hints), default=0) for side in (QSize.width, QSize.height))
        return self._around(QSize(width, height))

    def _visible_items(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _around(self, size: QSize) -> QSize:
        return size.grownBy(self.contentsMargins())

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Compute the height of the items in `rect` (pixels); with `place`, also move them there."""
        inner = rect.marginsRemoved(self.contentsMargins())
        top = inner.top()
        rows = self._rows(inner.width())
        for row in rows:
            high = max(item.sizeHint().height() for item in row)
            left = inner.left()
            for item in row:
                hint = item.sizeHint()
                if place:
                    at = inner.right() + 1 - hint.width() if item.widget() is self._last else left
                    item.setGeometry(QRect(at, top + (high - hint.height()) // 2, hint.width(), hint.height()))
                left += hint.width() + self._gap
            top += high + self._row_gap
        margins = self.contentsMargins()
        return top - inner.top() - (self._row_gap if rows else 0) + margins.top() + margins.bottom()

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        left = width
        for item in self._visible_items():
            wide = item.sizeHint().width()
            if not rows or wide > left:
                rows.append([])
                left = width
            rows[-1].append(item)
            left -= wide + self._gap
        return rows
