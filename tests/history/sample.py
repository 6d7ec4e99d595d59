"""A small history such as a person makes: two rounds, every kind of event, undo, redo and a closing."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from reviser.core.edit import Anchor, Decision, Edit, Intent, Proposal, Remark, RiskFlag, Verdict
from reviser.core.events import (
    Arrived,
    Changed,
    Decided,
    Event,
    Locked,
    Opened,
    Origin,
    Outcome,
    Recorded,
    Redecided,
    Redone,
    Remarked,
    RequestMade,
    Restored,
    RoundEnded,
    RoundStarted,
    RuleSet,
    Stopped,
    StopReason,
    Undone,
    WordsAdded,
)
from reviser.core.exchange import Exchange
from reviser.core.text import Span
from reviser.history.log.store import Imported, ImportedSession, ReadingPlace, Result, Store

TEXT = "We utilise teh method.\nIt was was good.\udce9\x00\n"
FIRST_RESULT = "We use the method.\nIt was was good.\udce9\x00\n"
SECOND_BASE = "We use the method.\nIt was was very good.\udce9\x00\n"
LAST = "We use the method.\nIt was very good.\udce9\x00\n"

FIRST = (
    Proposal(
        Edit(3, "utilise", "use"),
        Intent.CLARITY,
        "embedded",
        "plain/utilize",
        "Shorter.",
        0.9,
        ("employ",),
        (RiskFlag("number", "4 became 5"),),
        Anchor.NORMALISED,
        "g",
        "",
        "use",
    ),
    Proposal(Edit(11, "teh", "then"), Intent.FLUENCY, "embedded", "harper/SpellCheck", "Spelling.", word="teh"),
    Proposal(Edit(0, "We", "I"), Intent.STYLE, "embedded", "plain/we", "Person."),
)
SECOND = (Proposal(Edit(25, " was", ""), Intent.FLUENCY, "embedded", "harper/Repeated", "Twice."),)

# Sequence numbers from 2: the document's Opened is 1.
BEFORE_CLOSING: tuple[Event, ...] = (
    RoundStarted("one", "embedded", "Be brief."),  # 2
    Arrived("one", FIRST[:2]),  # 3
    Arrived("one", FIRST[2:]),  # 4
    Remarked("one", (Remark(Span(0, 22), "Long.", "embedded", "harper/Long"),)),  # 5
    RoundEnded("one", Outcome.FAILED, "It broke."),  # 6
    Decided((Decision("one:0", Verdict.ACCEPT), Decision("one:1", Verdict.REWRITE, "the")), annotator="me"),  # 7
    Decided((Decision("one:2", Verdict.ACCEPT),), elapsed_s=1.5),  # 8
    Undone(8),  # 9
    Redone(8),  # 10
    Decided((Decision("one:2", Verdict.REJECT, reason="no"),)),  # 11
    Changed((Edit(30, "", "very "),)),  # 12
    WordsAdded(("reviser", "naïve")),  # 13
    RuleSet("plain/we", True),  # 14
)
CLOSING = RoundStarted("two", "embedded")  # 15
AFTER_CLOSING: tuple[Event, ...] = (
    Arrived("two", SECOND),  # 16
    RoundEnded("two", Outcome.COMPLETE),  # 17
    Decided((Decision("two:0", Verdict.ACCEPT),)),  # 18
)
STOPPED = Stopped(StopReason.QUIT)  # 19
# Since schema 2.
SENT = "system:\nRevise.\n\nuser:\nIt was was good.\udce9"
LATER: tuple[Event, ...] = (
    Locked(Span(0, 2)),  # 20
    RoundStarted("three", "here:small", "Be kind.", "pinpoint", "No jargon.", "The source."),  # 21
    RequestMade("three", Exchange("here", "small", "propose", "v-1", SENT, "{}", 12, 3, None, 0.5, "stop")),  # 22
    RequestMade("three", Exchange("here", "small", "mend", "v-1", SENT, "", None, None, None, 0.25, "cancelled")),  # 23
    RoundEnded("three", Outcome.CANCELLED, "It was cancelled."),  # 24
    Locked(Span(1, 1), locked=False),  # 25
)
# Since schema 4.
LATEST: tuple[Event, ...] = (
    Redecided((Decision("one:0", Verdict.REJECT, reason="no"),), (Edit(3, "use", "utilise"),), annotator="me"),  # 26
    Restored(12, "shorter"),  # 27
    Changed((Edit(0, "We", "They"),), Origin.BRANCH),  # 28
)
# Since schema 7.
TYPED: tuple[Event, ...] = (
    Changed((Edit(0, "", "“"),)),  # 29
    Changed((Edit(1, "", "So "),), continues=True),  # 30
)
EVENTS = (Opened(TEXT), *BEFORE_CLOSING, CLOSING, *AFTER_CLOSING, STOPPED, *LATER, *LATEST, *TYPED)
RECORDS = [Recorded(seq, 7.0, event) for seq, event in enumerate(EVENTS, start=1)]
RESULTS = [(15, Result("one", FIRST_RESULT, SECOND_BASE)), (19, Result("two", LAST, LAST))]
PLACE = ReadingPlace(4, "two:0", 2)


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "history.db")
        Store.open(path).close()
        return path.read_bytes()


@contextmanager
def quick_path() -> Iterator[Path]:
    """Where an empty history lies, for the many examples of a property test: in memory where the system has such, since
    it is not the disk that they test."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        path = Path(folder, "history.db")
        path.write_bytes(_empty())
        yield path


def make(path: Path) -> None:
    """Write it to a new history at `path`, at second 7."""
    with Store.open(path, clock=lambda: 7.0) as store:
        document = store.add_document(
            path=None, title="sample", text=TEXT, format="plain", encoding="utf-8", bom=b"\xef\xbb\xbf"
        )
        store.append(document, *BEFORE_CLOSING)
        store.append(document, CLOSING, results=[RESULTS[0][1]])
        store.append(document, *AFTER_CLOSING)
        store.append(document, STOPPED, results=[RESULTS[1][1]])
        store.append(document, *LATER)
        store.append(document, *LATEST)
        store.append(document, *TYPED)
        store.keep_saved(document, LAST)
        store.add_words("Poncelet")
        store.keep_place(document, PLACE)
        store.add_imports(ImportedSession([IMPORTED]))


IMPORTED = Imported("r3", "human_human", "ann1", "paper", 2, "2022-02-17T21:20:03", '{"edits": []}')


def assert_is_sample(store: Store) -> None:
    """That the history holds what `make` wrote."""
    (document,) = store.documents()
    assert (document.title, document.bom, document.created_at) == ("sample", b"\xef\xbb\xbf", 7.0)
    assert store.records(document.id) == RECORDS
    assert store.results(document.id) == RESULTS
    assert store.words() == {"Poncelet"}
    assert store.place(document.id) == PLACE
    assert list(store.imports()) == [IMPORTED]
    assert store.documents_with(LAST)[0] == document.id
