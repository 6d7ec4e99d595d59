"""The number of words in the text and in the selection; a click shows further counts.

Each line stores its word count, and unchanged lines are kept from page to page, so only changed lines are counted. New
lines are counted in short slices, so that the window stays responsive."""

import time
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QLocale, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QToolButton, QWidget

from reviser.core.word_count import TextCounts, count_words, tally
from reviser.gui.text.page import TextPage
from reviser.gui.text.page_view import PageView
from reviser.gui.text.views import Views
from reviser.gui.wording.plain_text import PlainLabel

FOLLOW_MS = 60  # milliseconds after a change
SLICE_S = 0.008
GAP = 4  # pixels between the button and its popup
HOUR = 60  # minutes


class WordCount(QToolButton):
    """Counts the words of the current text, and of the selection in any view of it. If there is little room, its label
    is shorter."""

    def __init__(self, views: Views) -> None:
        super().__init__()
        self._text = views.inline
        self._selected: PageView = self._text  # the view with the latest selection
        self._page = TextPage("")  # the page that is counted
        self._slices = _Slices(self)
        self._words = 0
        self._counting = ""
        self._sentence = self._short = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(FOLLOW_MS)
        self._follow.timeout.connect(self._count)
        self._text.painted.connect(self._on_changed)
        for view in (views.inline, views.side.left, views.side.right, views.alone):
            view.selectionChanged.connect(partial(self._on_selected, view))
        views.currentChanged.connect(lambda _: self._on_selected(views.current_view))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(self.tr("Characters, sentences, paragraphs and reading time"))
        self.clicked.connect(self.open)
        self.popup = CountsPopup(self)
        self._show(0)

    def _on_selected(self, view: PageView) -> None:
        self._selected = view
        self._on_changed()

    def _on_changed(self) -> None:
        if not self._follow.isActive():
            self._follow.start()

    def _count(self) -> None:
        page = self._text.page
        if page.text is self._page.text:  # only proposals changed
            self._page = page
            self._slices.stop()
            self._show(self._words)
        elif not self._slices.busy or page.text is not self._counting:
            self._counting = page.text
            self._slices.start(self._count_lines(page))
            self._slices.go_on()
            if self._slices.busy:
                self.setText("…")  # the shown count is of another text

    def _count_lines(self, page: TextPage) -> Iterator[None]:
        words = 0
        for line in page.lines:
            words += line.words
            yield
        self._page = page
        self._show(words)

    def _show(self, words: int) -> None:
        self._words = words
        selected = self._count_selected()
        if selected is not None:
            part = QLocale().toString(selected)
            self._sentence = self.tr("{part} of %Ln words", "", words).format(part=part)
            self._short = f"{part} / {QLocale().toString(words)}"
        else:
            self._sentence = self._short = self.tr("%Ln words", "", words)
        self._fit()
        self.updateGeometry()
        self.setAccessibleName(self.tr("Length: {words}").format(words=self._sentence))

    def _count_selected(self) -> int | None:
        """The number of selected words; None if nothing is selected."""
        if self._selected is not self._text:
            seen = self._selected.selected_text_as_shown()
            return count_words(seen) if seen else None
        selected = self._text.selected_span()
        return self._page.words_in(selected) if selected and self._text.page is self._page else None

    def _fit(self) -> None:
        self.setText(self._sentence if self.width() >= self.sizeHint().width() else self._short)

    def sizeHint(self) -> QSize:
        return self._size_of(self._sentence)

    def minimumSizeHint(self) -> QSize:
        return self._size_of(self._short)

    def _size_of(self, text: str) -> QSize:
        """The size of the button with this label."""
        spare = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(self.fontMetrics().horizontalAdvance(text) + spare, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def open(self) -> None:
        """Show all counts of the displayed text and the selection above the button."""
        page, selected = self._text.page, self._text.selected_span()
        text, prose = page.text, page.prose
        parts = [(text, prose)]
        if self._selected is not self._text:
            seen = self._selected.selected_text_as_shown()
            parts += [(seen, seen)] * bool(seen)
        elif selected:
            parts.append((selected.of(text), selected.of(prose)))
        self.popup.show_counts(parts, QRect(self.mapToGlobal(QPoint(0, 0)), self.size()), self.screen().geometry())


class CountsPopup(QFrame):
    """The counts of a text, and of its selected part. Esc or a click elsewhere closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("counts")
        self.setAccessibleName(self.tr("Length"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._slices = _Slices(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(14, 10, 14, 10)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(4)
        self._place: Callable[[], None] = lambda: None
        self.cells: list[list[PlainLabel]] = []  # by column; the first has the names
        names = [
            "",
            self.tr("Words"),
            self.tr("Characters"),
            self.tr("Without spaces"),
            self.tr("Sentences"),
            self.tr("Paragraphs"),
            self.tr("Reading time"),
        ]
        for column, head in enumerate(("", self.tr("Text"), self.tr("Selection"))):
            cells = [PlainLabel(head), *(PlainLabel(name if column == 0 else "") for name in names[1:])]
            for row, cell in enumerate(cells):
                right = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                cell.setAlignment(right | Qt.AlignmentFlag.AlignVCenter)
                if row == 0 or column == 0:
                    cell.setProperty("soft", True)
                self._grid.addWidget(cell, row, column)
            self.cells.append(cells)

    @property
    def busy(self) -> bool:
        """Whether it is still counting."""
        return self._slices.busy

    def show_counts(self, parts: list[tuple[str, str]], beside: QRect, screen: QRect) -> None:
        """Count `parts`, each given as text and prose, and show the popup above the rectangle `beside` (screen
        coordinates, in pixels)."""
        for column, cells in enumerate(self.cells[1:]):
            for cell in cells:
                cell.setVisible(column < len(parts))
            for cell in cells[1:]:
                cell.setText("…")
        self._place = lambda: self._move(beside, screen)
        self._slices.start(self._count(parts))
        self._slices.go_on()  # most counts are finished before the popup is shown
        self._place()
        self.show()
        self.setFocus()

    def _move(self, beside: QRect, screen: QRect) -> None:
        self.adjustSize()
        left = min(beside.left(), screen.right() - self.width())
        self.move(max(screen.left(), left), max(screen.top(), beside.top() - GAP - self.height()))

    def _count(self, parts: list[tuple[str, str]]) -> Iterator[None]:
        for column, (text, prose) in reversed(list(enumerate(parts, 1))):  # the selection first: it is counted sooner
            found = TextCounts()
            for counts in tally(text, prose):
                found += counts
                yield
            self._fill(column, found)
        self.setAccessibleDescription("; ".join(self._said(column) for column in range(1, len(parts) + 1)))
        self._place()

    def _fill(self, column: int, counts: TextCounts) -> None:
        number = QLocale().toString
        numbers = (counts.words, counts.characters, counts.solid, counts.sentences, counts.paragraphs)
        for cell, text in zip(
            self.cells[column][1:], (*map(number, numbers), self._reading_time(counts.minutes)), strict=True
        ):
            cell.setText(text)

    def _said(self, column: int) -> str:
        rows = zip(self.cells[0][1:], self.cells[column][1:], strict=True)
        return ", ".join([self.cells[column][0].text(), *(f"{name.text()}: {cell.text()}" for name, cell in rows)])

    def _reading_time(self, minutes: float) -> str:
        """A reading time in words."""
        if minutes < 1:
            return self.tr("under a minute") if minutes else "–"
        hours, rest = divmod(round(minutes), HOUR)
        if not hours:
            return self.tr("%Ln minutes", "", rest)
        return self.tr("{hours} h {minutes} min").format(hours=QLocale().toString(hours), minutes=rest)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space}:
            self.close()
        else:
            super().keyPressEvent(event)


class _Slices:
    """Runs an iterator in short slices of the event loop. A new iterator replaces the running one."""

    def __init__(self, parent: QWidget) -> None:
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.go_on)

    @property
    def busy(self) -> bool:
        return self._steps is not None

    def start(self, steps: Iterator[None]) -> None:
        self._steps = steps
        self._timer.start(0)

    def stop(self) -> None:
        self._steps = None

    def go_on(self) -> None:
        """Run one slice."""
        if self._steps is None:
            return
        until = time.monotonic() + SLICE_S
        for _ in self._steps:
            if time.monotonic() > until:
                self._timer.start(0)
                return
        self._steps = None
