"""Many documents revised by one command: how much faster two processes are, and what they hold as it goes on.

    python -m tests.benchmarks.bench_corpus [--documents 500] [--jobs 1 --jobs 2] [--with-model]

The drafts of ArgRewrite, again and again under other names until there are enough, revised by `reviser revise FOLDER
--decide accept --jobs N` with a new history each. Documents a minute by the clock (the two runs one after the other, on
the same machine); the megabytes resident in all processes, and their slope over the second half of the documents, by
least squares.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import click

from tests.data import SHARED

EVERY_S = 0.5


class Sample(NamedTuple):
    done: int
    megabytes: float


def resident(process: int) -> float:
    """Megabytes of a process and of all below it; 0 of one that has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        children = {number for task in tasks for number in (task / "children").read_text(encoding="utf-8").split()}
    except OSError:
        return 0.0
    own = next((int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS")), 0.0)
    return own + sum(resident(int(child)) for child in children)


def lay_out(folder: Path, count: int) -> None:
    drafts = sorted((SHARED / "argrewrite").glob("*.txt"))
    for number in range(count):
        draft = drafts[number % len(drafts)]
        text = draft.read_bytes() + f"\nThis is document {number}.\n".encode()
        (folder / f"{number:05}.txt").write_bytes(text)


def revised(folder: Path, essays: Path, jobs: int, environment: dict[str, str]) -> tuple[float, list[Sample]]:
    """Seconds, and what was held when so many documents were done."""
    report = folder / f"report-{jobs}.jsonl"
    part = report.with_name(f"{report.name}.part")
    command = [sys.executable, "-m", "reviser", "revise", str(essays), "--decide", "accept", "--jobs", str(jobs)]
    command += ["--report", str(report), "--db", str(folder / f"history-{jobs}.db")]
    since = time.perf_counter()
    samples: list[Sample] = []
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            time.sleep(EVERY_S)
            done = part.read_bytes().count(b"\n") if part.exists() else 0
            held = resident(process.pid)
            if done and held:
                samples.append(Sample(done, held))
    taken = time.perf_counter() - since
    lines = report.read_text(encoding="utf-8").splitlines()
    assert all(json.loads(line)["stop"] != "failed" for line in lines)
    return taken, samples


@click.command()
@click.option("--documents", default=500, show_default=True)
@click.option("--jobs", multiple=True, type=int, default=(1, 2), show_default=True)
@click.option("--with-model", is_flag=True, help="With the language model, where one is installed.")
def main(documents: int, jobs: tuple[int, ...], *, with_model: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        essays = folder / "essays"
        essays.mkdir()
        lay_out(essays, documents)
        environment = os.environ | {"XDG_CONFIG_HOME": str(folder), "XDG_STATE_HOME": str(folder)}
        if not with_model:
            environment["REVISER_MODELS"] = str(folder / "models")
        sys.stdout.write("| jobs | documents a minute | MB at the middle | at the end | MB for 100 documents more |\n")
        sys.stdout.write("|--:|--:|--:|--:|--:|\n")
        for count in jobs:
            taken, samples = revised(folder, essays, count, environment)
            later = [sample for sample in samples if sample.done > documents / 2]
            slope, _ = statistics.linear_regression(*zip(*later, strict=True))
            figures = (60 * documents / taken, later[0].megabytes, later[-1].megabytes, 100 * slope)
            sys.stdout.write(f"| {count} | {' | '.join(f'{figure:.0f}' for figure in figures)} |\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
