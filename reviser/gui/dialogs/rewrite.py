"""Writing an edit in one's own words, right under it in the text."""

from html import escape

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from reviser.core.round import Item
from reviser.gui.said import visible
from reviser.gui.theme import Theme

WIDTH = 460


class _Field(QPlainTextEdit):
    """Ctrl+Enter finishes, Esc leaves."""

    finished = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        # Ctrl+Enter is the window's shortcut for the next round; here it is the field's.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _finishes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _finishes(event):
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _finishes(event: QKeyEvent) -> bool:
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class RewriteEditor(QFrame):
    """`done` carries the proposal's id and the person's text. Leaving changes nothing."""

    done = Signal(str, str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Rewrite the proposal"))
        self.setFixedWidth(WIDTH)
        self._item_id = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        self._texts = QLabel()
        self._texts.setWordWrap(True)
        self._texts.setTextFormat(Qt.TextFormat.RichText)
        layout.addWidget(self._texts)
        self.field = _Field()
        self.field.setAccessibleName(self.tr("Your text"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(84)
        self.field.finished.connect(self._finish)
        self.field.left.connect(self.leave)
        layout.addWidget(self.field)
        row = QHBoxLayout()
        hint = QLabel(self.tr("Ctrl+Enter accepts your text, Esc leaves"))
        hint.setProperty("soft", True)
        self.accept_button = QPushButton(self.tr("Accept mine"))
        self.accept_button.setProperty("primary", True)
        self.accept_button.clicked.connect(self._finish)
        row.addWidget(hint, 1)
        row.addWidget(self.accept_button)
        layout.addLayout(row)
        self.hide()

    def begin(self, item: Item, after: str, theme: Theme, below: QPoint) -> None:
        """Edit a proposal, beginning with `after`; the frame stands under `below`, inside its parent."""
        self._item_id = item.id
        edit, palette = item.proposal.edit, theme.palette
        original = escape(visible(edit.before)) or f"<i>{escape(self.tr('nothing'))}</i>"
        proposed = escape(visible(edit.after)) or f"<i>{escape(self.tr('nothing'))}</i>"
        color = palette.intent(item.proposal.intent)
        self._texts.setText(
            f'<span style="color:{palette.soft}">{escape(self.tr("Original"))}</span>&nbsp; {original}<br>'
            f'<span style="color:{palette.soft}">{escape(self.tr("Proposed"))}</span>&nbsp; '
            f'<b style="color:{color}">{proposed}</b>'
        )
        self.field.setFont(theme.text_font)
        self.field.setPlainText(after)
        self.field.selectAll()
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.adjustSize()
        area = self._area.rect()
        left = max(8, min(below.x(), area.width() - self.width() - 16))
        top = below.y() + 8
        if top + self.height() > area.height() - 8:
            top = max(8, below.y() - self.height() - 36)
        self.move(left, top)
        self.show()
        self.raise_()
        self.field.setFocus()

    def leave(self) -> None:
        """Close without any change."""
        self.hide()
        self.closed.emit()

    def _finish(self) -> None:
        self.hide()
        self.done.emit(self._item_id, self.field.toPlainText())
        self.closed.emit()
