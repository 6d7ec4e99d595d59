"""A box that shows a change in its context. It is as high as its content, up to a limit; a longer content scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QScrollArea

from reviser.gui.wording.plain_text import PlainLabel

MOST = 190  # pixels: the greatest height
MARGIN = 12


class Quote(QScrollArea):
    """Shows rich text. Tab reaches it only if it needs to scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quote")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.label = PlainLabel()
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setWordWrap(True)
        self.label.setMargin(MARGIN)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        font = self.label.font()
        font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)  # halves the layout time of each decision
        self.label.setFont(font)
        self.setWidget(self.label)

    def show_text(self, text: str) -> None:
        self.label.setText(text)
        self.verticalScrollBar().setValue(0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.viewport().width() <= 0:  # not laid out
            return
        frame = max(0, self.height() - self.viewport().height())
        wanted = max(0, self.label.heightForWidth(self.viewport().width())) + frame
        scrolls = wanted > MOST
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if scrolls else Qt.FocusPolicy.NoFocus)
        if self.maximumHeight() != min(wanted, MOST):
            self.setFixedHeight(min(wanted, MOST))
