"""The bar under the text for finding and replacing."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviser.core.find import PatternError, Query, TemplateError
from reviser.gui.theme import Theme
from reviser.gui.wording.plain_text import PlainLabel, tip

NARROW = 440  # pixels: in a narrower bar, the buttons stand under the field


class FindBar(QFrame):
    """The fields and buttons for finding. `asked` is emitted when the query changes. `stepped` carries 1 for the next
    match and -1 for the previous one. `replaced` carries whether to replace all matches."""

    asked = Signal()
    stepped = Signal(int)
    replaced = Signal(bool)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("find")
        self.setAccessibleName(self.tr("Find and replace"))
        self.words = QLineEdit()
        self.words.setAccessibleName(self.tr("Find"))
        self.words.setPlaceholderText(self.tr("Find in the text"))
        self.template = QLineEdit()
        self.template.setAccessibleName(self.tr("Replace with"))
        self.template.setPlaceholderText(self.tr("Replace with"))
        self.count = PlainLabel()
        self.count.setProperty("soft", True)
        self.count.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.match_case = self._option("Aa", self.tr("Match case"))
        self.whole_words = self._option("|ab|", self.tr("Whole words"))
        self.expression = self._option(".*", self.tr("Regular expression"))
        self.previous = self._button(self.tr("Previous match"))
        self.next = self._button(self.tr("Next match"))
        self.close_button = self._button(self.tr("Close the search"))
        self.replace_one = QPushButton(self.tr("Replace"))
        self.replace_all = QPushButton(self.tr("Replace all"))
        self.sentence = PlainLabel()
        self.sentence.setObjectName("findSentence")
        self.sentence.setWordWrap(True)
        self._replacing = QWidget()
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.say("")
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        for button, icon in ((self.previous, "up"), (self.next, "down"), (self.close_button, "close")):
            button.setIcon(theme.icon(icon))

    @property
    def query(self) -> Query:
        """The query that the fields describe."""
        return Query(
            self.words.text(),
            match_case=self.match_case.isChecked(),
            whole_words=self.whole_words.isChecked(),
            expression=self.expression.isChecked(),
        )

    def begin(self, words: str, *, replacing: bool) -> None:
        """Show the bar with the cursor in it. `words` becomes the query if it is not empty."""
        if words and words != self.words.text():
            self.words.setText(words)
        if replacing:
            self._replacing.show()
        self.show()
        field = self.template if replacing and self.words.text() else self.words
        field.setFocus()
        field.selectAll()

    def show_keys(self, following: str, previous: str) -> None:
        """Show the keys that go to the next and the previous match."""
        for button, key in ((self.next, following), (self.previous, previous)):
            button.setToolTip(tip(f"{button.accessibleName()}  ({key})" if key else button.accessibleName()))

    def show_count(self, at: int | None, of: int, *, complete: bool) -> None:
        """Show which of how many matches is selected; `at` counts from 0. `complete` is false if there are more
        matches."""
        all_of = f"{of:,}" if complete else f"{of:,}+"
        if not self.words.text():
            self.count.clear()
        elif not of and complete:
            self.count.setText(self.tr("Not found"))
        elif at is None:
            self.count.setText(self.tr("{all} found").format(all=all_of))
        else:
            self.count.setText(self.tr("{at} of {all}").format(at=f"{at + 1:,}", all=all_of))
        possible = bool(of) and self.template.isEnabled()
        if not possible and (self.replace_all.hasFocus() or self.replace_one.hasFocus()):
            self.words.setFocus()  # Qt would move the focus to the next widget, outside the bar
        self.replace_all.setEnabled(possible)
        self.replace_one.setEnabled(possible)

    def allow_replacing(self, why_not: str) -> None:
        """Enable or disable replacing. `why_not` is a sentence that says why the text cannot be changed; empty if it
        can."""
        self.template.setEnabled(not why_not)
        for widget in (self._replacing, self.template, self.replace_one, self.replace_all):
            widget.setToolTip(tip(why_not))

    @property
    def replacing(self) -> bool:
        """Whether the field for the replacement is shown."""
        return self._replacing.isVisibleTo(self)

    def say(self, sentence: str) -> None:
        """Show an error; hide it if `sentence` is empty."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._upper.setDirection(below if event.size().width() < NARROW else beside)
        super().resizeEvent(event)

    def _enter(self, *, back: bool) -> None:
        if self.template.hasFocus() and not back:
            self.replaced.emit(False)
        else:
            self.stepped.emit(-1 if back else 1)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 6)
        column.setSpacing(4)
        self._upper = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._upper.setSpacing(6)
        self._upper.addWidget(self.words, 1)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.count, 1)
        for widget in (self.previous, self.next, *self._options(), self.close_button):
            row.addWidget(widget)
        self._upper.addLayout(row)
        column.addLayout(self._upper)
        below = QHBoxLayout(self._replacing)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(6)
        below.addWidget(self.template, 1)
        below.addWidget(self.replace_one)
        below.addWidget(self.replace_all)
        self._replacing.hide()
        column.addWidget(self._replacing)
        column.addWidget(self.sentence)

    def _options(self) -> tuple[QToolButton, ...]:
        return self.match_case, self.whole_words, self.expression

    def _connect(self) -> None:
        self.words.textChanged.connect(self.asked)
        for option in self._options():
            option.toggled.connect(self.asked)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.replace_one.clicked.connect(lambda: self.replaced.emit(False))
        self.replace_all.clicked.connect(lambda: self.replaced.emit(True))
        self.close_button.clicked.connect(self.closed)

    def _option(self, sign: str, name: str) -> QToolButton:
        button = self._button(name)
        button.setText(sign)
        button.setCheckable(True)
        return button

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        button.setToolTip(tip(name))
        return button


def error_sentence(error: PatternError | TemplateError) -> str:
    """A sentence about an invalid expression or replacement."""
    if isinstance(error, TemplateError):
        return _tr(
            "This replacement is not valid: it refers to a group that the expression does not have, or ends too early."
        )
    if error.place is None:
        return _tr("This regular expression is not valid.")
    return _tr("This regular expression is not valid: check it at character {place}.").format(place=error.place + 1)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FindBar", text)
