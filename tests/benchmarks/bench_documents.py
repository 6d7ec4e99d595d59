"""How long a document of a book's size takes to open and to save, beside what parsing its parts with lxml takes, in one
run: `python -m tests.benchmarks.bench_documents`. Medians of the processor's time, and the most memory."""

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
from typing import Any

from reviser.core.edit import Edit, apply
from reviser.documents.docx.document import WordDocument
from reviser.documents.docx.handler import WordFormat
from reviser.documents.docx.package import Package
from reviser.documents.encodings import UTF_8
from reviser.documents.odt.document import TextDocument
from reviser.documents.odt.handler import TextFormat
from reviser.documents.odt.package import OpenDocumentFile
from reviser.documents.splices.handler import TrackedFormat
from tests.data import SHARED

PAGES = 300
WORDS = 350  # a page of a book
RUNS = 7
FILES = ("complex2005_12rtm.docx", "drawing.docx", "IllustrativeCases.docx", "base_text.odt", "list.odt", "table.odt")
_PRELUDE = re.compile(rb"<office:text[^>]*>(?:<text:[\w-]+-decls>.*?</text:[\w-]+-decls>)*", re.DOTALL)

AnyDocument = WordDocument | TextDocument


def word_book(path: Path) -> bytes:
    """A real document's paragraphs over and over, as far as they hold text, until there are enough pages."""
    package = Package(path.read_bytes(), path.name)
    data = package.part(package.document).data
    begin = data.index(b"<w:body>") + len(b"<w:body>")
    end = data.rindex(b"<w:sectPr")
    again = data[begin:end] * _times(WordDocument(path.read_bytes(), path.name))
    return package.replaced({package.document: data[:begin] + again + data[end:]})


def text_book(path: Path) -> bytes:
    """The same of an OpenDocument text."""
    package = OpenDocumentFile(path.read_bytes(), path.name)
    data = package.content
    prelude = _PRELUDE.search(data)
    assert prelude is not None
    begin, end = prelude.end(), data.rindex(b"</office:text>")
    again = data[begin:end] * _times(TextDocument(path.read_bytes(), path.name))
    return package.replaced(data[:begin] + again + data[end:])


def _times(document: AnyDocument) -> int:
    """How often what a document holds makes a book."""
    return PAGES * WORDS // len(document.stories[0].pieces.text.split()) + 1


def parts_of(document: AnyDocument) -> list[bytes]:
    """The XML of the parts that hold a document's text."""
    if isinstance(document, WordDocument):
        return [document.package.part(story.name).data for story in document.stories]
    return [document.package.content]


def taken(work: Callable[[], object]) -> float:
    """The median of the processor's seconds."""
    seconds = []
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    return statistics.median(seconds)


def edits_of(document: AnyDocument, count: int) -> list[Edit]:
    """Words replaced anywhere."""
    choose = random.Random(1)
    found = [match for match in re.finditer(r"[a-z]+", document.text) if choose.random() < 0.1]
    choose.shuffle(found)
    edits = [Edit(match.start(), match[0], "replaced") for match in found[: 2 * count]]
    return sorted(edit for edit in edits if document.allows(edit))[:count]


def held(work: Callable[[], object]) -> float:
    """The most MB that Python holds while `work` is done."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1_000_000


def row(name: str) -> str:
    """The figures of one book."""
    path = SHARED / "documents" / Path(name).suffix[1:] / name
    form: TrackedFormat[Any] = WordFormat() if name.endswith(".docx") else TextFormat()
    data = word_book(path) if name.endswith(".docx") else text_book(path)
    kind: Callable[[bytes, str], AnyDocument] = form.kind
    open_it = partial(kind, data, name)
    document = open_it()
    edits = edits_of(document, 1000)
    parts = parts_of(document)
    parse: Callable[[bytes], object] = import_module("lxml.etree").fromstring
    parsed = sum(taken(partial(parse, part)) for part in parts)
    save = partial(form.write, form.read(data, name), apply(document.text, edits), UTF_8)
    works = (
        open_it,
        partial(document.clean, edits),
        partial(document.tracked, edits, "A", "2026-01-01T00:00:00Z"),
        save,
    )
    ratios = " | ".join(f"{taken(work) / parsed:.1f}" for work in works)
    size, words = sum(map(len, parts)) / 1_000_000, len(document.text.split())
    memory = f"{held(open_it):.0f} | {held(save):.0f}"
    return f"| {name} | {words:,} | {size:.1f} | {parsed * 1000:.0f} | {ratios} | {memory} |\n"


def main() -> None:
    say = sys.stdout.write
    say("| made of | words | MB of XML | lxml ms | open | clean, 1,000 edits | tracked | saved | opening holds, MB |")
    say(" saving |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n")
    for name in FILES:
        say(row(name))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
