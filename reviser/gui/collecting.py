"""When Python looks for garbage in cycles: a look at everything there is takes 80 ms beside a long document, so it is
taken while the person is in another program."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

NEVER = 1_000_000_000  # young collections before a full one


@contextmanager
def collecting_aside(application: QGuiApplication) -> Iterator[None]:
    """While the block runs, full collections are made only when the program is not the active one. Young garbage is
    collected as ever, in a millisecond or two."""
    thresholds = gc.get_threshold()
    gc.set_threshold(*thresholds[:2], NEVER)

    def on_state(state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            gc.collect()

    application.applicationStateChanged.connect(on_state)
    try:
        yield
    finally:
        application.applicationStateChanged.disconnect(on_state)
        gc.set_threshold(*thresholds)
