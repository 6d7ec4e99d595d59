"""The real window at full size: 100,000 words, 5,000 pending proposals, the database on the disk.

`python -m tests.benchmarks.bench_window [WORDS PROPOSALS PARAGRAPH]`, on a display or offscreen. Each figure is the
time from the act until the window has painted its effect: all that Qt wants to paint after it, and for one figure all
of text and list besides. "At one speed": as it had been if the machine had worked as fast all the time as it did in
half of it, measured beside each figure. A timer of 5 ms watches how long the main thread was away while a round
streams in, and how often that was longer than 50 ms. PARAGRAPH: the longest paragraph, in words.
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
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtTest import QTest

from reviser.core.edit import Edit, Intent, Proposal, Verdict
from reviser.core.filters import Filters
from reviser.gui.application import application
from reviser.gui.garbage_collection import running_smoothly
from reviser.gui.main_window import MainWindow
from reviser.gui.panels.edit_list import ShownProposals
from reviser.gui.text.text_view import TextMode
from reviser.gui.theme import Theme, dress, load_fonts, palette_for
from reviser.history.log.store import Store
from reviser.revisers.base import Reviser
from reviser.revisers.embedded import build
from reviser.services.bridge import Bridge
from reviser.services.documents.document_manager import DocumentManager
from reviser.services.worker import JobEvent, Worker
from tests.fakes import QueuedReviser

VOCABULARY = "time people way water words day part number sound place years show name good sentence man think".split()
TICK_MS = 5
LIMIT_MS = 50


def document(words: int, proposals: int, longest: int = 2000, seed: int = 1) -> tuple[str, list[Proposal]]:
    """A text in paragraphs of 40 to `longest` words, and proposals spread over it."""
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
            left_in_paragraph, space = random_.choice((40, 120, 200, 400, longest)), ".\n\n"
        parts += word, space
        position += len(word) + len(space)
    return "".join(parts), found


class Watch:
    """How long the main thread was away, at the longest, in milliseconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self.over: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        now = time.perf_counter()
        away = (now - self._last) * 1000 - TICK_MS
        self.longest = max(self.longest, away)
        if away > LIMIT_MS:
            self.over.append(away)
        self._last = now

    def reset(self) -> None:
        self.longest = 0.0
        self.over.clear()
        self._last = time.perf_counter()


class Took(NamedTuple):
    """Milliseconds on the clock, and of the main thread's own processor time: the latter hardly depends on what else
    the machine does. `yard`: those that the same piece of work took right after it, which tells how fast the machine
    itself was just then; on a shared one that changes by half from one second to the next."""

    passed: float
    worked: float
    yard: float


def yard() -> float:
    """Milliseconds of the processor for always the same work."""
    start = time.thread_time()
    sum(number * number % 7 for number in range(100_000))
    return (time.thread_time() - start) * 1000


