"""IteraTeR's revisions ("Understanding Iterative Revision from Human-Written Text", Du et al., 2022): lines of JSON.

By document: `doc_id, revision_depth, before_revision, after_revision, edit_actions[type, before, after, start_char_pos,
end_char_pos, major_intent, raw_intents], sents_char_pos, domain`. By sentence: `before_sent, before_sent_with_intent,
after_sent, labels, confidence, doc_id, revision_depth`. Nobody judged these edits: they are what the writer did.
Version 2 adds two sentences of context on each side of the sentence: `lead <S> sentence </S> tail`. A side without
context is a blank."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reviser.core.diff import diff
from reviser.core.edit import Verdict, apply
from reviser.core.segment import sentences
from reviser.datasets.annotations import Annotation, Damaged, JudgedEdit, Setting
from reviser.datasets.archive import DatasetFiles
from reviser.datasets.changed_sentences import passages
from reviser.datasets.columns import DOC_ID, END, REVISION_DEPTH, ROW_CHECKS, START, TYPE, Column, ColumnType
from reviser.datasets.export_report import ExportReport
from reviser.datasets.json_lines import Record, action, edit_of, lines
from reviser.datasets.row_hashes import with_hashes
from reviser.messages import Message, message

REVISER = "iterater"
_INTENT = Column("major_intent", "what it is for, in the words of whoever proposed it")
DOCUMENT_COLUMNS = (
    DOC_ID,
    REVISION_DEPTH,
    Column("before_revision", "the base text"),
    Column("after_revision", "the base text with what was accepted"),
    Column(
        "edit_actions",
        "what was accepted, as it was applied",
        ColumnType.OBJECT,
        many=True,
        fields=(
            TYPE,
            Column("before", "what stood there; null where nothing did", empty=True),
            Column("after", "what came there; null where nothing did", empty=True),
            START,
            END,
            _INTENT,
            Column("raw_intents", "the same, as a list", many=True),
        ),
    ),
    Column(
        "sents_char_pos", "where each sentence of the base text begins, in code points", ColumnType.INTEGER, many=True
    ),
    Column("domain", "IteraTeR's domain; empty, since nobody says"),
    *ROW_CHECKS,
)
SENTENCE_COLUMNS = (
    Column("before_sent", "the sentence as it was"),
    Column("before_sent_with_intent", "the same with the tag of the intent before it"),
    Column("before_sent_with_context", "the same between <S> and </S>, with the sentences before and behind it"),
    Column("after_sent", "the sentence with what was accepted"),
    Column("labels", "the intent of most of its edits"),
    Column("confidence", "1.0, as IteraTeR has it of what people did"),
    DOC_ID,
    Column("revision_depth", "the round, counted from 1, in digits"),
    *ROW_CHECKS,
)


def has_record(record: Mapping[str, Any]) -> bool:
    """Whether a record is a sentence or a document of this dataset."""
    return "before_sent" in record or "before_revision" in record


def read(source: DatasetFiles) -> Iterator[Annotation | Damaged]:
    """Every revision, in the order of files and lines. A file may contain both documents and sentences."""
    sentences: Counter[str] = Counter()
    for line in lines(source):
        if isinstance(line, Damaged):
            yield line
            continue
        where, record = line
        document, depth = record.get("doc_id"), _depth(record.get("revision_depth"))
        if not isinstance(document, str | int) or depth is None:
            yield Damaged(where, message("Its doc_id or revision_depth is missing or of the wrong type."))
        elif "before_sent" in record:
            sentences[f"{document}:{depth}"] += 1
            yield _sentence(record, where, f"{document}#{sentences[f'{document}:{depth}']}", depth)
        else:
            yield _document(record, where, str(document), depth)


def _depth(value: object) -> int | None:
    """The depth in a record. IteraTeR counts depths from 1, as a number or in digits."""
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    return value if type(value) is int and value > 0 else None


def _document(record: Record, where: str, document: str, depth: int) -> Annotation | Damaged:
    base, result, actions = record.get("before_revision"), record.get("after_revision"), record.get("edit_actions")
    if not isinstance(base, str) or not isinstance(result, str) or not isinstance(actions, list):
        return Damaged(
            where, message("Its before_revision, after_revision or edit_actions is missing or of the wrong type.")
        )
    edits: list[JudgedEdit] = []
    for number, made in enumerate(actions, 1):
        edit = edit_of(made)
        if isinstance(edit, Message):
            return Damaged(f"{where} edit {number}", edit)
        edits.append(JudgedEdit(edit, str(made.get("major_intent") or ""), Verdict.ACCEPT))
    return _annotation(document, depth, base, result, tuple(edits), where)


def _sentence(record: Record, where: str, document: str, depth: int) -> Annotation | Damaged:
    base, result, intent = record.get("before_sent"), record.get("after_sent"), record.get("labels")
    if not isinstance(base, str) or not isinstance(result, str) or not isinstance(intent, str):
        return Damaged(where, message("Its before_sent, after_sent or labels is missing or of the wrong type."))
    edits = tuple(JudgedEdit(edit, intent, Verdict.ACCEPT) for edit in diff(base, result))
    return _annotation(document, depth, base, result, edits, where)


def _annotation(
    document: str, depth: int, base: str, result: str, edits: tuple[JudgedEdit, ...], where: str
) -> Annotation:
    return Annotation(Setting.REVISIONS, "", document, depth, "", base, result, edits, REVISER, where)


def documents(annotations: Iterable[Annotation], report: ExportReport) -> Iterator[bytes]:
    """A line for each annotation that has its text, with the accepted edits as the revision of the document."""
    for annotation in annotations:
        if annotation.base is None:
            continue
        accepted = annotation.accepted
        actions = [action(judged.applied) | _intents(judged) for judged in accepted]
        report.wrote(len(actions))
        record = {
            "doc_id": annotation.document,
            "revision_depth": annotation.depth,
            "before_revision": annotation.base,
            "after_revision": apply(annotation.base, [judged.applied for judged in accepted]),
            "edit_actions": actions,
            "sents_char_pos": [span.start for span in sentences(annotation.base)],
            "domain": "",
        }
        yield from with_hashes(annotation, [record])


def sentence_pairs(annotations: Iterable[Annotation], report: ExportReport) -> Iterator[bytes]:
    """A line for each sentence that accepted edits changed, with their most frequent intent and the sentence's
    context."""
    for annotation in annotations:
        records: list[Record] = []
        for passage in passages(annotation):
            report.wrote(len(passage.edits))
            records.append(
                {
                    "before_sent": passage.before,
                    "before_sent_with_intent": f"<{passage.intent}> {passage.before}",
                    "before_sent_with_context": (
                        f"<{passage.intent}> {passage.lead or ' '} <S> {passage.before} </S> {passage.tail or ' '}"
                    ),
                    "after_sent": passage.after,
                    "labels": passage.intent,
                    "confidence": "1.0",
                    "doc_id": annotation.document,
                    "revision_depth": str(annotation.depth),
                }
            )
        yield from with_hashes(annotation, records)


def _intents(judged: JudgedEdit) -> dict[str, object]:
    return {"major_intent": judged.intent, "raw_intents": [judged.intent]}
