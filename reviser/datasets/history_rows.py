"""The rows that a format makes from a history, to compare with the rows of an export that carry no hash of their
own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from reviser.datasets.annotations import Annotation
from reviser.datasets.base import DatasetFormat
from reviser.datasets.error_types import is_error_type
from reviser.datasets.export_report import ExportReport
from reviser.datasets.json_lines import canonical, loads
from reviser.datasets.row_hashes import HASHES
from reviser.datasets.tables import COLUMNS, HASH, columns, rows_of

_NOT_SAID = HASHES | {HASH, "escaped", "contested", "error_type", "proposed_by"}  # what depends on more, or came later
_CORRECTION = 2  # its field in an edit of M2
_Key = tuple[str, str]  # document and depth


class HistoryRows:
    """The contents of a history: sessions by document and depth, and their rows."""

    def __init__(self, form: DatasetFormat, annotations: Iterable[Annotation]) -> None:
        self._sessions: set[_Key] = set()
        self._rows: set[bytes] = set()
        self._blocks: dict[str, set[str]] = {}
        for annotation in annotations:
            if form.code == "m2":
                for block in b"".join(form.writer([annotation], ExportReport())).decode().split("\n\n"):
                    head, *edits = block.strip("\n").split("\n")
                    self._blocks.setdefault(head, set()).add(_without_annotator(edits))
                continue
            for record in _records(form, annotation):
                self._sessions.add(_key(record))
                self._rows.add(_digest(record))

    def differ(self, record: Mapping[str, Any]) -> bool:
        """Whether the history has the session of a row, but not the row."""
        return _key(record) in self._sessions and _digest(record) not in self._rows

    def has(self, record: Mapping[str, Any]) -> bool:
        """Whether the history has a row."""
        return _digest(record) in self._rows

    def block(self, head: str, edits: list[str]) -> bool | None:
        """Whether the history has a sentence of M2 with these edits; None if it does not have the sentence."""
        found = self._blocks.get(head)
        return None if found is None else any(_is_block(edits, known) for known in found)


def _records(form: DatasetFormat, annotation: Annotation) -> Iterator[Mapping[str, Any]]:
    if form.code in {"csv", "parquet"}:
        for piece in columns([rows_of(annotation)]):
            yield from (dict(zip(COLUMNS, row, strict=True)) for row in zip(*piece.values(), strict=True))
    elif form.write is not None or form.write_rows is not None:
        for lines in form.writer([annotation], ExportReport()):
            yield from map(loads, lines.splitlines())


def _key(record: Mapping[str, Any]) -> _Key:
    return (
        str(record.get("document", record.get("doc_id"))),
        str(record.get("depth", record.get("revision_depth"))),
    )


def _digest(record: Mapping[str, Any]) -> bytes:
    said = {name: value for name, value in record.items() if name not in _NOT_SAID}
    return sha256(canonical(said)).digest()[:16]


def _without_annotator(edits: Iterable[str]) -> str:
    return "\n".join(edit.rpartition("|||")[0] for edit in edits)


def _is_block(edits: Sequence[str], known: str) -> bool:
    """Whether M2 edits are those of a block of the history, which does not have ERRANT's types."""
    lines = known.split("\n") if known else []
    return len(lines) == len(edits) and all(map(_is_edit, edits, lines))


def _is_edit(edit: str, known: str) -> bool:
    given, own = edit.split("|||")[:-1], known.split("|||")
    if len(given) == len(own) > _CORRECTION and own[_CORRECTION] == "" and given[_CORRECTION] == "-NONE-":
        given[_CORRECTION] = ""  # as it was written before
    if len(given) == len(own) > 1 and is_error_type(given[1]):
        given[1] = own[1]
    return given == own
