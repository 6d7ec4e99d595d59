"""Whatever a file holds, an import says what is wrong with it, where, and reads the rest; it never falls over."""

import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviser.core.diff import diff
from reviser.datasets import sessions
from reviser.datasets.annotation_checks import problem
from reviser.datasets.annotations import Annotation, Damaged
from reviser.datasets.archive import LARGEST
from reviser.datasets.export_report import ExportReport
from reviser.datasets.formats import format_of_code, writable
from reviser.datasets.json_lines import MOST_DAMAGED
from reviser.datasets.r3 import bare, file_name, whole
from reviser.errors import UserError
from reviser.history.log.store import Store
from reviser.messages import message
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import export
from reviser.services.datasets.importing import import_dataset
from reviser.services.datasets.sessions import annotations_of
from reviser.services.sources import open_dataset
from tests.datasets.saves import BASE, KNOWN

FORMATS = {
    "sessions": ("a.jsonl", b"".join(sessions.write([KNOWN, KNOWN], ExportReport()))),
    "iterater": (
        "a.jsonl",
        b"".join(format_of_code("iterater-doc").writer([KNOWN], ExportReport()))
        + b"".join(format_of_code("iterater-sent").writer([KNOWN], ExportReport())),
    ),
    "r3": (f"system_human/ann/{file_name(KNOWN)}", whole([KNOWN])),
    "r3 bare": (f"human_human/ann/{file_name(KNOWN)}", bare(KNOWN)),
    "drafts": ("a.draft1.txt", BASE.encode()),
}
NESTED = b"[" * 100_000 + b"]" * 100_000
VALUES: tuple[object, ...] = (
    None, True, -1, 0, 10**30, 2**63, 2**64 - 1, 1.5, 1e308, "", "\x00", "x" * 1000, [], {}, [[]], {"a": 1}, ["x"],
)  # fmt: skip


def put(folder: Path, form: str, content: bytes) -> str:
    """Write it where this format has its files, beside what another draft needs; the format's name."""
    name, _ = FORMATS[form]
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if form == "drafts":
        (folder / "a.draft2.txt").write_text("We use it.")
    return form.split(maxsplit=1)[0]


def read(path: Path, form: str) -> list[Annotation | Damaged]:
    """What a reader finds. Each that is damaged says where and why, in a sentence without a traceback's names."""
    with open_dataset(path) as source:
        found = list(format_of_code(form).reader(source))
    for one in found:
        if isinstance(one, Damaged):
            assert one.where
            assert one.reason.endswith(".")
            assert "Traceback" not in one.reason
        else:
            problem(one)
            b"".join(sessions.write([one], ExportReport()))
    return found


