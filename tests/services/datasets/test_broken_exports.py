"""Every way to break an export is found by `check`: by its manifest, and without it by what the rows carry."""

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reviser.core.diff import diff
from reviser.core.edit import Verdict
from reviser.datasets import drafts
from reviser.datasets.annotations import Annotation, JudgedEdit
from reviser.datasets.formats import FORMATS
from reviser.datasets.selection import Splits
from reviser.history.log.store import Store
from reviser.services.datasets.checking import check
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import export
from reviser.services.datasets.importing import import_dataset
from reviser.services.datasets.sessions import annotations_of
from reviser.services.sources import open_dataset
from tests.data import shared
from tests.datasets.saves import KNOWN, save_of

WRITTEN = [form.code for form in FORMATS if form.is_of_sessions]
Content = Any  # what a file holds, as a reader of its format gives it
Way = tuple[str, Callable[[Content], Content]]
LEAST = 40


def _saves() -> list[Annotation]:
    """Sessions of three documents, at two depths of one, with a rewrite; drafts have no intent."""
    base, other = "We utilise it. It is very good. So we stop.", "We use it. It is good. So we stop here."
    draft = tuple(JudgedEdit(edit, "", Verdict.ACCEPT) for edit in diff(base, other))
    judged = tuple(
        one._replace(id=f"r:{n}", rule="a", confidence=0.5, elapsed_s=1.5, decided="2022-02-17T21:20:01Z")
        for n, one in enumerate(KNOWN.edits)
    )
    first = replace(KNOWN, edits=judged, model="m", prompt="p", instruction="Be short.")
    text = first.result or ""
    (shorter,) = diff(text, text.replace("very ", ""))
    then = replace(first, depth=2, base=text, edits=(JudgedEdit(shorter, "style", Verdict.REJECT, id="s:0"),))
    return [first, then, replace(first, document="e", annotator="bo"), save_of(base, draft, document="f")]


# What of an export cannot be seen where its manifest is gone: whole sessions of which nothing is left; and in CSV the
# column that only says which cells have an apostrophe before them. M2 has no place for a hash: all that is still M2.
GONE = {"the last session left out", "the first session left out"}
UNSEEN = dict.fromkeys(WRITTEN, GONE) | {"csv": GONE | {f"escaped of row {at} changed" for at in (0, 6, -1)}}


def content_of(path: Path, form: str) -> Content:
    """The rows, or the files, of an export."""
    if form == "r3":
        return {str(file.relative_to(path)): json.loads(file.read_text()) for file in sorted(path.glob("*/**/*.json"))}
    if form == "parquet":
        import pyarrow.parquet as pq

        return pq.read_table(path / "data").to_pylist()
    text = path.read_bytes().decode()
    if form.startswith("csv"):
        return list(csv.DictReader(io.StringIO(text, newline="")))
    if form == "m2":
        return [block.split("\n") for block in text.rstrip("\n").split("\n\n")]
    return [json.loads(line) for line in text.splitlines()]


def put(path: Path, form: str, content: Content) -> None:
    """Write what was made of the rows or files."""
    if form == "r3":
        for file in path.glob("*/**/*.json"):
            file.unlink()
        for name, value in content.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_text(json.dumps(value, ensure_ascii=False))
    elif form == "parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        integers, floats = {"depth", "start_char_pos", "end_char_pos"}, {"confidence", "elapsed_s"}
        kinds = [
            (name, pa.int64() if name in integers else pa.float64() if name in floats else pa.string())
            for name in content[0]
        ]
        arrays = [pa.array([row.get(name) for row in content], kind) for name, kind in kinds]
        with pq.ParquetWriter(path / "data" / "train-00000.parquet", pa.schema(kinds), compression="zstd") as writer:
            writer.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(kinds)))
    elif form.startswith("csv"):
        written = io.StringIO(newline="")
        table = csv.DictWriter(written, list(dict.fromkeys(name for row in content for name in row)))
        table.writeheader()
        table.writerows(content)
        path.write_bytes(written.getvalue().encode())
    elif form == "m2":
        path.write_text("".join("\n".join(block) + "\n\n" for block in content))
    else:
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in content))


