"""The editor in which a person rewrites a proposal, shown below it in the text."""

from html import escape

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviser.core.round import Item
from reviser.gui.text.field import AnswerField
from reviser.gui.theme import Theme
from reviser.gui.wording.plain_text import PlainLabel
from reviser.gui.wording.state_sentences import visible

WIDTH, WIDEST = 460, 680  # pixels
LONG = 240  # code points of a text for which the editor takes its full width
INSET = 14
EDGE = 8  # pixels kept free around the editor
FIELD = 64, 200  # height of the field in pixels, least and most
TEXTS = 150  # height of the shown texts in pixels, at most


class _Field(AnswerField):
    """A field that emits a signal on Esc."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class RewriteEditor(QFrame):
    """Edits the text of a proposal. `done` carries the proposal's id and the person's text; the receiver calls
    `close_done` when the decision is stored.

    The proposed text is selected at first, so typing replaces it. Leaving the editor changes nothing; the typed text is
    kept, and shown when the same proposal is rewritten again."""

    done = Signal(str, str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Rewrite the proposal"))
        self._item_id = ""
        self._offered = ""  # the field's initial text, if nothing had been typed before
        self._drafts: dict[str, str] = {}  # typed texts by proposal id, until the program ends
        layout = QVBoxLayout(self)
        layout.setContentsMargins(INSET, 12, INSET, 12)
        layout.setSpacing(8)
        self._texts = PlainLabel()
        self._texts.setWordWrap(True)
        self._texts.setTextFormat(Qt.TextFormat.RichText)
        self._texts.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the arrow keys scroll a long proposal
        self._scroll.setAccessibleName(self.tr("Original and proposed text"))
        self._scroll.setWidget(self._texts)
        layout.addWidget(self._scroll)
        self.field = _Field()
        self.field.setAccessibleName(self.tr("Your text"))
        self.field.finished.connect(self._finish)
        self.field.left.connect(self.leave)
        layout.addWidget(self.field)
        row = QHBoxLayout()
        self.hint = PlainLabel()
        self.hint.setProperty("soft", True)
        self.hint.setWordWrap(True)
        self.accept_button = QPushButton(self.tr("Accept mine"))
        self.accept_button.setProperty("primary", True)
        self.accept_button.clicked.connect(self._finish)
        row.addWidget(self.hint, 1)
        row.addWidget(self.accept_button)
        layout.addLayout(row)
        self.hide()

    def begin(self, item: Item, after: str, theme: Theme, below: QPoint) -> None:
        """Edit a proposal. The field starts with `after`, or with the text that was typed before and not submitted. The
        editor is placed below the point `below` of its parent (pixels)."""
        self._item_id, self._offered = item.id, after
        edit, palette = item.proposal.edit, theme.palette
        draft = self._drafts.get(item.id)
        original = escape(visible(edit.before)) or f"<i>{escape(self.tr('nothing'))}</i>"
        proposed = escape(visible(edit.after)) or f"<i>{escape(self.tr('nothing'))}</i>"
        color = palette.intent(item.proposal.intent)
        self._texts.setText(
            f'<span style="color:{palette.soft}">{escape(self.tr("Original"))}</span>&nbsp; {original}<br>'
            f'<span style="color:{palette.soft}">{escape(self.tr("Proposed"))}</span>&nbsp; '
            f'<b style="color:{color}">{proposed}</b>'
        )
        keys = self.tr("Ctrl+Enter accepts your text, Esc leaves and keeps it here")
        self.hint.setText(keys if draft is None else self.tr("This is what you typed before.") + " " + keys)
        self.field.setFont(theme.text_font)
        self.field.set_text(after if draft is None else draft)
        # The proposed text is selected, to be replaced by typing; the person's own text is not.
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        if draft is None and after == edit.after:
            self.field.selectAll()
        self._fit(max(len(edit.before), len(edit.after), len(draft or "")) >= LONG, below)
        self.show()
        self.raise_()
        self.field.setFocus()

    def _fit(self, long: bool, below: QPoint) -> None:
        """Size the editor for its texts within the parent, and place it under `below`, above it, or where there is
        room."""
        area = self._area.rect()
        self.setFixedWidth(min(WIDEST if long else WIDTH, area.width() - 2 * EDGE - 16))
        width = self.width() - 2 * INSET - 16  # minus the scroll bar
        self._scroll.setFixedHeight(min(TEXTS, self._texts.heightForWidth(width) + 4))
        self.field.setFixedHeight(FIELD[1] if long else FIELD[0] + 20)
        over = self.sizeHint().height() - (area.height() - 2 * EDGE)
        if over > 0:
            self.field.setFixedHeight(max(FIELD[0], self.field.maximumHeight() - over))
            over = self.sizeHint().height() - (area.height() - 2 * EDGE)
        if over > 0:
            self._scroll.setFixedHeight(max(24, self._scroll.maximumHeight() - over))
        self.adjustSize()
        left = max(EDGE, min(below.x(), area.width() - self.width() - 16))
        top = below.y() + EDGE
        if top + self.height() > area.height() - EDGE:
            above = below.y() - self.height() - 36
            top = above if above >= EDGE else max(EDGE, area.height() - EDGE - self.height())
        self.move(left, top)

    def leave(self) -> None:
        """Close without a change, and keep the typed text for next time."""
        typed = self.field.text()
        if typed != self._offered:
            self._drafts[self._item_id] = typed
        else:
            self._drafts.pop(self._item_id, None)
        self.hide()
        self.closed.emit()

    def close_done(self, item_id: str) -> None:
        """The rewrite of this proposal is stored: close the editor and forget the typed text."""
        self._drafts.pop(item_id, None)
        if item_id == self._item_id and self.isVisible():
            self.hide()
            self.closed.emit()

    def _finish(self) -> None:
        self.done.emit(self._item_id, self.field.text())
