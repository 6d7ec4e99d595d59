"""How long the first page of a search takes in a million edits: python -m tests.benchmarks.bench_search [PATH]
[--documents 1000] [--edits 1000000]. PATH: a history of large_history.py, made where there is none and kept.

Prints the tables of README.md: how the index was filled, and the times of a fixed set of queries, each with another
word every time. Each search opens the file anew, which is in the system's cache.
"""

import argparse
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from reviser.core.edit import Intent, Verdict
from reviser.history.log.store import SCHEMA_VERSION, Store
from reviser.history.search.indexing import Indexer
from reviser.history.search.query import HitKind, Search, SearchRequest
from tests.benchmarks.large_history import BEGAN, DAY, Writer, make_history

Query = Callable[[int], SearchRequest]  # for the n-th time
TIMES = 40
ROWS = 50  # of a page


def queries(documents: int) -> dict[str, Query]:
    """By name: the query for the n-th time."""
    words = Writer(0).words

    def common(n: int) -> str:
        return words[n] + " "

    def middling(n: int) -> str:
        return words[200 + 7 * n] + " "

    def rare(n: int) -> str:
        return words[-1 - 11 * n] + " "

    def short(n: int) -> str:
        return words[n % 10][: 3 + n // 10 % 3]

    return {
        "a rare word": lambda n: SearchRequest(rare(n)),
        "a middling word": lambda n: SearchRequest(middling(n)),
        "a common word": lambda n: SearchRequest(common(n)),
        "two common words": lambda n: SearchRequest(common(n) + common(n + 1)),
        "a common and a rare word": lambda n: SearchRequest(common(n) + rare(n)),
        "a phrase": lambda n: SearchRequest(f'"shorter than {words[n]}"'),
        "a phrase of two common words": lambda n: SearchRequest(f'"{words[n % 10]} {words[n // 10]}"'),
        "a prefix of 3 to 5 letters, common": lambda n: SearchRequest(short(n)),
        "a prefix of 3 letters, any": lambda n: SearchRequest(words[37 * n][:3]),
        "a prefix of 4 letters, any": lambda n: SearchRequest(words[37 * n][:4]),
        **{f"a common word, {name}": _with_words(wanted, common) for name, wanted in _filters(documents).items()},
        **{f"no word, {name}": wanted for name, wanted in _filters(documents).items()},
    }


def _with_words(wanted: Query, words: Callable[[int], str]) -> Query:
    return lambda n: replace(wanted(n), words=words(n))


def _filters(documents: int) -> dict[str, Query]:
    intents, verdicts, kinds = list(Intent), list(Verdict), list(HitKind)
    span = documents * DAY / 2
    return {
        "intent": lambda n: SearchRequest(intent=intents[n % len(intents)]),
        "decision": lambda n: SearchRequest(decision=verdicts[n % len(verdicts)]),
        "reviser": lambda n: SearchRequest(reviser=("embedded", "here:small", "cloud:large")[n % 3]),
        "model": lambda n: SearchRequest(model=("small", "large")[n % 2]),
        "document": lambda n: SearchRequest(document_id=1 + n * documents // TIMES),
        "kind": lambda n: SearchRequest(kind=kinds[n % len(kinds)]),
        "ten days": lambda n: SearchRequest(since=BEGAN + n * span / TIMES, until=BEGAN + n * span / TIMES + 10 * DAY),
        "intent, decision, reviser, ten days": lambda n: SearchRequest(
            intent=intents[n % len(intents)],
            decision="reject",
            reviser="embedded",
            since=BEGAN + n * span / TIMES,
            until=BEGAN + n * span / TIMES + 10 * DAY,
        ),
    }


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def build(path: Path) -> None:
    """Fill the index, as fast as it goes."""
    held: list[float] = []
    began = time.perf_counter()
    with Indexer.open(path, SCHEMA_VERSION) as indexer:
        while (took := indexer.step()) is not None:
            held.append(1000 * took)
    if not held:
        return
    took = time.perf_counter() - began
    held.sort()
    size, rows = _size(path)
    say(f"Filled in {took:.0f} s: {rows:,} rows, {size / 1e6:.0f} MB of {path.stat().st_size / 1e6:.0f} MB.")
    shares = " / ".join(f"{held[int(share * (len(held) - 1))]:.1f}" for share in (0.5, 0.95, 0.99, 1))
    say(f"{len(held):,} transactions, median / p95 / p99 / longest {shares} ms.")


def _size(path: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("SELECT sum(length(block)) FROM search_index_data").fetchone()
        (rows,) = connection.execute("SELECT count(*) FROM search_rows").fetchone()
    return size, rows


def measure(path: Path, documents: int) -> None:
    """The times of all queries, in milliseconds, each search by a connection of its own as in the program."""
    say("| what is looked for | matches | median ms | p95 ms | longest ms |")
    say("|---|--:|--:|--:|--:|")
    everything: list[float] = []
    for name, query in queries(documents).items():
        times: list[float] = []
        counts: list[int] = []
        for n in range(TIMES):
            wanted = query(n)
            began = time.perf_counter()
            with Search.open(path) as search:
                page = search.page(wanted, limit=ROWS)
            times.append(1000 * (time.perf_counter() - began))
            counts.append(page.count)
        everything += times
        _row(name, str(int(statistics.median(counts))), times)
    _row("**all of these**", "", everything)


def _row(name: str, matches: str, times: list[float]) -> None:
    times = sorted(times)
    p95 = times[int(0.95 * len(times))]
    say(f"| {name} | {matches} | {statistics.median(times):.1f} | {p95:.1f} | {times[-1]:.1f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, nargs="?")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--edits", type=int, default=1_000_000)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = given.path or Path(folder, "history.db")
        if not path.exists():
            make_history(path, given.documents, given.edits)
        Store.open(path).close()
        build(path)
        measure(path, given.documents)
    say(f"Most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB.")


if __name__ == "__main__":
    main()
