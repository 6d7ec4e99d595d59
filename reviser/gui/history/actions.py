"""What a person does from the history: going on from a point, naming it, taking over, deciding again."""

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
    """`attempted` carries something to do that may end in a UserError; `named` tells that a name is
    another."""

    attempted = Signal(object)
    named = Signal()

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.open_document: OpenDocument | None = None

    def restore(self, point: HistoryPoint) -> None:
        """Go on from a point, after asking for the new branch's name."""
        open_document = self.open_document
        if open_document is None:
            return

        def restore(name: str) -> None:
            self.attempted.emit(lambda: open_document.past.restore(point.last, name))

        question = self.tr(
            "The document goes on from “{point}”. What came after stays in the history, and Undo leads back.\n"
            "A name for the new branch, if you like:"
        )
        self._ask(self.tr("Go on from here"), question.format(point=point_title(point)), self.tr("Go on"), restore)

    def rename(self, point: HistoryPoint) -> None:
        """Name a point; the first one of a branch has the branch's name."""
        open_document = self.open_document
        if open_document is None:
            return

        def name(text: str) -> None:
            self.attempted.emit(lambda: open_document.past.name(point.first, text))
            self.named.emit()

        question = self.tr("A name for “{point}”. The first point of a branch has the branch's name.")
        said = question.format(point=point_title(point))
        self._ask(self.tr("Name this point"), said, self.tr("Name"), name, before=point.name)

    def take(self, point: HistoryPoint, item: Item) -> None:
        """Take over a proposal of another point."""
        open_document = self.open_document
        if open_document is not None:
            self.attempted.emit(lambda: open_document.past.take(point.last, item.id))

    def take_over(self, point: HistoryPoint, edit: Edit) -> None:
        """Take over what another point has here."""
        open_document = self.open_document
        if open_document is not None:
            self.attempted.emit(lambda: open_document.past.take_over(point.last, [edit]))

    def redecide(self, item: Item, verdict: Verdict, after: str | None = None) -> None:
        """Decide again about a proposal of an earlier round of this branch."""
        open_document = self.open_document
        if open_document is not None and self.closed(item) is not None:
            self.attempted.emit(lambda: open_document.past.redecide([item.id], verdict, after=after))

    def rewrite(self, item: Item) -> None:
        """Decide again, in one's own words."""
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

    # What there is

    def closed(self, item: Item) -> RoundState | None:
        """The closed round of the branch in hand that made a proposal, as it is now."""
        if self.open_document is None:
            return None
        state = self.open_document.state
        number = round_of(state, item.id)
        return None if number is None else state.history[number]

    def since(self, item: Item, then: RoundState) -> str:
        """What holds of a proposal now, where that is not what held `then`; or why it cannot be decided again."""
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
            return self.tr("This round is still in hand: decide in the text.")
        return self.tr("Of another branch: it can be taken over.")

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
