"""What can be replayed of those exports that are not read back as sessions: tables of edits (JSON lines, CSV, Parquet),
DElIteraTeR's pairs, M2, and preferences.

Their lines have no base text. A table's rows say their places, which must fit their words and each other, and the text
whose hash they carry where somebody has it; DElIteraTeR's and M2's places stand in the line itself; preferences have
none, so only their shape can be looked at.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

from reviser.core.edit import Edit, Verdict
from reviser.datasets.annotations import Damaged
from reviser.datasets.archive import UNREADABLE, DatasetFiles
from reviser.datasets.formats import format_of
from reviser.datasets.json_lines import lines
from reviser.datasets.tables import unescaped
from reviser.errors import UserError
from reviser.messages import Message, message

_Row = tuple[str, Mapping[str, Any]]
_SESSION = ("document", "depth", "setting", "annotator", "saved_at", "base_sha256")
_TAG = re.compile(r"<(/?)([a-z-]+)>")
_SURROGATE = re.compile(r"\\u(d[89a-f][0-9a-f]{2})")
_HASH = re.compile(r"[0-9a-f]{64}")
_M2_FIELDS = 6
_ROWS_AT_ONCE = 1000  # of Parquet
_BEGUN = 100  # bytes by which a file is known whose name does not tell


@dataclass(slots=True)
class Replayed:
    """So many sessions or lines are right, so many could only be looked at, and what is wrong with the others."""

    right: int = 0
    unchecked: int = 0
    wrong: list[Damaged] = field(default_factory=list)

    @property
    def looked_at(self) -> int:
        """All of them."""
        return self.right + self.unchecked + len(self.wrong)


def recognised(source: DatasetFiles) -> str:
    """The format by the files' names and their first lines; empty where it is none of these."""
    endings = {name.suffix for name in source.names("") if name.name != "README.md"}  # the card that goes with Parquet
    for suffix, name in ((".parquet", "parquet"), (".csv", "csv"), (".m2", "m2")):
        if endings == {suffix}:
            return name
    # A document may begin in any way.
    if source.archive is None and source.path.is_file() and not source.document_names():
        begun = source.begin(source.files("")[0], _BEGUN).removeprefix(b"\xef\xbb\xbf")
        for first, name in ((b"PAR1", "parquet"), (b"document,depth,", "csv"), (b"S ", "m2")):
            if begun.startswith(first):
                return name
    try:
        format_of(source)
    except UserError:
        pass  # what is imported goes before
    else:
        return ""
    record = next((line[1] for line in lines(source) if not isinstance(line, Damaged)), {})
    return next((name for key, name in _BY_KEY.items() if key in record), "")


def replay(
    name: str,
    source: DatasetFiles,
    text_of: Callable[[str], str | None] = lambda _: None,
    on_progress: Callable[[int], None] = lambda _: None,
) -> Replayed:
    """All of a dataset of the format that is `recognised`. `text_of`: the text with a SHA-256, where it is known.
    `on_progress` hears how many sessions or lines were looked at."""
    done = Replayed()
    if name == "m2":
        _m2(source, done, on_progress)
    elif name in _LINES:
        for line in lines(source):
            if isinstance(line, Damaged):
                done.wrong.append(line)
                continue
            where, record = line
            reason = _LINES[name](record)
            if reason:
                done.wrong.append(Damaged(where, reason))
            elif name == "deliterater":
                done.right += 1
            else:
                done.unchecked += 1
            on_progress(done.looked_at)
    else:
        _table(_ROWS[name](source), done, text_of, on_progress)
    return done


# Tables


def _json_rows(source: DatasetFiles) -> Iterator[_Row | Damaged]:
    return lines(source)


def _csv_rows(source: DatasetFiles) -> Iterator[_Row | Damaged]:
    for name in source.files(".csv"):
        try:
            read = csv.DictReader(_texts(source.lines(name)), strict=True)
            for number, row in enumerate(read, 1):
                found: dict[str, Any] = unescaped(row)
                for column in ("start_char_pos", "end_char_pos"):
                    value = str(row.get(column))
                    found[column] = int(value) if re.fullmatch(r"[0-9]{1,18}", value) else value
                found["before"] = _unescaped(found)
                yield f"{name} row {number}", found
        except (ValueError, csv.Error) as error:
            yield Damaged(str(name), message("It is no CSV in UTF-8: {problem}.", problem=error))
        except UserError as error:
            yield Damaged(str(name), error.message)


