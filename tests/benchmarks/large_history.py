"""A history as a person has after years, made in a minute: documents with rounds, decisions, changes by hand and
requests, in words as frequent as words are. The same seed makes the same history, but for the times of its files.

Run it to keep one: `python -m tests.benchmarks.large_history PATH [--documents 1000] [--edits 1000000]`.
"""

import argparse
import random
import sqlite3
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from reviser.assets import asset
from reviser.core.edit import Decision, Edit, Intent, Proposal, RejectReason, Verdict, apply
from reviser.core.events import (
    Arrived,
    Changed,
    Decided,
    Event,
    Opened,
    Outcome,
    RequestMade,
    Restored,
    RoundEnded,
    RoundStarted,
    Stopped,
    StopReason,
    Undone,
    proposal_id,
)
from reviser.core.exchange import Exchange
from reviser.history.connection import transaction
from reviser.history.log import event_codec, event_rows
from reviser.history.log.store import Store

DAY = 86_400.0
BEGAN = 1_600_000_000.0  # UNIX seconds
WORDS = 600  # of a document
ROUNDS = 10  # of a document
_INTENTS = list(Intent)
_REVISERS = (("embedded", ""), ("here:small", "small"), ("cloud:large", "large"))
_REASONS = [reason.value for reason in RejectReason] + [""]


def vocabulary() -> list[str]:
    """Words of the program's own tables, and what can be made of them: some ten thousand."""
    found: dict[str, None] = {}
    for name in (("consistency", "spellings.tsv"), ("plain", "entries.tsv"), ("plain", "proselint.tsv")):
        for word in asset(*name).read_text(encoding="utf-8").split():
            if word.isalpha() and word.islower() and len(word) > 2:
                found[word] = None
    stems = list(found)
    return stems + [stem + ending for stem in stems for ending in ("ly", "ness", "able")]


