"""Reviewing one document: which proposal is the current one, and what the person does with it."""

import time
from bisect import bisect_left
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from reviser.core.edit import Verdict
from reviser.core.round import Item
from reviser.core.session import State, Status
from reviser.services.revise import Revision


class Review(QObject):
    """`moved` tells that another proposal is the current one (its id, or empty). Everything that changes the document
    goes through here, after what was typed has been handed on. Raises UserError as the revision does."""

    moved = Signal(str)

    def __init__(self, revision: Revision, flush: Callable[[], None], move_on: Callable[[], bool]) -> None:
        super().__init__()
        self.revision = revision
        self.current = ""
        self._flush = flush
        self._move_on = move_on
        self._looked_at = time.monotonic()

    @property
    def state(self) -> State:
        return self.revision.state

    @property
    def item(self) -> Item | None:
        """The current proposal."""
        played = self.state.played
        return None if played is None else played.round.by_id.get(self.current)

    def status(self, item: Item) -> Status:
        """How a proposal of the round in hand stands."""
        played = self.state.played
        return Status.LAPSED if played is None else played.status(item)

    # Moving

    def choose(self, item_id: str) -> None:
        """Make a proposal the current one."""
        if item_id != self.current:
            self.current = item_id
            self._looked_at = time.monotonic()
            self.moved.emit(item_id)

    def settle(self) -> None:
        """After anything changed: the current proposal is one that exists, the first undecided where it was not."""
        played = self.state.played
        if played is None:
            self.choose("")
        elif self.current not in played.round.by_id:
            first = played.pending[0] if played.pending else None
            self.choose(first.id if first else "")

    def step(self, by: int) -> None:
        """The next proposal in the text, or the previous; round at the ends."""
        played = self.state.played
        if played is None or not played.round.live:
            return
        live, item = played.round.live, self.item
        if item is None:
            at = 0 if by > 0 else -1
        else:
            at = bisect_left(played.round.live_starts, item.proposal.edit.start)
            # One that was set aside is not among them: the next is then the one at its place.
            at += by if live[at % len(live)] is item or by < 0 else 0
        self.choose(live[at % len(live)].id)

    def next_pending(self) -> None:
        """The next undecided proposal behind the current one; round at the end."""
        played = self.state.played
        if played is None:
            return
        live, item = played.round.live, self.item
        here = 0 if item is None else bisect_left(played.round.live_starts, item.proposal.edit.start)
        for at in range(here, here + len(live)):
            other = live[at % len(live)]
            if other is not item and played.status(other) is Status.PENDING:
                self.choose(other.id)
                return

    # Deciding

    def decide(self, verdict: Verdict, *, after: str | None = None, reason: str = "") -> None:
        """Decide the current proposal, and go on to the next one where the person wants that."""
        self.decide_all((self.current,) if self.item else (), verdict, after=after, reason=reason)

    def decide_all(
        self, item_ids: Sequence[str], verdict: Verdict, *, after: str | None = None, reason: str = ""
    ) -> None:
        """Decide several at once, in one step."""
        self._flush()
        if not item_ids:
            return
        elapsed = time.monotonic() - self._looked_at
        self.revision.decide(item_ids, verdict, after=after, reason=reason, elapsed_s=elapsed)
        self._looked_at = time.monotonic()
        if verdict is not Verdict.UNDECIDED and self._move_on():
            self.next_pending()

    def take_back(self) -> None:
        """The current proposal is undecided again."""
        item = self.item
        if item is not None and self.status(item) in {Status.ACCEPTED, Status.REJECTED}:
            self.decide(Verdict.UNDECIDED)
