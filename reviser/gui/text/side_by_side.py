"""Two pages side by side that scroll together, with the same passage at the same height."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from reviser.documents.highlight import Highlighter
from reviser.gui.keys import Keymap
from reviser.gui.text.side_pages import Alignment, Sides
from reviser.gui.text.text_view import TextMode, TextView
from reviser.gui.theme import Theme
from reviser.gui.wording.plain_text import PlainLabel

LEAST_CHARACTERS = 30  # characters of a line on one page, including its margins


class SideBySide(QWidget):
    """Shows two aligned pages. `chosen` carries the id of a clicked proposal, `commanded` the command of a key, and
    `edit_wanted` the gesture of a person who tries to edit."""

    chosen = Signal(str)
    commanded = Signal(str)
    edit_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.left, self.right = TextView(theme), TextView(theme)
        self.left_name, self.right_name = PlainLabel(), PlainLabel()
        self._alignment = Alignment()
        self._following = False
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(1)
        for view, name in ((self.left, self.left_name), (self.right, self.right_name)):
            column = QVBoxLayout()
            column.setSpacing(0)
            name.setObjectName("sideName")
            column.addWidget(name)
            column.addWidget(view, 1)
            self._row.addLayout(column, 1)
            view.chosen.connect(self.chosen)
            view.commanded.connect(self.commanded)
            view.edit_wanted.connect(self.edit_wanted)
        self.left.verticalScrollBar().valueChanged.connect(lambda: self._follow(self.left, self.right))
        self.right.verticalScrollBar().valueChanged.connect(lambda: self._follow(self.right, self.left))
        self.left.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.name_sides(self.tr("Before"), self.tr("After, with pending proposals"))

    def name_sides(self, left: str, right: str) -> None:
        """Set the titles of the left and the right page."""
        for view, label, name in ((self.left, self.left_name, left), (self.right, self.right_name, right)):
            label.setText(name)
            view.setAccessibleName(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the pages one above the other if lines would be too short."""
        narrow = event.size().width() < 2 * LEAST_CHARACTERS * QFontMetricsF(self.left.font()).averageCharWidth()
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._show_current)  # after both pages have their new size

    def set_theme(self, theme: Theme) -> None:
        self.left.set_theme(theme)
        self.right.set_theme(theme)

    def set_mode(self, mode: TextMode) -> None:
        self.left.set_mode(mode)
        self.right.set_mode(mode)

    def set_keymap(self, keymap: Keymap) -> None:
        self.left.keymap = self.right.keymap = keymap

    def set_highlighter(self, highlighter: Highlighter | None) -> None:
        """Use this syntax highlighter for pages shown from now on."""
        self.left.highlighter = self.right.highlighter = highlighter

    def show_sides(self, sides: Sides, *, new: bool = False) -> None:
        """Show two pages. The visible part stays, unless the pages are `new`."""
        self._alignment = sides.alignment
        self._following = True
        for view, page in ((self.left, sides.left), (self.right, sides.right)):
            if new:
                view.show_new(page)
            else:
                view.show_page(page)
        self._following = False
        self._follow(self.right, self.left)

    def set_current(self, item_id: str) -> None:
        """Highlight a proposal on both pages, and bring it into view."""
        if self.right.current != item_id or self.left.current != item_id:
            self._following = True
            self.left.set_current(item_id, scroll=False)
            self.right.set_current(item_id)
            self._following = False
            self._follow(self.right, self.left)

    def _show_current(self) -> None:
        self.right.set_current(self.right.current)
        self._follow(self.right, self.left)

    def _follow(self, led_by: TextView, led: TextView) -> None:
        """Scroll `led` so that the passage at a third of the height (where a current proposal is placed) has the same
        height on both pages."""
        if self._following:
            return
        self._following = True
        try:
            if led_by.verticalScrollBar().value() == 0:
                led.verticalScrollBar().setValue(0)
                return
            there = led_by.cursorForPosition(QPoint(0, led_by.viewport().height() // 3))
            offset = led_by.text_offset(there.position())
            across = self._alignment.to_right if led_by is self.left else self._alignment.to_left
            cursor = QTextCursor(led.document())
            cursor.setPosition(led.position_of(min(across(offset), len(led.page.text))))
            bar = led.verticalScrollBar()
            bar.setValue(bar.value() + led.cursorRect(cursor).top() - led_by.cursorRect(there).top())
        finally:
            self._following = False