class Writer:
    """Draws words by Zipf's law."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = vocabulary()
        self.random.shuffle(self.words)
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def draw(self, count: int) -> list[str]:
        return self.random.choices(self.words, cum_weights=self._weights, k=count)

    def text(self, count: int) -> str:
        words = self.draw(count)
        lines = (" ".join(words[at : at + 15]).capitalize() + "." for at in range(0, count, 15))
        return "\n".join(lines) + "\n"


def make_history(path: Path, documents: int = 1000, edits: int = 1_000_000, seed: int = 0) -> None:
    """Write a history of so many documents, and of about so many proposals in all, to a new file. Every fifth document
    goes on from an earlier point on a branch, and in every seventh the last change was undone."""
    writer = Writer(seed)
    each = -(-edits // (documents * ROUNDS))
    Store.open(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    try:
        for first in range(0, documents, 50):
            with transaction(connection):
                for number in range(first, min(first + 50, documents)):
                    _Written(connection, writer, number).play(each)
    finally:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()


class _Written:
    """A document as it is being written."""

    def __init__(self, connection: sqlite3.Connection, writer: Writer, number: int) -> None:
        self._connection = connection
        self._writer = writer
        self._number = number
        self._at = BEGAN + number * DAY / 2
        self._text = ""
        self._document_id = 0
        self._closing: tuple[int, str] | None = None  # the round in hand and its result

    def play(self, edits: int) -> None:
        """Ten rounds of so many proposals."""
        self._open(edits)
        taken_up = (0, "")
        for depth in range(1, ROUNDS + 1):
            if depth == 9 and self._number % 5 == 0:
                self._append(Restored(taken_up[0], "shorter"), closes=True)
                self._text = taken_up[1]
            last = self._round(depth, edits)
            if depth == 4:
                taken_up = (last, self._text)
        self._append(Stopped(StopReason.MAX_ROUNDS), closes=True)
        if self._number % 7 == 0:
            self._append(Undone(last))

    def _open(self, edits: int) -> None:
        self._text = self._writer.text(max(WORDS, edits * ROUNDS * 5 // 4))
        title = " ".join(self._writer.draw(3)).capitalize()
        path = f"/home/me/{self._number:04}-{title.replace(' ', '-')}.txt"
        added = self._connection.execute(
            "INSERT INTO documents (path, title, format, encoding, bom, created_at)"
            " VALUES (?, ?, 'plain', 'utf-8', x'', ?)",
            (path, title, self._at),
        )
        self._document_id = int(added.lastrowid or 0)
        self._append(Opened(self._text))

    def _round(self, depth: int, edits: int) -> int:
        """One round; the sequence number of what was typed after it."""
        self._at += DAY / 5
        name = f"d{self._number}r{depth}"
        reviser, model = _REVISERS[(self._number + depth) % len(_REVISERS)]
        proposals = _proposals(self._writer, self._text, depth, edits, reviser)
        decided = _decided(self._writer, name, proposals)
        self._append(RoundStarted(name, reviser, " ".join(self._writer.draw(4))), closes=True)
        row = event_rows.round_row(self._connection, self._document_id, name)
        if model:
            sent = Exchange(reviser, model, "propose", "v-1", self._text[:200], "[]", 4000, 900, None, 12.5, "stop")
            self._append(RequestMade(name, sent))
        for event in (Arrived(name, proposals), RoundEnded(name, Outcome.COMPLETE), decided):
            self._append(event)
        by_id = {proposal_id(name, index): proposal.edit for index, proposal in enumerate(proposals)}
        kept = [made for made in decided.decisions if made.verdict is not Verdict.REJECT]
        self._text = apply(self._text, [_made(by_id[made.proposal_id], made.after) for made in kept])
        self._closing = (row, self._text)
        self._at += 60
        typed = Edit(0, "", " ".join(self._writer.draw(2)).capitalize() + ". ")
        self._text = apply(self._text, [typed])
        return self._append(Changed((typed,)))

    def _append(self, event: Event, *, closes: bool = False) -> int:
        self._at += 1.0
        seq = event_codec.write(self._connection, self._document_id, self._at, event)
        if closes and self._closing:
            row, result = self._closing
            self._connection.execute(
                "INSERT INTO results (seq, round_id, result_hash, text_hash) VALUES (?, ?, ?, ?)",
                (
                    seq,
                    row,
                    event_rows.keep_text(self._connection, result),
                    event_rows.keep_text(self._connection, self._text),
                ),
            )
            self._closing = None
        return seq


def _proposals(writer: Writer, text: str, depth: int, count: int, reviser: str) -> tuple[Proposal, ...]:
    """Other words for some. Each round has every tenth word, counted from the end, for itself: where nothing stands
    twice, nothing is held back."""
    spans: list[tuple[int, str]] = []
    place = 0
    found = text.replace("\n", " ").replace(".", " ").split(" ")
    for index, word in enumerate(found):
        if word and (len(found) - index) % ROUNDS == depth % ROUNDS:
            spans.append((place, word))
        place += len(word) + 1
    chosen = sorted(writer.random.sample(spans, min(count, len(spans))))
    after = writer.draw(2 * len(chosen))
    return tuple(
        Proposal(
            Edit(start, word, after[2 * index] if after[2 * index] != word else f"{word}like"),
            _INTENTS[index % len(_INTENTS)],
            reviser,
            f"rule-{index % 20}",
            f"Shorter than {word}, as in {after[2 * index + 1]}.",
            0.8,
        )
        for index, (start, word) in enumerate(chosen)
    )


def _decided(writer: Writer, name: str, proposals: Sequence[Proposal]) -> Decided:
    made: list[Decision] = []
    for number, proposal in enumerate(proposals):
        drawn = writer.random.random()
        if drawn < 0.6:
            made.append(Decision(proposal_id(name, number), Verdict.ACCEPT))
        elif drawn < 0.85:
            made.append(Decision(proposal_id(name, number), Verdict.REJECT, None, writer.random.choice(_REASONS)))
        elif drawn < 0.95:
            made.append(Decision(proposal_id(name, number), Verdict.REWRITE, f"{proposal.edit.after}ish"))
    return Decided(tuple(made), annotator=f"ann{writer.random.randrange(3)}", elapsed_s=2.0)


def _made(edit: Edit, after: str | None) -> Edit:
    return edit if after is None else Edit(edit.start, edit.before, after)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--edits", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    make_history(given.path, given.documents, given.edits, given.seed)


if __name__ == "__main__":
    main()
