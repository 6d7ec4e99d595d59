"""What a person can do from the history: go on from a point, name it, take over an edit, change an earlier decision."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from reviser.core.branches import HistoryPoint
from reviser.core.edit import Edit, Verdict
from reviser.core.memory import accepted_text
from reviser.core.redecide import round_of
from reviser.core.round import Item
from reviser.core.round_state import RoundState
from reviser.gui.history.question import AskDialog
from reviser.gui.wording.history_points import point_title
from reviser.gui.wording.state_sentences import standing_text
from reviser.services.rounds.open_document import OpenDocument


class HistoryActions(QObject):
    """The actions of the history view. `attempted` carries a function to run, which may raise UserError. `named` is
    emitted when a point has a new name."""

    attempted = Signal(object)
    named = Signal()

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.open_document: OpenDocument | None = None

    def restore(self, point: HistoryPoint) -> None:
        """Start a new branch at a point, after asking for the branch's name."""
        open_document = self.open_document
        if open_document is None:
            return

        def restore(name: str) -> None:
            self.attempted.emit(lambda: open_document.past.restore(point.last, name))

        question = self.tr(
            "The document continues from “{point}”. Later points stay in the history, and Undo leads back.\n"
            "A name for the new branch (optional):"
        )
        self._ask(self.tr("Go on from here"), question.format(point=point_title(point)), self.tr("Go on"), restore)

    def rename(self, point: HistoryPoint) -> None:
        """Name a point. The name of a branch's first point is the name of the branch."""
        open_document = self.open_document
        if open_document is None:
            return

        def name(text: str) -> None:
            self.attempted.emit(lambda: open_document.past.name(point.first, text))
            self.named.emit()

        question = self.tr("A name for “{point}”. The name of a branch is the name of its first point.")
        said = question.format(point=point_title(point))
        self._ask(self.tr("Name this point"), said, self.tr("Name"), name, before=point.name)

    def take(self, point: HistoryPoint, item: Item) -> None:
        """Take over a proposal of another point."""
        open_document = self.open_document
        if open_document is not None:
            self.attempted.emit(lambda: open_document.past.take(point.last, item.id))

    def take_over(self, point: HistoryPoint, edit: Edit) -> None:
        """Make the current text read as another point's text does at this place."""
        open_document = self.open_document
        if open_document is not None:
            self.attempted.emit(lambda: open_document.past.take_over(point.last, [edit]))

    def redecide(self, item: Item, verdict: Verdict, after: str | None = None) -> None:
        """Change the decision about a proposal of an earlier round of this branch."""
        open_document = self.open_document
        if open_document is not None and self.closed(item) is not None:
            self.attempted.emit(lambda: open_document.past.redecide([item.id], verdict, after=after))

    def rewrite(self, item: Item) -> None:
        """Change the decision about a proposal to a rewrite in the person's own words."""
        round_state = self.closed(item)
        if round_state is None:
            return
        made = round_state.decisions.get(item.id)
        mine = made is not None and made.decision.verdict is Verdict.REWRITE
        before = accepted_text(item.proposal, made.decision) if made is not None and mine else item.proposal.edit.after
        question = self.tr("In place of “{before}” (Ctrl+Enter rewrites):").format(before=item.proposal.edit.before)

        def rewrite(text: str) -> None:
            same = text == item.proposal.edit.after
            self.redecide(item, Verdict.ACCEPT if same else Verdict.REWRITE, None if same else text)

        self._ask(self.tr("Rewrite the proposal"), question, self.tr("Rewrite"), rewrite, before=before, long=True)

    # Queries

    def closed(self, item: Item) -> RoundState | None:
        """The closed round on the current branch that made a proposal, in its current state."""
        if self.open_document is None:
            return None
        state = self.open_document.state
        number = round_of(state, item.id)
        return None if number is None else state.history[number]

    def since(self, item: Item, then: RoundState) -> str:
        """A sentence about the current decision on a proposal if it differs from the one in `then`, or about why the
        decision cannot be changed; empty otherwise."""
        if self.open_document is None:
            return ""
        closed = self.closed(item)
        if closed is not None:
            now = closed.status(item)
            return (
                self.tr("Now: {status}.").format(status=standing_text(item, closed))
                if now is not then.status(item)
                else ""
            )
        current = self.open_document.state.round_state
        if current is not None and item.id in current.round.by_id:
            return self.tr("This is the current round: decide in the text.")
        return self.tr("It is on another branch and can be taken over.")

    def _ask(
        self,
        name: str,
        question: str,
        confirm: str,
        done: Callable[[str], None],
        *,
        before: str = "",
        long: bool = False,
    ) -> None:
        dialog = AskDialog(name, question, confirm, self._view, before=before, long=long)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.answered.connect(done)
        dialog.open()
