"""A document's events as a store would record them, in memory."""

from reviser.core.edit import Decision, Edit, Intent, Proposal, Verdict
from reviser.core.events import (
    Arrived,
    Changed,
    Decided,
    Event,
    Opened,
    Outcome,
    Recorded,
    Redone,
    RoundEnded,
    RoundStarted,
    Undone,
)
from reviser.core.session import State
from reviser.core.timeline import Timeline


class Recording:
    """A timeline with the records it was made from. Sequence numbers and times count from 1."""

    def __init__(self, text: str) -> None:
        self.records = [Recorded(1, 1.0, Opened(text))]
        self.timeline = Timeline(self.records)

    @property
    def state(self) -> State:
        return self.timeline.state

    def do(self, *events: Event) -> State:
        for event in events:
            recorded = Recorded(len(self.records) + 1, float(len(self.records) + 1), event)
            (ahead,) = self.timeline.ahead([recorded])  # as the program does it: folded once, before it is written
            self.timeline.take(recorded, ahead)
            self.records.append(recorded)
        return self.state

    def round(self, *proposals: Proposal, name: str = "", outcome: Outcome | None = Outcome.COMPLETE) -> State:
        """A round from the text as it stands, with all its proposals."""
        name = name or f"r{len(self.records)}"
        self.do(RoundStarted(name, "test"), Arrived(name, proposals))
        return self.state if outcome is None else self.do(RoundEnded(name, outcome))

    def decide(self, verdict: Verdict, *items: int, after: str | None = None, reason: str = "") -> State:
        """Decide items of the round in hand by number."""
        round_state = self.state.round_state
        assert round_state is not None
        ids = [round_state.round.items[item].id for item in items]
        return self.do(Decided(tuple(Decision(item_id, verdict, after, reason) for item_id in ids)))

    def type(self, start: int, before: str, after: str) -> State:
        return self.do(Changed((Edit(start, before, after),)))

    def undo(self) -> State:
        """One step back, which takes back something."""
        step = self.timeline.undo_step
        assert step
        return self.do(*(Undone(each.seq) for each in step))

    def redo(self) -> State:
        """One step forward, which brings back something."""
        step = self.timeline.redo_step
        assert step
        return self.do(*(Redone(each.seq) for each in step))

    def again(self) -> State:
        """The state that a new program finds in the same records."""
        return Timeline(self.records).state


def propose(
    text: str,
    before: str,
    after: str,
    *,
    nth: int = 0,
    intent: Intent = Intent.FLUENCY,
    rule: str = "r",
    group: str = "",
    word: str = "",
    form: str = "",
) -> Proposal:
    """A proposal for the nth place where `before` stands in `text`; an empty `before` inserts at code point `nth`."""
    start = nth if not before else -1
    for _ in range(nth + 1 if before else 0):
        start = text.index(before, start + 1)
    return Proposal(Edit(start, before, after), intent, "test", rule, "because", group=group, word=word, form=form)