def session(row: Content) -> object:
    """What tells the sessions of rows apart."""
    return row.get("session", row.get("session_sha256"))


def changed(value: object, name: object = "") -> object:
    """Another value, of the same type where there is one."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return value + "x" if not value.isdecimal() else str(int(value) + 1)
        case list():
            return value[:-1] if value else ["x"]
        case dict():
            return {**value, next(iter(value), "x"): changed(next(iter(value.values()), ""))}
        case _:
            return 2.5 if name in {"confidence", "elapsed_s"} else "x"


def ways(content: Content) -> Iterator[Way]:
    """How rows are broken: each field of the first and of a later one, and rows as a whole."""
    for place in (0, len(content) // 2, -1):
        for name in content[place]:

            def change(rows: Content, place: int = place, name: str = name) -> Content:
                rows[place][name] = changed(rows[place][name], name)
                return rows

            def empty(rows: Content, place: int = place, name: str = name) -> Content:
                rows[place][name] = "" if isinstance(rows[place][name], str) else None
                return rows

            yield f"{name} of row {place} changed", change
            yield f"{name} of row {place} emptied", empty
    first, last = session(content[0]), session(content[-1])
    many = max((session(row) for row in content), key=lambda one: sum(session(row) == one for row in content))
    at = next(n for n, row in enumerate(content) if session(row) == many)
    yield "the first row doubled", lambda rows: [rows[0], *rows]
    yield "the last row doubled", lambda rows: [*rows, rows[-1]]
    yield "the first row again at the end", lambda rows: [*rows, rows[0]]
    yield "the last session left out", lambda rows: [row for row in rows if session(row) != last]
    yield "the first session left out", lambda rows: [row for row in rows if session(row) != first]
    yield "a session doubled", lambda rows: [*rows, *(row for row in rows if session(row) == first)]
    if sum(session(row) == many for row in content) > 1:
        yield "the first row of a session left out", lambda rows: rows[:at] + rows[at + 1 :]
        yield "the second row of a session left out", lambda rows: rows[: at + 1] + rows[at + 2 :]
        yield "two rows exchanged", lambda rows: [*rows[:at], rows[at + 1], rows[at], *rows[at + 2 :]]
    for one, other in (("chosen", "rejected"), ("before", "after"), ("before_sent", "after_sent"), ("base", "result")):
        if one in content[0]:

            def exchange(rows: Content, one: str = one, other: str = other) -> Content:
                rows[0][one], rows[0][other] = rows[0][other], rows[0][one]
                return rows

            yield f"{one} and {other} exchanged", exchange
    for name in content[0]:

        def move(rows: Content, name: str = name) -> Content:
            rows[0][name], rows[-1][name] = rows[-1][name], rows[0][name]
            return rows

        yield f"{name} of the first and the last row exchanged", move


def deep(content: Content, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """The places of all values in a structure."""
    pairs = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, value in pairs:
        yield (*path, key)
        yield from deep(value, (*path, key))


def ways_of_files(content: Content) -> Iterator[Way]:
    """How R3's files are broken: each value in them, and files as a whole."""
    for where in deep(content):

        def change(files: Content, where: tuple[object, ...] = where) -> Content:
            *way, name = where
            holder = files
            for key in way:
                holder = holder[key]
            holder[name] = changed(holder[name])
            return files

        def leave_out(files: Content, where: tuple[object, ...] = where) -> Content:
            *way, name = where
            holder = files
            for key in way:
                holder = holder[key]
            del holder[name]
            return files

        if len(where) > 1:
            yield f"{where} changed", change
            yield f"{where} left out", leave_out
    last = list(content)[-1]
    yield "the last session left out", lambda files: {name: files[name] for name in list(files)[:-1]}
    yield "the first session left out", lambda files: {name: files[name] for name in list(files)[1:]}
    yield "a session doubled", lambda files: {**files, last.replace("depth-1", "depth-2"): files[last]}


