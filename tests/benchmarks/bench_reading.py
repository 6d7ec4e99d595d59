"""The real window while the language model reads: its figures beside those of the same window at rest.

    xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.benchmarks.bench_reading [--words 6000] [--here]

A round of the embedded reviser over essays. "Reading": the rules have proposed, and the model reads on; "at rest": the
round was cancelled. A timer of 5 ms watches how long the main thread was away.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path

import click
from PySide6.QtTest import QTest

from reviser.core.edit import Proposal, Verdict
from reviser.gui.application import application
from reviser.gui.garbage_collection import running_smoothly
from reviser.gui.text.text_view import TextMode
from reviser.locations import models_path
from reviser.revisers.base import Found, Request
from reviser.revisers.embedded import build
from reviser.revisers.lm.apart import ProcessEngine
from reviser.revisers.lm.engine import ThreadEngine
from reviser.revisers.lm.layer import LanguageModel
from reviser.revisers.lm.model_file import find
from reviser.services.rounds.open_document import OpenDocument
from tests.benchmarks.bench_window import TICK_MS, Bench, say

ESSAYS = Path(__file__).resolve().parents[3] / "shared" / "data" / "argrewrite"
LETTERS, DECISIONS, TICKS = 100, 15, 600


class Listened(LanguageModel):
    """The layer, with how much it has said in this round."""

    said = 0

    def find(self, request: Request, settled: Sequence[Proposal]) -> Generator[Found, None, None]:
        self.said = 0
        for output in super().find(request, settled):
            self.said += 1
            yield output


def essays(words: int) -> str:
    found: list[str] = []
    for path in sorted(ESSAYS.glob("*.txt")):
        found.append(path.read_text(encoding="utf-8").strip())
        if sum(len(text.split()) for text in found) >= words:
            break
    return "\n\n".join(found) + "\n"


def absences(bench: Bench) -> None:
    """How long the main thread is away, where nobody does anything."""
    away: list[float] = []
    for _ in range(TICKS):
        bench.watch.reset()
        bench.wait(2 * TICK_MS)
        away.append(max(0.0, bench.watch.longest))
    away.sort()
    p95 = away[int(len(away) * 0.95)]
    sys.stdout.write(
        f"| … main thread away | {statistics.median(away):.1f} | {p95:.1f} | {away[-1]:.1f} | | | | {TICKS} |\n"
    )


def letters(bench: Bench) -> None:
    work = bench.window.workspace
    work.set_mode(TextMode.EDIT)
    cursor = work.text.textCursor()
    cursor.setPosition(work.text.document().characterCount() // 2)
    work.text.setTextCursor(cursor)
    bench.wait(100)
    say("… type a letter", [bench.timed(partial(QTest.keyClick, work.text, "x")) for _ in range(LETTERS)])
    work.set_mode(TextMode.REVIEW)


def decisions(bench: Bench, ids: list[str]) -> None:
    review, work = bench.window.review, bench.window.workspace
    assert review is not None
    found = []
    for number, item in enumerate(ids):
        review.choose(item)
        bench.wait(1)
        found.append(bench.timed(partial(work.decide, (Verdict.ACCEPT, Verdict.REJECT)[number % 2])))
    say("… decide one", found)


@click.command()
@click.option("--words", default=6000)
@click.option("--here", is_flag=True, help="in a thread of the window's process")
def main(words: int, here: bool) -> None:
    model = find(models_path())
    if model is None:
        raise click.ClickException("The language model is not installed: reviser models get.")
    layer = Listened(lambda: model, engine=ThreadEngine() if here else ProcessEngine())
    with tempfile.TemporaryDirectory() as folder, running_smoothly(application()):
        bench = Bench(Path(folder), text := essays(words), build((), layer))
        sys.stdout.write(
            f"{len(text.split()):,} words\n\n"
            "| what | median ms | p95 ms | longest ms | processor, median ms | p95 ms | p95 ms at one speed | times |\n"
            "|---|--:|--:|--:|--:|--:|--:|--:|\n"
        )
        bench.window.open(bench.path)
        bench.wait(500)
        began = time.perf_counter()
        bench.watch.reset()
        bench.window.rounds.revise()
        review = bench.window.review
        assert review is not None
        while not layer.said:
            bench.wait(20)
        sys.stdout.write(f"| the rules propose | {(time.perf_counter() - began) * 1000:.0f} | | | | | | 1 |\n")
        sys.stdout.write(f"| … longest absence of the main thread | {bench.watch.longest:.1f} | | | | | | 1 |\n")
        bench.watch.reset()
        while layer.said < 60:
            bench.wait(20)
        sys.stdout.write(f"| the model is loaded; longest absence | {bench.watch.longest:.1f} | | | | | | 1 |\n")
        ids = [item.id for item in review.open_document.state.rounds[-1].pending]
        for name, own in (("reading", ids[:DECISIONS]), ("at rest", ids[DECISIONS : 2 * DECISIONS])):
            sys.stdout.write(f"| {name} | | | | | | | |\n")
            absences(bench)
            decisions(bench, own)
            letters(bench)
            if name == "reading":
                cancel(bench, review.open_document)
        bench.close()
        layer.forget()


def layer_is_done(open_document: OpenDocument) -> bool:
    return not open_document.running


def cancel(bench: Bench, open_document: OpenDocument) -> None:
    if layer_is_done(open_document):
        raise click.ClickException("The model had read all before the measuring was done: more --words.")
    began = time.perf_counter()
    bench.window.rounds.cancel()
    while open_document.running:
        bench.wait(5)
    sys.stdout.write(f"| cancelled after | {(time.perf_counter() - began) * 1000:.0f} | | | | | | 1 |\n")
    bench.wait(1000)


if __name__ == "__main__":
    main()
