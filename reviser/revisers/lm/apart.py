"""Scores sentences in a process of its own with a low priority, so that the window stays quick.

A thread that computes in Python beside the window's thread makes that one wait for the interpreter's lock: a decision
took twice as long. The process starts with the first use and keeps the model. It ends with the program, even if that is
killed, because its pipe then ends."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import cast

from reviser.errors import UserError
from reviser.messages import message
from reviser.revisers.lm.engine import ThreadEngine
from reviser.revisers.lm.kinds import Candidate, CandidateKind
from reviser.revisers.lm.scoring import Scored
from reviser.revisers.lm.steps import Steps
from reviser.revisers.lm.weights import WeightsError
from reviser.revisers.scoring import PassageWordings, WordingScore

_LOOK_S = 0.05  # seconds of waiting between two steps
_NICER = 5  # by how much the process's nice value is raised, on systems that have it
_RAISED = 1  # the exit code if an exception ended the process


class _Task(Enum):
    LOAD = "load"
    SCORE = "score"
    COMPARE = "compare"
    WORDINGS = "wordings"


_Bare = tuple[int, int, str, CandidateKind]  # a candidate as it is sent: pickled in a tenth of the time of its class


@dataclass(frozen=True, slots=True)
class _Order:
    """A task for the process. It answers with the number, and with the scores or the error."""

    number: int
    task: _Task
    path: Path
    sentences: tuple[str, ...] = ()
    candidates: tuple[tuple[_Bare, ...], ...] = ()
    passages: tuple[PassageWordings, ...] = ()


_Stop = int  # the number of an order whose result is no longer needed
_Found = list[list[Scored]] | list[tuple[WordingScore, ...]]
_Answer = tuple[int, _Found | Exception]
_READY: _Answer = (0, [])


class ReadingEndedError(UserError):
    """Something ended the process."""


@dataclass(frozen=True, slots=True)
class _ScoringProcess:
    process: BaseProcess
    pipe: Connection


class ProcessEngine:
    """An engine that scores in a process of its own. Several threads may use it; they wait for each other."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._lock = threading.Lock()
        self._scoring_process: _ScoringProcess | None = None
        self._ready = False
        self._loaded_path: Path | None = None  # the model that the process has loaded or was told to load

    def begin(self, path: Path) -> None:
        if not self._lock.acquire(blocking=False):
            return
        try:
            if self._scoring_process is not None and not self._scoring_process.process.is_alive():
                self.forget()
            if self._loaded_path == path:
                return
            with suppress(OSError):  # `score` reports it
                hand = self._process()
                hand.pipe.send(_Order(next(self._numbers), _Task.LOAD, path))
                self._loaded_path = path
        finally:
            self._lock.release()

    def score(
        self, path: Path, sentences: Sequence[str], candidates: Sequence[Sequence[Candidate]]
    ) -> Steps[list[list[Scored]]]:
        return self._weighed(_Task.SCORE, path, sentences, candidates)

    def compare(
        self, path: Path, sentences: Sequence[str], candidates: Sequence[Sequence[Candidate]]
    ) -> Steps[list[list[Scored]]]:
        return self._weighed(_Task.COMPARE, path, sentences, candidates)

    def score_wordings(self, path: Path, passages: Sequence[PassageWordings]) -> Steps[list[tuple[WordingScore, ...]]]:
        order = _Order(next(self._numbers), _Task.WORDINGS, path, passages=tuple(passages))
        return cast(list[tuple[WordingScore, ...]], (yield from self._run_task(order)))

    def forget(self) -> None:
        """End the process, if there is one. A thread that waits for it gets an error."""
        hand, self._scoring_process = self._scoring_process, None
        self._ready, self._loaded_path = False, None
        if hand is not None:
            hand.process.terminate()
            hand.process.join()
            hand.process.close()
            hand.pipe.close()

    def _weighed(
        self, task: _Task, path: Path, sentences: Sequence[str], candidates: Sequence[Sequence[Candidate]]
    ) -> Steps[list[list[Scored]]]:
        bare = []
        for own in candidates:
            bare.append(tuple((each.start, each.end, each.after, each.kind) for each in own))
            yield
        order = _Order(next(self._numbers), task, path, tuple(sentences), tuple(bare))
        return cast(list[list[Scored]], (yield from self._run_task(order)))

    def _run_task(self, order: _Order) -> Steps[_Found]:
        """The result of a task, sent to the process. Waits without blocking until no other thread uses it."""
        while not self._lock.acquire(timeout=_LOOK_S):
            yield
        try:
            found = yield from self._answer_to(order)
        finally:
            self._lock.release()
        if isinstance(found, Exception):
            raise found
        return found

    def _answer_to(self, order: _Order) -> Steps[_Found | Exception]:
        """The process's answer to `order`. If the caller stops early, the process is told so. Raises ReadingEndedError
        if the process ends."""
        hand: _ScoringProcess | None = None
        answered = False
        try:
            hand = self._process()
            while not self._ready:  # a long order is sent only when the process is reading
                yield from self._next_answer(hand)
            hand.pipe.send(order)
            self._loaded_path = order.path
            while True:
                number, found = yield from self._next_answer(hand)
                if number == order.number:
                    answered = True
                    return found
        except (EOFError, OSError) as error:
            answered = True
            raise self._lost_error(hand) from error
        finally:
            if hand is not None and not answered:
                with suppress(OSError):
                    hand.pipe.send(order.number)

    def _next_answer(self, hand: _ScoringProcess) -> Steps[_Answer]:
        """The next answer from the process."""
        while not hand.pipe.poll(_LOOK_S):
            yield
        answer: _Answer = hand.pipe.recv()
        self._ready = True
        return answer

    def _process(self) -> _ScoringProcess:
        """The process, started if there is none."""
        if self._scoring_process is None:
            context = multiprocessing.get_context("spawn")  # a fork would break the threads of the window
            ours, theirs = context.Pipe()
            with theirs:
                process = context.Process(target=serve, args=(theirs,), name="language-model", daemon=True)
                process.start()
            self._scoring_process, self._ready = _ScoringProcess(process, ours), False
        return self._scoring_process

    def _lost_error(self, hand: _ScoringProcess | None) -> Exception:
        """The error for a process that has ended. The next use starts another."""
        code = None
        if hand is not None and self._scoring_process is hand:
            hand.process.join()
            code = hand.process.exitcode
            self.forget()
        if code == _RAISED:
            return RuntimeError("the process of the language model failed, and said why on standard error")
        return ReadingEndedError(message("Its process was terminated, perhaps because memory ran out: try again."))


