"""The bridge to the window: turns events of the background thread into queued Qt signals.

There is one bridge, in the main thread, for the life of the program. Besides `gui`, this is the only file that imports
Qt."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from reviser.services.worker import JobEvent


class Bridge(QObject):
    """`deliver` can be called in any thread; `receive` is then called in the thread that created the bridge."""

    _delivered = Signal(object)

    def __init__(self, receive: Callable[[JobEvent], object]) -> None:
        super().__init__()
        self._receive = receive
        self._delivered.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def deliver(self, event: JobEvent) -> None:
        """Pass `event` on, from any thread."""
        self._delivered.emit(event)

    def _pass_on(self, event: JobEvent) -> None:
        self._receive(event)
