"""Edits a second that masks of every kind let through, on R3's sessions.

    python -m tests.benchmarks.bench_masks [--times 5]

Processor time, the median of so many passes over all sessions, each with masks of its own. Beside it, what the same
sessions take to be written as JSON.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict

import click

from reviser.datasets import r3
from reviser.datasets.annotations import Annotation
from reviser.datasets.masking import EMAILS, LINKS, NUMBERS, Masks
from reviser.services.sources import open_dataset
from tests.data import SHARED

NAMES = ("Smith", "Bob Stone", "Waikato", "Oxford")


def seconds(work: Callable[[], object], times: int) -> float:
    """Of the processor, the median."""
    taken = []
    for _ in range(times):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


@click.command()
@click.option("--times", default=5, show_default=True)
def main(times: int) -> None:
    with open_dataset(SHARED / "r3") as source:
        saves = [found for found in r3.read(source) if isinstance(found, Annotation)]
    edits = sum(len(save.edits) for save in saves)

    def mask() -> None:
        masks = Masks((EMAILS, LINKS, NUMBERS), NAMES)
        for save in saves:
            masks.masked(save)

    def write() -> None:
        for save in saves:
            json.dumps(asdict(save), default=str)

    for name, work in (("masked", mask), ("as JSON", write)):
        sys.stdout.write(f"{name}: {edits / seconds(work, times):,.0f} edits a second\n")


if __name__ == "__main__":
    main()