def _unescaped(row: Mapping[str, Any]) -> object:
    """A row's before. UTF-8 holds no lone surrogate, so CSV has an escape in its place; where the text is as long as
    its places say, it is none."""
    before, start, end = row.get("before"), row["start_char_pos"], row["end_char_pos"]
    if not isinstance(before, str) or not isinstance(start, int) or end == start + len(before):
        return before
    return _SURROGATE.sub(lambda found: chr(int(found[1], 16)), before)


def _texts(lines: Iterator[bytes]) -> Iterator[str]:
    first = True
    for line in lines:
        yield line.decode("utf-8-sig" if first else "utf-8")
        first = False


def _parquet_rows(source: DatasetFiles) -> Iterator[_Row | Damaged]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    for name in source.files(".parquet"):
        number = 0
        try:
            with source.open(name) as file:
                for batch in pq.ParquetFile(file).iter_batches(_ROWS_AT_ONCE):
                    for row in batch.to_pylist():
                        number += 1
                        yield f"{name} row {number}", row
        except (pa.ArrowException, *UNREADABLE) as error:
            yield Damaged(str(name), message("It is no Parquet: {problem}.", problem=error))
        except UserError as error:
            yield Damaged(str(name), error.message)


def _table(
    rows: Iterator[_Row | Damaged],
    done: Replayed,
    text_of: Callable[[str], str | None],
    on_progress: Callable[[int], None],
) -> None:
    read: list[Damaged] = []

    def sound() -> Iterator[_Row]:
        for row in rows:
            if isinstance(row, Damaged):
                read.append(row)
            else:
                yield row

    for key, session in groupby(sound(), lambda row: tuple(str(row[1].get(key)) for key in _SESSION)):
        base = text_of(key[-1]) if _HASH.fullmatch(key[-1]) else None
        edits: list[tuple[str, Edit]] = []
        wrong: list[Damaged] = []
        for where, row in session:
            found = _edit(row)
            if isinstance(found, Message):
                wrong.append(Damaged(where, found))
            elif base is not None and not base.startswith(found.before, found.start):
                wrong.append(Damaged(where, message("Its before is not what its text has at its place.")))
            elif row["decision"] in {Verdict.ACCEPT, Verdict.REWRITE}:
                edits.append((where, found))
        edits.sort(key=lambda one: (one[1].start, one[1].end))
        for (_, first), (where, then) in pairwise(edits):
            if then.start < first.end:
                wrong.append(Damaged(where, message("It and another accepted edit change the same place.")))
        done.wrong += wrong
        done.right += not wrong and base is not None
        done.unchecked += not wrong and base is None
        on_progress(done.looked_at)
    done.wrong += read


def _edit(row: Mapping[str, Any]) -> Edit | Message:
    start, end, before = row.get("start_char_pos"), row.get("end_char_pos"), row.get("before")
    after = row.get("proposed_after", row.get("after"))
    if type(start) is not int or type(end) is not int or not isinstance(before, str) or not isinstance(after, str):
        return message("Its before, after or places are missing or of the wrong type.")
    if start < 0 or end - start != len(before):
        return message(
            "Its places are {start} and {end}, and its before is {count} code points long.",
            start=start,
            end=end,
            count=len(before),
        )
    edit = Edit(start, before, after)
    if row.get("type") != edit.type:
        return message(
            "It says that it is of type {given}, and its texts say {type}.", given=row.get("type"), type=edit.type
        )
    if row.get("decision") not in set(Verdict):
        return message("Its decision is {decision}, which is none.", decision=repr(row.get("decision")))
    return edit


# Lines


