"""Edits as a flat table: CSV for spreadsheets and R, Parquet for training. One row an edit, whatever became of it."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from reviser.core.edit import Verdict
from reviser.datasets.records import dumps
from reviser.datasets.saves import Save

COLUMNS = (
    "document", "depth", "setting", "annotator", "type", "start_char_pos", "end_char_pos", "before", "after",
    "rewritten", "intent", "decision", "reason", "reviser", "rule", "model", "prompt", "instruction", "explanation",
    "confidence", "risk", "decided_at", "elapsed_s", "saved_at", "id", "base_sha256",
)  # fmt: skip
_WORDS = {Verdict.ACCEPT: "Accept", Verdict.REWRITE: "Accept", Verdict.REJECT: "Reject"}
AT_ONCE = 10_000  # rows of one piece of the output
Row = dict[str, str | int | float | None]


def rows(saves: Iterable[Save]) -> Iterator[Row]:
    """A row for each edit, with the names of COLUMNS. `base_sha256` names the text that its place is in; None where
    there is none."""
    for save in saves:
        hashed = None if save.base is None else sha256(save.base.encode("utf-8", "surrogatepass")).hexdigest()
        for judged in save.edits:
            edit = judged.edit
            yield {
                "document": save.document,
                "depth": save.depth,
                "setting": save.setting,
                "annotator": save.annotator,
                "type": edit.type.value,
                "start_char_pos": edit.start,
                "end_char_pos": edit.end,
                "before": edit.before,
                "after": edit.after,
                "rewritten": judged.rewritten,
                "intent": judged.intent,
                "decision": judged.verdict.value,
                "reason": judged.reason,
                "reviser": save.reviser,
                "rule": judged.rule,
                "model": save.model,
                "prompt": save.prompt,
                "instruction": save.instruction,
                "explanation": judged.explanation,
                "confidence": judged.confidence,
                "risk": " ".join(judged.risk),
                "decided_at": judged.decided,
                "elapsed_s": judged.elapsed_s,
                "saved_at": save.saved,
                "id": judged.id,
                "base_sha256": hashed,
            }


def json_lines(saves: Iterable[Save]) -> Iterator[bytes]:
    """The table as lines of JSON, with what IteraTeR's and R3's training code reads beside it: `major_intent`,
    `accept_or_reject`, and `after` as it was applied (`proposed_after` as it was offered)."""
    for save in saves:
        for judged, row in zip(save.edits, rows([save]), strict=True):
            row["proposed_after"] = row["after"]
            row["after"] = judged.applied.after
            row["major_intent"] = judged.intent
            row["accept_or_reject"] = _WORDS.get(judged.verdict)
            yield dumps(row)


def csv_lines(saves: Iterable[Save]) -> Iterator[bytes]:
    """The table as CSV (RFC 4180) in UTF-8, its head first."""
    yield _csv([COLUMNS])
    waiting: list[Sequence[object]] = []
    for row in rows(saves):
        waiting.append([row[column] for column in COLUMNS])
        if len(waiting) == AT_ONCE:
            yield _csv(waiting)
            waiting.clear()
    if waiting:
        yield _csv(waiting)


def _csv(table: Iterable[Sequence[object]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(table)
    return written.getvalue().encode("utf-8", "backslashreplace")
