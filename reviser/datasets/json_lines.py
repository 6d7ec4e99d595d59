"""What readers and writers share: lines of JSON with their numbers, and one edit as IteraTeR writes it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from reviser.core.edit import Edit
from reviser.datasets.annotations import Damaged
from reviser.datasets.archive import DatasetFiles
from reviser.errors import UserError
from reviser.messages import Message, message

Record = Mapping[str, Any]
MOST_DAMAGED = 100_000  # lines of a file: it is something else, or made to fill the memory


def lines(source: DatasetFiles) -> Iterator[tuple[str, Record] | Damaged]:
    """The objects of all `.jsonl` and `.json` files, one a line, each with its file and line; one is held at a time.
    Blank lines are passed over. A file is left where nearly nothing in it can be read."""
    for name in source.lines_of_json():
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
    """An edit in IteraTeR's names (`type`, `before`, `after`, `start_char_pos`; the empty side null or ""). Else what
    is wrong with it, in a sentence."""
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
    """The value of a piece of JSON. ValueError where it is none."""
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
    """A value as JSON, the same whatever the order of names in it."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # a lone surrogate
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


def dumps(record: Record | Sequence[Record]) -> bytes:
    """A line of JSON in UTF-8. What Unicode does not allow (a lone surrogate in an imported text) is an escape."""
    try:
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        return json.dumps(record).encode("ascii") + b"\n"