def ways_of_blocks(content: Content) -> Iterator[Way]:
    """How M2 is broken: each line of each sentence, each part of an edit, and sentences as a whole."""
    for at, block in enumerate(content):
        for number, line in enumerate(block):
            parts = line.split("|||")
            for part in range(len(parts)):

                def change(blocks: Content, at: int = at, number: int = number, part: int = part) -> Content:
                    said = blocks[at][number].split("|||")
                    said[part] += "7"
                    blocks[at][number] = "|||".join(said)
                    return blocks

                yield f"part {part} of line {number} of sentence {at} changed", change

            def leave_out(blocks: Content, at: int = at, number: int = number) -> Content:
                del blocks[at][number]
                return [block for block in blocks if block]

            yield f"line {number} of sentence {at} left out", leave_out

        def double(blocks: Content, at: int = at) -> Content:
            return [*blocks[:at], blocks[at], *blocks[at:]]

        yield f"sentence {at} doubled", double


def all_ways(content: Content, form: str) -> list[Way]:
    return list({"r3": ways_of_files, "m2": ways_of_blocks}.get(form, ways)(content))


def found_wrong(path: Path, database: Path | None = None) -> bool:
    with open_dataset(path) as source:
        return bool(check(source, database=database).wrong)


def exported(form: str, folder: Path, saves: Iterable[Annotation] = ()) -> Path:
    path = folder / {"m2": "a.m2", "csv": "a.csv", "csv-raw": "a.csv"}.get(
        form, "out" if form in {"r3", "parquet"} else "a.jsonl"
    )
    done = export(saves or _saves(), ExportOrder(form), path)
    assert not done.tally.problems
    return path


def manifest_of(path: Path) -> Path:
    return path / "reviser.manifest.json" if path.is_dir() else path.with_name(f"{path.name}.manifest.json")


def unseen(form: str, folder: Path, *, manifest: bool) -> tuple[int, set[str]]:
    """How many ways were tried, and those that `check` calls right."""
    whole = exported(form, folder / "whole")
    if not manifest:
        manifest_of(whole).unlink()
    assert not found_wrong(whole)
    tried, missed = 0, set()
    for name, way in all_ways(content_of(whole, form), form):
        before, after = content_of(whole, form), way(content_of(whole, form))
        if before == after:
            continue
        shutil.copytree(folder / "whole", folder / "broken")
        broken = folder / "broken" / whole.name
        put(broken, form, after)
        tried += 1
        if not found_wrong(broken):
            missed.add(name)
        shutil.rmtree(folder / "broken")
    return tried, missed


