"""How long the library takes over a large history, and purging one document of it.

`python -m tests.benchmarks.bench_library PATH` measures the history at PATH (large_history.py makes one, and
`reviser library` digests it), which loses one document by it.
"""

import argparse
import sqlite3
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import click

from reviser.history.digest import library
from reviser.history.log.store import SCHEMA_VERSION, Store
from reviser.history.purge import purge
from reviser.services.rounds.other_documents import preferences_elsewhere

TIMES = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    path = parser.parse_args().path
    Store.open(path).close()  # brought to this schema, where it is older
    found = library.entries(path, SCHEMA_VERSION)
    fresh = sum(entry.fresh for entry in found)
    click.echo(f"{len(found)} documents, {fresh} digested")
    for name, act in (
        ("all documents with where they stand", lambda: library.entries(path, SCHEMA_VERSION)),
        ("how much of each is decided", lambda: library.shares(path, SCHEMA_VERSION)),
        (
            "what the others say about a round of one",
            lambda: preferences_elsewhere(path, found[-1].id, _annotator(path)),
        ),
    ):
        click.echo(f"{name}: {_median_ms(act):.0f} ms")
    with Store.open(path) as store:
        store.mark(found[-1].id, deleted_at=0.0)
    began = time.perf_counter()
    purge(path, 0.0)
    click.echo(f"purging one: {time.perf_counter() - began:.1f} s")


def _annotator(path: Path) -> str:
    """Who decided last."""
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute(
            "SELECT annotator FROM events WHERE kind = 'decided' ORDER BY seq DESC LIMIT 1"
        ).fetchone()
    return str(row[0]) if row else ""


def _median_ms(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken)


if __name__ == "__main__":
    main()
