"""Functions that readers and writers share: numbered lines of JSON, and an edit in IteraTeR's names."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import orjson

from reviser.core.edit import Edit
from reviser.datasets.annotations import Damaged
from reviser.datasets.archive import DatasetFiles
from reviser.errors import UserError
from reviser.messages import Message, message

Record = Mapping[str, Any]
MOST_DAMAGED = 100_000  # most damaged lines of a file: one with more is something else, or was made to fill the memory


def lines(source: DatasetFiles, names: Iterable[PurePosixPath] | None = None) -> Iterator[tuple[str, Record] | Damaged]:
    """The objects of the files called `names` (None: of all `.jsonl` and `.json` files), one for each line, each with
    its file and line. One object is held at a time. Blank lines are skipped. Reading of a file ends early if nearly all
    of its lines are damaged."""
    for name in source.lines_of_json() if names is None else names:
        damaged = 0
        try:
            for number, line in enumerate(source.lines(name), 1):
                if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
                    yield Damaged(str(name), message("It is in UTF-16: save it in UTF-8."))
                    break
                if not line.strip():
                    continue
                found = _object(line, f"{name}:{number}")
                yield found
                damaged += isinstance(found, Damaged)
                if damaged > MOST_DAMAGED:
                    yield Damaged(
                        f"{name}:{number}",
                        message("Reading stopped after {most} damaged lines.", most=MOST_DAMAGED),
                    )
                    break
        except UserError as error:
            yield Damaged(str(name), error.message)


def _object(line: bytes, where: str) -> tuple[str, Record] | Damaged:
    try:
        record = loads(line.removeprefix(b"\xef\xbb\xbf"))
    except ValueError as error:
        return Damaged(where, message("It is not JSON: {problem}.", problem=error))
    return (where, record) if isinstance(record, dict) else Damaged(where, message("It is not an object."))


def edit_of(record: object) -> Edit | Message:
    """The edit in a record with IteraTeR's names (`type`, `before`, `after`, `start_char_pos`; the empty side is null
    or ""). If it is none, a sentence that says what is wrong."""
    if not isinstance(record, dict):
        return message("It is not an object.")
    before, after, start = record.get("before") or "", record.get("after") or "", record.get("start_char_pos")
    if not isinstance(before, str) or not isinstance(after, str) or type(start) is not int or start < 0:
        return message("Its before, after or start_char_pos is missing or of the wrong type.")
    edit = Edit(start, before, after)
    if record.get("type") != edit.type:
        return message(
            "Its type is given as {given}, but its texts make it {type}.", given=record.get("type"), type=edit.type
        )
    return edit


def action(edit: Edit) -> dict[str, object]:
    """The edit in IteraTeR's names; the empty side is null."""
    return {
        "type": edit.type,
        "before": edit.before or None,
        "after": edit.after or None,
        "start_char_pos": edit.start,
        "end_char_pos": edit.end,
    }


def loads(content: bytes | str) -> Any:
    """The value of a JSON text. Raises ValueError if the text is not JSON."""
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        if b"\\ud" not in (content.encode() if isinstance(content, str) else content).lower():
            raise
        # A lone surrogate, which `dumps` writes as an escape too, and which orjson does not take.
        try:
            return json.loads(content, parse_constant=_no_constant)
        except RecursionError as error:
            raise ValueError("it is nested too deeply") from error


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def canonical(value: object) -> bytes:
    """A value as JSON, with the names in a fixed order."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # a lone surrogate
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


def dumps(record: Record | Sequence[Record]) -> bytes:
    """A line of JSON in UTF-8. A lone surrogate, which an imported text may contain but UTF-8 does not allow, is
    written as an escape."""
    try:
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        return json.dumps(record).encode("ascii") + b"\n"