@pytest.mark.parametrize("form", WRITTEN)
def test_with_its_manifest_every_way_to_break_an_export_is_found(form: str, tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    tried, missed = unseen(form, tmp_path, manifest=True)
    assert tried >= LEAST
    assert missed == set()


@pytest.mark.parametrize("form", [form for form in WRITTEN if form != "m2"])
def test_without_it_all_but_what_is_gone_is_found(form: str, tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    tried, missed = unseen(form, tmp_path, manifest=False)
    assert tried >= LEAST
    assert missed == UNSEEN[form]


def unsealed(content: Content) -> Content:
    """Rows as an older reviser wrote them, without what they are checked by."""
    if not isinstance(content[0], dict):
        return content
    names = {"session", "session_row", "session_rows", "row_sha256", "session_sha256"}
    return [{name: value for name, value in row.items() if name not in names} for row in content]


def break_one(content: Content, form: str) -> Content:
    """One decision, or one text, is another."""
    if form == "m2":
        content[0] = [line.replace("use", "take") for line in content[0]]
        return content
    name = next(
        name for name in ("decision", "after_sent", "before", "chosen", "completion", "edits") if name in content[0]
    )
    other = {"accept": "reject", "decision": "decision"}
    content[0][name] = other.get(str(content[0][name])) or changed(content[0][name])
    return content


@pytest.mark.parametrize(
    "form", ["csv", "csv-raw", "parquet", "deliterater", "preference", "preference-unpaired", "m2", "sessions"]
)
def test_what_carries_no_hash_is_compared_with_the_history(form: str, tmp_path: Path) -> None:
    database = tmp_path / "history.db"
    export(_saves(), ExportOrder("sessions"), tmp_path / "s.jsonl")
    (tmp_path / "out").mkdir()
    with Store.open(database) as store, open_dataset(tmp_path / "s.jsonl") as source:
        import_dataset(store, source)
        path = exported(form, tmp_path / "out", annotations_of(store))
    manifest_of(path).unlink()
    put(path, form, unsealed(content_of(path, form)))
    with open_dataset(path) as source:
        done = check(source, database=database)
        assert (done.wrong, done.unchecked, done.right > 0) == ([], 0, True)
        alone = check(source)
    assert alone.wrong == []
    put(path, form, break_one(unsealed(content_of(path, form)), form))
    assert found_wrong(path, database)


def test_what_the_history_does_not_have_is_unchecked(tmp_path: Path) -> None:
    path = exported("preference", tmp_path)
    put(path, "preference", unsealed(content_of(path, "preference")))
    manifest_of(path).unlink()
    with Store.open(tmp_path / "history.db"):
        pass
    with open_dataset(path) as source:
        done = check(source, database=tmp_path / "history.db")
    assert (done.right, done.unchecked, done.wrong, done.manifest) == (0, 10, [], False)


@pytest.mark.parametrize("form", WRITTEN)
def test_an_export_is_known_in_an_archive_renamed_and_by_one_of_its_files(form: str, tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    path = exported(form, tmp_path / "whole")
    archive = shutil.make_archive(str(tmp_path / "a"), "zip", tmp_path / "whole")
    with open_dataset(Path(archive)) as source:
        done = check(source)
    assert (done.manifest, done.wrong, done.right > 0) == (True, [], True)
    if path.is_file():
        other = path.rename(path.with_name(f"b{path.suffix}"))
        manifest_of(path).rename(manifest_of(other))
        assert not found_wrong(other)
        other.write_bytes(other.read_bytes()[:-1])
        assert found_wrong(other)
    else:
        (path / "more.txt").write_text("more")
        assert found_wrong(path)
        (path / "more.txt").unlink()
        manifest_of(path).write_text("{}")
        assert found_wrong(path)


def test_a_part_is_known_by_the_manifest_of_its_folder(tmp_path: Path) -> None:
    splits = Splits((("train", 0.5), ("test", 0.5)), seed=1)
    export(_saves(), ExportOrder("sessions", splits=splits), tmp_path / "out")
    with open_dataset(tmp_path / "out" / "train.jsonl") as source:
        assert check(source).manifest
    (tmp_path / "out" / "train.jsonl").write_bytes(b"")
    assert found_wrong(tmp_path / "out")


def test_drafts_that_have_no_intent_are_right_as_deliterater(tmp_path: Path) -> None:
    """All 390 of an untouched export were called wrong: their tags had no name."""
    with open_dataset(shared("argrewrite")) as source:
        saves = [found for found in drafts.read(source) if isinstance(found, Annotation)][:40]
    done = export(saves, ExportOrder("deliterater"), tmp_path / "a.jsonl")
    with open_dataset(tmp_path / "a.jsonl") as source:
        found = check(source)
    assert (found.right, found.unchecked, found.wrong) == (done.tally.rows, 0, [])
    assert found.right > 100


def test_the_published_data_are_right() -> None:
    with open_dataset(shared("r3")) as source:
        done = check(source)
    assert (done.wrong, done.manifest) == ([], False)
