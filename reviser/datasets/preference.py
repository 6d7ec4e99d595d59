"""Pairs for training on preferences, in the names that TRL's trainers read: `prompt`, `chosen`, `rejected`; unpaired
`prompt`, `completion`, `label`. The prompt is the sentence with what was asked; the answers are the sentence as it
reads with the edit and without, so that a model learns from single decisions."""

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from tempfile import TemporaryFile
from typing import Any

from reviser.core.edit import Verdict, apply
from reviser.core.segment import Sentences
from reviser.datasets.annotations import Annotation, JudgedEdit
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
    """One for each decision in a text: accepted against the sentence as it was, rejected the other way round, a rewrite
    against what was offered. Which of them stand there the other way round too is known at the end alone, so all wait
    meanwhile in a file that has no name."""
    seen: set[bytes] = set()
    with TemporaryFile() as waiting:
        for save in annotations:
            records = [_pair(save, *answer) for answer in _answers(save)]
            for record in records:
                report.wrote(1)
                seen.add(_preference_hash(record["chosen"], record["rejected"]))
            pickle.dump((save, records), waiting, pickle.HIGHEST_PROTOCOL)
        end = waiting.tell()
        waiting.seek(0)
        while waiting.tell() < end:
            save, records = pickle.load(waiting)
            for record in records:
                record["contested"] = _preference_hash(record["rejected"], record["chosen"]) in seen
            yield from with_hashes(save, records)


def _pair(save: Annotation, judged: JudgedEdit, sentence: str, offered: str, written: str) -> dict[str, Any]:
    match judged.verdict:
        case Verdict.ACCEPT:
            chosen, rejected = offered, sentence
        case Verdict.REWRITE:
            chosen, rejected = written, offered
        case _:
            chosen, rejected = sentence, offered
    asked = prompt(judged, save, sentence)
    return {"prompt": asked, "chosen": chosen, "rejected": rejected, "contested": False, **_of(save, judged)}


def _preference_hash(one: str, other: str) -> bytes:
    """That one text was wanted rather than another."""
    return sha256(canonical([one, other])).digest()[:16]


def unpaired(annotations: Iterable[Annotation], report: ExportReport) -> Iterator[bytes]:
    """One for each answer that was judged: wanted (true) or not (false)."""
    for save in annotations:
        records: list[Record] = []
        for judged, sentence, offered, written in _answers(save):
            asked, of = prompt(judged, save, sentence), _of(save, judged)
            report.wrote(1)
            records.append({"prompt": asked, "completion": offered, "label": judged.verdict is Verdict.ACCEPT, **of})
            if judged.verdict is Verdict.REWRITE:
                report.wrote(0)
                records.append({"prompt": asked, "completion": written, "label": True, **of})
        yield from with_hashes(save, records)


def prompt(judged: JudgedEdit, save: Annotation, sentence: str) -> str:
    """What a model is asked: IteraTeR's intent tag before the sentence, and the writer's instruction where there is
    one. It ends with one line end: trainers put the answer right behind it, and white space there would make one token
    with the answer's first word."""
    asked = f"<{judged.intent}> {sentence.rstrip()}\n" if judged.intent else f"{sentence.rstrip()}\n"
    return f"{save.instruction}\n{asked}" if save.instruction else asked


def _answers(save: Annotation) -> Iterator[tuple[JudgedEdit, str, str, str]]:
    """Each decided edit with its sentence (several, where it reaches over their ends): as it was, with what was
    offered, and with what was applied."""
    if save.base is None:
        return
    sentences = Sentences(save.base)
    for judged in save.edits:
        if judged.verdict is Verdict.UNDECIDED:
            continue
        edit = judged.edit
        first, last = sentences.at(edit.start), sentences.at(max(edit.start, edit.end - 1))
        text = save.base[first.start : last.end]
        # White space at the beginning of a text, which would make a token with the prompt's end.
        begin = min(first.start + len(text) - len(text.lstrip()), edit.start)
        text, moved = save.base[begin : last.end], edit.moved(-begin)
        yield judged, text, apply(text, [moved]), apply(text, [replace(moved, after=judged.applied.after)])


def _of(save: Annotation, judged: JudgedEdit) -> dict[str, object]:
    """Whose decision it is, and of what: trainers leave columns that they do not know alone."""
    return {
        "doc_id": save.document,
        "revision_depth": save.depth,
        "annotator": save.annotator,
        "start_char_pos": judged.edit.start,
        "end_char_pos": judged.edit.end,
        "intent": judged.intent,
        "decision": judged.verdict.value,
        "reason": judged.reason,
        "reviser": save.reviser,
        "model": save.model,
        "prompt_version": save.prompt,
        "decided_at": judged.decided,
        "id": judged.id,
    }
