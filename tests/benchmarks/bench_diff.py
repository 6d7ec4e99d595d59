"""Which engine finds the edits: python -m tests.benchmarks.bench_diff [--timeout SECONDS] [--repeat N]

Every engine aligns the same words and is asked for the same thing, edits that take one text to the other, on drafts of
real essays, on long texts made of them, and on what makes engines explode. Each runs in a process of its own with a
time limit and 3 GB of memory. Engines that are not installed are left out.
"""

import argparse
import difflib
import importlib
import importlib.util
import multiprocessing
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from multiprocessing.connection import Connection

from rapidfuzz.distance import Indel

from reviser.core.diff import diff
from reviser.core.edit import Edit, apply
from reviser.core.text import words
from tests.data import SHARED

Pair = tuple[str, str]
Code = tuple[int, int, int, int]  # words of the base from, to; words of the other from, to
Engine = Callable[[str, str], tuple[Edit, ...]]

CHOSEN = "two levels"


def _edits(ours: list[str], theirs: list[str], codes: Iterable[Code]) -> tuple[Edit, ...]:
    starts = list(accumulate(map(len, ours), initial=0))
    merged: list[Code] = []
    for i, a, j, b in codes:
        if merged and merged[-1][1] == i and merged[-1][3] == j:
            merged[-1] = (merged[-1][0], a, merged[-1][2], b)
        else:
            merged.append((i, a, j, b))
    return tuple(Edit(starts[i], "".join(ours[i:a]), "".join(theirs[j:b])) for i, a, j, b in merged)


def _rapidfuzz(base: str, other: str) -> tuple[Edit, ...]:
    ours, theirs = words(base), words(other)
    codes = Indel.opcodes(ours, theirs)
    return _edits(ours, theirs, [(c.src_start, c.src_end, c.dest_start, c.dest_end) for c in codes if c.tag != "equal"])


def _matcher(module: str, autojunk: bool) -> Engine:
    def engine(base: str, other: str) -> tuple[Edit, ...]:
        ours, theirs = words(base), words(other)
        matcher = importlib.import_module(module).SequenceMatcher(None, ours, theirs, autojunk=autojunk)
        return _edits(ours, theirs, [(i, a, j, b) for tag, i, a, j, b in matcher.get_opcodes() if tag != "equal"])

    return engine


def _fast_dmp(base: str, other: str) -> tuple[Edit, ...]:
    ours, theirs = words(base), words(other)
    ids: dict[str, int] = {}

    def letters(tokens: list[str]) -> str:
        numbers = [ids.setdefault(token, len(ids) + 1) for token in tokens]
        return "".join([chr(number if number < 0xD800 else number + 0x800) for number in numbers])

    return _edits(ours, theirs, _dmp_codes(letters(ours), letters(theirs), "No"))


def _fast_dmp_characters(base: str, other: str) -> tuple[Edit, ...]:
    return _edits(list(base), list(other), _dmp_codes(base, other, "Semantic"))


def _dmp_codes(base: str, other: str, cleanup: str) -> list[Code]:
    found = importlib.import_module("fast_diff_match_patch").diff(base, other, timelimit=0, cleanup=cleanup)
    codes: list[Code] = []
    i = j = a = b = 0
    for operation, length in [*found, ("=", 0)]:
        if operation == "=":
            if (i, j) != (a, b):
                codes.append((i, a, j, b))
            a, b = a + length, b + length
            i, j = a, b
        elif operation == "-":
            a += length
        else:
            b += length
    return codes


def engines() -> dict[str, Engine]:
    found: dict[str, Engine] = {CHOSEN: diff, "rapidfuzz Indel": _rapidfuzz}
    if importlib.util.find_spec("fast_diff_match_patch"):
        found["fast_diff_match_patch"] = _fast_dmp
        found["the same, characters"] = _fast_dmp_characters
    if importlib.util.find_spec("cydifflib"):
        found["cydifflib"] = _matcher("cydifflib", autojunk=False)
    found["difflib"] = _matcher(difflib.__name__, autojunk=False)
    found["difflib, autojunk"] = _matcher(difflib.__name__, autojunk=True)
    return found


