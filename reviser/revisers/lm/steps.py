"""Work that may be stopped in between: a generator that gives what it was asked for at its end."""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")

Steps = Generator[None, None, T]  # gives a T at its end, and stops in between, some hundredths of a second apart
