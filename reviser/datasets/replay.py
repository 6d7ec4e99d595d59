"""Checks exports that cannot be read back as sessions: tables of edits (JSON lines, CSV, Parquet), DElIteraTeR's pairs,
M2, and preferences. Their lines have no base text.

Each line has a hash of its content, and each row of a table the hash of its session. M2 has no place for a hash; it is
known by its manifest, or compared with the history. What nothing vouches for is checked as far as possible. The places
in a table must fit their words, each other, and the text with the given hash if that is known. The places in
DElIteraTeR and M2 refer to the line itself."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import PurePosixPath
from typing import Any

from reviser.core.edit import Edit, Verdict
from reviser.datasets import tables
from reviser.datasets.annotations import Damaged
from reviser.datasets.archive import CARD, DatasetFiles
from reviser.datasets.columns import ESCAPED, LINES, TABLE
from reviser.datasets.formats import format_of
from reviser.datasets.history_rows import HistoryRows
from reviser.datasets.json_lines import lines
from reviser.datasets.row_hashes import ROW, RowHashes
from reviser.datasets.table_rows import Row, csv_rows, decoded, json_rows, parquet_rows
from reviser.errors import UserError
from reviser.messages import Message, message, plural

_SESSION = ("document", "depth", "setting", "annotator", "saved_at", "base_sha256", tables.HASH)
OTHERWISE = message("The history has its session with other content.")
_TAG = re.compile(r"<(/?)([a-z-]+)>")
_HASH = re.compile(r"[0-9a-f]{64}")
_COLUMNS = {column.name for column in (*LINES, *TABLE, ESCAPED)} | {"as_written"}
_M2_FIELDS = 6
_BEGUN = 100  # bytes by which a file is known whose name does not tell


@dataclass(slots=True)
class Replayed:
    """How many sessions or lines are right, how many could only be checked in part, and what is wrong with the
    others."""

    right: int = 0
    unchecked: int = 0
    wrong: list[Damaged] = field(default_factory=list)

    def count(self, wrong: list[Damaged], *, sure: bool) -> None:
        """Count a checked session or line."""
        self.wrong += wrong
        self.right += not wrong and sure
        self.unchecked += not wrong and not sure

    @property
    def total(self) -> int:
        """The number of all sessions or lines."""
        return self.right + self.unchecked + len(self.wrong)


def recognised(source: DatasetFiles) -> str:
    """The format, by the names of the files and their first lines; "" if it is none of these."""
    endings = {name.suffix for name in source.names("") if name.name != CARD}
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


@dataclass(frozen=True, slots=True)
class KnownOtherwise:
    """What is known outside the export itself. `text_of` returns the text with a SHA-256, if it is known. `vouched` are
    the files whose manifest has their hash. `history` gives the rows of the history, which are read only if nothing
    else vouches for a row; None if there is no history."""

    text_of: Callable[[str], str | None] = lambda _: None
    vouched: frozenset[PurePosixPath] = frozenset()
    history: Callable[[], HistoryRows | None] = lambda: None


NOTHING_KNOWN = KnownOtherwise()


def replay(
    name: str,
    source: DatasetFiles,
    known: KnownOtherwise = NOTHING_KNOWN,
    on_progress: Callable[[int], None] = lambda _: None,
) -> Replayed:
    """Check all of a dataset of the format `name`. `on_progress` receives how many sessions or lines were checked."""
    done = Replayed()
    if name == "m2":
        _m2(source, done, known, on_progress)
    elif name in _LINES:
        _lines(source, _LINES[name], done, known, on_progress)
    else:
        _table(_ROWS[name](source), done, known, on_progress)
    return done


def _lines(
    source: DatasetFiles,
    shape: Callable[[Mapping[str, Any]], Message | None],
    done: Replayed,
    known: KnownOtherwise,
    on_progress: Callable[[int], None],
) -> None:
    hashes = RowHashes()
    for line in lines(source):
        if isinstance(line, Damaged):
            done.wrong.append(line)
            continue
        where, record = line
        wrong = list(hashes.wrong(where, record))
        if reason := shape(record):
            wrong.append(Damaged(where, reason))
        sure = ROW in record or _matches_manifest(where, known)
        if not wrong and not sure and (rows := known.history()) is not None:
            if rows.differ(record):
                wrong.append(Damaged(where, OTHERWISE))
            sure = rows.has(record)
        done.count(wrong, sure=sure)
        on_progress(done.total)
    done.wrong += hashes.end()


def _matches_manifest(where: str, known: KnownOtherwise) -> bool:
    """Whether the file is as its manifest says. `where` is a place as `lines` and the readers of rows name it."""
    return any(where.startswith((f"{name}:", f"{name} row ")) for name in known.vouched)


# Tables


def _table(
    rows: Iterator[Row | Damaged], done: Replayed, known: KnownOtherwise, on_progress: Callable[[int], None]
) -> None:
    read: list[Damaged] = []
    seen: set[str] = set()
    without = ""

    def sound() -> Iterator[Row]:
        for row in rows:
            if isinstance(row, Damaged):
                read.append(row)
            else:
                yield row

    for _, session in groupby(sound(), lambda row: tuple(str(row[1].get(key)) for key in _SESSION)):
        records = list(session)
        hashed = records[0][1].get("base_sha256")
        base = known.text_of(hashed) if isinstance(hashed, str) and _HASH.fullmatch(hashed) else None
        wrong = _session(records, base)
        own = records[0][1].get(tables.HASH) or ""
        if own:
            if own in seen:
                wrong.append(Damaged(records[0][0], message("Its session occurs twice.")))
            elif own not in _hashes([row for _, row in records]):
                wrong.append(
                    Damaged(
                        records[0][0],
                        message("The rows of its session have been changed since they were written (session_sha256)."),
                    )
                )
            seen.add(own)
            wrong += (
                Damaged(where, message("It has {column}, which is no column of this format.", column=column))
                for where, row in records
                for column in row.keys() - _COLUMNS
            )
        else:
            without = without or records[0][0]
        sure = bool(own) or base is not None or _matches_manifest(records[0][0], known)
        if (
            not wrong
            and not own
            and not _matches_manifest(records[0][0], known)
            and (rows_known := known.history()) is not None
        ):
            wrong += (
                Damaged(where, OTHERWISE) for where, row in records if rows_known.differ(row.get("as_written", row))
            )
            sure = sure or all(rows_known.has(row.get("as_written", row)) for _, row in records)
        done.count(wrong, sure=sure)
        on_progress(done.total)
    if seen and without:
        done.wrong.append(Damaged(without, message("It has no {hash}, and other rows have one.", hash=tables.HASH)))
    done.wrong += read


def _session(rows: list[Row], base: str | None) -> list[Damaged]:
    """What is wrong with the rows of a session, by themselves and in their text."""
    edits: list[tuple[str, Edit]] = []
    wrong: list[Damaged] = []
    for where, row in rows:
        found = _edit(row)
        if isinstance(found, Message):
            wrong.append(Damaged(where, found))
        elif base is not None and not base.startswith(found.before, found.start):
            wrong.append(Damaged(where, message("Its before is not in the text at its place.")))
        elif row["decision"] in {Verdict.ACCEPT, Verdict.REWRITE}:
            edits.append((where, found))
    edits.sort(key=lambda one: (one[1].start, one[1].end))
    for (_, first), (where, then) in pairwise(edits):
        if then.start < first.end:
            wrong.append(Damaged(where, message("It and another accepted edit change the same place.")))
    return wrong


def _hashes(rows: list[Mapping[str, Any]]) -> Iterator[str]:
    """The hashes that the rows may have been written with; none if they belong to several sessions. A CSV does not
    distinguish no rewrite from an empty one, or an escape from the lone surrogate that it stands for."""
    if any(row.get(column) != rows[0].get(column) for row in rows for column in tables.SAME):
        return
    yield tables.session_hash(tables.read_back([row.get("as_written", row) for row in rows]))
    if "as_written" in rows[0]:
        unsure = [
            {**row["as_written"], "rewritten": None if not row["rewritten"] else row["rewritten"]} for row in rows
        ]
        yield tables.session_hash(tables.read_back(unsure))


def _edit(row: Mapping[str, Any]) -> Edit | Message:
    start, end, before = row.get("start_char_pos"), row.get("end_char_pos"), row.get("before")
    after = row.get("proposed_after", row.get("after"))
    if type(start) is not int or type(end) is not int or not isinstance(before, str) or not isinstance(after, str):
        return message("Its before, after or places are missing or of the wrong type.")
    if start < 0 or end - start != len(before):
        return plural(
            "Its places are {start} and {end}, but its before is one code point long.",
            "Its places are {start} and {end}, but its before is {n} code points long.",
            len(before),
            start=start,
            end=end,
        )
    edit = Edit(start, before, after)
    if row.get("type") != edit.type:
        return message(
            "Its type is given as {given}, but its texts make it {type}.", given=row.get("type"), type=edit.type
        )
    if row.get("decision") not in set(Verdict):
        return message("Its decision {decision} is unknown.", decision=repr(row.get("decision")))
    return _unlike(row, after) or edit


def _unlike(row: Mapping[str, Any], offered: str) -> Message | None:
    """The first contradiction between fields of a JSON line that say the same thing."""
    said = {
        "after": row.get("rewritten") if isinstance(row.get("rewritten"), str) else offered,
        "major_intent": row.get("intent"),
        "accept_or_reject": tables.WORDS.get(str(row.get("decision"))),
    }
    ours = row.get(tables.HASH) and any(name in row for name in ("proposed_after", "major_intent", "accept_or_reject"))
    if ours and "proposed_after" not in row:
        return message("Its before, after or places are missing or of the wrong type.")
    for name, value in said.items():
        if ours and row.get(name) != value:
            return message(
                "Its {name} is {given}, and by its other names {value}.",
                name=name,
                given=repr(row.get(name)),
                value=repr(value),
            )
    return None


# Lines


def _deliterater(record: Mapping[str, Any]) -> Message | None:
    before, after = record.get("before"), record.get("after")
    if not isinstance(before, str) or not isinstance(after, str):
        return message("Its before or after is missing or of the wrong type.")
    ends = all(text.startswith("<bos>") and text.endswith("<eos>") for text in (before, after))
    if not ends:
        return message("Its before or after is not enclosed in <bos> and <eos>.")
    kept, position, opened = [], 0, ""
    before, after = (text.removeprefix("<bos>").removesuffix("<eos>") for text in (before, after))
    for tag in _TAG.finditer(before):
        if (tag[1] == "/") != bool(opened) or (opened and tag[2] != opened):
            return message("Its tag {tag} has no counterpart.", tag=tag[0])
        if not opened:
            kept.append(before[position : tag.start()])
        opened, position = ("" if opened else tag[2]), tag.end()
    if opened:
        return message("Its tag <{opened}> is not closed.", opened=opened)
    kept.append(before[position:])
    pattern = "(?s:.*)".join(map(re.escape, kept))
    if re.fullmatch(pattern, after):
        return None
    return message("The text outside the tags differs between its before and its after.")


def _preference(record: Mapping[str, Any]) -> Message | None:
    texts = [record.get(key) for key in ("prompt", "chosen", "rejected")]
    if not all(isinstance(text, str) for text in texts):
        return message("Its prompt, chosen or rejected is missing or of the wrong type.")
    return message("Its chosen and rejected texts are the same.") if texts[1] == texts[2] else None


def _fault_of_unpaired(record: Mapping[str, Any]) -> Message | None:
    sound = isinstance(record.get("prompt"), str) and isinstance(record.get("completion"), str)
    if sound and isinstance(record.get("label"), bool):
        return None
    return message("Its prompt, completion or label is missing or of the wrong type.")


# M2


def _m2(source: DatasetFiles, done: Replayed, known: KnownOtherwise, on_progress: Callable[[int], None]) -> None:
    for name in source.files(".m2"):
        try:
            for number, block in _blocks(decoded(source.lines(name))):
                reason, sure = _block(block), name in known.vouched
                if reason is None and not sure and (rows := known.history()) is not None:
                    there = rows.block(block[0], block[1:])
                    sure, reason = there is True, OTHERWISE if there is False else None
                done.count([] if reason is None else [Damaged(f"{name}:{number}", reason)], sure=sure)
                on_progress(done.total)
        except ValueError as error:
            done.wrong.append(Damaged(str(name), message("It is not UTF-8: {problem}.", problem=error)))
        except UserError as error:
            done.wrong.append(Damaged(str(name), error.message))


def _blocks(lines: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    """The blocks between empty lines, each with the number of its first line."""
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
            return message("{line} is not an edit.", line=repr(line[:60]))
        low, high = int(places[1]), int(places[2])
        if fields[1] == "noop":
            continue
        if not reached <= low <= high <= count:
            return plural(
                "Its edit from {low} to {high} is outside its only word, or does not follow the previous one.",
                "Its edit from {low} to {high} is outside its {n} words, or does not follow the previous one.",
                count,
                low=low,
                high=high,
            )
        reached = high
    return None


_ROWS: dict[str, Callable[[DatasetFiles], Iterator[Row | Damaged]]] = {
    "jsonl": json_rows,
    "csv": csv_rows,
    "parquet": parquet_rows,
}


def _call(record: Mapping[str, Any]) -> Message | None:
    if isinstance(record.get("answer"), str) and isinstance(record.get("edits"), list):
        return None
    return message("Its answer or edits is missing or of the wrong type.")


_LINES: dict[str, Callable[[Mapping[str, Any]], Message | None]] = {
    "deliterater": _deliterater,
    "preference": _preference,
    "preference-unpaired": _fault_of_unpaired,
    "calls": _call,
}
_BY_KEY = {
    "chosen": "preference",
    "completion": "preference-unpaired",
    "answer": "calls",
    "start_char_pos": "jsonl",
    "before": "deliterater",
}