def serve(pipe: Connection) -> None:
    """The main function of the process: carries out orders one after the other until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent process, which ends this one
    if hasattr(os, "nice"):
        os.nice(_NICER)
    engine = ThreadEngine()
    waiting: deque[_Order | _Stop] = deque()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError), pipe:  # raised when the parent process has ended
        pipe.send(_READY)
        while True:
            order = waiting.popleft() if waiting else pipe.recv()
            if isinstance(order, _Order):
                found = _run_order(engine, order, pipe, waiting)
                if found is not None:
                    pipe.send((order.number, found))


def _run_order(
    engine: ThreadEngine, order: _Order, pipe: Connection, waiting: "deque[_Order | _Stop]"
) -> _Found | Exception | None:
    """The answer to an order, None if it was stopped. Orders that arrive meanwhile are added to `waiting`."""
    steps = _steps(engine, order)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: _Found = end.value
            return found
        except (UserError, WeightsError, OSError) as error:
            return error
        while pipe.poll():
            said: _Order | _Stop = pipe.recv()
            if said == order.number:
                return None
            waiting.append(said)


def _steps(engine: ThreadEngine, order: _Order) -> Steps[_Found]:
    """The work for an order."""
    if order.task is _Task.LOAD:
        yield from engine.load(order.path)
        return []
    if order.task is _Task.WORDINGS:
        return (yield from engine.score_wordings(order.path, order.passages))
    candidates = [[Candidate(*bare) for bare in own] for own in order.candidates]
    does = engine.score if order.task is _Task.SCORE else engine.compare
    return (yield from does(order.path, order.sentences, candidates))
