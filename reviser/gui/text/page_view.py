"""A read-only text widget that shows a page. It repaints only what differs from the previous page, and keeps the caret
and the visible part in place. `text_view.py` adds deciding and typing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
    QTransform,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from reviser.core.find import Matches
from reviser.core.text import Span
from reviser.documents.highlight import Highlighter
from reviser.gui.text.canvas import Canvas
from reviser.gui.text.decorations import paint_decorations, register
from reviser.gui.text.field import mime_of
from reviser.gui.text.lines import Look, ProposalMark
from reviser.gui.text.margin import LOCK, WIDTH, Margin
from reviser.gui.text.page import TextPage
from reviser.gui.text.visible_marks import Sighted
from reviser.gui.theme import Theme
from reviser.gui.wording.plain_text import tip

LONG_LINE = 6000  # code points of a paragraph that is shown without kerning and ligatures
NEAR = 2  # pixels by which a click may miss a mark


class PageView(QTextEdit):
    """Shows a page, with one proposal highlighted as the current one. `painted` is emitted when another page is
    shown."""

    painted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(20)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        # Always visible, so that lines do not wrap anew when the text grows or shrinks past one screen.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.highlighter: Highlighter | None = None  # of the pages to be shown; None for plain text
        self._theme = theme
        self.canvas = Canvas(self.document(), theme)
        self._signs = register(self.document(), self.canvas)
        self._current = ""
        self._locks: tuple[Span, ...] = ()
        self._matches = Matches()
        self._searched = ""  # the text in which `_found` was found
        self._found_grounds: list[QTextEdit.ExtraSelection] = []
        self._editing = False
        self._painting = False
        self._long = False
        self._margin = Margin(self, theme, self)
        self.verticalScrollBar().valueChanged.connect(self._margin.update)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.document().documentLayout().update.connect(self._margin.update)
        self._dress(theme)

    # Display

    @property
    def page(self) -> TextPage:
        return self.canvas.page

    @property
    def current(self) -> str:
        """The id of the current proposal; empty if there is none."""
        return self._current if self._current_mark is not None else ""

    @property
    def _current_mark(self) -> ProposalMark | None:
        return self.page.find(self._current) if self._current else None

    def set_theme(self, theme: Theme) -> None:
        """Use another theme. The page is repainted at the same scroll position."""
        top, caret = self.top_offset(), self.caret_offset()
        self._dress(theme)
        self.scroll_to(top, caret)

    def _dress(self, theme: Theme) -> None:
        self._theme = theme
        self._margin.theme = theme
        self._set_font()
        self._paint(lambda: self.canvas.set_theme(theme))
        self._keep_measure()
        self._highlight()

    def _set_font(self) -> None:
        """Set the theme's font. If the page has a very long paragraph, kerning and ligatures are turned off (scripts
        that need shaping still get it): Qt lays out the whole paragraph at each change, which takes half the time this
        way."""
        font = QFont(self._theme.text_font)
        if self._long:
            font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
        if self.document().defaultFont() != font:
            self.document().setDefaultFont(font)

    def show_page(self, page: TextPage) -> None:
        """Paint what differs from the previous page. The visible part and the caret stay in place. Typed text must have
        been committed before."""
        page = page.highlighted(self.highlighter)
        if page is self.page and not self.canvas.dirty:
            return
        same = page.text == self.page.text and not self.canvas.dirty
        cursor = self.textCursor()
        places = [self.text_offset(at) for at in (cursor.anchor(), cursor.position())] if same else []
        self._paint(lambda: self.canvas.show(page))
        if same:
            self._keep_selection(*places)
        self._highlight()
        self.painted.emit()

    def _keep_selection(self, anchor: int, caret: int) -> None:
        cursor = self.textCursor()
        if (self.text_offset(cursor.anchor()), self.text_offset(cursor.position())) != (anchor, caret):
            cursor.setPosition(self.position_of(anchor))
            cursor.setPosition(self.position_of(caret), QTextCursor.MoveMode.KeepAnchor)
            self._move_caret(cursor)

    def _move_caret(self, cursor: QTextCursor) -> None:
        """Set the caret without scrolling to it."""
        bar = self.verticalScrollBar()
        before = bar.value()
        self.setTextCursor(cursor)
        bar.setValue(before)

    def show_new(self, page: TextPage) -> None:
        """Show another text from its beginning."""
        page = page.highlighted(self.highlighter)
        self._current = ""
        self._locks = ()
        self._found_grounds = []
        self._long = max((line.length for line in page.lines), default=0) > LONG_LINE
        self._set_font()
        self._paint(lambda: self.canvas.rebuild(page))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        self._highlight()
        self.painted.emit()

    def show_locks(self, locks: tuple[Span, ...]) -> None:
        """Show these spans as locked: with a muted background, and a lock in the margin."""
        if locks or self._locks:
            self._locks = locks
            self._highlight()

    def set_current(self, item_id: str, *, scroll: bool = True) -> None:
        """Highlight a proposal, and with `scroll` bring it into view."""
        self._current = item_id
        self._highlight()
        mark = self._current_mark
        if mark is not None and scroll:
            self._scroll_to_mark(mark)

    def position_of(self, offset: int, *, behind: bool = False) -> int:
        """The document position where the code point `offset` is shown."""
        return self.canvas.position_of(offset, behind=behind)

    def text_offset(self, position: int) -> int:
        """The code point shown at a document position."""
        return self.canvas.text_offset(position)

    def _paint(self, paint: Callable[[], None]) -> None:
        """Call `paint`, and keep the visible part in place."""
        self._painting = True
        try:
            with self._in_place():
                paint()
        finally:
            self._painting = False

    @contextmanager
    def _in_place(self) -> Iterator[None]:
        """While the block runs, keep a place fixed on the screen: the caret if the person is typing and it is visible,
        else the first visible text."""
        bar = self.verticalScrollBar()
        before = bar.value()
        kept = self.textCursor() if self._editing else None
        if kept is None or not 0 <= self._top_of(kept) - before < self.viewport().height():
            kept = self.cursorForPosition(QPoint(0, 0)) if before else None
        above = 0 if kept is None else self._top_of(kept)
        yield
        moved = 0 if kept is None else self._top_of(kept) - above
        if bar.value() != before + moved:
            bar.setValue(before + moved)

    def _top_of(self, cursor: QTextCursor) -> int:
        """The top of the row of `cursor`, in pixels of the document. Faster than `cursorRect` in a long paragraph,
        because it does not compute the position within the row."""
        block = cursor.block()
        top = self.document().documentLayout().blockBoundingRect(block).top()  # first, because it lays out the block
        row = block.layout().lineForTextPosition(cursor.positionInBlock())
        return round(top + (row.y() if row.isValid() else 0))

    def _highlight(self) -> None:
        mark = self._current_mark
        palette = self._theme.palette
        grounds = [self.canvas.ground(lock, palette.hover) for lock in self._locks]
        if mark is not None:
            grounds += self.canvas.highlight(mark)
        if self._searched is self.page.text and not self.canvas.dirty:
            self._found_grounds = [self.canvas.ground(span, palette.found) for span in self._visible_matches()]
        self.setExtraSelections(grounds + self._found_grounds)
        self._margin.update()

    def show_found(self, matches: Matches) -> None:
        """Highlight matches in the displayed text. If the text changes, the highlights move with it until the next
        call."""
        if len(matches) or len(self._matches) or self._found_grounds:
            self._matches, self._searched = matches, self.page.text
            self._highlight()

    def _visible_matches(self) -> list[Span]:
        if not len(self._matches):
            return []
        last = self.cursorForPosition(QPoint(self.viewport().width(), self.viewport().height())).position()
        return self._matches.within(self.top_offset(), self.text_offset(last))

    def _on_scrolled(self) -> None:
        if len(self._matches) and not self._painting:
            self._highlight()

    def _scroll_to_mark(self, mark: ProposalMark) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.canvas.position_of(mark.start))
        self._scroll_to_row(cursor)
        if not self._editing:
            self.setTextCursor(cursor)

    def _scroll_to_row(self, cursor: QTextCursor) -> None:
        """If the row is not visible or is close to an edge, scroll it to a third from the top."""
        place = self.cursorRect(cursor)
        height = self.viewport().height()
        if place.top() < 24 or place.bottom() > height - 48:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + place.top() - height // 3)

    def reveal(self, span: Span) -> None:
        """Bring a span into view, and put the caret behind it."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.position_of(span.start))
        self._scroll_to_row(cursor)
        cursor.setPosition(self.position_of(span.end, behind=True))
        self._move_caret(cursor)

    def below(self, offset: int) -> QPoint:
        """Scroll to the row of a code point, and return its lower left corner in pixels of the viewport."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.position_of(offset))
        self._scroll_to_row(cursor)
        return self.cursorRect(cursor).bottomLeft()

    def selected_passage(self) -> Span:
        """The selected code points, or those of the paragraph at the caret."""
        selected = self.selected_span()
        if selected:
            return selected
        number = self.page.line_of(selected.start)
        return Span(self.page.starts[number], self.page.end(number))

    def selected_span(self) -> Span:
        """The selected span of the text; empty, at the caret, if nothing is selected."""
        cursor = self.textCursor()
        return Span(self.text_offset(cursor.selectionStart()), self.text_offset(cursor.selectionEnd()))

    def selected_text_as_shown(self) -> str:
        """The selected text as displayed, including ghosts."""
        return self.textCursor().selectedText().replace("\u2029", "\n")

    def caret_offset(self) -> int:
        """The code point at the caret."""
        return self.text_offset(self.textCursor().position())

    def top_offset(self) -> int:
        """The first visible code point."""
        if self.verticalScrollBar().value() == 0:
            return 0  # also before the text is laid out, when positions are not known
        return self.text_offset(self.cursorForPosition(QPoint(0, 0)).position())

    def scroll_to(self, top: int, caret: int) -> None:
        """Scroll so that the code point `top` is at the top, and put the caret at the code point `caret`. Both are
        limited to the length of the text."""
        length = len(self.page.text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.position_of(min(caret, length)))
        self.setTextCursor(cursor)
        cursor.setPosition(self.position_of(min(top, length)))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() if top else 0)  # show the space above it too

    def select(self, start: int, end: int) -> None:
        """Select these code points and bring them into view. Limited to the length of the text."""
        length = len(self.page.text)
        cursor = QTextCursor(self.document())
        # Ghosts at the edges are not selected.
        cursor.setPosition(self.position_of(min(start, length), behind=end > start))
        self._scroll_to_row(cursor)
        cursor.setPosition(self.position_of(min(end, length)), QTextCursor.MoveMode.KeepAnchor)
        self._move_caret(cursor)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            position = self.cursorForPosition(event.pos()).position()
            why = self.tip_of(self.canvas.mark_at(position)) or self._lock_tip(self.text_offset(position))
            QToolTip.showText(event.globalPos(), tip(why), self)
            return True
        return super().viewportEvent(event)

    def tip_of(self, mark: ProposalMark | None) -> str:
        """A tool tip that explains the look of a mark, if it needs explaining."""
        if mark is not None and mark.look is Look.STALE:
            return self.tr("Set aside: you changed this passage, so the proposal no longer fits. Undo brings it back.")
        return ""

    def _lock_tip(self, offset: int) -> str:
        if any(lock.start <= offset < lock.end for lock in self._locks):
            return self.tr("You locked this passage: nothing is proposed here.")
        return ""

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected text without ghosts. Uses the characters of the text, because Qt would change some."""
        return mime_of(self.selected_span().of(self.page.text))

    # Reading

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.highlighter is not None:
            painter = QPainter(self.viewport())
            painter.setTransform(QTransform.fromTranslate(0, -self.verticalScrollBar().value()))
            last = self.cursorForPosition(QPoint(0, self.viewport().height())).block()
            first = self.cursorForPosition(QPoint(0, 0)).block()
            paint_decorations(painter, self.canvas, self._theme, first, last)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        with self._in_place():
            # First, because the lines wrap at the remaining width.
            self._keep_measure()
            super().resizeEvent(event)
        self._on_scrolled()

    def _keep_measure(self) -> None:
        """Limit the length of lines to a comfortable measure by widening the margins."""
        reading = self._theme.reading
        wide = (
            reading.width * QFontMetricsF(self._theme.text_font).averageCharWidth() if reading.width else self.width()
        )
        spare = max(0, int(self.width() - WIDTH - 40 - wide)) // 2
        self.setViewportMargins(WIDTH + spare, 0, 24 + spare, 0)
        self._margin.setGeometry(spare, 0, WIDTH + LOCK, self.viewport().height())

    def locks_in_sight(self) -> list[tuple[float, float, float]]:
        """For each visible lock, in pixels of the viewport: top and bottom of its rows, and the middle of its first
        row."""
        found: list[tuple[float, float, float]] = []
        for lock in self._locks:
            first, last = QTextCursor(self.document()), QTextCursor(self.document())
            first.setPosition(self.position_of(lock.start))
            last.setPosition(self.position_of(lock.end))
            above, below = self.cursorRect(first), self.cursorRect(last)
            if below.bottom() > 0 and above.top() < self.viewport().height():
                found.append((above.top(), below.bottom(), above.center().y()))
        return found

    def rects_of(self, item_id: str) -> list[QRectF]:
        """The rectangles of a proposal with its ghost, in pixels of the viewport; empty if it is not on the page."""
        mark, scrolled = self.page.find(item_id), self.verticalScrollBar().value()
        return [] if mark is None else [rect.translated(0, -scrolled) for rect in self.canvas.rects(mark)]

    def mark_under(self, point: QPoint) -> ProposalMark | None:
        """The mark whose text or ghost is at a point of the viewport."""
        place = QPointF(point)
        near = [each.mark for each in self.marks_in_sight() if any(row.contains(place) for row in each.rows)]
        return next(
            (mark for mark in near if any(_about(rect).contains(place) for rect in self.rects_of(mark.id))), None
        )

    def marks_in_sight(self) -> list[Sighted]:
        """The visible marks, with their rows in pixels of the viewport."""
        scrolled = self.verticalScrollBar().value()
        height = self.viewport().height()
        first = self.cursorForPosition(QPoint(0, 0)).block()
        last = self.cursorForPosition(QPoint(0, height)).block()
        sighted = self.canvas.in_sight(first, last, scrolled, scrolled + height)
        return [
            Sighted(each.mark, [row.translated(0, -scrolled) for row in each.rows], each.begins) for each in sighted
        ]


def _about(rect: QRectF) -> QRectF:
    """The rectangle enlarged by NEAR pixels, because an accepted deletion has no width to click on."""
    return rect.adjusted(-NEAR, 0, NEAR, 0)
