"""Pairs for preference training with the names that TRL's trainers read: `prompt`, `chosen`, `rejected`; or, unpaired,
`prompt`, `completion`, `label`.

The prompt is the sentence with the request. The answers are the sentence with the edit and without it, so that a model
learns from single decisions."""

import pickle
from collections.abc import Iterable, Iterator
from hashlib import sha256
from tempfile import TemporaryFile
from typing import Any

from reviser.core.edit import Verdict
from reviser.datasets.annotations import Annotation, JudgedEdit
from reviser.datasets.changed_sentences import DecidedSentence, decided_sentences
from reviser.datasets.columns import (
    ANNOTATOR,
    DECIDED_AT,
    DECISION,
    DOC_ID,
    END,
    ID,
    INTENT,
    MODEL,
    REASON,
    REVISER,
    REVISION_DEPTH,
    ROW_CHECKS,
    START,
    Column,
    ColumnType,
)
from reviser.datasets.export_report import ExportReport
from reviser.datasets.json_lines import Record, canonical
from reviser.datasets.row_hashes import with_hashes

_PROMPT = Column("prompt", "what was asked for, the intent's tag and the sentence; it ends with a line end")
_OF = (
    DOC_ID,
    REVISION_DEPTH,
    ANNOTATOR,
    START,
    END,
    INTENT,
    DECISION,
    REASON,
    REVISER,
    MODEL,
    Column("prompt_version", "the version of the prompts that the models were asked with"),
    DECIDED_AT,
    ID,
    *ROW_CHECKS,
)
PAIR_COLUMNS = (
    _PROMPT,
    Column("chosen", "the sentence as the annotator wanted it"),
    Column("rejected", "the sentence as the annotator did not want it"),
    Column("contested", "whether another row prefers them the other way round", ColumnType.TRUTH),
    *_OF,
)
UNPAIRED_COLUMNS = (
    _PROMPT,
    Column("completion", "the sentence with the edit"),
    Column("label", "whether the annotator wanted it", ColumnType.TRUTH),
    *_OF,
)


def pairs(annotations: Iterable[Annotation], report: ExportReport) -> Iterator[bytes]:
    """A pair for each decision in a text. An accepted edit is preferred to the original sentence, the original to a
    rejected edit, and a rewrite to what was offered. Pairs that also occur with the opposite preference can be
    recognised only at the end, so all pairs are kept in an unnamed temporary file until then."""
    seen: set[bytes] = set()
    with TemporaryFile() as waiting:
        for annotation in annotations:
            records = [_pair(annotation, answer) for answer in decided_sentences(annotation)]
            for record in records:
                report.wrote(1)
                seen.add(_preference_hash(record["chosen"], record["rejected"]))
            pickle.dump((annotation, records), waiting, pickle.HIGHEST_PROTOCOL)
        end = waiting.tell()
        waiting.seek(0)
        while waiting.tell() < end:
            annotation, records = pickle.load(waiting)
            for record in records:
                record["contested"] = _preference_hash(record["rejected"], record["chosen"]) in seen
            yield from with_hashes(annotation, records)


def _pair(annotation: Annotation, decided: DecidedSentence) -> dict[str, Any]:
    match decided.judged.verdict:
        case Verdict.ACCEPT:
            chosen, rejected = decided.offered, decided.sentence
        case Verdict.REWRITE:
            chosen, rejected = decided.written, decided.offered
        case _:
            chosen, rejected = decided.sentence, decided.offered
    asked, of = prompt(decided.judged, annotation, decided.sentence), _of(annotation, decided.judged)
    return {"prompt": asked, "chosen": chosen, "rejected": rejected, "contested": False, **of}


def _preference_hash(one: str, other: str) -> bytes:
    """A hash that stands for the preference of one text to another."""
    return sha256(canonical([one, other])).digest()[:16]


def unpaired(annotations: Iterable[Annotation], report: ExportReport) -> Iterator[bytes]:
    """A record for each answer that was judged: wanted (true) or not (false)."""
    for annotation in annotations:
        records: list[Record] = []
        for judged, sentence, offered, written, _ in decided_sentences(annotation):
            asked, of = prompt(judged, annotation, sentence), _of(annotation, judged)
            report.wrote(1)
            records.append({"prompt": asked, "completion": offered, "label": judged.verdict is Verdict.ACCEPT, **of})
            if judged.verdict is Verdict.REWRITE:
                report.wrote(0)
                records.append({"prompt": asked, "completion": written, "label": True, **of})
        yield from with_hashes(annotation, records)


def prompt(judged: JudgedEdit, annotation: Annotation, sentence: str) -> str:
    """The prompt for a model: IteraTeR's intent tag, the sentence, and the writer's instruction if there is one. It
    ends with one line end. Trainers append the answer directly, and white space there would form one token with the
    answer's first word."""
    asked = f"<{judged.intent}> {sentence.rstrip()}\n" if judged.intent else f"{sentence.rstrip()}\n"
    return f"{annotation.instruction}\n{asked}" if annotation.instruction else asked


def _of(annotation: Annotation, judged: JudgedEdit) -> dict[str, object]:
    """The annotator and the edit of a record. Trainers ignore columns that they do not know."""
    return {
        "doc_id": annotation.document,
        "revision_depth": annotation.depth,
        "annotator": annotation.annotator,
        "start_char_pos": judged.edit.start,
        "end_char_pos": judged.edit.end,
        "intent": judged.intent,
        "decision": judged.verdict.value,
        "reason": judged.reason,
        "reviser": annotation.reviser,
        "model": annotation.model,
        "prompt_version": annotation.prompt,
        "decided_at": judged.decided,
        "id": judged.id,
    }
