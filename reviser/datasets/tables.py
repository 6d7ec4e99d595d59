"""Edits as a flat table: CSV for spreadsheets and R, Parquet for training. One row an edit, whatever became of it."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import repeat

from reviser.core.edit import Verdict
from reviser.datasets.records import dumps
from reviser.datasets.saves import Judged, Save
from reviser.datasets.tally import Tally

COLUMNS = (
    "document", "depth", "setting", "annotator", "type", "start_char_pos", "end_char_pos", "before", "after",
    "rewritten", "intent", "decision", "reason", "reviser", "rule", "model", "prompt", "instruction", "explanation",
    "confidence", "risk", "decided_at", "elapsed_s", "saved_at", "id", "base_sha256",
)  # fmt: skip
_WORDS: dict[str, str] = {Verdict.ACCEPT: "Accept", Verdict.REWRITE: "Accept", Verdict.REJECT: "Reject"}
AT_ONCE = 10_000  # rows of one piece of the output
Value = str | int | float | None
Row = dict[str, Value]
Columns = dict[str, list[Value]]

# What a line of JSON says of an edit: start (code points of the base), before, after as it was offered, intent, one of
# Verdict, what was written instead, reason, id, rule, explanation, confidence, kinds of risk with a space between them,
# when it was decided (ISO 8601) and after how many seconds. Not a class: a million are made.
Said = tuple[
    int, str, str, str, str, str | None, str, str, str, str, float | None, str, str, float | None
]  # fmt: skip


def columns(saves: Iterable[Save]) -> Iterator[Columns]:
    """The table in pieces of about AT_ONCE rows: for each of COLUMNS the values of its rows. `base_sha256` names the
    text that a row's place is in; None where there is none."""
    piece: Columns = {column: [] for column in COLUMNS}
    for save in saves:
        if not save.edits:
            continue
        count = len(save.edits)
        for column, same in _of_save(save).items():
            piece[column] += repeat(same, count)
        # A million edits go through here: taken apart by column, not one by one.
        edits, intents, verdicts, written, reasons, ids, rules, said, sure, risks, _, decided, took = zip(
            *save.edits, strict=True
        )
        piece["type"] += [edit.type.value for edit in edits]
        piece["start_char_pos"] += [edit.start for edit in edits]
        piece["end_char_pos"] += [edit.end for edit in edits]
        piece["before"] += [edit.before for edit in edits]
        piece["after"] += [edit.after for edit in edits]
        piece["rewritten"] += written
        piece["intent"] += intents
        piece["decision"] += [verdict.value for verdict in verdicts]
        piece["reason"] += reasons
        piece["rule"] += rules
        piece["explanation"] += said
        piece["confidence"] += sure
        piece["risk"] += map(" ".join, risks)
        piece["decided_at"] += decided
        piece["elapsed_s"] += took
        piece["id"] += ids
        if len(piece["id"]) >= AT_ONCE:
            yield piece
            piece = {column: [] for column in COLUMNS}
    if piece["id"]:
        yield piece


def _of_save(save: Save, hashed: str = "") -> Row:
    """What is the same for all its edits."""
    if not hashed and save.base is not None:
        hashed = sha256(save.base.encode("utf-8", "surrogatepass")).hexdigest()
    return {
        "document": save.document,
        "depth": save.depth,
        "setting": save.setting,
        "annotator": save.annotator,
        "reviser": save.reviser,
        "model": save.model,
        "prompt": save.prompt,
        "instruction": save.instruction,
        "saved_at": save.saved,
        "base_sha256": hashed or None,
    }


def json_lines(saves: Iterable[Save], tally: Tally) -> Iterator[bytes]:
    """The table as lines of JSON, those of a save together, with what the training code of IteraTeR and R3 reads too:
    `major_intent`, `accept_or_reject`, and `after` as it was applied (`proposed_after` as it was offered)."""
    for save in saves:
        tally.wrote(len(save.edits), len(save.edits))
        yield begun_with(common(save), map(_said_of, save.edits))


def common(save: Save, hashed: str = "") -> bytes:
    """How each line of a save begins, with what is the same for all its edits. `hashed`: the SHA-256 of its text, in
    hexadecimal, where that is known."""
    return dumps(_of_save(save, hashed)).removesuffix(b"}\n") + b","


def begun_with(begin: bytes, edits: Iterable[Said]) -> bytes:
    """A line for each edit, after how a line begins."""
    # A million edits go through here: no call for one of them but that which writes it.
    rows = [
        {
            "type": "A" if not before else "R" if after else "D",  # as edit.type, in a third of its time
            "start_char_pos": start,
            "end_char_pos": start + len(before),
            "before": before,
            "after": after if written is None else written,
            "proposed_after": after,
            "rewritten": written,
            "intent": intent,
            "major_intent": intent,
            "decision": verdict,
            "accept_or_reject": _WORDS.get(verdict),
            "reason": reason,
            "rule": rule,
            "explanation": explanation,
            "confidence": confidence,
            "risk": risk,
            "decided_at": decided,
            "elapsed_s": took,
            "id": name,
        }
        for start, before, after, intent, verdict, written, reason, name, rule, explanation, confidence, risk, decided,
        took in edits
    ]  # fmt: skip
    return b"".join([begin + dumps(row)[1:] for row in rows])


def _said_of(judged: Judged) -> Said:
    edit, intent, verdict, written, reason, name, rule, explanation, confidence, risk, _, decided, took = judged
    return (
        edit.start, edit.before, edit.after, intent, verdict, written, reason, name, rule, explanation, confidence,
        " ".join(risk), decided, took,
    )  # fmt: skip


def csv_lines(saves: Iterable[Save], tally: Tally) -> Iterator[bytes]:
    """The table as CSV (RFC 4180) in UTF-8, its head first."""
    yield _csv([COLUMNS])
    for piece in columns(saves):
        count = len(piece["id"])
        tally.wrote(count, count)
        yield _csv(zip(*piece.values(), strict=True))


def _csv(table: Iterable[Sequence[object]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(table)
    return written.getvalue().encode("utf-8", "backslashreplace")
