"""Typing, decisions, locks, undo, redo, rounds and late arrivals in any order, against a plain model of the text.

The model knows nothing of regions, shifts or folds. It is a row of cells: characters of the round's base, each with its
place there, and characters that were accepted or typed. It asks the session only which proposals can be decided, and
then does itself what the decision says.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviser.core.edit import Decision, Edit, Intent, Proposal, Verdict
from reviser.core.events import Arrived, Changed, Decided, Locked, Outcome, RoundEnded, RoundStarted
from reviser.core.memory import accepted_text
from reviser.core.round import Item
from reviser.core.round_state import RoundState, Status
from reviser.core.text import Span
from tests.core.recording import Recording

PARTS = 10 if settings().max_examples >= 1000 else 1  # 10,000 sequences with --long
LETTERS = ("a", "b", " ", "c", "é", "e\u0301", "😀", "👩‍👧", "א", "\r\n", "\n", "\u00a0", "\t", ".")
ACTS = ("type", "type", "decide", "decide", "decide", "undo", "redo", "round", "arrive", "late", "end", "lock", "free")


@dataclass(frozen=True)
class Cell:
    """A character of the text. `place` is its place in the round's base, -1 for what came since; `owner` the accepted
    proposal that brought it, which stood at `start` of the base. A deletion that was accepted is a cell without a
    character."""

    character: str
    place: int = -1
    owner: str = ""
    start: int = -1


@dataclass(frozen=True)
class Model:
    """The text in hand as cells, over the base of the round in hand."""

    base: str
    cells: tuple[Cell, ...]

    @classmethod
    def of(cls, text: str) -> "Model":
        return cls(text, tuple(Cell(character, place) for place, character in enumerate(text)))

    @property
    def text(self) -> str:
        return "".join(cell.character for cell in self.cells)

    def typed(self, edit: Edit) -> "Model":
        """What stands from `start` to `end` of the text goes, and `after` comes; it comes behind deletions."""
        start = self._index(edit.start, behind=True)
        end = max(start, self._index(edit.end, behind=False))
        return replace(self, cells=(*self.cells[:start], *map(Cell, edit.after), *self.cells[end:]))

    def accepted(self, item: Item, after: str) -> "list[Model]":
        """The cells that the proposal is about, which must stand side by side and untouched, become `after`. Where they
        were typed over and typed back, and for an insertion beside what was typed, there may be more than one right
        place: all of them; none where its text is no longer there."""
        edit = item.proposal.edit
        wanted = list(range(edit.start, edit.end))
        places = [cell.place for cell in self.cells]
        starts: Iterable[int] = self._gap(edit.start)
        if wanted:
            around = range(self._gap(edit.start).start, self._gap(edit.end).stop)
            starts = [start for start in around if places[start : start + len(wanted)] == wanted]
            starts = starts or [start for start in around if self._reads(start, edit.before)]
        came = tuple(Cell(character, -1, item.id, edit.start) for character in after or [""])
        return [
            replace(self, cells=(*self.cells[:start], *came, *self.cells[start + len(wanted) :])) for start in starts
        ]

    def _reads(self, start: int, text: str) -> bool:
        there = self.cells[start : start + len(text)]
        return "".join(cell.character for cell in there) == text and not any(cell.owner for cell in there)

    def taken_back(self, item: Item) -> "Model":
        """What the proposal brought becomes what stood there in the base."""
        edit = item.proposal.edit
        mine = [index for index, cell in enumerate(self.cells) if cell.owner == item.id]
        assert mine == list(range(mine[0], mine[0] + len(mine))), "what was accepted is no longer in one piece"
        back = tuple(Cell(self.base[place], place) for place in range(edit.start, edit.end))
        return replace(self, cells=(*self.cells[: mine[0]], *back, *self.cells[mine[-1] + 1 :]))

    def _index(self, offset: int, *, behind: bool) -> int:
        """The cell at an offset of the text; `behind` the deletions that stand there, else before them."""
        passed = index = 0
        while index < len(self.cells) and passed < offset:
            passed += len(self.cells[index].character)
            index += 1
        while behind and index < len(self.cells) and not self.cells[index].character:
            index += 1
        return index

    def _gap(self, place: int) -> range:
        """Behind all that the base had before `place` or that was accepted there, before what it has from there on;
        what was typed between them may be on either side."""
        behind = [index for index, cell in enumerate(self.cells) if max(cell.place, cell.start) >= place]
        before = [index for index, cell in enumerate(self.cells) if 0 <= max(cell.place, cell.start) < place]
        return range(before[-1] + 1 if before else 0, (behind[0] if behind else len(self.cells)) + 1)


class Run:
    """A session and its model, side by side."""

    def __init__(self, text: str) -> None:
        self.recording = Recording(text)
        self.model = Model.of(text)
        self.past: list[Model] = []  # before each step that undo can take back
        self.ahead: list[Model] = []
        self.rounds = 0

    @property
    def round_state(self) -> RoundState | None:
        return self.recording.state.round_state

    def step(self, model: Model) -> None:
        """A step of the person's was made, and the text should read as `model` says."""
        self.past.append(self.model)
        self.ahead.clear()
        self.model = model

    # What happens

    def type(self, draw: st.DrawFn) -> None:
        text = self.recording.state.text
        places = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4)))
        spans = (
            [Span(*places[:2])] if len(places) < 4 or places[1] == places[2] else [Span(*places[:2]), Span(*places[2:])]
        )
        edits = []
        for span in spans:
            after = "".join(draw(st.lists(st.sampled_from(LETTERS), max_size=3)))
            if after != span.of(text):
                edits.append(Edit(span.start, span.of(text), after))
        if edits:
            model = self.model
            for edit in reversed(edits):
                model = model.typed(edit)
            self.recording.do(Changed(tuple(edits)))
            self.step(model)

    def decide(self, draw: st.DrawFn) -> None:
        round_state = self.round_state
        if round_state is None or not round_state.round.live:
            return
        models = [self.model]
        decisions: list[Decision] = []
        for item in draw(st.lists(st.sampled_from(round_state.round.live), min_size=1, max_size=4, unique_by=_id)):
            status = round_state.status(item)
            owned = round_state.working.region_of(item.id, item.proposal.edit.start)
            if status not in {Status.PENDING, Status.ACCEPTED, Status.REJECTED} or item.id in round_state.locked:
                continue
            if status is Status.ACCEPTED and owned is None:
                continue
            if status is Status.REJECTED and round_state.working.touching(item.proposal.edit.span):
                continue
            verdict = draw(st.sampled_from(Verdict))
            own = "".join(draw(st.lists(st.sampled_from(LETTERS), max_size=3)))
            decision = Decision(item.id, verdict, own if verdict is Verdict.REWRITE else None)
            decisions.append(decision)
            if status is Status.ACCEPTED:
                models = [model.taken_back(item) for model in models]
            if verdict in {Verdict.ACCEPT, Verdict.REWRITE}:
                after = accepted_text(item.proposal, decision)
                models = [found for model in models for found in model.accepted(item, after)]
            assert models, "the proposal's own text is no longer there"
        if decisions:
            before = [lock.of(self.recording.state.text) for lock in self.recording.state.locks]
            self.recording.do(Decided(tuple(decisions)))
            state = self.recording.state
            assert [lock.of(state.text) for lock in state.locks] == before, "what was locked has changed"
            self.step(next((model for model in models if model.text == state.text), models[0]))

    def round(self, draw: st.DrawFn) -> None:
        self.rounds += 1
        self.recording.do(RoundStarted(f"r{self.rounds}", "test"))
        self.step(Model.of(self.model.text))
        self.arrive(draw)

    def arrive(self, draw: st.DrawFn) -> None:
        """Proposals for the round in hand, about its base, whatever has become of it since."""
        round_state = self.round_state
        if round_state is None:
            return
        base = round_state.round.base
        proposals = []
        for _ in range(draw(st.integers(0, 4))):
            start = draw(st.integers(0, len(base)))
            end = min(len(base), start + draw(st.integers(0, 3)))
            after = "".join(draw(st.lists(st.sampled_from(LETTERS), max_size=3)))
            proposals.append(Proposal(Edit(start, base[start:end], after), Intent.CLARITY, "test", "r", "because"))
        self.recording.do(Arrived(round_state.round.id, tuple(proposals)))

    def late(self, draw: st.DrawFn) -> None:
        """Proposals of a round that was undone, or that another has followed, or of another document."""
        name = f"r{draw(st.integers(0, self.rounds))}"
        if self.round_state is None or self.round_state.round.id != name:
            before = self.round_state
            self.recording.do(Arrived(name, (Proposal(Edit(0, "", "late"), Intent.STYLE, "test", "r", "late"),)))
            assert self.round_state == before, "a proposal of another round has arrived in this one"

    def end(self, draw: st.DrawFn) -> None:
        if self.round_state is not None:
            self.recording.do(RoundEnded(self.round_state.round.id, draw(st.sampled_from(Outcome))))

    def lock(self, draw: st.DrawFn) -> None:
        self._hold(draw, lock=True)

    def free(self, draw: st.DrawFn) -> None:
        self._hold(draw, lock=False)

    def _hold(self, draw: st.DrawFn, *, lock: bool) -> None:
        start, end = sorted(draw(st.lists(st.integers(0, len(self.model.text)), min_size=2, max_size=2)))
        self.recording.do(Locked(Span(start, end), lock))
        self.step(self.model)

    def undo(self, draw: st.DrawFn) -> None:
        del draw
        if self.past:
            self.recording.undo()
            self.ahead.append(self.model)
            self.model = self.past.pop()

    def redo(self, draw: st.DrawFn) -> None:
        del draw
        if self.ahead:
            self.recording.redo()
            self.past.append(self.model)
            self.model = self.ahead.pop()

    # What always holds

    def check(self) -> None:
        state = self.recording.state
        assert state.text == self.model.text
        assert all(0 <= lock.start < lock.end <= len(state.text) for lock in state.locks)
        if state.round_state is None:
            return
        assert state.round_state.round.base == self.model.base
        for item in state.round_state.round.live:
            if state.round_state.status(item) is Status.PENDING:
                place = state.round_state.place(item)
                assert place is not None
                assert place.of(state.text) == item.proposal.edit.before, "a proposal is about other text than it says"


def _id(item: Item) -> str:
    return item.id


@pytest.mark.parametrize("part", range(PARTS))
@given(st.data())
def test_any_order_gives_the_text_that_the_model_says(part: int, data: st.DataObject) -> None:
    """DESIGN, what always holds: 3, 4, 5, 7, 8. Whatever happens in whatever order."""
    del part
    draw = data.draw
    run = Run("".join(draw(st.lists(st.sampled_from(LETTERS), max_size=14))))
    for act in draw(st.lists(st.sampled_from(ACTS), min_size=5, max_size=30)):
        getattr(run, act)(draw)
        run.check()
    again = run.recording.again()
    now = run.recording.state
    assert (again.text, again.locks) == (now.text, now.locks)
    if now.round_state is not None and again.round_state is not None:
        assert [again.round_state.status(item) for item in again.round_state.round.items] == [
            now.round_state.status(item) for item in now.round_state.round.items
        ]
