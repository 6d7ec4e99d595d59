"""What may fail for a reason of the world, done or tried again: another program may hold the history for a moment."""

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
    """Does acts in the order in which they were asked for. One that finds the history held waits for it, and those
    behind it wait too; every other fault of the world is said."""

    def __init__(self, message: MessageBar) -> None:
        super().__init__(message)
        self._message = message
        self._waiting: deque[Act] = deque()
        self._held = False  # the history is, and the message says so
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RETRY_MS)
        self._timer.timeout.connect(self._again)

    @property
    def waiting(self) -> bool:
        """Whether something that was asked for is not done yet."""
        return bool(self._waiting)

    def do(self, act: Act, *, again: bool = True, holds: Callable[[], bool] | None = None) -> bool:
        """Do something. Whether it was done; with `again` it will be, as soon as the history is free. Without, whoever
        asks must ask again. `holds` says whether what is said of a fault is still true."""
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
        """Forget what waits."""
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
