"""Shows the text of one point, or the comparison of two, inline or side by side, with a current proposal or
difference."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from reviser.core.round import Item
from reviser.documents.highlight import Highlighter
from reviser.gui.history.content import Difference, PointContent
from reviser.gui.keys import Keymap
from reviser.gui.panels.message_bars import switch, switches
from reviser.gui.text.side_by_side import SideBySide
from reviser.gui.text.text_view import TextView
from reviser.gui.theme import Theme
from reviser.gui.wording.history_points import tr
from reviser.gui.wording.plain_text import PlainLabel
from reviser.gui.wording.state_sentences import accessible_text, visible

LONGEST = 160  # code points of a text that is quoted in a line


class PointReader(QWidget):
    """Shows content of the history. `stepped` is emitted when another proposal or difference becomes the current
    one."""

    stepped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("centre")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.shown: PointContent | None = None
        self._at = -1
        self._names = ("", "")
        self.inline = TextView(theme)
        self.side = SideBySide(theme)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.inline)
        self.stack.addWidget(self.side)
        self.what = PlainLabel()
        self.what.setObjectName("title")
        self.what.setWordWrap(True)
        self.count = PlainLabel()
        self.count.setProperty("soft", True)
        self.count.setWordWrap(True)
        self.item = PlainLabel()
        self.item.setWordWrap(True)
        self.previous_button = QPushButton(self.tr("Previous"))
        self.next_button = QPushButton(self.tr("Next"))
        self.previous_button.clicked.connect(lambda: self.step(-1))
        self.next_button.clicked.connect(lambda: self.step(1))
        self._group = QButtonGroup(self)
        modes, inner = switches()
        modes.setAccessibleName(self.tr("How the text is shown"))
        self.inline_button = switch(self.tr("Inline"), self._group, inner)
        self.side_button = switch(self.tr("Side by side"), self._group, inner)
        self.inline_button.setChecked(True)
        self.inline_button.clicked.connect(lambda: self.set_side(False))
        self.side_button.clicked.connect(lambda: self.set_side(True))
        self._build(modes)
        self.inline.chosen.connect(self.choose)
        self.side.chosen.connect(self.choose)

    def _build(self, modes: QWidget) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 12, 8)
        head.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.what)
        words.addWidget(self.count)
        head.addLayout(words, 1)
        for widget in (self.previous_button, self.next_button, modes):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(16, 7, 12, 7)
        self.foot.setSpacing(8)
        self.foot.addWidget(self.item, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        column.addLayout(self.foot)

    def set_theme(self, theme: Theme) -> None:
        self.inline.set_theme(theme)
        self.side.set_theme(theme)

    def set_keymap(self, keymap: Keymap) -> None:
        self.inline.keymap = keymap
        self.side.set_keymap(keymap)

    # Content

    def wait(self, what: str) -> None:
        """Say that content is being computed. The previous content stays visible."""
        self.what.setText(what)
        self.count.setText(tr("Reading …"))
        self.item.clear()
        self.shown = None

    def set_highlighter(self, highlighter: Highlighter | None) -> None:
        """Use this syntax highlighter for content shown from now on."""
        self.inline.highlighter = highlighter
        self.side.set_highlighter(highlighter)

    def show_shown(self, shown: PointContent, what: str, names: tuple[str, str], *, keep: bool) -> None:
        """Show the content of a point or of a comparison. `keep`: keep the number of the current step."""
        self.shown, self._names = shown, names
        self._at = min(self._at, len(shown.ids) - 1) if keep else (0 if shown.differences else -1)
        self.what.setText(what)
        self.side.name_sides(*names)
        self.inline.setAccessibleName(what)
        self._paint(new=not keep)

    def set_side(self, side: bool) -> None:
        """Show comparisons side by side, or inline."""
        (self.side_button if side else self.inline_button).setChecked(True)
        if side != (self.stack.currentWidget() is self.side):
            focus: QWidget | None = self.window().focusWidget()  # can be None, although its type does not say so
            focused = focus is not None and self.stack.isAncestorOf(focus)
            self.stack.setCurrentWidget(self.side if side else self.inline)
            self._paint(new=True)
            if focused:
                self.take_focus()

    def take_focus(self) -> None:
        (self.side.right if self.stack.currentWidget() is self.side else self.inline).setFocus()

    def _paint(self, *, new: bool) -> None:
        shown = self.shown
        if shown is None:
            return
        if self.stack.currentWidget() is self.side:
            self.side.show_sides(shown.sides, new=new)
        elif new:
            self.inline.show_new(shown.page)
        else:
            self.inline.show_page(shown.page)
        self._show_current()

    # Stepping

    @property
    def current(self) -> str:
        """The id of the current proposal or difference; empty if there is none."""
        return self.shown.ids[self._at] if self.shown is not None and 0 <= self._at < len(self.shown.ids) else ""

    @property
    def current_item(self) -> Item | None:
        """The current proposal of the displayed point."""
        state = None if self.shown is None else self.shown.state
        round_state = None if state is None else state.round_state
        return None if round_state is None else round_state.round.by_id.get(self.current)

    @property
    def difference(self) -> Difference | None:
        """The current difference between the two points."""
        return self.shown.differences[self._at] if self.shown and self.shown.differences and self.current else None

    def step(self, by: int) -> None:
        """Go to the next (`by` = 1) or the previous (-1) proposal or difference; wraps around."""
        ids = () if self.shown is None else self.shown.ids
        if ids:
            self._at = (self._at + by) % len(ids) if self._at >= 0 else (0 if by > 0 else len(ids) - 1)
            self._show_current()

    def choose(self, mark_id: str) -> None:
        if self.shown is not None and mark_id in self.shown.ids:
            self._at = self.shown.ids.index(mark_id)
            self._show_current()

    def _show_current(self) -> None:
        if self.stack.currentWidget() is self.side:
            self.side.set_current(self.current)
        else:
            self.inline.set_current(self.current)
        self.count.setText(self._counted())
        self.item.setText(self.sentence())
        several = self.shown is not None and len(self.shown.ids) > 0
        self.previous_button.setEnabled(several)
        self.next_button.setEnabled(several)
        self.stepped.emit()

    def _counted(self) -> str:
        shown = self.shown
        if shown is None:
            return ""
        number = len(shown.ids)
        if shown.state is not None:
            sentence = tr("%Ln proposals", number) if number else tr("There is no proposal here.")
        elif not number:
            sentence = tr("The two texts are the same.")
        else:
            gone, come = shown.words
            both = tr("{differences} · {gone} removed, {come} added")
            sentence = both.format(
                differences=tr("%Ln differences", number), gone=tr("%Ln words", gone), come=tr("%Ln words", come)
            )
        if self._at >= 0 and number:
            sentence = tr("{at} of {what}").format(at=f"{self._at + 1:n}", what=sentence)
        return sentence

    def sentence(self) -> str:
        """A sentence that describes the current proposal or difference."""
        item, difference = self.current_item, self.difference
        if item is not None and self.shown is not None and self.shown.state is not None:
            round_state = self.shown.state.round_state
            return "" if round_state is None else _short(accessible_text(item, round_state))
        if difference is not None:
            change = tr("{before} becomes {after}")
            return change.format(before=_quote(difference.before), after=_quote(difference.after))
        return ""


def _quote(text: str) -> str:
    return f"“{_short(visible(text))}”" if text else tr("nothing")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
