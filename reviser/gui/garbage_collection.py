"""Settings of the Python interpreter that keep the window responsive.

A full garbage collection takes 80 ms with a long document open, so it runs while the person uses another program. A
thread that wants to run waits until the running one yields: by default up to 5 ms, which would happen many times while
the window paints and a round is processed in the background, so this time is shortened."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

NEVER = 1_000_000_000  # collections of the middle generation before a full one
GIVE_WAY_S = 0.001


@contextmanager
def running_smoothly(application: QGuiApplication) -> Iterator[None]:
    """While the block runs, full collections run only while the program is not the active one, and threads switch
    sooner. Young objects are collected as usual, in a millisecond or two."""
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
    """Turn the collector on after the start, which is faster without it. Objects made during the start are frozen:
    later collections skip them."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
