"""Reads the rows of EditEval (Dwivedi-Yu et al., 2022, arXiv 2209.13331): lines of JSON, or the folders of Arrow files
in which its scripts keep what they have processed.

A row has the names of `CORE_FEATURES` (`src/utils.py` at github.com/facebookresearch/EditEval): `id`, `title`, `input`,
`edits` (the references, or one as a text), `retrieved_documents` (for updating: the evidence, each with `title` and
`text`) and `tasks`, which `main.py --write_to_jsonl` calls `task_type`. That script leaves the references out; what
`save_to_disk` and `to_json` of the datasets library write has them. The rows of WAFER-Insert may call their reference
`output`.

A row that does not say its task has that of its dataset. The dataset is called by the row's `dataset_name`, or after
its file or folder (`jfleg.jsonl`, `jfleg_input.jsonl`, `jfleg-test.jsonl`, `jfleg/test.jsonl`, `jfleg/test/*.arrow`).
Where it has several splits, each is a dataset: `jfleg-dev` and `jfleg-test`."""

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
_FILE_NAME = re.compile(rf"(?P<dataset>.*?)(?:[-_.](?:(?P<split>{_SPLITS})|input))*")
_SPLIT = re.compile(_SPLITS)
_ARROW = ".arrow"
_CACHE = "cache-"  # what the datasets library keeps beside the rows


@dataclass(frozen=True, slots=True)
class EditRow:
    """A text of a task, its references, and the passages of its evidence."""

    dataset: str
    split: str
    task: EditTask
    id: str
    text: str
    references: tuple[str, ...]
    evidence: tuple[str, ...]


def has_record(record: Record) -> bool:
    """Whether a record is a row of EditEval."""
    return "input" in record and any(name in record for name in ("edits", "tasks", "task_type"))


def read(source: DatasetFiles) -> tuple[Parallel, ...]:
    """The datasets, in the order of the table of tasks and then of the files; none where the first readable record is
    no row of EditEval. As the benchmark has it, a row without text or without references does not count, and where rows
    of a dataset have more references than others the first ones count. UserError where a row is damaged, has an unknown
    task, or no row has a reference."""
    arrow = [name for name in source.names(_ARROW) if not name.name.startswith(_CACHE)]
    names = source.names(".jsonl") or arrow or source.lines_of_json()
    first = next((found for name in names for found in _records(source, name) if not isinstance(found, Damaged)), None)
    if first is None or not has_record(first[1]):
        return ()
    rows: dict[tuple[str, str, str], list[EditRow]] = {}
    for row in _rows(source, names):
        rows.setdefault((row.task.name, row.dataset, row.split), []).append(row)
    if not rows:
        raise UserError(
            message(
                "The rows of {path} have no references (edits), so nothing can be measured: write the processed data "
                "with to_json of the datasets library, not with --write_to_jsonl.",
                path=source.path,
            )
        )
    order = [task.name for task in TASKS]
    found: list[Parallel] = []
    for task, dataset, split in sorted(rows, key=lambda key: order.index(key[0])):
        splits = [key for key in rows if key[:2] == (task, dataset)]
        called = f"{dataset}-{split}" if split and len(splits) > 1 else dataset
        found.append(_corpus(called, rows[task, dataset, split]))
    return tuple(found)


def _corpus(called: str, rows: Sequence[EditRow]) -> Parallel:
    texts = tuple(row.text for row in rows)
    count = min(len(row.references) for row in rows)
    references = tuple(tuple(row.references[number] for row in rows) for number in range(count))
    return Parallel(
        called,
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
        dataset, split = _called(source, name)
        for number, found in enumerate(_records(source, name)):
            if isinstance(found, Damaged):
                raise UserError(
                    message(
                        "{where} cannot be read as a row of EditEval: download the dataset again.", where=found.where
                    )
                )
            row = _row(found[1], found[0], dataset, split, number)
            if row.text and row.references:
                yield row


def _records(source: DatasetFiles, name: PurePosixPath) -> Iterator[tuple[str, Record] | Damaged]:
    if name.suffix != _ARROW:
        yield from lines(source, [name])
        return
    # Here, since it loads slowly, and only these files need it.
    from pyarrow import ArrowException, ipc

    try:
        with source.open(name) as file:
            for batch in ipc.open_stream(file):
                yield from ((str(name), record) for record in batch.to_pylist())
    except (ArrowException, OSError) as error:
        yield Damaged(str(name), message("{name} cannot be read: {problem}.", name=name, problem=error))


def _called(source: DatasetFiles, name: PurePosixPath) -> tuple[str, str]:
    """The dataset and the split that a file has, by its name and its folders'."""
    path = source.path.resolve()
    if source.archive is None and path.is_file():
        path = path.parent
    folders = [path.parent.name, path.stem, *name.parent.parts]
    found = _FILE_NAME.fullmatch(name.stem if name.suffix != _ARROW else folders.pop())
    dataset, split = ("", "") if found is None else (found["dataset"], found["split"] or "")
    if _SPLIT.fullmatch(dataset):
        return folders[-1], dataset
    return dataset, split


def _row(record: Record, where: str, dataset: str, split: str, number: int) -> EditRow:
    text = record.get("input")
    references = record.get("edits") or record.get("output") or []
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
        split,
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
