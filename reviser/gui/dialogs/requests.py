"""The dialog that shows the exact requests of a round, and the model's answers."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from reviser.core.exchange import Exchange
from reviser.gui.dialogs.geometry import fit
from reviser.gui.panels.row_list import RowList
from reviser.gui.text.field import PlainTextField
from reviser.gui.wording.plain_text import PlainLabel


class RequestsDialog(QDialog):
    """Shows the requests of one round, in order. `summary` is a line with their totals."""

    def __init__(self, exchanges: Sequence[Exchange], summary: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._exchanges = tuple(exchanges)
        self.setWindowTitle(self.tr("What was sent"))
        fit(self, parent, 980, 680)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        self.summary = PlainLabel(summary)
        self.summary.setWordWrap(True)
        layout.addWidget(self.summary)
        self.list = RowList()
        self.list.setAccessibleName(self.tr("Requests"))
        for number, exchange in enumerate(self._exchanges, 1):
            self.list.addItem(self._title(number, exchange))
        self.sent = self._pane(self.tr("What was sent"))
        self.received = self._pane(self.tr("What came back"))
        self.tabs = QTabWidget()
        self.tabs.addTab(self.sent, self.tr("&Sent"))
        self.tabs.addTab(self.received, self.tr("&Received"))
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(16, 0, 0, 0)
        self.about = PlainLabel()
        self.about.setWordWrap(True)
        self.about.setProperty("soft", True)
        column.addWidget(self.about)
        column.addWidget(self.tabs, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([260, 700])
        split.setChildrenCollapsible(False)
        layout.addWidget(split, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.list.currentRowChanged.connect(self._show)
        if self._exchanges:
            self.list.setCurrentRow(0)
        else:
            self.about.setText(self.tr("Nothing was sent in this round: it was proposed on this machine."))

    def _show(self, row: int) -> None:
        exchange = self._exchanges[row]
        self.about.setText(self._figures(exchange))
        self.sent.set_text(exchange.sent)
        self.received.set_text(exchange.received)

    def _title(self, number: int, exchange: Exchange) -> str:
        return self.tr("{number}. {purpose}: {ended}").format(
            number=number, purpose=exchange.purpose, ended=exchange.ended
        )

    def _figures(self, exchange: Exchange) -> str:
        where = f"{exchange.server} · {exchange.model}" if exchange.model else exchange.server
        parts = [where]
        counts = (exchange.tokens_in, exchange.tokens_out)
        if exchange.prompt or counts != (None, None):  # a checkpoint has neither a prompt nor counts
            parts.append(self._tokens(exchange))
        parts.append(self.tr("{seconds} s").format(seconds=QLocale().toString(exchange.seconds, "f", 1)))
        if exchange.prompt:
            parts.append(self.tr("prompt {version}").format(version=exchange.prompt))
        return " · ".join(parts)

    def _tokens(self, exchange: Exchange) -> str:
        tokens = self.tr("{sent} tokens sent, {received} received").format(
            sent=self._count(exchange.tokens_in), received=self._count(exchange.tokens_out)
        )
        if exchange.tokens_cached:
            cached = self._count(exchange.tokens_cached)
            tokens += self.tr(" ({cached} from the server's cache)").format(cached=cached)
        return tokens

    def _count(self, tokens: int | None) -> str:
        return "?" if tokens is None else QLocale().toString(tokens)

    def _pane(self, name: str) -> PlainTextField:
        pane = PlainTextField()
        pane.setReadOnly(True)
        pane.setAccessibleName(name)
        pane.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        return pane
