"""How long a Word document of a book's size takes to open and to save, beside what parsing its parts with lxml takes,
in one run: `python -m tests.benchmarks.bench_docx`. Medians of the processor's time, and the most memory."""

import random
import re
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

from reviser.core.edit import Edit, apply
from reviser.documents.docx.document import WordDocument
from reviser.documents.docx.handler import WordFormat
from reviser.documents.docx.package import Package
from reviser.documents.encodings import UTF_8
from tests.data import SHARED

PAGES = 300
WORDS = 350  # a page of a book
RUNS = 7
FILES = ("complex2005_12rtm.docx", "drawing.docx", "IllustrativeCases.docx")


def book(path: Path) -> bytes:
    """A real document's paragraphs over and over, as far as they hold text, until there are enough pages."""
    package = Package(path.read_bytes(), path.name)
    document = WordDocument(path.read_bytes(), path.name)
    data = package.part(package.document).data
    begin = data.index(b"<w:body>") + len(b"<w:body>")
    end = data.rindex(b"<w:sectPr")
    times = PAGES * WORDS // len(document.stories[0].pieces.text.split()) + 1
    return package.replaced({package.document: data[:begin] + data[begin:end] * times + data[end:]})


def taken(work: Callable[[], object]) -> float:
    """The median of the processor's seconds."""
    times = []
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return statistics.median(times)


def edits_of(document: WordDocument, count: int) -> list[Edit]:
    """Words replaced anywhere."""
    choose = random.Random(1)
    found = [match for match in re.finditer(r"[a-z]+", document.text) if choose.random() < 0.1]
    choose.shuffle(found)
    edits = [Edit(match.start(), match[0], "replaced") for match in found[: 2 * count]]
    return sorted(edit for edit in edits if document.allows(edit))[:count]


def held(data: bytes, name: str) -> float:
    """The most MB that Python holds while a document is opened."""
    tracemalloc.start()
    WordDocument(data, name)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1_000_000


def main() -> None:
    parse = import_module("lxml.etree").fromstring
    form = WordFormat()
    say = sys.stdout.write
    say("| made of | words | MB of XML | lxml ms | open | clean, 1,000 edits | tracked | saved | opening holds, MB |\n")
    say("|---|--:|--:|--:|--:|--:|--:|--:|--:|\n")
    for name in FILES:
        data = book(SHARED / "documents" / "docx" / name)
        document = WordDocument(data, name)
        parts = [document.package.part(story.name).data for story in document.stories]
        edits = edits_of(document, 1000)
        parsed = sum(taken(partial(parse, part)) for part in parts)
        works = (
            partial(WordDocument, data, name),
            partial(document.clean, edits),
            partial(document.tracked, edits, "A", "2026-01-01T00:00:00Z"),
            partial(form.write, form.read(data, name), apply(document.text, edits), UTF_8),
        )
        times = " | ".join(f"{taken(work) / parsed:.1f}" for work in works)
        size = sum(map(len, parts)) / 1_000_000
        words = len(document.text.split())
        memory = held(data, name)
        say(f"| {name} | {words:,} | {size:.1f} | {parsed * 1000:.0f} | {times} | {memory:.0f} |\n")


if __name__ == "__main__":
    main()
