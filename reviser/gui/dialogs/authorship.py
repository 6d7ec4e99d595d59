"""The authorship dialog: which words of the text the writer wrote and which a model, as percentages and marked in the
text; and the history of the sentence at the caret, or of the selected passage."""

import re

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from reviser.core.branches import PointKind
from reviser.core.edit import DecisionSource, Verdict
from reviser.core.passage_history import PassageStep, story
from reviser.core.past_states import PastStates
from reviser.core.provenance import Author, account
from reviser.core.round import Item
from reviser.core.round_state import RecordedDecision
from reviser.core.segment import sentence_at
from reviser.core.text import Span, Utf16
from reviser.gui.dialogs.geometry import fit
from reviser.gui.text.field import ReadingBrowser, ReadingField
from reviser.gui.text.lines import displayable
from reviser.gui.theme import Theme
from reviser.gui.wording.plain_text import PlainLabel, tip
from reviser.gui.wording.reasons import translate_reason
from reviser.gui.wording.state_sentences import intent_name, visible

_ENDS = re.compile("\r(?!\n)|[\u2028\u2029\ufdd0\ufdd1]")
_LINES = {
    Author.TYPED: QTextCharFormat.UnderlineStyle.SingleUnderline,
    Author.MODEL: QTextCharFormat.UnderlineStyle.DashUnderline,
    Author.REWRITTEN: QTextCharFormat.UnderlineStyle.WaveUnderline,
    Author.TAKEN: QTextCharFormat.UnderlineStyle.DotLine,
}
SWATCH = 28  # pixels


