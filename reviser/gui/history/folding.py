"""Computes the content of the history view in the background, one request at a time. Only the latest request is shown;
requests that were replaced while they waited are not computed."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QObject, Signal

from reviser.core.past_states import PastStates
from reviser.core.session import State
from reviser.gui.history.content import PointContent, comparison_content, state_content
from reviser.services.daemon_executor import DaemonExecutor

KEEP = 12  # the number of contents kept, those shown last


class _Call(QObject):
    """Passes a result from the background thread to the receiver's thread."""

    answered = Signal(object, object)


class Folding(QObject):
    """Computes content on request. `ready` carries the request (sequence numbers of events) and its content."""

    ready = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._looking: PastStates | None = None
        self._wanted: tuple[int, ...] = ()
        self._busy = False
        self._visit = 0  # counts calls of `leave`, so that late results are recognised
        self._kept: OrderedDict[tuple[int, ...], PointContent] = OrderedDict()
        self._threads = DaemonExecutor()
        self._call = _Call()
        self._call.answered.connect(self._on_answered)
        # Past states must not be computed by two threads at once.
        self._lock = threading.Lock()

    def look(self, past_states: PastStates) -> None:
        """Use this history from now on. Content that was shown before stays valid, because events never change."""
        self._looking = past_states

    def leave(self) -> None:
        """Drop the waiting request and all kept content, because the view is closed."""
        self._looking, self._wanted = None, ()
        self._visit += 1
        self._kept.clear()

    def show(self, wanted: tuple[int, ...]) -> None:
        """Request the content of one point, or of two to compare. A point is given by the sequence number of its last
        event."""
        self._wanted = wanted
        kept = self._kept.get(wanted)
        if kept is not None:
            self._kept.move_to_end(wanted)
            self.ready.emit(wanted, kept)
        elif not self._busy:
            self._begin()

    def _begin(self) -> None:
        if self._looking is None or not self._wanted:
            return
        self._busy = True
        future = self._threads.submit(_make_content, self._lock, self._looking.at, self._wanted)
        future.add_done_callback(partial(_deliver, self._call, (self._visit, self._wanted)))

    def _on_answered(self, request: tuple[int, tuple[int, ...]], future: "Future[PointContent]") -> None:
        self._busy = False
        visit, found = request
        if visit == self._visit:
            self._kept[found] = future.result()
            if len(self._kept) > KEEP:
                self._kept.popitem(last=False)
        if self._wanted:
            self.show(self._wanted)


def _make_content(lock: threading.Lock, at: Callable[[int], State], wanted: tuple[int, ...]) -> PointContent:
    with lock:
        states = [at(seq) for seq in wanted]
    if len(states) == 1:
        return state_content(states[0])
    return comparison_content(states[0].text, states[1].text)


def _deliver(call: _Call, request: object, future: "Future[PointContent]") -> None:
    call.answered.emit(request, future)
