"""The program is killed while somebody types without a pause: what is missing then, and what is one step back."""

import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.wait import until

EARLY = "We went home early.\n"
WORDS = "the quick brown fox jumps over the lazy dog and then some "
BETWEEN_S = 0.04  # between two letters of somebody who types fast
LEAST = 100  # letters until it is killed
KEPT_S = 1.0  # what was seen for so long is in the history


@contextmanager
def typing_on(program: Reviser) -> Iterator[None]:
    """Hands that type the words again and again meanwhile, whatever the program does."""
    done = threading.Event()

    def go_on() -> None:
        for letter in itertools.cycle(WORDS):
            if done.wait(BETWEEN_S):
                return
            program.seat.hands.type(letter)

    fingers = threading.Thread(target=go_on)
    fingers.start()
    try:
        yield
    finally:
        done.set()
        fingers.join()


@pytest.mark.parametrize("number", range(3))
def test_of_typing_without_a_pause_a_kill_loses_at_most_the_last_second(desk: Desk, number: int) -> None:
    program = desk.edit(EARLY)
    program.key("ctrl+End")
    seen: list[tuple[float, str]] = []
    with typing_on(program):

        def enough() -> bool:
            seen.append((time.monotonic(), program.text.text))
            return len(seen[-1][1]) >= len(EARLY) + LEAST + 7 * number

        until(enough, "letters are seen as they are typed", seen=lambda: seen[-1])
        killed = time.monotonic()
        program.running.kill()
    program.start(program.path)
    kept = program.text.text
    safe = max(text for at, text in seen if at < killed - KEPT_S)
    assert len(safe) > len(EARLY) + LEAST // 2
    assert kept.startswith(safe), (
        f"Expected: all that was seen {KEPT_S} s before the kill, {safe!r}. Seen after it: {kept!r}."
    )
    assert (EARLY + WORDS * 10).startswith(kept)
    program.key("ctrl+z")
    assert program.text.text == EARLY, "Expected: one step takes back what was typed without a pause."
    program.key("ctrl+shift+z")
    assert program.save().decode() == kept


def test_one_step_back_goes_to_the_pause_a_move_of_the_caret_or_a_command(desk: Desk) -> None:
    program = desk.edit(EARLY)
    program.key("ctrl+End")
    program.type("One.")
    program.pause()
    program.stop_and_think()
    program.type(" Two.")
    program.key("Left", "Right")
    program.type(" Three.")
    program.save()
    program.type(" Four.")
    for left in ("One. Two. Three.", "One. Two.", "One.", ""):
        program.key("ctrl+z")
        assert program.text.text == EARLY + left
    for more in ("One.", "One. Two.", "One. Two. Three.", "One. Two. Three. Four."):
        program.key("ctrl+shift+z")
        assert program.text.text == EARLY + more


def test_undo_takes_back_a_long_stretch_at_once_and_not_by_the_second(desk: Desk) -> None:
    program = desk.edit(EARLY)
    program.key("ctrl+End")
    with typing_on(program):
        until(lambda: len(program.text.text) >= len(EARLY) + LEAST, "letters are seen", seen=lambda: program.text.text)
    program.settle()
    typed = program.text.text
    program.key("ctrl+z")
    assert program.text.text == EARLY
    program.key("ctrl+shift+z")
    assert program.text.text == typed
