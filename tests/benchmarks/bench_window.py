"""The real window at full size: 100,000 words, 5,000 pending proposals, the database on the disk.

`python -m tests.benchmarks.bench_window [WORDS PROPOSALS]`, on a display or offscreen. Each figure is the time from the
act until the window has painted its effect; a timer of 5 ms watches how long the main thread was away meanwhile.
"""

import random
import resource
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from reviser.core.edit import Edit, Intent, Proposal, Verdict
from reviser.gui.application import application
from reviser.gui.main_window import MainWindow
from reviser.gui.theme import Theme, dress, load_fonts, palette_for
from reviser.history.store import Store
from reviser.services.bridge import Bridge
from reviser.services.studio import Studio
from reviser.services.worker import JobEvent, Worker
from tests.fakes import QueuedReviser

VOCABULARY = "time people way water words day part number sound place years show name good sentence man think".split()
TICK_MS = 5


def document(words: int, proposals: int, seed: int = 1) -> tuple[str, list[Proposal]]:
    """A text in paragraphs of 40 to 2,000 words, and proposals spread over it."""
    random_ = random.Random(seed)
    parts: list[str] = []
    found: list[Proposal] = []
    position = 0
    left_in_paragraph = 200
    every = words // proposals
    for index in range(words):
        word = random_.choice(VOCABULARY)
        if index % every == every // 2:
            edit = Edit(position, word, word + "s")
            found.append(Proposal(edit, random_.choice(list(Intent)[:4]), "bench", "bench/s", "A plural reads better."))
        left_in_paragraph -= 1
        space = " " if index % 14 else ". "
        if left_in_paragraph == 0:
            left_in_paragraph, space = random_.choice((40, 120, 200, 400, 2000)), ".\n\n"
        parts += word, space
        position += len(word) + len(space)
    return "".join(parts), found


class Watch:
    """How long the main thread was away, at the longest, in milliseconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000 - TICK_MS)
        self._last = now

    def reset(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()


class Bench:
    """A window over a new history, and how to wait for it."""

    def __init__(self, folder: Path, words: int, proposals: int) -> None:
        self.qt = application()
        load_fonts()
        look = Theme(palette_for("light"), 13)
        dress(self.qt, look)
        text, found = document(words, proposals)
        self.path = folder / "long.txt"
        self.path.write_text(text, encoding="utf-8")
        self.store = Store.open(folder / "history.db")
        self.worker = Worker()
        self.bridge = Bridge(self._receive)
        self.studio = Studio(
            store=self.store,
            worker=self.worker,
            deliver=self.bridge.deliver,
            later=lambda act: QTimer.singleShot(20, self.bridge, act),
            reviser=lambda _: QueuedReviser([found]),
            settings_path=folder / "settings.json",
            new_id=lambda: uuid.uuid4().hex,
            clock=time.time,
        )
        self.window = MainWindow(self.studio, look, lambda: self.path)
        self.window.resize(1280, 800)
        self.window.show()
        self.wait(300)
        self.watch = Watch()

    def _receive(self, event: JobEvent) -> None:
        self.studio.receive(event)

    def wait(self, ms: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(ms, loop, loop.quit)
        loop.exec()

    def timed(self, act: Callable[[], object]) -> float:
        """Milliseconds until the act is done and painted."""
        self.watch.reset()
        start = time.perf_counter()
        act()
        self.window.workspace.text.viewport().repaint()
        self.window.workspace.list.viewport().repaint()
        took = (time.perf_counter() - start) * 1000
        self.wait(1)
        return took

    def close(self) -> None:
        self.window.put_away()
        self.worker.stop()
        self.store.close()


def say(what: str, times: list[float]) -> None:
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    sys.stdout.write(f"| {what} | {statistics.median(ordered):.1f} | {p95:.1f} | {len(ordered)} |\n")
    sys.stdout.flush()


def main(words: int, proposals: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), words, proposals)
        window, work = bench.window, bench.window.workspace
        sys.stdout.write(
            f"{words:,} words, {proposals:,} proposals\n\n| what | median ms | p95 ms | times |\n|---|--:|--:|--:|\n"
        )
        say("open to painted", [bench.timed(lambda: window.open(bench.path))])
        start = time.perf_counter()
        bench.watch.reset()
        window.revise()
        while bench.window.review is not None and bench.window.review.revision.running:
            bench.wait(20)
        say("a round of all proposals arrives", [(time.perf_counter() - start) * 1000])
        say("… longest absence of the main thread", [bench.watch.longest])
        review = window.review
        assert review is not None
        ids = [item.id for item in review.revision.state.rounds[-1].pending]
        random.Random(2).shuffle(ids)
        some = ids[:100]
        verdicts = [Verdict.ACCEPT, Verdict.REJECT]
        review.choose(some[0])
        bench.wait(50)
        say("jump to a proposal anywhere", [bench.timed(partial(review.choose, at)) for at in ids[100:150]])
        times = []
        for number, item_id in enumerate(some):
            review.choose(item_id)
            bench.wait(1)
            verdict = verdicts[number % 2]
            times.append(bench.timed(partial(work.decide, verdict)))
        say("decide one", times)
        say("undo one", [bench.timed(window.undo) for _ in range(30)])
        say("redo one", [bench.timed(window.redo) for _ in range(30)])
        batch = ids[200:700]
        say("accept 500 at once", [bench.timed(lambda: review.decide_all(batch, Verdict.ACCEPT))])
        say("undo that", [bench.timed(window.undo)])
        work.set_editing(True)
        cursor = work.text.textCursor()
        cursor.setPosition(1000)
        work.text.setTextCursor(cursor)
        say("type a letter", [bench.timed(lambda: work.text.insertPlainText("x")) for _ in range(30)])
        say("typing taken in", [bench.timed(work.text.flush)])
        bar = work.text.verticalScrollBar()
        say("scroll to the end", [bench.timed(lambda: bar.setValue(bar.maximum()))])
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(f"\nmost memory: {memory:.0f} MB\n")
        bench.close()


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3] or ("100000", "5000")))
