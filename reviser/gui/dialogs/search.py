"""The search dialog: searches all texts, proposals and decisions while the person types."""

from PySide6.QtCore import QDateTime, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviser.core.edit import Intent, Verdict
from reviser.errors import UserError
from reviser.gui.dialogs.geometry import fit
from reviser.gui.panels.hit_list import HitList
from reviser.gui.theme import Theme
from reviser.gui.wording.messages import error_text
from reviser.gui.wording.plain_text import PlainLabel
from reviser.gui.wording.state_sentences import intent_name
from reviser.history.search.hits import Hit
from reviser.history.search.indexing import IndexProgress
from reviser.history.search.query import Cursor, HitKind, HitPage, SearchRequest
from reviser.services.documents.search import SearchJobs

PAUSE_MS = 150  # milliseconds after a key press
DAY_S = 86_400


class SearchDialog(QDialog):
    """Searches the history. `opening` carries a hit whose document is to be opened. `document` is the number of the
    current document."""

    opening = Signal(object)

    def __init__(
        self, searching: SearchJobs, theme: Theme, parent: QWidget | None, *, document: int | None = None
    ) -> None:
        super().__init__(parent)
        self._searching = searching
        self._after: Cursor | None = None
        self._request = SearchRequest()
        self._waiting = False
        self._filling = True  # the index is being filled in the background
        self._partial = False  # the hits come from an index that was not complete
        self.setWindowTitle(self.tr("Search the history"))
        fit(self, parent, 980, 700)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Words, “a phrase”, or the beginning of a word"))
        self.words.setAccessibleName(self.tr("What to look for"))
        self.words.setClearButtonEnabled(True)
        self.kind = self._choice(self.tr("Where"), self._kinds())
        self.intent = self._choice(self.tr("Intent"), self._intents())
        self.decision = self._choice(self.tr("Decision"), self._decisions())
        self.when = self._choice(self.tr("When"), self._times())
        self.reviser = QLineEdit()
        self.reviser.setPlaceholderText(self.tr("Any reviser"))
        self.reviser.setAccessibleName(self.tr("Reviser"))
        self.here = QCheckBox(self.tr("&This document only"))
        self.here.setVisible(document is not None)
        self._document = document
        self.best = QCheckBox(self.tr("&Best first"))
        self.best.setToolTip(self.tr("Otherwise, and if very many were found, the newest come first."))
        self.list = HitList(theme)
        self.status = PlainLabel()
        self.status.setWordWrap(True)
        self.more = QPushButton(self.tr("&More"))
        self.open_button = QPushButton(self.tr("&Open"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._lay_out()
        self._connect()
        self._searching.keep_up(self._filled, self._not_filled)
        self._begin()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        layout.addWidget(self.words)
        filters = QGridLayout()
        filters.setHorizontalSpacing(10)
        for column, widget in enumerate((self.kind, self.intent, self.decision, self.when, self.reviser)):
            filters.addWidget(widget, 0, column)
            filters.setColumnStretch(column, 1)
        layout.addLayout(filters)
        row = QHBoxLayout()
        row.addWidget(self.here)
        row.addWidget(self.best)
        row.addWidget(self.status, 1)
        layout.addLayout(row)
        layout.addWidget(self.list, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in (self.more, self.open_button):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)  # Enter in the search field moves to the hits
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._soon)
        self.reviser.textChanged.connect(self._soon)
        self._timer.timeout.connect(self._begin)
        for box in (self.kind, self.intent, self.decision, self.when):
            box.currentIndexChanged.connect(self._begin)
        self.here.toggled.connect(self._begin)
        self.best.toggled.connect(self._begin)
        self.words.returnPressed.connect(self._open)
        self.list.itemActivated.connect(self._on_activated)
        self.list.currentRowChanged.connect(lambda row: self.open_button.setEnabled(row >= 0))
        self.open_button.clicked.connect(self._open)
        self.more.clicked.connect(self._go_on)
        self.finished.connect(self._rest)

    # Filters

    def _choice(self, name: str, entries: list[tuple[str, object]]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        for text, value in entries:
            box.addItem(text, value)
        return box

    def _kinds(self) -> list[tuple[str, object]]:
        return [
            (self.tr("Everywhere"), None),
            (self.tr("In texts"), HitKind.TEXT),
            (self.tr("In typed text"), HitKind.TYPED),
            (self.tr("In edits"), HitKind.EDIT),
            (self.tr("In explanations"), HitKind.EXPLANATION),
            (self.tr("In instructions"), HitKind.INSTRUCTION),
            (self.tr("In reasons"), HitKind.REASON),
        ]

    def _intents(self) -> list[tuple[str, object]]:
        return [(self.tr("Any intent"), None), *((intent_name(intent), intent.value) for intent in Intent)]

    def _decisions(self) -> list[tuple[str, object]]:
        return [
            (self.tr("Any decision"), None),
            (self.tr("Accepted"), Verdict.ACCEPT.value),
            (self.tr("Rewritten"), Verdict.REWRITE.value),
            (self.tr("Rejected"), Verdict.REJECT.value),
            (self.tr("Undecided"), Verdict.UNDECIDED.value),
        ]

    def _times(self) -> list[tuple[str, object]]:
        return [
            (self.tr("At any time"), None),
            (self.tr("In the last day"), 1),
            (self.tr("In the last week"), 7),
            (self.tr("In the last month"), 30),
            (self.tr("In the last year"), 365),
        ]

    def wanted(self) -> SearchRequest:
        """The search that the fields describe."""
        days = self.when.currentData()
        since = None if days is None else QDateTime.currentSecsSinceEpoch() - int(days) * DAY_S
        return SearchRequest(
            self.words.text(),
            self.kind.currentData(),
            self.intent.currentData(),
            self.decision.currentData(),
            self.reviser.text().strip() or None,
            document_id=self._document if self.here.isChecked() else None,
            since=since,
            by_relevance=self.best.isChecked(),
        )

    # Searching

    @property
    def waiting(self) -> bool:
        """Whether a search or a query is still running."""
        return self._timer.isActive() or self._waiting or (self._partial and self._filling)

    def _soon(self) -> None:
        """Start a search when nothing has been typed for PAUSE_MS."""
        self._timer.start()

    def _begin(self) -> None:
        """Start the search that the fields describe; an earlier one is dropped."""
        self._timer.stop()
        self._searching.forget()
        self._request = self.wanted()
        self._after = None
        self._partial = False
        if self._request.empty:
            self.list.clear()
            self._settle(self.tr("Type what you are looking for, or choose above."))
            return
        self._waiting = True
        self._searching.find(self._request, self._first, self._fail)

    def _go_on(self) -> None:
        if self._after is not None:
            self.more.setEnabled(False)
            self._waiting = True
            self._searching.find(self._request, self._add, self._fail, after=self._after)

    def _first(self, page: HitPage) -> None:
        before = self.list.hit()
        self.list.clear()
        self._add(page)
        ids = [hit.id for hit in page.hits]
        if ids:
            self.list.setCurrentRow(ids.index(before.id) if before is not None and before.id in ids else 0)

    def _add(self, page: HitPage) -> None:
        for hit in page.hits:
            self.list.add(hit)
        self._after = page.after
        self._partial = page.progress.share < 1
        self._settle(self._page_sentence(page))

    def _page_sentence(self, page: HitPage) -> str:
        if not page.count:
            said = self.tr("Nothing was found.")
        elif page.more:
            said = self.tr("More than %Ln found.", "", page.count)
        else:
            said = self.tr("%Ln found.", "", page.count)
        if page.progress.share < 1:
            share = f"{100 * page.progress.share:.0f}"
            said += " " + self.tr("{share} % of the history can be searched so far.").format(share=share)
        return said

    def _fail(self, error: UserError) -> None:
        self._settle(error_text(error))

    def _filled(self, _: IndexProgress) -> None:
        """The index is complete: repeat a search that saw only a part of it."""
        self._filling = False
        if self._partial or self._waiting:
            self._begin()

    def _not_filled(self, error: UserError) -> None:
        self._filling = False
        self._fail(error)

    def _settle(self, text: str) -> None:
        self._waiting = False
        self.status.setText(text)
        self.more.setEnabled(self._after is not None)
        self.open_button.setEnabled(self.list.currentRow() >= 0)

    def _rest(self) -> None:
        self._searching.forget()
        self._searching.rest()

    # Opening a hit

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.words.hasFocus():
            self.list.setFocus()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:  # Enter in the field must press no button
            super().keyPressEvent(event)

    def _on_activated(self, item: QListWidgetItem) -> None:
        self.list.setCurrentItem(item)
        self._open()

    def _open(self) -> None:
        hit = self.list.hit()
        if isinstance(hit, Hit):
            self.accept()
            self.opening.emit(hit)
