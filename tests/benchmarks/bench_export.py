"""How fast a history is exported, and in how much memory: a quarter of a million edits and a million, our own sessions
on the disk, by the service that the window and the terminal use, every offset checked. And how fast datasets come in.

`python -m tests.benchmarks.bench_export [--edits 1000000] [--runs 3] [--keep FOLDER]`; each measured run is a process
of its own, so that its memory is its own.
"""

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import orjson

from reviser.core.diff import diff
from reviser.core.edit import apply
from reviser.datasets.annotations import Selecting
from reviser.datasets.json_lines import action
from reviser.datasets.selection import Selection, Splits
from reviser.history.log.store import HistoryReader, Store
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.importing import import_dataset
from reviser.services.datasets.parallel_export import export_history
from reviser.services.documents.digest_updates import update_digest
from reviser.services.sources import open_dataset
from tests.benchmarks.large_history import make_history
from tests.data import SHARED

EXPORTS = ("jsonl", "jsonl by one process", "parquet", "jsonl in splits", "csv", "sessions")
ITERATER_DOCUMENTS, ITERATER_SENTENCES = 10_000, 30_000  # records


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def most_mb() -> float:
    """The most memory that this process has had so far, by Linux. Not getrusage's: that counts the parent's too."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split(maxsplit=1)[0]) / 1024


def measure(work: Callable[[], int]) -> dict[str, float]:
    """What `work`, which says how many it did, takes: seconds, processor seconds, MB of memory."""
    before = most_mb()
    wall, processor = time.perf_counter(), processor_s()
    count = work()
    return {
        "count": count,
        "wall_s": time.perf_counter() - wall,
        "processor_s": processor_s() - processor,
        "grown_mb": most_mb() - before,
        "others_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }


def processor_s() -> float:
    """The seconds that this process and those that it started and that have ended spent on processors."""
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + others.ru_utime + others.ru_stime


def export_once(history: Path, name: str) -> dict[str, float]:
    """One export into a folder that goes again."""
    form, _, rest = name.partition(" ")
    split, processes = rest == "in splits", int(rest == "by one process")
    told: list[int] = []
    with tempfile.TemporaryDirectory(dir=history.parent) as folder, HistoryReader.open_to_read(history) as reader:
        # All saves: some of the documents have branches.
        order = ExportOrder(form, Selection(which=Selecting.ALL), splits=Splits() if split else None)
        output = Path(folder, "out")

        def work() -> int:
            return export_history(reader, order, output, told.append, processes=processes).tally.edits

        found = measure(work)
        files = [file for file in (output.rglob("*") if output.is_dir() else [output]) if file.is_file()]
        return found | {"output_mb": sum(file.stat().st_size for file in files) / 1e6, "told": len(told)}


def import_twice(history: Path, path: Path) -> dict[str, float]:
    """One import, and the same again, which must change nothing."""
    with Store.open(history) as store, open_dataset(path) as source:
        found = measure(lambda: import_dataset(store, source).new)
        again = measure(lambda: import_dataset(store, source).again)
    if again["count"] != found["count"]:
        raise AssertionError("the second import changed something")
    return found | {"again_s": again["wall_s"]}


def write_iterater(folder: Path) -> None:
    """Revisions in the shapes of IteraTeR's README, of the essays' first two drafts, paragraph by paragraph."""
    drafts = [
        [file.read_text("utf-8").split("\n\n") for file in sorted((SHARED / "argrewrite").glob(f"*.draft{number}.txt"))]
        for number in (1, 2)
    ]
    pairs = [
        (base.strip(), result.strip())
        for first, second in zip(*drafts, strict=True)
        for base, result in zip(first, second, strict=False)
        if base.strip() != result.strip()
    ]
    with (folder / "documents.jsonl").open("wb") as file:
        for number in range(ITERATER_DOCUMENTS):
            base, result = pairs[number % len(pairs)]
            edits = diff(base, result)
            if apply(base, edits) != result:
                raise AssertionError("the diff does not give the other text")
            record = {
                "doc_id": f"d{number // 3}",
                "revision_depth": str(number % 3 + 1),
                "before_revision": base,
                "after_revision": result,
                "edit_actions": [
                    action(edit) | {"major_intent": "clarity", "raw_intents": ["clarity"]} for edit in edits
                ],
                "sents_char_pos": [0],
                "domain": "essay",
            }
            file.write(orjson.dumps(record) + b"\n")
    with (folder / "sentences.jsonl").open("wb") as file:
        for number in range(ITERATER_SENTENCES):
            base, result = (text.split(". ")[0] for text in pairs[number % len(pairs)])
            record = {
                "before_sent": f"{base} {number}",
                "before_sent_with_intent": f"<clarity> {base} {number}",
                "after_sent": f"{result} {number}",
                "labels": "clarity",
                "confidence": "0.9",
                "doc_id": f"d{number // 10}",
                "revision_depth": "1",
            }
            file.write(orjson.dumps(record) + b"\n")


def in_own_process(*arguments: str) -> dict[str, float]:
    """What this script prints when it is run with these."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_export", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def exports(folder: Path, sizes: tuple[int, ...], runs: int) -> None:
    for size in sizes:
        history = folder / f"{size}.db"
        if not history.exists():
            made = time.perf_counter()
            make_history(history, documents=max(1, size // 1000), edits=size)
            digested = time.perf_counter()
            with Store.open(history) as store:
                update_digest(store)
            say(f"{size:,} edits: made {digested - made:.0f} s, digested {time.perf_counter() - digested:.0f} s\n")
    say("| export | edits | edits/s | best | per processor second | memory grows by | each other | file | told |")
    say("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for name in EXPORTS:
        for size in sizes:
            found = [in_own_process("--export", name, str(folder / f"{size}.db")) for _ in range(runs)]
            speeds = [one["count"] / one["wall_s"] for one in found]
            processor = statistics.median(one["count"] / one["processor_s"] for one in found)
            grown, last = statistics.median(one["grown_mb"] for one in found), found[-1]
            each = f"{last['others_mb']:.0f} MB" if last["others_mb"] else "none"
            say(
                f"| {name} | {last['count']:,} | {statistics.median(speeds):,.0f} | {max(speeds):,.0f}"
                f" | {processor:,.0f} | {grown:.0f} MB | {each} | {last['output_mb']:.0f} MB"
                f" | {last['told']:.0f} times |",
            )


def imports(folder: Path) -> None:
    write_iterater(folder)
    say("\n| import | saves | seconds | again | memory grows by |\n|---|--:|--:|--:|--:|")
    paths = (folder / "documents.jsonl", folder / "sentences.jsonl", SHARED / "argrewrite", SHARED / "r3")
    for path in paths:
        history = folder / "import.db"
        for file in folder.glob("import.db*"):
            file.unlink()
        found = in_own_process("--import", str(path), str(history))
        say(
            f"| {path.name} | {found['count']:,} | {found['wall_s']:.1f} | {found['again_s']:.1f}"
            f" | {found['grown_mb']:.0f} MB |",
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="where the histories stay for the next time")
    parser.add_argument("--only", choices=("exports", "imports"))
    parser.add_argument("--export", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--import", nargs=2, help=argparse.SUPPRESS, dest="bring")
    given = parser.parse_args()
    if given.export:
        say(json.dumps(export_once(Path(given.export[1]), given.export[0])))
        return
    if given.bring:
        say(json.dumps(import_twice(Path(given.bring[1]), Path(given.bring[0]))))
        return
    folder = given.keep or Path(tempfile.mkdtemp(prefix="bench-export-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        if given.only != "imports":
            exports(folder, (given.edits // 4, given.edits), given.runs)
        if given.only != "exports":
            imports(folder)
    finally:
        if not given.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
