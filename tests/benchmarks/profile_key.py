"""The way of one key through the program: which files it passes, and how often it goes from one to another.

`QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.profile_key [KEY]` opens the window with a short text and forty
proposals in review, presses KEY (A) and follows every call until all that comes of it is painted. A move is a call from
a function of one file of the package into a function of another.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

import reviser
from reviser.gui.text.text_view import TextMode
from tests.benchmarks.bench_window import Bench, document, stream
from tests.fakes import QueuedReviser

PACKAGE = str(Path(reviser.__file__).parent)
PAINTED_MS = 200
LISTED = 15


class Follower:
    """Counts the files of the package that are passed, and the moves between them, while it is in `sys.setprofile`."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.moves: Counter[tuple[str, str]] = Counter()

    def __call__(self, frame: FrameType, event: str, _argument: object) -> None:
        if event != "call" or not frame.f_code.co_filename.startswith(PACKAGE):
            return
        here = frame.f_code.co_filename.removeprefix(PACKAGE + "/")
        self.calls[here] += 1
        caller = frame.f_back
        while caller is not None and not caller.f_code.co_filename.startswith(PACKAGE):
            caller = caller.f_back
        if caller is not None and caller.f_code.co_filename != frame.f_code.co_filename:
            self.moves[caller.f_code.co_filename.removeprefix(PACKAGE + "/"), here] += 1


def main() -> None:
    key = sys.argv[1] if len(sys.argv) > 1 else "A"
    letter = Qt.Key(ord(key.upper()))
    text, proposals = document(2000, 40)
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), text, QueuedReviser([proposals]))
        bench.window.open(bench.path)
        stream(bench)
        work = bench.window.workspace
        work.set_mode(TextMode.REVIEW)
        work.text.setFocus()
        QTest.keyClick(work.text, letter)  # the first time makes what every later one finds
        bench.wait(PAINTED_MS)
        follower = Follower()
        before = len(bench.store.records(1))
        sys.setprofile(follower)
        QTest.keyClick(work.text, letter)
        QCoreApplication.sendPostedEvents()
        bench.wait(PAINTED_MS)
        sys.setprofile(None)
        events = len(bench.store.records(1)) - before
        bench.close()
    total = sum(follower.moves.values())
    sys.stdout.write(
        f"key {key}: {events} event, {len(follower.calls)} files, {total} moves between files,"
        f" {sum(follower.calls.values())} calls\n"
    )
    for (one, other), count in follower.moves.most_common(LISTED):
        sys.stdout.write(f"{count:5} {one} → {other}\n")


if __name__ == "__main__":
    main()
