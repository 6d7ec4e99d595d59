"""Works out in the background what is to be shown, one thing at a time: what was asked for last is what is shown, and
what was passed over on the way is not worked out at all."""

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

KEEP = 12  # pictures that were shown last


class _Call(QObject):
    """Brings an answer from its thread to whoever listens in theirs."""

    answered = Signal(object, object)


class Folding(QObject):
    """`ready` carries what was asked for, by sequence numbers of events, and its picture."""

    ready = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._looking: PastStates | None = None
        self._wanted: tuple[int, ...] = ()
        self._busy = False
        self._visit = 0  # one document's, from `look` to `leave`
        self._kept: OrderedDict[tuple[int, ...], PointContent] = OrderedDict()
        self._threads = DaemonExecutor()
        self._call = _Call()
        self._call.answered.connect(self._on_answered)
        # A look back is not for two threads at once.
        self._lock = threading.Lock()

    def look(self, past_states: PastStates) -> None:
        """Look at this history from now on. Nothing that was shown before is wrong: events are never changed."""
        self._looking = past_states

    def leave(self) -> None:
        """Nothing is wanted any more, and what was kept is of another document."""
        self._looking, self._wanted = None, ()
        self._visit += 1
        self._kept.clear()

    def show(self, wanted: tuple[int, ...]) -> None:
        """Bring one point, or two to compare, by the events that they end with."""
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

    def _on_answered(self, asked: tuple[int, tuple[int, ...]], future: "Future[PointContent]") -> None:
        self._busy = False
        visit, found = asked
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


def _deliver(call: _Call, asked: object, future: "Future[PointContent]") -> None:
    call.answered.emit(asked, future)