def _deliterater(record: Mapping[str, Any]) -> Message | None:
    before, after = record.get("before"), record.get("after")
    if not isinstance(before, str) or not isinstance(after, str):
        return message("Its before or after is missing or of the wrong type.")
    ends = all(text.startswith("<bos>") and text.endswith("<eos>") for text in (before, after))
    if not ends:
        return message("Its before or after does not stand between <bos> and <eos>.")
    kept, position, opened = [], 0, ""
    before, after = (text.removeprefix("<bos>").removesuffix("<eos>") for text in (before, after))
    for tag in _TAG.finditer(before):
        if (tag[1] == "/") != bool(opened) or (opened and tag[2] != opened):
            return message("Its tag {tag} has no other that belongs to it.", tag=tag[0])
        if not opened:
            kept.append(before[position : tag.start()])
        opened, position = ("" if opened else tag[2]), tag.end()
    if opened:
        return message("Its tag <{opened}> is not closed.", opened=opened)
    kept.append(before[position:])
    pattern = "(?s:.*)".join(map(re.escape, kept))
    if re.fullmatch(pattern, after):
        return None
    return message("What its before has outside the tags is not in its after.")


def _preference(record: Mapping[str, Any]) -> Message | None:
    texts = [record.get(key) for key in ("prompt", "chosen", "rejected")]
    if not all(isinstance(text, str) for text in texts):
        return message("Its prompt, chosen or rejected is missing or of the wrong type.")
    return message("Its chosen and its rejected are the same.") if texts[1] == texts[2] else None


def _unpaired(record: Mapping[str, Any]) -> Message | None:
    sound = isinstance(record.get("prompt"), str) and isinstance(record.get("completion"), str)
    if sound and isinstance(record.get("label"), bool):
        return None
    return message("Its prompt, completion or label is missing or of the wrong type.")


# M2


def _m2(source: DatasetFiles, done: Replayed, on_progress: Callable[[int], None]) -> None:
    for name in source.files(".m2"):
        try:
            for number, block in _blocks(_texts(source.lines(name))):
                reason = _block(block)
                if reason:
                    done.wrong.append(Damaged(f"{name}:{number}", reason))
                else:
                    done.right += 1
                on_progress(done.looked_at)
        except ValueError as error:
            done.wrong.append(Damaged(str(name), message("It is no UTF-8: {problem}.", problem=error)))
        except UserError as error:
            done.wrong.append(Damaged(str(name), error.message))


def _blocks(lines: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    """What stands between empty lines, each with the number of its first line."""
    block: list[str] = []
    number = 0
    for number, line in enumerate(lines, 1):
        if line.rstrip("\n"):
            block.append(line.rstrip("\n"))
        elif block:
            yield number - len(block), block
            block = []
    if block:
        yield number + 1 - len(block), block


def _block(block: list[str]) -> Message | None:
    head, *edits = block
    if not head.startswith("S ") and head != "S":
        return message("It does not begin with S.")
    count, reached = len(head.split(" ")) - 1, 0
    for line in edits:
        fields = line.removeprefix("A ").split("|||")
        places = re.fullmatch(r"(-?[0-9]{1,9}) (-?[0-9]{1,9})", fields[0])
        if not line.startswith("A ") or len(fields) != _M2_FIELDS or places is None:
            return message("{line} is no edit.", line=repr(line[:60]))
        low, high = int(places[1]), int(places[2])
        if fields[1] == "noop":
            continue
        if not reached <= low <= high <= count:
            return message(
                "Its edit from {low} to {high} is not among its {count} words, or not behind the one before it.",
                low=low,
                high=high,
                count=count,
            )
        reached = high
    return None


_ROWS: dict[str, Callable[[DatasetFiles], Iterator[_Row | Damaged]]] = {
    "jsonl": _json_rows,
    "csv": _csv_rows,
    "parquet": _parquet_rows,
}
_LINES: dict[str, Callable[[Mapping[str, Any]], Message | None]] = {
    "deliterater": _deliterater,
    "preference": _preference,
    "preference-unpaired": _unpaired,
}
_BY_KEY = {
    "chosen": "preference",
    "completion": "preference-unpaired",
    "start_char_pos": "jsonl",
    "before": "deliterater",
}
