"""The views of a text: with its proposals, side by side with its base, as its result, as its original, and as it is
now."""

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
    """Which view is displayed."""

    INLINE = auto()  # with the proposals; the only view that can be typed in
    SIDE_BY_SIDE = auto()
    RESULT = auto()  # with all pending proposals applied
    ORIGINAL = auto()  # the base of the round
    ACCEPTED = auto()  # without pending proposals


class Views(QStackedWidget):
    """The text in one of its views. Only the visible view is kept up to date; the others are painted when they are
    selected."""

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
        """Set what keys do in the views that cannot be typed in: in REVIEW, single keys decide, as in the text."""
        for view in (self.side, self.alone):
            view.set_mode(TextMode.REVIEW if mode is TextMode.REVIEW else TextMode.READ)

    def set_keymap(self, keymap: Keymap) -> None:
        self.side.set_keymap(keymap)
        self.alone.keymap = keymap

    def set_view(self, view: View) -> None:
        """Select a view, with the current proposal visible."""
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
        """The visible text widget; for the side-by-side view, the right one."""
        if self.view is View.SIDE_BY_SIDE:
            return self.side.right
        return self.inline if self.view is View.INLINE else self.alone

    def take_focus(self) -> None:
        """Give the focus to the visible text."""
        self.current_view.setFocus()

    def set_highlighter(self, highlighter: Highlighter | None) -> None:
        """Use this syntax highlighter for pages shown from now on."""
        self.inline.highlighter = self.alone.highlighter = highlighter
        self.side.set_highlighter(highlighter)

    def show_round(self, round_state: RoundState | None, text: str, filters: Filters) -> None:
        """Show a round. In the side-by-side view, proposals that do not pass `filters` are not applied. `text` is shown
        if there is no round."""
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
        """The accessible name of a view."""
        match view:
            case View.INLINE:
                return self.tr("The text with the proposals in it")
            case View.SIDE_BY_SIDE:
                return self.tr("The text before and after, side by side")
            case View.ORIGINAL:
                return self.tr("The text before this round")
            case View.ACCEPTED:
                return self.tr("The text with accepted edits")
            case _:
                return self.tr("The text as it would be")
