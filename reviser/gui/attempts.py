"""Runs actions that can fail, and retries them while another program has the history locked."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from reviser.errors import UserError
from reviser.gui.panels.message_bars import MessageBar
from reviser.gui.wording.messages import error_text
from reviser.history.log.store import BusyError

RETRY_MS = 50
Act = Callable[[], object]


class Retries(QObject):
    """Runs actions in the order in which they are given. An action that raises BusyError is retried until the history
    is free, and later actions wait behind it. Any other UserError is shown in the message bar."""

    def __init__(self, message: MessageBar) -> None:
        super().__init__(message)
        self._message = message
        self._waiting: deque[Act] = deque()
        self._held = False  # another program has the history locked, and the message says so
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RETRY_MS)
        self._timer.timeout.connect(self._again)

    @property
    def waiting(self) -> bool:
        """Whether an action still waits to be run."""
        return bool(self._waiting)

    def do(self, act: Act, *, again: bool = True, holds: Callable[[], bool] | None = None) -> bool:
        """Run `act` and return whether it is done. If the history is locked and `again` is true, `act` is queued and
        retried; if `again` is false, the caller has to try again. If `act` raises another UserError, its sentence is
        shown for as long as `holds` returns true."""
        if self._waiting and again:
            self._waiting.append(act)
            return False
        try:
            act()
        except BusyError:
            self._held = True
            self._message.say(QCoreApplication.translate("Retries", "Saving … another program is using the history."))
            if again:
                self._waiting.append(act)
                self._timer.start()
            return False
        except UserError as error:
            self._message.say(error_text(error), warning=True, holds=holds)
            return False
        self._free()
        return True

    def give_up(self) -> None:
        """Drop all actions that wait."""
        self._waiting.clear()
        self._timer.stop()

    def _again(self) -> None:
        while self._waiting:
            try:
                self._waiting[0]()
            except BusyError:
                self._timer.start()
                return
            except UserError as error:
                self._held = False
                self._message.say(error_text(error), warning=True)
            if self._waiting:
                self._waiting.popleft()
        self._free()

    def _free(self) -> None:
        if self._held and not self._waiting:
            self._held = False
            self._message.hide()