class Paints(QObject):
    """How often the text and the list were painted. `loop` ends with the next time."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.loop = QEventLoop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched.isWidgetType() and event.type() is QEvent.Type.Paint:
            self.count += 1
            self.loop.quit()
        return False


class Bench:
    """A window over a new history, and how to wait for it."""

    def __init__(self, folder: Path, text: str, reviser: Reviser) -> None:
        self.qt = application()
        load_fonts()
        look = Theme(palette_for("light"), 13)
        dress(self.qt, look)
        self.path = folder / "long.txt"
        self.path.write_text(text, encoding="utf-8")
        self.store = Store.open(folder / "history.db")
        self.worker = Worker()
        self.bridge = Bridge(self._receive)
        self.document_manager = DocumentManager(
            store=self.store,
            worker=self.worker,
            deliver=self.bridge.deliver,
            later=lambda act: QTimer.singleShot(20, self.bridge, act),
            reviser=lambda *_: reviser,
            settings_path=folder / "settings.json",
            new_id=lambda: uuid.uuid4().hex,
            clock=time.time,
            speller=build,
        )
        self.window = MainWindow(self.document_manager, look, lambda: self.path)
        self.window.resize(1280, 800)
        self.window.show()
        self.wait(300)
        self.watch = Watch()
        self.paints = Paints()
        for area in (self.window.workspace.text, self.window.workspace.list):
            area.viewport().installEventFilter(self.paints)

    def _receive(self, event: JobEvent) -> None:
        self.document_manager.receive(event)

    def wait(self, ms: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(ms, loop, loop.quit)
        loop.exec()

    def timed(self, act: Callable[[], object], *, whole: bool = False) -> Took:
        """The time until the act is done and painted; `whole`: all of text and list, whether
        something changed there or not."""
        self.watch.reset()
        self.paints.count = 0
        start, worked = time.perf_counter(), time.thread_time()
        act()
        if whole:
            self.window.workspace.text.viewport().repaint()
            self.window.workspace.list.viewport().repaint()
        QCoreApplication.sendPostedEvents()
        if not self.paints.count:  # a list of other rows is laid out, and painted, a little later
            self.paints.loop.exec()
        took = Took((time.perf_counter() - start) * 1000, (time.thread_time() - worked) * 1000, yard())
        self.wait(1)
        return took

    def close(self) -> None:
        self.window.shut_down()
        self.worker.stop()
        self.store.close()


def say(what: str, times: list[Took]) -> None:
    passed, worked = sorted(took.passed for took in times), sorted(took.worked for took in times)
    last = min(len(times) - 1, int(len(times) * 0.95))
    usual = statistics.median(took.yard for took in times)
    steady = sorted(took.passed * usual / took.yard for took in times)
    cells = [statistics.median(passed), passed[last], passed[-1], statistics.median(worked), worked[last], steady[last]]
    sys.stdout.write(f"| {what} | {' | '.join(f'{cell:.1f}' for cell in cells)} | {len(times)} |\n")
    sys.stdout.flush()


def stream(bench: Bench) -> None:
    """A round of all proposals, while the watch looks."""
    start = time.perf_counter()
    bench.watch.reset()
    bench.window.rounds.revise()
    review = bench.window.review
    while review is not None and review.open_document.running:
        bench.wait(20)
    bench.wait(200)
    arrived = (time.perf_counter() - start) * 1000
    sys.stdout.write(f"| a round of all proposals arrives | {arrived:.0f} | | | | | | 1 |\n")
    sys.stdout.write(f"| … longest absence of the main thread | {bench.watch.longest:.1f} | | | | | | 1 |\n")
    sys.stdout.write(f"| … absences over {LIMIT_MS} ms | {len(bench.watch.over)} times | | | | | | |\n")


def decide(bench: Bench, ids: list[str]) -> None:
    """Decisions one by one, all over the text, and the way back and forth."""
    window, work, review = bench.window, bench.window.workspace, bench.window.review
    assert review is not None
    verdicts = [Verdict.ACCEPT, Verdict.REJECT]
    found: dict[bool, list[Took]] = {False: [], True: []}
    for number, item_id in enumerate(ids):
        review.choose(item_id)
        bench.wait(1)
        whole = number >= len(ids) // 2
        found[whole].append(bench.timed(partial(work.decide, verdicts[number % 2]), whole=whole))
    say("decide one", found[False])
    say("decide one, all painted again", found[True])
    for name, shown in (("undecided", ShownProposals.UNDECIDED), ("all", ShownProposals.ALL)):
        say(f"filter: {name}", [bench.timed(work.filters[shown].click)])
    for name, choice in (("one intent of four", Filters(intents=frozenset({Intent.FLUENCY}))), ("none", Filters())):
        say(f"filter: {name}", [bench.timed(partial(work.filter.choose, choice))])
    say("undo one", [bench.timed(window.edit.undo) for _ in range(50)])
    say("redo one", [bench.timed(window.edit.redo) for _ in range(50)])


def move(bench: Bench, ids: list[str]) -> None:
    """Going about in the text and the list."""
    work, review = bench.window.workspace, bench.window.review
    assert review is not None
    say("jump to a proposal anywhere", [bench.timed(partial(review.choose, at)) for at in ids])
    say("to the next", [bench.timed(partial(work.step, 1)) for _ in range(100)])
    bar = work.text.verticalScrollBar()
    ends = [bar.maximum(), 0] * 5
    say("scroll from end to end", [bench.timed(partial(bar.setValue, at)) for at in ends])


def type_in(bench: Bench) -> None:
    """Letters, and what happens when they are taken into the text."""
    work = bench.window.workspace
    work.set_mode(TextMode.EDIT)
    cursor = work.text.textCursor()
    letters: list[Took] = []
    taken: list[Took] = []
    last = work.text.document().characterCount() - 1
    for part in range(10):
        cursor.setPosition(last * (part + 1) // 12)
        work.text.setTextCursor(cursor)
        bench.wait(1)
        letters += [bench.timed(partial(QTest.keyClick, work.text, "x")) for _ in range(10)]
        taken.append(bench.timed(work.text.flush))
    say("type a letter", letters)
    say("typing taken in", taken)


def main(words: int, proposals: int, longest: int = 2000) -> None:
    with tempfile.TemporaryDirectory() as folder, running_smoothly(application()):
        text, found = document(words, proposals, longest)
        bench = Bench(Path(folder), text, QueuedReviser([found]))
        window = bench.window
        sys.stdout.write(
            f"{words:,} words in paragraphs up to {longest:,}, {proposals:,} proposals\n\n"
            "| what | median ms | p95 ms | longest ms | processor, median ms | p95 ms | p95 ms at one speed | times |\n"
            "|---|--:|--:|--:|--:|--:|--:|--:|\n"
        )
        say("open to painted", [bench.timed(lambda: window.open(bench.path))])
        stream(bench)
        review = window.review
        assert review is not None
        ids = [item.id for item in review.open_document.state.rounds[-1].pending]
        random.Random(2).shuffle(ids)
        review.choose(ids[0])
        bench.wait(50)
        move(bench, ids[1400:1500])
        decide(bench, ids[:400])
        batches = [ids[start : start + 500] for start in (400, 900)]
        say("accept 500 at once", [bench.timed(partial(review.decide_all, each, Verdict.ACCEPT)) for each in batches])
        say("undo that", [bench.timed(window.edit.undo) for _ in batches])
        type_in(bench)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(f"\nmost memory: {memory:.0f} MB\n")
        bench.close()


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:4] or ("100000", "5000")))
