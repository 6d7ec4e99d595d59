"""Ways to look at the same text: with the proposals in it, beside its base, as it would be, as it was, as it is."""

from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from reviser.core.filters import EVERYTHING, Filters
from reviser.core.round_state import RoundState
from reviser.documents.highlight import Highlighter
from reviser.gui.keys import Keymap
from reviser.gui.text.page import TextPage
from reviser.gui.text.side_by_side import SideBySide
from reviser.gui.text.side_pages import sides_of
from reviser.gui.text.text_view import TextMode, TextView
from reviser.gui.theme import Theme


class View(Enum):
    """What is shown where the text stands."""

    INLINE = auto()  # with the proposals in it; the only one that can be typed in
    SIDE_BY_SIDE = auto()
    RESULT = auto()  # with what is pending as it would be
    ORIGINAL = auto()  # what the round began from
    ACCEPTED = auto()  # without what is pending


class Views(QStackedWidget):
    """The text in one of its views. Only the one in sight is kept up to date; the others are painted when they are
    turned to."""

    chosen = Signal(str)
    commanded = Signal(str)
    edit_wanted = Signal(object)

    def __init__(self, theme: Theme, inline: TextView) -> None:
        super().__init__()
        self.view = View.INLINE
        self.inline = inline
        self.side = SideBySide(theme)
        self.alone = TextView(theme)
        self._painted = View.INLINE
        self._round_state: RoundState | None = None
        self._text = ""
        self._choice = EVERYTHING
        self._current = ""
        for widget in (self.inline, self.side, self.alone):
            self.addWidget(widget)
        for other in (self.side, self.alone):
            other.chosen.connect(self.chosen)
            other.commanded.connect(self.commanded)
            other.edit_wanted.connect(self.edit_wanted)

    def set_theme(self, theme: Theme) -> None:
        self.side.set_theme(theme)
        self.alone.set_theme(theme)

    def set_mode(self, mode: TextMode) -> None:
        """What keys do in the views that nothing is typed in: letters decide in REVIEW, as in the text."""
        for view in (self.side, self.alone):
            view.set_mode(TextMode.REVIEW if mode is TextMode.REVIEW else TextMode.READ)

    def set_keymap(self, keymap: Keymap) -> None:
        self.side.set_keymap(keymap)
        self.alone.keymap = keymap

    def set_view(self, view: View) -> None:
        """Turn to another view, with the current proposal in sight."""
        focus: QWidget | None = self.window().focusWidget()
        focused = focus is not None and self.isAncestorOf(focus)
        self.view = view
        shown = {View.INLINE: self.inline, View.SIDE_BY_SIDE: self.side}.get(view, self.alone)
        self.setCurrentWidget(shown)
        self._paint()
        if focused:
            self.take_focus()

    @property
    def current_view(self) -> TextView:
        """The text that is looked at; side by side, the one at the right."""
        if self.view is View.SIDE_BY_SIDE:
            return self.side.right
        return self.inline if self.view is View.INLINE else self.alone

    def take_focus(self) -> None:
        """The keyboard goes to the text as it is shown."""
        self.current_view.setFocus()

    def set_highlighter(self, highlighter: Highlighter | None) -> None:
        """Show the syntax of the document, from the next time on."""
        self.inline.highlighter = self.alone.highlighter = highlighter
        self.side.set_highlighter(highlighter)

    def show_round(self, round_state: RoundState | None, text: str, filters: Filters) -> None:
        """Show a round, side by side as far as `filters` lets its proposals through; `text` is what there is where
        there is none."""
        self._round_state, self._text, self._choice = round_state, text, filters
        self._paint()

    def set_current(self, item_id: str) -> None:
        self._current = item_id
        if self.view is View.SIDE_BY_SIDE:
            self.side.set_current(item_id)
        elif self.view is not View.INLINE and self.alone.current != item_id:
            self.alone.set_current(item_id)

    def _paint(self) -> None:
        new, self._painted = self._painted is not self.view, self.view
        if self.view is View.INLINE:
            return
        if self.view is View.SIDE_BY_SIDE:
            self.side.show_sides(sides_of(self._round_state, self._text, self._choice), new=new)
        else:
            page = self._page()
            self.alone.setAccessibleName(self.name(self.view))
            if new:
                self.alone.show_new(page)
            else:
                self.alone.show_page(page)
        self.set_current(self._current)

    def _page(self) -> TextPage:
        round_state = self._round_state
        if self.view is View.RESULT:
            return sides_of(round_state, self._text).right
        if round_state is None:
            return TextPage(self._text)
        return TextPage(round_state.round.base if self.view is View.ORIGINAL else round_state.working.text)

    def name(self, view: View) -> str:
        """What is seen in a view."""
        match view:
            case View.INLINE:
                return self.tr("The text with the proposals in it")
            case View.SIDE_BY_SIDE:
                return self.tr("The text before and after, side by side")
            case View.ORIGINAL:
                return self.tr("The text before this round")
            case View.ACCEPTED:
                return self.tr("The text with what was accepted")
            case _:
                return self.tr("The text as it would be")
