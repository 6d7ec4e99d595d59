"""What Python does besides the program's own work is kept out of the person's way.

A look for garbage in cycles through everything there is takes 80 ms beside a long document: it is taken while the
person is in another program. And a thread that wants to go on waits until the one that runs gives way, 5 ms as Python
begins: many times over while the window is painted and a round is looked at in the background.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

NEVER = 1_000_000_000  # young collections before a full one
GIVE_WAY_S = 0.001


@contextmanager
def running_smoothly(application: QGuiApplication) -> Iterator[None]:
    """While the block runs, full collections are made only when the program is not the active one, and threads give
    way soon. Young garbage is collected as ever, in a millisecond or two."""
    thresholds, interval = gc.get_threshold(), sys.getswitchinterval()

    def on_state(state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            gc.collect()

    gc.set_threshold(*thresholds[:2], NEVER)
    sys.setswitchinterval(GIVE_WAY_S)
    application.applicationStateChanged.connect(on_state)
    try:
        yield
    finally:
        application.applicationStateChanged.disconnect(on_state)
        sys.setswitchinterval(interval)
        gc.set_threshold(*thresholds)


def start_collecting() -> None:
    """The start is over, which was quicker without looks for garbage. What it made stays as long as the program runs:
    no later look goes through that again."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
