"""Tasks in several processes: each is done once, whatever ends a process."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children
from pathlib import Path

import pytest

from reviser.errors import UserError
from reviser.messages import message
from reviser.services.process_pool import interrupts, run_tasks
from reviser.services.task_pool import Lost


@dataclass(frozen=True, slots=True)
class Doubled:
    """Gives twice the number of a task. `fatal`: tasks that end their process, the first time or (`always`) each time;
    `folder` keeps which were tried."""

    folder: Path
    fatal: tuple[int, ...] = ()
    always: bool = False

    @contextmanager
    def __call__(self) -> Iterator[Callable[[int], tuple[int, int]]]:
        (self.folder / f"process-{os.getpid()}").touch()
        yield self._double

    def _double(self, task: int) -> tuple[int, int]:
        mark = self.folder / f"task-{task}"
        if task in self.fatal and (self.always or not mark.exists()):
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return 2 * task, os.getpid()


@dataclass(frozen=True, slots=True)
class Refusing:
    """Cannot be set up, or (`bug`) do a task."""

    bug: bool = False

    @contextmanager
    def __call__(self) -> Iterator[Callable[[int], int]]:
        if not self.bug:
            raise UserError(message("There is no history."))
        yield self._broken

    def _broken(self, task: int) -> int:
        raise AssertionError(f"a bug of the test in task {task}")


def test_each_task_is_done_by_processes_that_are_set_up_once(tmp_path: Path) -> None:
    found = dict(run_tasks(Doubled(tmp_path), iter(range(20)), 2))
    results = [result for result in found.values() if not isinstance(result, Lost)]
    assert {task: result for task, (result, _) in zip(found, results, strict=True)} == {n: 2 * n for n in range(20)}
    assert os.getpid() not in {process for _, process in results}
    assert len(list(tmp_path.glob("process-*"))) == 2
    assert active_children() == []


def test_one_process_is_this_one(tmp_path: Path) -> None:
    assert list(run_tasks(Doubled(tmp_path), [1, 2], 1)) == [(1, (2, os.getpid())), (2, (4, os.getpid()))]


def test_a_task_whose_process_was_killed_is_done_again(tmp_path: Path) -> None:
    found = list(run_tasks(Doubled(tmp_path, fatal=(1, 3)), range(6), 2))
    assert sorted((task, result[0]) for task, result in found if not isinstance(result, Lost)) == [
        (n, 2 * n) for n in range(6)
    ]
    assert active_children() == []


def test_a_task_that_ends_its_process_each_time_is_lost_and_the_others_are_done(tmp_path: Path) -> None:
    found = dict(run_tasks(Doubled(tmp_path, fatal=(2,), always=True), range(5), 2))
    assert [task for task, result in found.items() if isinstance(result, Lost)] == [2]
    assert sorted(found) == list(range(5))


def test_no_task_is_begun_once_it_is_stopped(tmp_path: Path) -> None:
    found: list[int] = []
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    for task, _ in run_tasks(Doubled(tmp_path), tasks(), 2, lambda: len(found) >= 3):
        found.append(task)
    assert sorted(found) == taken
    assert len(taken) < 10


def test_no_process_is_left_where_the_results_are_not_waited_for(tmp_path: Path) -> None:
    results = run_tasks(Doubled(tmp_path), range(10), 2)
    next(results)
    assert active_children()
    results.close()
    assert active_children() == []


def test_what_a_process_cannot_do_for_a_reason_of_the_world_is_said() -> None:
    with pytest.raises(UserError, match="There is no history"):
        list(run_tasks(Refusing(), range(3), 2))
    assert active_children() == []


def test_a_bug_in_a_process_is_one_here(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="a process failed"):
        list(run_tasks(Refusing(bug=True), range(3), 2))
    assert "a bug of the test" in capfd.readouterr().err
    assert active_children() == []


def test_the_first_interrupt_is_noted_and_the_second_ends_all() -> None:
    said = threading.Event()
    with interrupts(said.set) as interrupted:
        assert not interrupted()
        signal.raise_signal(signal.SIGINT)
        assert interrupted()
        assert said.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interrupt_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with interrupts(lambda: None) as interrupted:
            signal.raise_signal(signal.SIGINT)
            assert not interrupted()
    finally:
        signal.signal(signal.SIGINT, before)
