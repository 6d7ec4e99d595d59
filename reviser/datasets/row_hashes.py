"""The fields by which a row of an export can be checked without the history: a hash of its other fields, its number in
its session, and the number of rows of the session."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from reviser.core.edit import Edit
from reviser.datasets.annotations import Annotation, Damaged
from reviser.datasets.columns import ROW_CHECKS
from reviser.datasets.json_lines import canonical, dumps
from reviser.messages import message

SESSION, NUMBER, OF, ROW = (column.name for column in ROW_CHECKS)
HASHES = frozenset(column.name for column in ROW_CHECKS)


def row_hash(record: Mapping[str, Any]) -> str:
    """The SHA-256 of a record without this hash itself; the order of names does not matter."""
    return sha256(canonical({name: value for name, value in record.items() if name != ROW})).hexdigest()


def with_hashes(annotation: Annotation, records: Sequence[Mapping[str, Any]]) -> Iterator[bytes]:
    """All rows of a session as lines of JSON, with the fields to check them by."""
    session = _key(annotation) if records else ""
    for number, record in enumerate(records, 1):
        row = {**record, SESSION: session, NUMBER: number, OF: len(records)}
        yield dumps(row | {ROW: row_hash(row)})


def file_with_hash(annotations: Sequence[Annotation], content: Mapping[str, Any]) -> bytes:
    """The annotations of a session in one object, with the fields to check it by."""
    whole = {**content, SESSION: _key(*annotations), NUMBER: 1, OF: 1}
    return dumps(whole | {ROW: row_hash(whole)})


def _key(*annotations: Annotation) -> str:
    known = []
    for annotation in annotations:
        edits = [(*_places(one.edit), one.verdict, one.rewritten, one.id) for one in annotation.edits]
        known.append(
            (
                annotation.setting,
                annotation.annotator,
                annotation.document,
                annotation.depth,
                annotation.saved,
                annotation.base,
                edits,
            )
        )
    return sha256(canonical(known)).hexdigest()[:16]


def _places(edit: Edit) -> tuple[int, str, str]:
    return edit.start, edit.before, edit.after


class RowHashes:
    """Checks rows in the order of the file: each row is as it was written, and the rows of a session are together and
    complete."""

    def __init__(self) -> None:
        self._done: set[str] = set()
        self._last: tuple[str, int, int, str] | None = None  # session, row and rows, and where the row stands
        self._without = ""
        self._any = self._unsure = False

    def wrong(self, where: str, record: Mapping[str, Any]) -> Iterator[Damaged]:
        """The errors in a row, and those that it reveals in the rows before it. A row without a hash has none."""
        if ROW not in record:
            self._without = self._without or where
            return
        self._any = True
        if record[ROW] != row_hash(record):
            yield Damaged(where, message("It has been changed since it was written: its row_sha256 does not match."))
            self._unsure = True  # what it says of its session is not trusted
            return
        place = record.get(SESSION), record.get(NUMBER), record.get(OF)
        if isinstance(place[0], str) and isinstance(place[1], int) and isinstance(place[2], int):
            yield from self._out_of_order(where, place[0], place[1])
            self._last = place[0], place[1], place[2], where
            self._done.add(place[0])

    def _out_of_order(self, where: str, session: str, number: int) -> Iterator[Damaged]:
        unsure, self._unsure = self._unsure, False
        before = self._last
        if before is not None and before[0] == session:
            if number <= before[1]:
                yield Damaged(where, message("It occurs twice."))
            elif number > before[1] + 1 and not unsure:
                yield Damaged(where, message("Rows of its session are missing before it."))
            return
        if not unsure:
            yield from self._cut_off()
        if session in self._done:
            yield Damaged(where, message("It occurs twice."))
        elif number > 1 and not unsure:
            yield Damaged(where, message("Rows of its session are missing before it."))

    def end(self) -> Iterator[Damaged]:
        """The errors that are known only after the last row."""
        if self._any and self._without:
            yield Damaged(self._without, message("It has no {hash}, and other rows have one.", hash=ROW))
        yield from self._cut_off()

    def _cut_off(self) -> Iterator[Damaged]:
        """The rows of the last session that are missing."""
        if self._last is not None and self._last[1] < self._last[2] and not self._unsure:
            yield Damaged(self._last[3], message("Rows of its session are missing after it."))
