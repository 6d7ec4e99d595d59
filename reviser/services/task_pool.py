"""What does tasks and gives their results. It loads nothing: who only takes one starts no process."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

_Task = TypeVar("_Task")
_Result_co = TypeVar("_Result_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Lost:
    """What comes of a task that ended its process each time that it was tried."""


class TaskPool(Protocol[_Task, _Result_co]):
    """What does tasks: this process, several, or those of other machines."""

    def run(
        self, tasks: Iterator[_Task], stopped: Callable[[], bool] = lambda: False
    ) -> "Iterator[tuple[_Task, _Result_co | Lost]]":
        """Each task with its result, as they come. `tasks` is taken as they are needed. Where `stopped` says so, none
        is begun any more, and those in work are still done. A UserError that a task meets is raised here."""
        ...
