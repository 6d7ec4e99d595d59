"""Reads the rows of EditEval (Dwivedi-Yu et al., 2022, arXiv 2209.13331): one dataset of a task a file, or several.

A row is a line of JSON in the names of `CORE_FEATURES` (`src/utils.py` at github.com/facebookresearch/EditEval): `id`,
`title`, `input`, `edits` (the references, or one as a text), `retrieved_documents` (for updating: the evidence, each
with `title` and `text`) and `tasks`, which `main.py --write_to_jsonl` calls `task_type`. That script leaves the
references out. Rows with references are what `Dataset.to_json` of the datasets library writes of the processed data.
The rows of WAFER-Insert may call their reference `output`.

A row that does not say its task has that of its dataset. The dataset is called by the row's `dataset_name`, or after
its file (`jfleg.jsonl`, `jfleg_input.jsonl`, `jfleg-test.jsonl`, `jfleg/test.jsonl`)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from reviser.datasets.annotations import Damaged
from reviser.datasets.archive import DatasetFiles
from reviser.datasets.edit_tasks import TASKS, EditTask, task_called, task_of_dataset
from reviser.datasets.json_lines import Record, lines
from reviser.datasets.parallel import Parallel
from reviser.datasets.tokens import simple
from reviser.errors import UserError
from reviser.messages import message

_SPLITS = "train|dev|validation|test"
_FILE_ENDING = re.compile(rf"(?:[-_.](?:{_SPLITS}|input))+$")
_SPLIT = re.compile(_SPLITS)


@dataclass(frozen=True, slots=True)
class EditRow:
    """A text of a task, its references, and the passages of its evidence."""

    dataset: str
    task: EditTask
    id: str
    text: str
    references: tuple[str, ...]
    evidence: tuple[str, ...]


def has_record(record: Record) -> bool:
    """Whether a record is a row of EditEval."""
    return "input" in record and any(name in record for name in ("edits", "tasks", "task_type"))


def read(source: DatasetFiles) -> tuple[Parallel, ...]:
    """The datasets, in the order of the table of tasks and then of the files; none where the first readable line is no
    row of EditEval. As the benchmark has it, a row without text or without references does not count, and where rows of
    a dataset have more references than others the first ones count. UserError where a row is damaged, has an unknown
    task, or no row has a reference."""
    names = source.names(".jsonl") or source.lines_of_json()
    first = next((found for found in lines(source, names) if not isinstance(found, Damaged)), None)
    if first is None or not has_record(first[1]):
        return ()
    rows: dict[tuple[str, str], list[EditRow]] = {}
    for row in _rows(source, names):
        rows.setdefault((row.task.name, row.dataset), []).append(row)
    if not rows:
        raise UserError(
            message(
                "The rows of {path} have no references (edits), so nothing can be measured: write the processed data "
                "with to_json of the datasets library, not with --write_to_jsonl.",
                path=source.path,
            )
        )
    order = [task.name for task in TASKS]
    return tuple(_corpus(rows[key]) for key in sorted(rows, key=lambda key: order.index(key[0])))


def _corpus(rows: Sequence[EditRow]) -> Parallel:
    texts = tuple(row.text for row in rows)
    count = min(len(row.references) for row in rows)
    references = tuple(tuple(row.references[number] for row in rows) for number in range(count))
    return Parallel(
        rows[0].dataset,
        texts,
        tuple(map(simple, texts)),
        tuple(tuple(map(simple, each)) for each in references),
        lambda _, text: simple(text),
        simple,
        rows[0].task,
        tuple(row.id for row in rows),
        references,
        tuple(row.evidence for row in rows),
    )


def _rows(source: DatasetFiles, names: Sequence[PurePosixPath]) -> Iterator[EditRow]:
    for name in names:
        dataset = _dataset_called(name)
        for number, found in enumerate(lines(source, [name])):
            if isinstance(found, Damaged):
                raise UserError(
                    message(
                        "{where} cannot be read as a row of EditEval: download the dataset again.", where=found.where
                    )
                )
            row = _row(found[1], found[0], dataset, number)
            if row.text and row.references:
                yield row


def _dataset_called(name: PurePosixPath) -> str:
    stem = name.stem
    if _SPLIT.fullmatch(stem) and name.parent.name:
        return name.parent.name
    return _FILE_ENDING.sub("", stem) or stem


def _row(record: Record, where: str, dataset: str, number: int) -> EditRow:
    text = record.get("input")
    references = record.get("edits", record.get("output", []))
    references = [references] if isinstance(references, str) else references
    called = record.get("dataset_name")
    dataset = called if isinstance(called, str) and called else dataset
    if (
        not has_record(record)
        or not isinstance(text, str)
        or not isinstance(references, list)
        or not all(isinstance(each, str) for each in references)
    ):
        raise UserError(
            message(
                "{where} is no row of EditEval, which has an input, edits and a task: take the file out, or download "
                "the dataset again.",
                where=where,
            )
        )
    return EditRow(
        dataset,
        _task(record, where, dataset),
        str(record.get("id") or f"{dataset}-{number}"),
        text,
        tuple(filter(None, references)),
        _evidence(record.get("retrieved_documents")),
    )


def _task(record: Record, where: str, dataset: str) -> EditTask:
    """`labels` is what IteraTeR calls its intents, where its rows are of all of them."""
    named = record.get("tasks") or record.get("task_type") or record.get("labels")
    found = task_called(named) if isinstance(named, str) else task_of_dataset(dataset)
    if found is None:
        raise UserError(
            message(
                "{where} has no task of EditEval: write one of {tasks} as its task_type.",
                where=where,
                tasks=", ".join(task.name for task in TASKS),
            )
        )
    return found


def _evidence(documents: object) -> tuple[str, ...]:
    """The documents that a text is updated from, each with its title. They are a list, or lists in columns, as the
    datasets library may write it."""
    if isinstance(documents, Mapping):
        columns = {name: values for name, values in documents.items() if isinstance(values, list)}
        documents = [dict(zip(columns, values, strict=False)) for values in zip(*columns.values(), strict=False)]
    return tuple(map(_passage, documents)) if isinstance(documents, list) else ()


def _passage(document: object) -> str:
    if not isinstance(document, Mapping):
        return document.strip() if isinstance(document, str) else ""
    title, text = document.get("title"), document.get("text")
    text = " ".join(map(str, text)) if isinstance(text, list) else text
    return "\n".join(part.strip() for part in (title, text) if isinstance(part, str) and part.strip())
