"""Annotations as lines of JSON with all their fields: our own export format, and the form in which imports are stored.
Reading a line gives the annotation that was written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from reviser.core.edit import Edit, Verdict
from reviser.datasets.annotations import Annotation, Damaged, JudgedEdit
from reviser.datasets.archive import DatasetFiles
from reviser.datasets.columns import (
    ANNOTATOR,
    CONFIDENCE,
    DECISION,
    ELAPSED,
    EXPLANATION,
    ID,
    INSTRUCTION,
    INTENT,
    MODEL,
    PROPOSED_BY,
    REASON,
    REVISER,
    REWRITTEN,
    ROW_CHECKS,
    RULE,
    START,
    Column,
    ColumnType,
    columns_by_name,
)
from reviser.datasets.export_report import ExportReport
from reviser.datasets.json_lines import Record, lines
from reviser.datasets.row_hashes import with_hashes
from reviser.messages import Message, message

MARK = "reviser_save"  # the key that tells our lines from others; its value is the format's version
VERSION = 1
_ANNOTATION_FIELDS = tuple(field.name for field in fields(Annotation) if field.name not in {"edits", "where"})
_WRITTEN_APART = {"edit", "verdict", "risk", "alternatives", "error_type", "proposed_by"}
_JUDGED = tuple(name for name in JudgedEdit._fields if name not in _WRITTEN_APART)
_EDIT_COLUMNS = (
    START,
    Column("before", "what stood there"),
    Column("after", "what was offered for it"),
    replace(DECISION, name="verdict"),
    Column("risk", "the kinds of its risk flags", many=True),
    Column("alternatives", "what else was offered", many=True),
    INTENT,
    REWRITTEN,
    REASON,
    ID,
    RULE,
    EXPLANATION,
    CONFIDENCE,
    Column("decided", "when it was decided, in ISO 8601"),
    ELAPSED,
    PROPOSED_BY,
)
COLUMNS = (
    Column(MARK, "the version of this format", ColumnType.INTEGER),
    Column("setting", "who proposed and who decided: human_human, system_human, system_only or revisions"),
    ANNOTATOR,
    Column("document", "whose session it is: the path or the name of the document"),
    Column("depth", "the round, counted from 1", ColumnType.INTEGER),
    Column("saved", "when it was saved, in ISO 8601"),
    Column("base", "the text that the round began from; null where it is not there", empty=True),
    Column("result", "the base with what was accepted; null where nobody says", empty=True),
    REVISER,
    MODEL,
    Column("prompt", "the version of the prompts"),
    INSTRUCTION,
    Column("edits", "all that was offered, by place", ColumnType.OBJECT, many=True, fields=_EDIT_COLUMNS),
    *ROW_CHECKS,
)
_Types = dict[str, tuple[type, ...]]
_OF_ANNOTATION: _Types = {name: columns_by_name(COLUMNS)[name].types for name in _ANNOTATION_FIELDS}
_OF_JUDGED: _Types = {name: columns_by_name(_EDIT_COLUMNS)[name].types for name in _JUDGED}


def record(annotation: Annotation) -> dict[str, object]:
    """All fields of an annotation except the file that it was read from."""
    return {
        MARK: VERSION,
        **{name: getattr(annotation, name) for name in _ANNOTATION_FIELDS},
        "edits": [
            {
                "start_char_pos": judged.edit.start,
                "before": judged.edit.before,
                "after": judged.edit.after,
                "verdict": judged.verdict.value,
                "risk": judged.risk,
                "alternatives": judged.alternatives,
                **{name: getattr(judged, name) for name in _JUDGED},
                "proposed_by": judged.proposed_by,
            }
            for judged in annotation.edits
        ],
    }


def annotation_of_record(record: Mapping[str, Any], where: str) -> Annotation | Damaged:
    """The annotation in a record; Damaged if the record is not one of ours."""
    if record.get(MARK) != VERSION:
        return Damaged(
            where,
            message(
                "It has version {version} of this format, which this version of reviser cannot read.",
                version=record.get(MARK),
            ),
        )
    edits = record.get("edits")
    wrong = _wrong(record, _OF_ANNOTATION)
    if wrong or not isinstance(edits, list):
        return Damaged(where, message("Its {wrong} is missing or of the wrong type.", wrong=wrong or "edits"))
    judged: list[JudgedEdit] = []
    for number, one in enumerate(edits, 1):
        made = _judged(one)
        if isinstance(made, Message):
            return Damaged(f"{where} edit {number}", made)
        judged.append(made)
    return Annotation(**{name: record[name] for name in _ANNOTATION_FIELDS}, edits=tuple(judged), where=where)


def _judged(one: object) -> JudgedEdit | Message:
    if not isinstance(one, dict):
        return message("It is not an object.")
    start, before, after, verdict = (one.get(name) for name in ("start_char_pos", "before", "after", "verdict"))
    wrong = _wrong(one, _OF_JUDGED)
    if type(start) is not int or start < 0 or not isinstance(before, str) or not isinstance(after, str):
        wrong = wrong or message("place or text")
    lists = [one.get("risk"), one.get("alternatives")]
    if wrong or not all(isinstance(words, list) and all(isinstance(word, str) for word in words) for words in lists):
        return message("Its {wrong} is missing or of the wrong type.", wrong=wrong or message("risk or alternatives"))
    proposed_by = one.get("proposed_by", "")  # what was written before there was one has none
    if not isinstance(proposed_by, str):
        return message("Its {wrong} is missing or of the wrong type.", wrong="proposed_by")
    if not isinstance(verdict, str) or verdict not in set(Verdict):
        return message("Its verdict {verdict} is unknown.", verdict=repr(verdict))
    return JudgedEdit(
        Edit(int(str(start)), str(before), str(after)),
        verdict=Verdict(str(verdict)),
        risk=tuple(one["risk"]),
        alternatives=tuple(one["alternatives"]),
        proposed_by=proposed_by,
        **{name: one[name] for name in _JUDGED},
    )


def _wrong(record: Mapping[str, Any], types: _Types) -> str:
    """The first name whose value is missing or has another type; empty if there is none."""
    for name, allowed in types.items():
        if name not in record or not isinstance(record[name], allowed) or isinstance(record[name], bool):
            return name
    return ""


def write(annotations: Iterable[Annotation], report: ExportReport) -> Iterator[bytes]:
    """A line for each annotation."""
    for annotation in annotations:
        report.wrote(len(annotation.edits))
        yield from with_hashes(annotation, [record(annotation)])


def read(source: DatasetFiles) -> Iterator[Annotation | Damaged]:
    """Every annotation of our own export, in the order of files and lines."""
    for line in lines(source):
        yield line if isinstance(line, Damaged) else _read(*line)


def _read(where: str, record: Record) -> Annotation | Damaged:
    if MARK not in record:
        return Damaged(where, message("It is not a line of a sessions export."))
    return annotation_of_record(record, where)
