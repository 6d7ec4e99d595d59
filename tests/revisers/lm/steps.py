"""Steps taken to their end."""

from collections.abc import Iterator
from typing import TypeVar

from reviser.revisers.lm.steps import Steps

T = TypeVar("T")


def finished(steps: Steps[T]) -> T:
    """What comes at the end of the steps."""
    found: list[T] = []

    def taken() -> Iterator[None]:
        found.append((yield from steps))

    for _ in taken():
        pass
    return found[0]