def cases() -> dict[str, list[Pair]]:
    chance = random.Random(1)
    drafts: dict[str, list[str]] = {}
    for path in sorted((SHARED / "argrewrite").glob("*.draft*.txt")):
        drafts.setdefault(path.name[:3], []).append(path.read_bytes().decode("utf-8", "replace"))
    essays = [(one, other) for texts in drafts.values() for one, other in pairwise(texts)]
    tokens = "\n\n".join(text for texts in drafts.values() for text in texts).split(" ")[:100_000]
    scattered = list(tokens)
    for place in chance.sample(range(len(tokens)), 2_000):
        word = tokens[place]
        scattered[place] = chance.choice([f"{word} added", "changed", "", word.upper()])
    half = [chance.choice(tokens) if chance.random() < 0.5 else word for word in tokens[:10_000]]
    base, changed = " ".join(tokens), " ".join(scattered)
    lines = base.splitlines(keepends=True)
    third = len(lines) // 3
    shuffled = list(tokens)
    chance.shuffle(shuffled)
    repeated = ["the same line again\n"] * 20_000
    some = [chance.choice(["", "another line\n"]) if chance.random() < 0.02 else line for line in repeated]
    return {
        f"{len(essays)} revised essays": essays,
        "10,000 words, half rewritten": [(" ".join(tokens[:10_000]), " ".join(half))],
        "100,000 words, 2,000 edits": [(base, changed)],
        "the same in one paragraph": [(base.replace("\n", " "), changed.replace("\n", " "))],
        "a third moved": [(base, "".join(lines[third : 2 * third] + lines[:third] + lines[2 * third :]))],
        "20,000 times one line": [("".join(repeated), "".join(some))],
        "no common word": [(base, " ".join(f"x{number % 977}" for number in range(100_000)))],
        "all words shuffled": [(base, " ".join(shuffled))],
    }


@dataclass(frozen=True, slots=True)
class Measured:
    seconds: float  # median
    spans: int
    marked: int  # code points taken and added
    inside: int  # spans that begin or end inside a word
    exact: bool  # applying the edits gives the other text


def measure(engine: Engine, pairs: list[Pair], repeat: int) -> Measured:
    times: list[float] = []
    found: list[tuple[Edit, ...]] = []
    for _ in range(repeat):
        start = time.perf_counter()
        found = [engine(base, other) for base, other in pairs]
        times.append(time.perf_counter() - start)
    every = [edit for edits in found for edit in edits]
    return Measured(
        statistics.median(times),
        len(every),
        sum(len(edit.before) + len(edit.after) for edit in every),
        sum(_inside(base, edits) for (base, _), edits in zip(pairs, found, strict=True)),
        all(apply(base, edits) == other for (base, other), edits in zip(pairs, found, strict=True)),
    )


def _inside(base: str, edits: tuple[Edit, ...]) -> int:
    def cuts(place: int) -> bool:
        return 0 < place < len(base) and base[place - 1].isalnum() and base[place].isalnum()

    return sum(cuts(edit.start) or cuts(edit.end) for edit in edits)


def _child(name: str, pairs: list[Pair], repeat: int, answer: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    try:
        answer.send(measure(engines()[name], pairs, repeat))
    except MemoryError:
        answer.send("over 3 GB")


def run(name: str, pairs: list[Pair], repeat: int, timeout: float) -> Measured | str:
    """What was measured, or why nothing was; `timeout` in seconds for all repeats."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(name, pairs, repeat, there))
    process.start()
    there.close()
    try:
        if not here.poll(timeout):
            return f"over {timeout / repeat:.0f} s"
        answer: Measured | str = here.recv()
    except EOFError:
        return "crashed"
    finally:
        process.kill()
        process.join()
    return answer


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--timeout", type=float, default=5.0, help="seconds for one diff (5)")
    parser.add_argument("--repeat", type=int, default=3, help="how often each is measured (3); the median counts")
    options = parser.parse_args()
    if not (SHARED / "argrewrite").exists():
        sys.stderr.write(f"The essays are not there: {SHARED / 'argrewrite'}\n")
        return 1
    write = sys.stdout.write
    write("| case | engine | median ms | ratio | spans | characters marked | spans inside a word |\n")
    write("|---|---|--:|--:|--:|--:|--:|\n")
    for case, pairs in cases().items():
        chosen = 0.0
        for name in engines():
            found = run(name, pairs, options.repeat, options.timeout * options.repeat)
            if isinstance(found, str):
                write(f"| {case} | {name} | {found} | | | | |\n")
                continue
            chosen = found.seconds if name == CHOSEN else chosen
            ratio = f"{found.seconds / chosen:.1f}" if chosen else ""
            write(f"| {case} | {name} | {found.seconds * 1000:.0f} | {ratio} ")
            write(f"| {found.spans:,} | {found.marked:,} | {found.inside:,} {'' if found.exact else '(WRONG)'}|\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
