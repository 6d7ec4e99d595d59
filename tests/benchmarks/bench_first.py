"""How long a person waits for the first proposals: seconds from Ctrl+Return until they stand in the window.

    python -m tests.benchmarks.bench_first [ESSAY …]

The real program on a display of its own, with keys as a keyboard sends them, looked at as a screen reader does. A
fresh program for the first essay, so that everything has yet to be loaded; the others are opened in the same one.
"Cancelled": from Ctrl+Full stop until the window says so, in a program just started, so many seconds after Ctrl+Return.
"""

import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click

from reviser.locations import models_path
from tests.hands.editors import Reviser
from tests.hands.seat import Seat

ESSAYS = Path(__file__).resolve().parents[3] / "shared" / "data" / "argrewrite"
USUAL = ("036.draft1.txt", "002.draft1.txt")
AFTER = (0.3, 1.0, 2.0, 4.0)
LOOK_S = 0.02
LONG_S = 120.0
LOOKED_AT_S = 5.0  # a document, before a person presses anything


def waited(what: Callable[[], bool], since: float) -> float:
    """Seconds from `since` until it holds."""
    while not what():
        if time.perf_counter() - since > LONG_S:
            raise click.ClickException(f"nothing after {LONG_S:.0f} s")
        time.sleep(LOOK_S)
    return time.perf_counter() - since


def proposed(program: Reviser) -> int:
    """How many proposals the window speaks of."""
    counts = [
        int(found.group(1)) for said in program.said() if (found := re.search(r"(\d+) (?:proposal|undecided)", said))
    ]
    return max(counts, default=0)


def says(program: Reviser, part: str) -> bool:
    return any(part in said for said in program.said())


def worked(program: Reviser) -> float:
    """Processor seconds that the window's process has taken, which hardly depend on what else the machine does."""
    fields = Path(f"/proc/{program.running.number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rounds(seat: Seat, folder: Path, essays: list[Path]) -> None:
    program = Reviser(seat, folder / "home", more={"REVISER_MODELS": str(models_path())})
    try:
        for number, essay in enumerate(essays):
            path = folder / essay.name
            path.write_bytes(essay.read_bytes())
            if number:
                program.open(path)
            else:
                program.start(path)
            time.sleep(LOOKED_AT_S)
            before = worked(program)
            seat.hands.key("ctrl+Return")
            since = time.perf_counter()
            first = waited(lambda: proposed(program) > 0, since)
            count, took = proposed(program), worked(program) - before
            done = waited(lambda: not says(program, "so far"), since)
            words = len(path.read_text(encoding="utf-8").split())
            how = "already running" if number else "just started"
            sys.stdout.write(
                f"| {essay.stem}, {words} words, {how} | {first:.1f} ({count}) | {took:.1f} "
                f"| {done:.1f} ({proposed(program)}) |\n"
            )
            sys.stdout.flush()
    finally:
        program.running.end()


def cancel(seat: Seat, home: Path, path: Path, after: float) -> None:
    program = Reviser(seat, home, more={"REVISER_MODELS": str(models_path())})
    try:
        program.start(path)
        seat.hands.key("ctrl+Return")
        time.sleep(after)
        seat.hands.key("ctrl+period")
        taken = waited(lambda: says(program, "cancelled"), time.perf_counter())
        since = time.perf_counter()
        says(program, "cancelled")
        look = time.perf_counter() - since
        sys.stdout.write(f"| cancelled after {after} s | {taken:.2f}, of which one look takes {look:.2f} | | |\n")
        sys.stdout.flush()
    finally:
        program.running.end()


@click.command()
@click.argument("essays", nargs=-1, type=click.Path(exists=True, path_type=Path))
def main(essays: tuple[Path, ...]) -> None:
    chosen = list(essays) or [ESSAYS / name for name in USUAL]
    sys.stdout.write("| | first, s (proposals) | of it the window's processor | all, s |\n|---|--:|--:|--:|\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Seat(folder) as seat:
            rounds(seat, folder, chosen)
            long = folder / "long.txt"
            long.write_bytes(chosen[0].read_bytes() * 3)
            for number, after in enumerate(AFTER):
                cancel(seat, folder / f"home{number}", long, after)


if __name__ == "__main__":
    main()
