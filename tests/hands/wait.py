"""Waiting on a fact. A test of a real window must never wait on time alone: a busy machine would make it lie."""

import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE_S = 30.0
GLANCE_S = 0.005  # between two looks at first; later longer, up to 0.1 s

Fact = TypeVar("Fact")


class GoneError(Exception):
    """What is looked at is not there any more: whoever waits looks again."""


class NotSeenError(AssertionError):
    """What was waited for did not come."""


def until(
    look: Callable[[], Fact | None],
    expected: str,
    *,
    seen: Callable[[], object] | None = None,
    patience: float = PATIENCE_S,
) -> Fact:
    """The first true answer of `look`. NotSeenError after `patience` seconds, with what was `expected` (a sentence)
    and what was `seen` in its place (the last answer where that is not given)."""
    end = time.monotonic() + patience
    pause = GLANCE_S
    while True:
        try:
            found = look()
        except GoneError:  # the screen changed in the middle of the look
            found = None
        if found:
            return found
        if time.monotonic() > end:
            instead = found if seen is None else seen()
            raise NotSeenError(f"Expected: {expected}. Seen after {patience:g} s: {instead!r}")
        time.sleep(pause)
        pause = min(0.1, pause * 1.5)
