"""A writer's day: an essay is opened, revised, decided by keys, typed in, rewritten, undone, saved, lost by a kill,
opened again and exported. After every step the text and the history are what a simple model says."""

import json
from collections.abc import Iterator
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from tests.hands.editors import Reviser
from tests.hands.kept import Kept
from tests.hands.model import Model, Proposed
from tests.hands.seat import Seat
from tests.hands.wait import until

ESSAY = """\
A Year in the Valley

We moved to the valley in the the spring of last year. My wife had recieved a letter from her aunt, who owned a old \
house beside the river. She wrote that the house was to big for her, and that she definately wanted us to have it. We \
did not beleive it at first.

The house stood at the end of a narrow road, seperated from the village by two fields. Its roof leaked and the garden \
was wild. There was alot of work to do. We began with the kitchen, wich had no stove, and slept on the floor untill \
the beds came.

In summer the farmers came to help. They brought there own tools. One of them, an engineer, showed us how the pump \
worked. He don't talk much, but everything that he says is usefull. We payed him with apples and with bread.

By autumn the debts were gone and the garden gave us vegtables. My wife wrote a book about the goverment of small \
towns, and I learned to mend clocks. I have tryed to write about it before, but the words would not come. We would of \
stayed anyway. It was a suprise to all of us, and a small begining. Tommorow we will bake bread.

There is one thing that I know for certain. It is not the walls that matter, but who is inside of them. I hope that \
you will come and see it for yourself, and that you will stay for a while with us.
"""
# Keys that decide, and what they decide: a reason behind a reject.
KEYS = (
    ("a", "accept", ""),
    ("Return", "accept", ""),
    ("x", "reject", ""),
    ("a", "accept", ""),
    ("2", "reject", "meaning"),
    ("BackSpace", "reject", ""),
    ("a", "accept", ""),
    ("4", "reject", "unnecessary"),
)
DECIDED = 20
TYPED = "It rained a lot. "
BEFORE = "One of them, an engineer"  # where it is typed
COPIED = "There is one thing that I know for certain."
WORDS = "a little house of their own, and a river"
LATE = "\nAnd that was the year.\n"


class Day:
    """The program, and the model of its document. What hands do in one is done in the other, and compared."""

    def __init__(self, program: Reviser, path: Path) -> None:
        self.program = program
        self.path = path
        self.kept = Kept(program)
        self.model = Model(ESSAY, ())

    def revise(self) -> None:
        """Let the embedded reviser propose; the model learns what, from the history."""
        self.program.key("ctrl+Return")
        self.program.await_said("undecided.")
        found = self._round
        assert found["base"] == ESSAY
        edits = [Proposed(edit["start_char_pos"], edit["before"], edit["proposed_after"]) for edit in found["edits"]]
        self.model = Model(ESSAY, sorted(edits, key=lambda edit: edit.start))
        for edit in edits:
            assert ESSAY[edit.start :].startswith(edit.before)

    @property
    def _round(self) -> dict[str, Any]:
        (found,) = self.kept.show(self.path)["rounds"]
        assert isinstance(found, dict)
        return found

    def go_to_first(self) -> None:
        """Go to the first undecided proposal; the first of all is decided."""
        self.program.key("ctrl+Home", "F8", "space")

    def decide(self, key: str, verdict: str, reason: str) -> None:
        """Decide the next undecided proposal by a key, and see it said."""
        number, model = self.model.pending[0], self.model
        if verdict == "accept":
            model.accept(number)
        else:
            model.reject(number, reason)
        self.program.key(key)
        self.await_counted("takes it back")
        self.compare()

    def rewrite(self, words: str) -> None:
        """Write the current proposal, which is the next undecided one, in words of one's own."""
        self.model.rewrite(self.model.pending[0], words)
        self.program.key("e", "ctrl+a")
        self.program.type(words)
        self.program.key("ctrl+Return")
        self.await_counted("Rewritten: “")

    def await_counted(self, *more: str) -> None:
        """Until the window says how many are decided, and more."""
        self.program.await_said(f"{len(self.model.decisions)} of {len(self.model.proposals)} decided", *more)

    def type_before(self, words: str, place: str) -> None:
        """Click before a passage, and type."""
        self.program.click_at(self.program.text.text.index(place))
        self.program.type(words)
        self.model.put(self.model.text.index(place), words)

    def compare(self) -> None:
        """Save, and compare the file, and the decisions that the history holds."""
        assert self.program.save().decode() == self.model.text
        self.compare_decisions()

    def compare_decisions(self) -> None:
        assert self.kept.decisions(self.path) == self.model.decisions

    def compare_history(self) -> None:
        """Wait until the history holds the text that the model has, and compare the decisions."""
        until(
            lambda: self.kept.text(self.path) == self.model.text,
            f"the history has the text {self.model.text!r}",
            seen=lambda: self.kept.text(self.path),
        )
        self.compare_decisions()

    def compare_kept(self) -> None:
        """Compare what the history holds, whether the program runs or not."""
        assert self.kept.text(self.path) == self.model.text
        self.compare_decisions()


