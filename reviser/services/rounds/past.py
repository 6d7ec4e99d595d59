"""The past of an open document: its graph, any earlier point, continuing from a point, taking over edits from another
branch, and changing decisions of earlier rounds."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from reviser.core.branches import Graph, graph
from reviser.core.diff import diff
from reviser.core.edit import Decision, DecisionSource, Edit, Verdict, check, rebase
from reviser.core.events import Changed, Origin, Redecided, Restored
from reviser.core.locks import touches
from reviser.core.memory import accepted_text
from reviser.core.past_states import PastStates
from reviser.core.redecide import consequences
from reviser.core.session import State
from reviser.documents.base import FormatHandler
from reviser.errors import UserError
from reviser.history.log.store import Store
from reviser.messages import message, plural, sentences
from reviser.services.rounds.event_log import EventLog
from reviser.services.rounds.notifications import Notice
from reviser.services.rounds.proposal_checks import ProposalChecks

_MARKUP = message("This would now change the markup of the text: edit the text by hand instead.")
_ELSEWHERE = message("The text differs at that place, so the edit does not fit: edit the text by hand instead.")


class PastPoints:
    """The past of one document. `who` gives whose decisions these are. `rest` raises if nothing may be changed now;
    `tell` notifies of changes."""

    def __init__(
        self,
        event_log: EventLog,
        store: Store,
        document_id: int,
        form: Callable[[], FormatHandler],
        who: Callable[[], tuple[DecisionSource, str]],
        rest: Callable[[], None],
        tell: Callable[[Notice, str], None],
    ) -> None:
        self._event_log = event_log
        self._store = store
        self._document_id = document_id
        self._form = form
        self._who = who
        self._rest = rest
        self._tell = tell

    def graph(self) -> Graph:
        """The document's history as points and branches."""
        return graph(self._event_log.records(), self._store.labels(self._document_id), self._event_log.rounds())

    def at(self, seq: int) -> State:
        """The document after event `seq`. Raises ValueError if there is no such event."""
        return self._event_log.at(seq)

    def past_states(self) -> PastStates:
        """A snapshot of the history for many queries: faster than `at` for consecutive states, and usable in the
        background."""
        return self._event_log.past_states()

    def name(self, seq: int, name: str) -> None:
        """Name the point or branch that begins with event `seq`; an empty name removes it."""
        self._store.keep_label(seq, name.strip())

    def restore(self, seq: int, name: str = "") -> None:
        """Continue from the document after event `seq` on a new branch; can be undone like any step. Raises UserError
        while a round runs."""
        self._rest()
        self._event_log.do(Restored(seq, name.strip()), closing=True)
        self._tell(Notice.STEPPED, "")

    def take(self, seq: int, item_id: str) -> None:
        """Take over a single edit of another point: as applied there, or as proposed if it was not applied. Raises
        UserError if the text at its place differs."""
        other = self.at(seq)
        round_state = next((round_state for round_state in other.rounds if item_id in round_state.round.by_id), None)
        if round_state is None:
            raise UserError(message("This edit does not belong to that point: choose the point that shows it."))
        item = round_state.round.by_id[item_id]
        made = round_state.decisions.get(item_id)
        edit = item.proposal.edit
        if made is not None and made.decision.verdict in {Verdict.ACCEPT, Verdict.REWRITE}:
            edit = replace(edit, after=accepted_text(item.proposal, made.decision))
        moved = rebase([edit], diff(round_state.round.base, self._event_log.state.text))
        if moved.dropped:
            raise UserError(_ELSEWHERE)
        self.take_over(seq, moved.moved)

    def take_over(self, seq: int, edits: Sequence[Edit]) -> None:
        """Apply edits that come from the text after event `seq` to the current text, in its coordinates."""
        self._rest()
        self._fit(edits)
        self._event_log.do(Changed(tuple(edits), Origin.BRANCH, seq))
        self._tell(Notice.CHANGED, "")

    def redecide(self, item_ids: Sequence[str], verdict: Verdict, *, after: str | None = None, reason: str = "") -> str:
        """Change decisions about proposals of earlier rounds. Their effects are applied or taken back in the current
        text. Returns a sentence about places where that was impossible, because they were changed again or are locked:
        there only the decision changes."""
        self._rest()
        decisions = tuple(Decision(item_id, verdict, after, reason) for item_id in item_ids)
        found = consequences(self._event_log.state, decisions)
        self._fit(found.edits)
        self._event_log.do(Redecided(decisions, found.edits, *self._who()))
        changed, locked = len(found.changed_since), len(found.locked)
        since = plural(
            "The decision is kept; the text of 1 edit has been changed again since and stays as it is.",
            "The decision is kept; the text of {n:,} edits has been changed again since and stays as it is.",
            changed,
        )
        held = plural(
            "The decision is kept; the text of 1 edit is locked and stays as it is.",
            "The decision is kept; the text of {n:,} edits is locked and stays as it is.",
            locked,
        )
        said = sentences(since if changed else "", held if locked else "")
        self._tell(Notice.STEPPED, said)
        return said

    def _fit(self, edits: Sequence[Edit]) -> None:
        """Raise UserError if the edits would touch locked text or break the markup."""
        state = self._event_log.state
        if any(touches(state.locks, edit.span) for edit in edits):
            raise UserError(message("You locked this passage; unlock it first."))
        try:
            check(state.text, edits)
        except ValueError as error:
            raise UserError(_ELSEWHERE) from error
        if len(ProposalChecks(state.text, self._form()).together((), tuple(edits))) < len(edits):
            raise UserError(_MARKUP)
