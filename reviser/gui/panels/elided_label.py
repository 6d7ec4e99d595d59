"""A label that elides long text in the middle and shows all of it as a tool tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from reviser.gui.wording.plain_text import PlainLabel, tip

LEAST = 60  # pixels


class ElidedLabel(PlainLabel):
    """A label for text of any length: `words` is the full text, `text` the displayed one."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def set_words(self, words: str) -> None:
        """Show a text, elided if it does not fit."""
        self.words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        wide = self.fontMetrics().horizontalAdvance(self.words) + margins.left() + margins.right() + 2
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(LEAST, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideMiddle, self.contentsRect().width())
        if self.words and self.sizeHint().width() <= self.width():
            shown = self.words
        self.setText(shown)
        self.setToolTip(tip(self.words) if shown != self.words else "")
