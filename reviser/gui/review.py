"""The review of one document: the current proposal, and what the person does with it."""

import time
from bisect import bisect_left
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from reviser.core.edit import Verdict
from reviser.core.round import Item
from reviser.core.round_state import Status
from reviser.core.session import State
from reviser.documents.highlight import Highlighter
from reviser.services.rounds.open_document import OpenDocument


class Review(QObject):
    """Reviews a document. `moved` is emitted when the person makes another proposal the current one (id, or empty). All
    changes of the document go through here, after typed text has been committed. Methods raise UserError as those of
    the open document do."""

    moved = Signal(str)

    def __init__(self, open_document: OpenDocument, flush: Callable[[], None], move_on: Callable[[], bool]) -> None:
        super().__init__()
        self.open_document = open_document
        self.current = ""
        self.shown: tuple[Item, ...] | None = None  # the proposals to step through; None: all, in text order
        self._last = ""  # the id of the proposal that was decided last
        self._flush = flush
        self._move_on = move_on
        self._looked_at = time.monotonic()

    @property
    def state(self) -> State:
        return self.open_document.state

    @property
    def highlighter(self) -> Highlighter | None:
        """The syntax highlighter of the document; None for plain text."""
        return self.open_document.document.highlighter

    @property
    def item(self) -> Item | None:
        """The current proposal."""
        round_state = self.state.round_state
        return None if round_state is None else round_state.round.by_id.get(self.current)

    def status(self, item: Item) -> Status:
        """The status of a proposal of the current round."""
        round_state = self.state.round_state
        return Status.LAPSED if round_state is None else round_state.status(item)

    # Moving

    def choose(self, item_id: str) -> None:
        """Make a proposal the current one."""
        if self._set_current(item_id):
            self.moved.emit(item_id)

    def keep_current(self) -> None:
        """Called after any change: if the current proposal no longer exists, the first undecided one becomes the
        current one. `moved` is not emitted, because the caller updates the display."""
        round_state = self.state.round_state
        if round_state is None:
            self._set_current("")
        elif self.current not in round_state.round.by_id:
            first = round_state.pending[0] if round_state.pending else None
            self._set_current(first.id if first else "")

    def _set_current(self, item_id: str) -> bool:
        """Set the current proposal. Return whether it has changed."""
        if item_id == self.current:
            return False
        self.current = item_id
        self._looked_at = time.monotonic()
        return True

    def step(self, by: int) -> None:
        """Go to the next (`by` = 1) or the previous (-1) shown proposal; wraps around."""
        round_state = self.state.round_state
        if round_state is not None and self.shown is not None:
            self._step_shown(self.shown, by)
            return
        if round_state is None or not round_state.round.live:
            return
        live, item = round_state.round.live, self.item
        if item is None:
            at = 0 if by > 0 else -1
        else:
            at = bisect_left(round_state.round.live_starts, item.proposal.edit.start)
            # A proposal that was set aside is not shown; the next one is then the one at its place.
            at += by if live[at % len(live)] is item or by < 0 else 0
        self.choose(live[at % len(live)].id)

    def choose_near(self, offset: int, by: int) -> None:
        """Choose the first shown proposal that ends at or after the code point `offset`, or, if `by` is negative, the
        last one that begins at or before it; wraps around."""
        round_state = self.state.round_state
        if round_state is None:
            return
        shown = round_state.round.live if self.shown is None else self.shown
        places = [(item, round_state.place(item)) for item in shown]
        near = [
            item
            for item, place in places
            if place is not None and (place.end >= offset if by > 0 else place.start <= offset)
        ] or list(shown)
        if near:
            self.choose(near[0 if by > 0 else -1].id)

    def _step_shown(self, shown: tuple[Item, ...], by: int) -> None:
        if not shown:
            return
        at = next((at for at, item in enumerate(shown) if item.id == self.current), None)
        if at is None:
            # The current proposal is no longer shown: go to the one after it.
            start = 0 if self.item is None else self.item.proposal.edit.start
            at = next((at for at, item in enumerate(shown) if item.proposal.edit.start >= start), 0) - (by > 0)
        self.choose(shown[(at + by) % len(shown)].id)

    def next_pending(self) -> None:
        """Go to the next undecided proposal; wraps around."""
        self.choose(self._next_undecided(self.shown))

    def _next_undecided(self, shown: tuple[Item, ...] | None) -> str:
        """The id of the next undecided proposal after the current one, in the order of `shown`, or of all proposals in
        text order if `shown` is None. Wraps around. The current proposal if there is no other."""
        round_state = self.state.round_state
        if round_state is None:
            return self.current
        if shown is not None:
            at = next((at for at, item in enumerate(shown) if item.id == self.current), -1)
            others = (*shown[at + 1 :], *shown[: at + 1])
        else:
            live, item = round_state.round.live, self.item
            here = 0 if item is None else bisect_left(round_state.round.live_starts, item.proposal.edit.start)
            others = (*live[here:], *live[:here])
        return next(
            (item.id for item in others if item.id != self.current and round_state.status(item) is Status.PENDING),
            self.current,
        )

    # Deciding

    def decide(self, verdict: Verdict, item_id: str, *, after: str | None = None, reason: str = "") -> None:
        """Decide a proposal. If it is the current one and the settings say so, go to the next."""
        round_state = self.state.round_state
        if round_state is not None and item_id in round_state.round.by_id:
            self.decide_all((item_id,), verdict, after=after, reason=reason)

    def decide_all(
        self, item_ids: Sequence[str], verdict: Verdict, *, after: str | None = None, reason: str = ""
    ) -> None:
        """Decide several proposals in one step."""
        self._flush()
        if not item_ids:
            return
        elapsed = time.monotonic() - self._looked_at
        at_it = len(item_ids) > 1 or self.current in item_ids
        moves_on = verdict is not Verdict.UNDECIDED and at_it and self._move_on()
        shown = self.shown  # before the decided proposals leave the list

        def advance() -> None:
            """Move on before the new state is displayed, so that it is displayed only once."""
            if moves_on:
                self._set_current(self._next_undecided(shown))
            self.keep_current()

        self.open_document.decide(item_ids, verdict, after=after, reason=reason, elapsed_s=elapsed, then=advance)
        self._looked_at = time.monotonic()
        self._last = item_ids[-1]

    @property
    def takes_back(self) -> str:
        """The id of the proposal whose decision would be taken back: the current one, or, if that is undecided, the one
        decided last. Empty if there is none."""
        round_state = self.state.round_state
        for item_id in (self.current, self._last):
            item = None if round_state is None else round_state.round.by_id.get(item_id)
            if item is not None and self.status(item) in {Status.ACCEPTED, Status.REJECTED}:
                return item_id
        return ""

    def take_back(self, item_id: str) -> None:
        """Make a proposal undecided again, and the current one."""
        if item_id:
            self.choose(item_id)
            self.decide(Verdict.UNDECIDED, item_id)
