"""Rewriting a proposal in an editor that stands over the text."""

from PySide6.QtCore import QObject, QPoint, Signal

from reviser.core.edit import Verdict
from reviser.core.round_state import Status
from reviser.gui.dialogs.rewrite import RewriteEditor
from reviser.gui.review import Review
from reviser.gui.text.lines import break_lines
from reviser.gui.text.text_view import TextView
from reviser.gui.theme import Theme


class Rewriting(QObject):
    """Opens the editor and submits what was typed. `decided` carries a function to run on the review, which may raise
    UserError, and the id of the proposal."""

    decided = Signal(object, str)

    def __init__(self, text: TextView) -> None:
        super().__init__(text)
        self._text = text
        self._review: Review | None = None
        self.editor = RewriteEditor(text)
        self.editor.done.connect(self._on_done)
        self.editor.closed.connect(text.setFocus)

    def why_not(self, review: Review) -> str | None:
        """Why the current proposal cannot be rewritten, as a sentence (possibly empty); None if it can."""
        item = review.item
        if item is None or review.status(item) not in {Status.PENDING, Status.ACCEPTED, Status.REJECTED}:
            return ""
        return review.open_document.why_not(item.id) or None

    def begin(self, review: Review, theme: Theme) -> None:
        """Open the editor below the current proposal, which is scrolled into view even if a filter hides it."""
        item, round_state = review.item, review.state.round_state
        if item is None or round_state is None:
            return
        self._review = review
        self._text.set_current(item.id)
        place = round_state.place(item)
        below = QPoint(40, 40) if place is None else self._text.below(place.start)
        self.editor.begin(item, round_state.after(item), theme, self._text.viewport().mapTo(self._text, below))

    def leave(self) -> None:
        """Close the editor; the typed text is kept for next time."""
        if self.editor.isVisible():
            self.editor.leave()

    def _on_done(self, item_id: str, after: str) -> None:
        item = self._review.item if self._review else None
        if item is None or item.id != item_id:
            self.editor.leave()  # the editor keeps the typed text
            return
        verdict = Verdict.ACCEPT if after == item.proposal.edit.after else Verdict.REWRITE
        text = None if verdict is Verdict.ACCEPT else self._text.page.line_end.join(break_lines(after))

        def act(review: Review) -> None:
            review.decide(verdict, item_id, after=text)
            self.editor.close_done(item_id)  # not before the decision is stored, or the text would be lost

        self.decided.emit(act, item_id)
