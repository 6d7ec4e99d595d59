"""Memory by document: essays revised one after the other in one process, and what it holds after each.

    python -m tests.benchmarks.bench_memory [--essays 16] [--without-model]

The whole program without a window: history, rounds, the embedded reviser with everything accepted. Megabytes resident
after each essay is closed and garbage is collected; of the processes that were started beside it (the language model's)
too. What is kept by document shows as a slope; tables that are read at the first use as a step.
"""

import gc
import os
import sys
import tempfile
import time
from pathlib import Path

import click

from reviser import app
from reviser.cli.deciders import ByRule
from reviser.cli.review_loop import LoopRun, Pump
from reviser.core.edit import DecisionSource, Verdict

ESSAYS = Path(__file__).resolve().parents[3] / "shared" / "data" / "argrewrite"


def resident(process: str) -> int:
    """Megabytes."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)


def children() -> list[str]:
    """The processes that this one has started and that still run."""
    tasks = Path("/proc/self/task").iterdir()
    return sorted({number for task in tasks for number in (task / "children").read_text(encoding="utf-8").split()})


@click.command()
@click.option("--essays", "count", default=16, show_default=True, help="How many.")
@click.option("--without-model", is_flag=True, help="Rules alone.")
def main(count: int, *, without_model: bool) -> None:
    chosen = sorted(ESSAYS.glob("*.draft1.txt"))[:count]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CONFIG_HOME"] = str(folder)
        if without_model:
            os.environ["REVISER_MODELS"] = str(folder / "models")
        pump = Pump()
        sys.stdout.write("| essay | words | MB | beside it | s |\n|---|--:|--:|--:|--:|\n")
        with app.running(folder / "history.db", pump.deliver, pump.later, busy_timeout_ms=5000) as program:
            for essay in chosen:
                path = folder / essay.name
                path.write_bytes(essay.read_bytes())
                since = time.perf_counter()
                open_document = program.document_manager.open(path, source=DecisionSource.RULE)
                LoopRun(program.document_manager, open_document, pump, ByRule(Verdict.ACCEPT), most=1).go()
                program.document_manager.close(open_document)
                del open_document
                gc.collect()
                words, taken = len(path.read_text(encoding="utf-8").split()), time.perf_counter() - since
                beside = sum(map(resident, children()))
                sys.stdout.write(f"| {essay.stem} | {words} | {resident('self')} | {beside} | {taken:.0f} |\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
