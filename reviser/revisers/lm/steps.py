"""Work in steps, so that it can be stopped: a generator whose return value is the result."""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")

Steps = Generator[None, None, T]  # yields every few hundredths of a second, and returns a T
