"""Stores the caret and the scroll position while the person moves in the text, so that they survive a crash. `_show` in
gui/controllers/documents.py restores them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from reviser.gui.text.text_view import TextView

KEEP_MS = 1000  # milliseconds after the first unsaved move; at most one write per second


class ReadingPlaceAutosave(QObject):
    """Calls `keep` after the caret was moved in `text` or the text was scrolled. Typed text is committed first, so that
    the place refers to stored text."""

    def __init__(self, text: TextView, keep: Callable[[], None]) -> None:
        super().__init__(text)
        self._text = text
        self._keep = keep
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(KEEP_MS)
        self._due.timeout.connect(self._on_due)
        text.cursorPositionChanged.connect(self._on_moved)
        text.verticalScrollBar().valueChanged.connect(self._on_moved)

    def _on_moved(self) -> None:
        if not self._due.isActive():
            self._due.start()

    def _on_due(self) -> None:
        self._text.take_typed()
        if self._text.dirty:
            self._due.start()
        else:
            self._keep()
