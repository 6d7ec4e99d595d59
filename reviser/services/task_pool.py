"""The interface of task pools. It imports nothing heavy, for modules that only use a pool."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

_Task = TypeVar("_Task")
_Result_co = TypeVar("_Result_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Lost:
    """The result of a task whose process was terminated at each attempt."""


class TaskPool(Protocol[_Task, _Result_co]):
    """Runs tasks: in this process, in several, or on other machines."""

    def run(
        self, tasks: Iterator[_Task], stopped: Callable[[], bool] = lambda: False
    ) -> "Iterator[tuple[_Task, _Result_co | Lost]]":
        """Yield each task with its result as it finishes. `tasks` is consumed as needed. If `stopped` returns true, no
        further task is started, but running ones are finished. Raises a UserError of a task."""
        ...
