"""What the document has learned from decisions: the silent rules, the kinds of proposal whose threshold has moved, and
the words marked as correct. Each can be reset."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviser.core.memory import Memory, MovedThreshold, RuleTally
from reviser.gui.wording.plain_text import PlainLabel
from reviser.gui.wording.rule_names import rule_name
from reviser.gui.wording.state_sentences import visible

WORDS = 12  # pairs of words listed for each rule
HIGHEST = 560  # pixels; a longer list scrolls


class LearnedDialog(QDialog):
    """Shows what was learned. `restored` carries a rule to be reset: it may propose again, or its threshold starts
    again at the default."""

    restored = Signal(str)

    def __init__(self, memory: Memory, parent: QWidget | None, *, key: str = "") -> None:
        """`key` is the key that marks a word as correct in this document. Moved thresholds are added later by
        `show_moved`."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("What was learned"))
        self.setMinimumWidth(520)
        self.buttons: dict[str, QPushButton] = {}
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(28, 24, 28, 12)
        layout.setSpacing(12)
        layout.addWidget(self._heading(self.tr("Silent here")))
        about = self.tr(
            "A kind of proposal becomes silent when you have rejected it three separate times, or when you silence it."
        )
        layout.addWidget(self._soft(about if memory.silenced else self.tr("Nothing is silent in this document.")))
        speak = (self.tr("Propose it again"), self.tr("Propose {rule} again"))
        for rule in sorted(memory.silenced, key=rule_name):
            layout.addLayout(self._row(rule, rule_name(rule), speak))
        layout.addWidget(self._heading(self.tr("Changed thresholds")))
        self.about_moved = self._soft(self.tr("Reading the history …"))
        layout.addWidget(self.about_moved)
        self._moved = QVBoxLayout()
        self._moved.setSpacing(12)
        layout.addLayout(self._moved)
        layout.addWidget(self._heading(self.tr("Words marked as correct here")))
        none = self.tr("None yet: {key} in review mode adds the word of a proposal.").format(key=key)
        words = ", ".join(sorted(memory.words)) or (none if key else self.tr("None yet."))
        layout.addWidget(self._soft(words))
        layout.addStretch(1)
        self._inside = inside
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        for widget in (inside, self._scroll.viewport()):
            widget.setAutoFillBackground(False)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 20)
        whole.addWidget(self._scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(28, 0, 28, 0)
        foot.addWidget(close)
        whole.addLayout(foot)
        self._fit()

    def show_moved(self, moved: Iterable[MovedThreshold]) -> None:
        """List the kinds of proposal whose threshold this person's decisions have moved."""
        found = sorted(moved, key=lambda one: rule_name(one.rule))
        about = self.tr(
            "From the next round on, kinds of proposals that you reject need more confidence, and kinds that "
            "you accept need less. Decisions in other documents count a little, too."
        )
        self.about_moved.setText(about if found else self.tr("All thresholds have their default values."))
        again = (self.tr("Reset"), self.tr("Reset {rule}"))
        for one in found:
            self._moved.addLayout(self._row(one.rule, self._threshold_sentence(one), again))
        self._fit()

    def _threshold_sentence(self, moved: MovedThreshold) -> str:
        sentence = (
            self.tr("“{kind}”: {counts}, so it needs more confidence.")
            if moved.surer
            else self.tr("“{kind}”: {counts}, so it needs less confidence.")
        )
        counts = ", ".join(
            text for text in (self._tally_here(moved.here), self._tally_elsewhere(moved.elsewhere)) if text
        )
        said = sentence.format(kind=rule_name(moved.rule), counts=counts)
        if not moved.here.ended:
            return said
        pairs = ", ".join(f"“{visible(before)}” → “{visible(after)}”" for before, after in moved.here.ended[:WORDS])
        more = ", …" if len(moved.here.ended) > WORDS else ""
        return f"{said} " + self.tr("Not proposed here again: {words}.").format(words=pairs + more)

    def _tally_here(self, tally: RuleTally) -> str:
        if not tally.decided:
            return ""
        text = self.tr("{refused} of {decided} rejected here")
        if tally.rewritten:
            text = self.tr("{refused} of {decided} rejected or rewritten here")
        return text.format(refused=tally.refused + tally.rewritten, decided=tally.decided)

    def _tally_elsewhere(self, tally: RuleTally) -> str:
        if not tally.decided:
            return ""
        text = self.tr("{refused} of {decided} rejected in other documents")
        if tally.rewritten:
            text = self.tr("{refused} of {decided} rejected or rewritten in other documents")
        return text.format(refused=tally.refused + tally.rewritten, decided=tally.decided)

    def _row(self, rule: str, text: str, says: tuple[str, str]) -> QHBoxLayout:
        """A row with a button. `says` holds the button's text, and its accessible name, which also names the row."""
        row = QHBoxLayout()
        row.setSpacing(16)
        label = PlainLabel(text)
        label.setWordWrap(True)
        row.addWidget(label, 1)
        button = QPushButton(says[0])
        button.setAutoDefault(False)
        button.setAccessibleName(says[1].format(rule=rule_name(rule)))
        button.clicked.connect(lambda: self._restore(rule))
        self.buttons[rule] = button
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _restore(self, rule: str) -> None:
        self.buttons[rule].setEnabled(False)
        self.restored.emit(rule)

    def _fit(self) -> None:
        """Make the list as high as its content, up to HIGHEST pixels."""
        width = max(self.minimumWidth(), self.width())
        inside = self._inside.layout()
        height = inside.heightForWidth(width) if inside is not None and inside.hasHeightForWidth() else 0
        self._scroll.setMinimumHeight(min(HIGHEST, max(height, self._inside.sizeHint().height())))

    @staticmethod
    def _heading(text: str) -> QLabel:
        label = PlainLabel(text)
        label.setObjectName("heading")
        return label

    @staticmethod
    def _soft(text: str) -> QLabel:
        label = PlainLabel(text)
        label.setProperty("soft", True)
        label.setWordWrap(True)
        return label