@pytest.fixture
def day(seat: Seat, tmp_path: Path) -> Iterator[Day]:
    path = tmp_path / "essay.txt"
    path.write_text(ESSAY, encoding="utf-8")
    program = Reviser(seat, tmp_path / "home")
    program.start(path)
    try:
        yield Day(program, path)
    finally:
        program.running.end()


def decide_twenty(day: Day) -> None:
    """Revise, and decide twenty by keys."""
    program = day.program
    day.revise()
    assert len(day.model.proposals) > DECIDED
    program.key("F8")
    for (key, verdict, reason), _ in zip(cycle(KEYS), range(DECIDED), strict=False):
        day.decide(key, verdict, reason)
    day.compare_history()


def write(day: Day) -> None:
    """Type in the middle, copy a sentence to the end, rewrite a proposal."""
    program = day.program
    day.type_before(TYPED, BEFORE)
    day.compare_history()
    start = program.text.text.index(COPIED)
    program.drag_over(start, start + len(COPIED))
    program.key("ctrl+c")
    assert program.seat.clipboard.read() == COPIED
    program.key("ctrl+End", "ctrl+v")
    day.model.put(len(day.model.text), COPIED)
    day.compare_history()
    day.go_to_first()
    day.rewrite(WORDS)
    day.compare_history()


def undo_and_save(day: Day) -> None:
    """Undo the rewritten one, the copy, what was typed and two decisions; redo one of these, and save."""
    program = day.program
    for _ in range(5):
        program.key("ctrl+z")
        day.model.undo()
        day.compare_history()
    day.await_counted()
    program.key("ctrl+shift+z")
    day.model.redo()
    day.compare_history()
    day.compare()


def lose_power(day: Day) -> None:
    """Type what is not saved; the power fails, and all is there again, with what undo goes back to."""
    program = day.program
    day.type_before(TYPED, BEFORE)
    until(lambda: program.unsaved, "the title says that the text is not saved", seen=program.seat.screen.titles)
    day.compare_history()
    saved = day.path.read_text(encoding="utf-8")
    program.running.kill()
    assert day.path.read_text(encoding="utf-8") == saved
    day.compare_kept()
    program.start(day.path)
    program.await_said("the file does not have them yet")
    day.await_counted()
    day.compare_history()
    program.key("ctrl+z")
    day.model.undo()
    day.compare_history()
    program.key("ctrl+z")
    day.model.undo()
    day.compare_history()
    program.key("ctrl+shift+z", "ctrl+shift+z")
    day.model.redo()
    day.model.redo()
    day.compare_history()


def finish(day: Day) -> None:
    """Decide the rest, and write a last line."""
    program = day.program
    day.go_to_first()
    day.rewrite(WORDS)
    day.compare()
    while day.model.pending:
        day.decide("a", "accept", "")
    program.await_said("all decided")
    program.key("F6", "ctrl+End")
    program.type(LATE)
    day.model.put(len(day.model.text), LATE)
    day.compare()
    day.compare_history()


def export_and_quit(day: Day) -> None:
    """Export all, and end the program; the file and the history stay."""
    program = day.program
    rows = [json.loads(line) for line in program.export(day.path.with_suffix(".jsonl")).splitlines()]
    found = {row["start_char_pos"]: (row["before"], row["decision"], row["reason"]) for row in rows}
    assert found == {each.start: (each.before, each.verdict, each.reason) for each in day.model.decisions}
    assert {row["base_sha256"] for row in rows} == {sha256(ESSAY.encode()).hexdigest()}
    assert [row["rewritten"] for row in rows if row["decision"] == "rewrite"] == [WORDS]
    program.seat.hands.key("ctrl+q")
    until(lambda: not program.running.alive, "the program has ended", seen=program.seat.screen.titles)
    assert day.path.read_text(encoding="utf-8") == day.model.text
    day.compare_kept()
    day.kept.command("verify")


@pytest.mark.timeout(900)  # some hundred looks at the window and the history, each slow on a busy machine
def test_a_writers_day_is_what_a_simple_model_says(day: Day) -> None:
    decide_twenty(day)
    write(day)
    undo_and_save(day)
    lose_power(day)
    finish(day)
    export_and_quit(day)