@pytest.mark.parametrize("form", FORMATS)
def test_every_truncation_is_read_or_said(form: str, tmp_path: Path) -> None:
    content = FORMATS[form][1]
    cuts = {*range(0, len(content), max(1, len(content) // 150)), *range(10), *range(len(content) - 10, len(content))}
    for cut in sorted(cuts):
        name = put(tmp_path, form, content[:cut])
        found = read(tmp_path, name)
        whole_lines = content[:cut].count(b"\n") if form in {"sessions", "iterater"} else 0
        assert sum(isinstance(one, Annotation) for one in found) >= whole_lines


@pytest.mark.parametrize("form", FORMATS)
@given(data=st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_bytes_are_changed_it_is_read_or_said(form: str, data: st.DataObject, tmp_path: Path) -> None:
    content = bytearray(FORMATS[form][1])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        if data.draw(st.booleans()):
            content[at] ^= 1 << data.draw(st.integers(0, 7))
        else:
            content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    read(tmp_path, put(tmp_path, form, bytes(content)))


def replaced(record: object, value: object) -> Iterator[object]:
    """The record with each of its parts, at any depth, replaced by the value, and with each key left out."""
    yield value
    if isinstance(record, dict):
        for key in record:
            yield {name: part for name, part in record.items() if name != key}
            for other in replaced(record[key], value):
                yield {**record, key: other}
    elif isinstance(record, list):
        for number, part in enumerate(record):
            for other in replaced(part, value):
                yield [*record[:number], other, *record[number + 1 :]]


@pytest.mark.parametrize("form", ["sessions", "iterater", "r3", "r3 bare"])
def test_wrong_types_and_huge_numbers_are_said(form: str, tmp_path: Path) -> None:
    content = FORMATS[form][1]
    records = [content] if form.startswith("r3") else content.splitlines()
    for record in map(json.loads, records):
        for value in VALUES:
            changed = [json.dumps(each).encode() for each in replaced(record, value)]
            if form.startswith("r3"):
                for one in changed:
                    read(tmp_path, put(tmp_path, form, one))
            else:
                found = read(tmp_path, put(tmp_path, form, b"\n".join([*changed, content])))
                assert sum(isinstance(one, Annotation) for one in found) >= len(records)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf",
        b"\n\n\n",
        b"\x00" * 100,
        NESTED,
        b'{"a":' * 100_000,
        b'{"doc_id": "\xff\xfe"}',
        b'{"doc_id": "\\ud800", "revision_depth": 1}',
        b'{"doc_id": 1, "doc_id": 2, "revision_depth": 1}',
        b"9" * 10_000,
        b'"' + b"x" * 100_000,
    ],
)
def test_what_is_no_dataset_is_said(form: str, content: bytes, tmp_path: Path) -> None:
    found = read(tmp_path, put(tmp_path, form, content))
    if form != "drafts":
        assert not [one for one in found if isinstance(one, Annotation)]


def test_a_key_given_twice_holds_its_last_value(tmp_path: Path) -> None:
    line = FORMATS["sessions"][1].splitlines()[0]
    doubled = line.replace(b'"document":"d"', b'"document":"x","document":"d"')
    assert doubled != line
    (found,) = read(tmp_path, put(tmp_path, "sessions", doubled))
    assert isinstance(found, Annotation)
    assert found.document == "d"


def test_lone_surrogates_come_in_and_go_out(tmp_path: Path) -> None:
    record = json.loads(FORMATS["iterater"][1].splitlines()[0])
    base = record["before_revision"] + " \ud800"
    edits = [
        {"type": edit.type, "before": edit.before, "after": edit.after, "start_char_pos": edit.start}
        for edit in diff(base, record["after_revision"])
    ]
    changed = json.dumps(record | {"before_revision": base, "edit_actions": edits}).encode()
    (tmp_path / "a.jsonl").write_bytes(changed)
    with Store.open(tmp_path / "history.db") as store:
        with open_dataset(tmp_path / "a.jsonl") as source:
            done = import_dataset(store, source)
        assert (done.new, done.damaged) == (1, [])
        (save,) = annotations_of(store)
        assert save.base == base
        for form in ("sessions", "r3"):
            export([save], ExportOrder(form), tmp_path / f"out-{form}")
            (back,) = read(tmp_path / f"out-{form}", form)
            assert isinstance(back, Annotation)
            assert (back.base, back.result) == (save.base, save.result)
        for form in {form.code for form in writable() if form.is_of_sessions} - {"sessions", "r3"}:
            assert export([save], ExportOrder(form), tmp_path / f"out-{form}").tally.right == 1


ARCHIVES: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda content: content[: len(content) * 2 // 3],
    "without its end": lambda content: content[:-30],
    "changed inside": lambda content: content[:60] + b"\x00\xff\x00\xff" + content[64:],
    "of zeros": lambda content: b"\x00" * len(content),
}


def archive(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return path


@pytest.mark.parametrize("damage", ARCHIVES)
def test_a_damaged_archive_is_said(damage: str, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", **{"a.jsonl": FORMATS["sessions"][1] * 20})
    path.write_bytes(ARCHIVES[damage](path.read_bytes()))
    try:
        found = read(path, "sessions")
    except UserError:
        return
    assert all(isinstance(one, Damaged) for one in found)


def test_every_bit_of_an_archive_may_flip(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", **{"a.jsonl": FORMATS["sessions"][1]})
    content = path.read_bytes()
    for at in range(0, len(content), 3):
        changed = bytearray(content)
        changed[at] ^= 1 << (at % 8)
        path.write_bytes(changed)
        with suppress(UserError):
            read(path, "sessions")


def test_an_archive_made_to_fill_the_memory_is_said(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        with made.open("a.jsonl", "w") as file:
            for _ in range(201):
                file.write(b" " * 1_000_000)
        made.writestr("b.jsonl", FORMATS["sessions"][1])
    assert path.stat().st_size < 1_000_000
    found = read(path, "sessions")
    assert [type(one) for one in found] == [Damaged, Annotation, Annotation]
    assert "a line of more than 200 MB" in str(found[0])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_another_encoding_is_said_once(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(("\ufeff" + FORMATS["sessions"][1].decode()).encode(encoding))
    assert read(tmp_path, "sessions") == [Damaged("a.jsonl", message("It is in UTF-16: save it in UTF-8."))]


def test_of_a_file_that_is_nothing_else_the_damage_is_said_so_far(tmp_path: Path) -> None:
    path = archive(tmp_path / "bomb.zip", **{"a.jsonl": b"x\n" * 300_000 + FORMATS["sessions"][1]})
    found = read(path, "sessions")
    assert len(found) == MOST_DAMAGED + 2
    assert found[-1] == Damaged(
        f"a.jsonl:{MOST_DAMAGED + 1}", message("Reading stopped after {most} damaged lines.", most=MOST_DAMAGED)
    )


@pytest.mark.parametrize("archived", [False, True])
def test_a_file_of_any_size_is_read_line_by_line(archived: bool, tmp_path: Path) -> None:
    """A file that is larger than what may be held."""
    path = tmp_path / "a.jsonl"
    line = FORMATS["sessions"][1].splitlines()[0]
    with path.open("wb") as file:
        for _ in range(LARGEST // 10_000_000 + 1):
            file.write(line + b" " * 10_000_000 + b"\n")
    if archived:
        with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as made:
            made.write(path, path.name)
        path = tmp_path / "a.zip"
    assert [type(one) for one in read(path, "sessions")] == [Annotation] * (LARGEST // 10_000_000 + 1)


@pytest.mark.parametrize(
    "name", ["../a.jsonl", "/etc/a.jsonl", "x/../../a.jsonl", "..\\a.jsonl", "./a.jsonl", "x//a.jsonl"]
)
def test_names_that_lead_out_of_an_archive_write_nothing(name: str, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    path = archive(inner / "a.zip", **{name: FORMATS["sessions"][1]})
    with Store.open(inner / "history.db") as store, open_dataset(path) as source:
        assert import_dataset(store, source).new == 1
    assert [each.name for each in tmp_path.iterdir()] == ["inner"]


def test_names_that_lead_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "a.jsonl").symlink_to(tmp_path / "gone.jsonl")
    (folder / "b.jsonl").write_bytes(FORMATS["sessions"][1])
    assert [type(one) for one in read(folder, "sessions")] == [Annotation, Annotation]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("what", ["set", "set/a.jsonl"])
def test_what_may_not_be_read_is_said(what: str, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(FORMATS["sessions"][1])
    (tmp_path / what).chmod(0)
    with suppress(UserError):
        assert [type(one) for one in read(folder, "sessions")] == [Damaged]
    (tmp_path / what).chmod(0o700)


@pytest.mark.parametrize("form", ["sessions", "iterater"])
def test_the_others_go_in_and_strict_stops(form: str, tmp_path: Path) -> None:
    lines = FORMATS[form][1].splitlines()
    damaged = [
        lines[0][:50],
        b"\xff\xfe",
        NESTED,
        b"null",
        lines[0].replace(b'start_char_pos":3', b'start_char_pos":99'),
    ]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([lines[0], *damaged, lines[-1]]))
    with Store.open(tmp_path / "history.db") as store:
        with open_dataset(tmp_path / "a.jsonl") as source, pytest.raises(UserError, match=r"The first is a\.jsonl:2"):
            import_dataset(store, source, form, strict=True)
        assert list(store.imports()) == []
        with open_dataset(tmp_path / "a.jsonl") as source:
            done = import_dataset(store, source, form)
        assert [one.where.split()[0] for one in done.damaged] == [f"a.jsonl:{number}" for number in range(2, 7)]
        assert done.new + done.again == 2