class AuthorshipDialog(QDialog):
    """Shows the authorship of the document `look`. It starts at `span` of the text (code points); an empty span means
    the sentence around it."""

    def __init__(self, look: PastStates, span: Span, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._account = account(look)
        self._text = self._account.state.text
        self._theme = theme
        self._stretches = self._account.authorship
        self._map = Utf16(self._text)
        self.setWindowTitle(self.tr("Where the words come from"))
        fit(self, parent, 1040, 720)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addLayout(self._legend())
        self.text = ReadingField()
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.text.setAccessibleName(self.tr("The text, with the author of each word marked"))
        self.text.setFont(theme.text_font)
        self.story = ReadingBrowser()
        self.story.setOpenLinks(False)
        self.story.setAccessibleName(self.tr("History of this passage"))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.text)
        split.addWidget(self.story)
        split.setSizes([600, 400])
        split.setChildrenCollapsible(False)
        for pane in (self.text, self.story):
            pane.document().setDocumentMargin(12)
        layout.addWidget(split, 1)
        layout.addWidget(self._buttons())
        self._fill()
        self._go(span)
        self.text.cursorPositionChanged.connect(self._tell)
        self.text.selectionChanged.connect(self._tell)
        self._tell()
        self.text.setFocus()

    # Contents

    def _legend(self) -> QGridLayout:
        """The legend: each author with the mark used in the text and the share of the text in per cent."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        found = self._account.shares()
        # Words of unknown origin exist in old histories only; without any, the legend omits them.
        for number, hand in enumerate(hand for hand in Author if hand is not Author.TAKEN or found[hand]):
            share = QLocale().toString(100 * found[hand], "f", 1)
            label = PlainLabel(self.tr("{hand}: {share} %").format(hand=self._hand(hand), share=share))
            grid.addWidget(_Swatch(self._format(hand)), number // 2, 3 * (number % 2))
            grid.addWidget(label, number // 2, 3 * (number % 2) + 1)
        grid.setColumnMinimumWidth(2, 24)
        grid.setColumnStretch(5, 1)
        return grid

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for name, key, by in ((self.tr("&Previous change"), "Shift+F8", -1), (self.tr("&Next change"), "F8", 1)):
            button = QPushButton(name)
            button.setAutoDefault(False)
            button.setToolTip(tip(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)))
            button.clicked.connect(lambda _=False, by=by: self._step(by))
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        return buttons

    def _hand(self, hand: Author) -> str:
        match hand:
            case Author.FIRST:
                return self.tr("First draft")
            case Author.TYPED:
                return self.tr("Typed by the writer since")
            case Author.MODEL:
                return self.tr("As proposed")
            case Author.REWRITTEN:
                return self.tr("Proposed, rewritten by the writer")
            case Author.TAKEN:
                return self.tr("Taken over, author unknown")

    def _format(self, hand: Author) -> QTextCharFormat:
        palette = self._theme.palette
        colors = {
            Author.FIRST: palette.ink,
            Author.TYPED: palette.style,
            Author.MODEL: palette.clarity,
            Author.REWRITTEN: palette.meaning,
            Author.TAKEN: palette.soft,
        }
        made = QTextCharFormat()
        made.setForeground(QColor(colors[hand]))
        if hand in _LINES:
            made.setUnderlineStyle(_LINES[hand])
            made.setUnderlineColor(QColor(colors[hand]))
        return made

    def _fill(self) -> None:
        formats = {hand: self._format(hand) for hand in Author}
        text = _as_in_qt(self._text)
        cursor = self.text.textCursor()
        cursor.beginEditBlock()
        for stretch in self._stretches:
            cursor.insertText(text[stretch.start : stretch.end], formats[stretch.author])
        cursor.endEditBlock()

    # Position

    def _go(self, span: Span) -> None:
        cursor = self.text.textCursor()
        cursor.setPosition(self._map.to_utf16(span.start))
        cursor.setPosition(self._map.to_utf16(span.end), QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()

    def _step(self, by: int) -> None:
        """Select the next passage (`by` = 1) or the previous one (-1) that is not from the first draft."""
        at = self._span().start
        changed = [one for one in self._stretches if one.author is not Author.FIRST]
        wanted = [one for one in changed if one.start > at] if by > 0 else [one for one in changed if one.start < at]
        if wanted:
            one = wanted[0] if by > 0 else wanted[-1]
            self._go(Span(one.start, one.end))

    def _span(self) -> Span:
        """The selected span; empty, at the caret, if nothing is selected."""
        cursor = self.text.textCursor()
        start, end = (self._map.to_code_point(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        return Span(start, end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F8:
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    # History of a passage

    def _tell(self) -> None:
        """Show the history of the sentence at the caret, or of the selection."""
        text, span = self._text, self._span()
        if span.start == span.end:
            span = sentence_at(text, min(span.start, max(0, len(text) - 1))) if text else Span(0, 0)
            rest = span.of(text).rstrip()
            span = Span(span.start, span.start + len(rest)) if rest else span
        first, chapters = story(self._account, span)
        self.story.clear()
        cursor = self.story.textCursor()
        self._heading(cursor, self.tr("The first draft"))
        self._line(cursor, self._quotation(first) if first else self.tr("There was no text here yet."))
        for chapter in chapters:
            self._chapter(cursor, chapter)
        self._heading(cursor, self.tr("Now"))
        self._line(cursor, self._quotation(span.of(text)) if chapters else self.tr("As in the first draft."))
        self.story.moveCursor(QTextCursor.MoveOperation.Start)

    def _chapter(self, cursor: QTextCursor, chapter: PassageStep) -> None:
        self._heading(cursor, self._step_name(chapter))
        for item, made in chapter.items:
            self._proposal(cursor, item, made)
        if chapter.kind is PointKind.TYPED:
            self._line(cursor, self.tr("The writer typed here."))
        if chapter.before != chapter.after:
            self._line(cursor, self.tr("It then read {text}").format(text=self._quotation(chapter.after)))

    def _step_name(self, chapter: PassageStep) -> str:
        after = self.tr("after round {depth}") if chapter.depth else self.tr("before the first round")
        match chapter.kind:
            case PointKind.ROUND:
                name = self.tr("Round {depth}")
            case PointKind.CONTINUED:
                name = self.tr("Round {depth}, further decisions")
            case PointKind.TYPED:
                name = self.tr("Typed {after}")
            case PointKind.OUTSIDE:
                name = self.tr("Changed by another program {after}")
            case PointKind.TAKEN:
                name = self.tr("Taken over from elsewhere {after}")
            case _:
                name = self.tr("Decided again {after}")
        return name.format(depth=chapter.depth, after=after.format(depth=chapter.depth))

    def _proposal(self, cursor: QTextCursor, item: Item, recorded: RecordedDecision | None) -> None:
        proposal = item.proposal
        change = self.tr("{before} to become {after}").format(
            before=self._quotation(proposal.edit.before), after=self._quotation(proposal.edit.after)
        )
        who = f"{proposal.reviser} · {intent_name(proposal.intent)}"
        self._line(cursor, self.tr("{who}: proposed {change}").format(who=who, change=change))
        if proposal.explanation:
            self._line(cursor, translate_reason(proposal.explanation), soft=True)
        self._line(cursor, self._decided(recorded), bold=True)

    def _decided(self, recorded: RecordedDecision | None) -> str:
        if recorded is None or recorded.decision.verdict is Verdict.UNDECIDED:
            return self.tr("Left undecided.")
        sentence = {
            Verdict.ACCEPT: self.tr("Accepted"),
            Verdict.REJECT: self.tr("Rejected"),
            Verdict.REWRITE: self.tr("Rewritten as {text}").format(text=self._quotation(recorded.decision.after or "")),
        }[recorded.decision.verdict]
        if recorded.decision.reason:
            sentence = self.tr("{decision}, because: {reason}").format(
                decision=sentence, reason=recorded.decision.reason
            )
        who = recorded.annotator if recorded.source is DecisionSource.PERSON else recorded.source.value
        at = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(recorded.at)), QLocale.FormatType.ShortFormat)
        sentence = f"{sentence} · {at}"
        return f"{sentence} · {who}" if who else sentence

    def _quotation(self, text: str) -> str:
        return f"“{displayable(visible(text))}”" if text else self.tr("nothing")

    def _heading(self, cursor: QTextCursor, text: str) -> None:
        self._line(cursor, text, bold=True, heading=True)

    def _line(
        self, cursor: QTextCursor, text: str, *, bold: bool = False, soft: bool = False, heading: bool = False
    ) -> None:
        char_format = QTextCharFormat()
        palette = self._theme.palette
        char_format.setForeground(QColor(palette.accent if heading else palette.soft if soft else palette.ink))
        char_format.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        if not cursor.atStart():
            cursor.insertBlock()
        block = cursor.blockFormat()
        block.setTopMargin(14 if heading and not cursor.atStart() else 2)
        cursor.setBlockFormat(block)
        cursor.insertText(text, char_format)


class _Swatch(PlainLabel):
    """A sample of an author's mark as it looks in the text. The label beside it says what it means."""

    def __init__(self, form: QTextCharFormat) -> None:
        super().__init__()
        self._form = form
        self.setFixedSize(SWATCH, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        font = self.font()
        painter.setFont(font)
        painter.setPen(self._form.foreground().color())
        painter.drawText(self.rect().adjusted(0, 0, 0, -4), Qt.AlignmentFlag.AlignCenter, "abc")
        pen = painter.pen()
        styles = {
            QTextCharFormat.UnderlineStyle.SingleUnderline: Qt.PenStyle.SolidLine,
            QTextCharFormat.UnderlineStyle.DashUnderline: Qt.PenStyle.DashLine,
            QTextCharFormat.UnderlineStyle.DotLine: Qt.PenStyle.DotLine,
        }
        style = self._form.underlineStyle()
        bottom = self.height() - 3
        if style in styles:
            pen.setStyle(styles[style])
            pen.setWidthF(1.5)
            painter.setPen(pen)
            painter.drawLine(2, bottom, self.width() - 2, bottom)
        elif style is QTextCharFormat.UnderlineStyle.WaveUnderline:
            for start in range(2, self.width() - 4, 4):
                painter.drawLine(start, bottom, start + 2, bottom - 2)
                painter.drawLine(start + 2, bottom - 2, start + 4, bottom)
        painter.end()


def _as_in_qt(text: str) -> str:
    """`text` as a Qt document holds it: the same number of code points, with every line end replaced by a line feed."""
    return _ENDS.sub("\n", displayable(text).replace("\r\n", "\u200b\n"))
