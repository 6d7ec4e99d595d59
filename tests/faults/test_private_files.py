"""What the program writes is the person's alone, takes the mode of what it replaces, and is on the disk before it has
its name."""

import ast
import contextlib
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import FrameType

import pytest

from reviser import files
from reviser.documents.store import read, save
from reviser.history.backup import Reason, back_up_slowly
from reviser.history.log.store import Store
from reviser.history.recovery.repair import repair
from reviser.history.recovery.restore import restore
from reviser.revisers.net.wire import Api, Server
from reviser.services import settings
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import export
from reviser.services.servers import prices, servers
from tests.cli.terminal import Terminal
from tests.datasets.saves import KNOWN

TEXT = "This is an test of the the program.\n"


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    """The bits of each file and folder that let others in."""
    found = {str(path.relative_to(folder)): stat.S_IMODE(path.lstat().st_mode) & 0o077 for path in folder.rglob("*")}
    return {name: mode for name, mode in found.items() if mode}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("open_umask")
def test_nobody_else_can_read_what_a_whole_run_leaves(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    document = terminal.write("essay.txt", TEXT)
    database = tmp_path / "new" / "deep" / "history.db"
    kept = ("--db", database)
    for command in (
        ("revisers", "add", "ollama", "--model", "m", "--default"),
        ("revise", document, "--reviser", "embedded", "--decide", "accept", "--max-rounds", "1", *kept),
        ("backup", "now", *kept),
        ("export", "jsonl", "-o", "out.jsonl", *kept),
        ("export", "csv", "-o", "out.csv", *kept),
        ("export", "r3", "-o", "out-r3", *kept),
        ("export", "parquet", "-o", "out-parquet", "--split", "train=0.5,test=0.5", *kept),
        ("repair", database, "-o", "repaired.db"),
        ("merge", database, "repaired.db", "-o", "merged.db"),
    ):
        ended = terminal.run(*command)
        assert ended.code == 0, ended.err
    mine = {"essay.txt", "home"}  # the test's own
    assert {name: bits for name, bits in modes(tmp_path).items() if name not in mine} == {}
    names = {path.name for path in tmp_path.rglob("*")}
    assert {"history.db", "servers.json", "out.jsonl", "train-00000.parquet", "merged.db"} <= names
    assert any("backup-asked" in name for name in names)


def test_what_replaces_a_file_keeps_its_mode_and_a_link_stays_one(tmp_path: Path) -> None:
    path, link = tmp_path / "settings.json", tmp_path / "link.json"
    link.symlink_to(path)
    for bits in (0o600, 0o640, 0o644):
        settings.save(settings.Settings(), path)
        path.chmod(bits)
        settings.save(replace(settings.Settings(), font_size=20), link)
        assert mode(path) == bits
        assert link.is_symlink()
        assert settings.load(path).font_size == 20
        out = tmp_path / "out.jsonl"
        export([KNOWN], ExportOrder("jsonl"), out)
        out.chmod(bits)
        export([KNOWN], ExportOrder("jsonl"), out)
        assert mode(out) == bits


def test_a_copy_of_a_private_document_is_private(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    for bits in (0o600, 0o644):
        path.chmod(bits)
        copy = tmp_path / f"copy-{bits}.txt"
        save(read(path), TEXT, copy)
        assert mode(copy) == bits & ~_umask()


def _umask() -> int:
    found = os.umask(0)
    os.umask(found)
    return found


def _history(folder: Path) -> Path:
    path = folder / "history.db"
    with Store.open(path) as store:
        store.add_document(path=None, title="a", text=TEXT, format="plain", encoding="utf-8", bom=b"")
    return path


def _damaged(folder: Path) -> tuple[Path, Path]:
    path = _history(folder)
    copy = back_up_slowly(path, 0, Reason.ASKED)
    assert copy is not None
    path.write_bytes(b"no history any more" * 1000)
    return path, copy


WRITERS: dict[str, Callable[[Path], Callable[[], object]]] = {
    "settings": lambda folder: lambda: settings.save(settings.Settings(), folder / "settings.json"),
    "servers": lambda folder: (
        lambda: servers.save(
            servers.Servers().added(Server("a", Api.OLLAMA, "http://localhost:1")), folder / "servers.json"
        )
    ),
    "prices": lambda folder: lambda: prices.create(folder / "prices.json"),
    "document": lambda folder: lambda: files.write(folder / "a.txt", b"text"),
    "export": lambda folder: lambda: export([KNOWN], ExportOrder("jsonl"), folder / "out.jsonl"),
    "export folder": lambda folder: lambda: export([KNOWN], ExportOrder("r3"), folder / "out"),
    "backup": lambda folder: partial(back_up_slowly, _history(folder), 0, Reason.ASKED),
    "restore": lambda folder: partial(restore, *_damaged(folder), 0, sure=True),
    "repair": lambda folder: partial(repair, _history(folder), folder / "repaired.db"),
}


@pytest.mark.parametrize("what", WRITERS)
def test_it_is_on_the_disk_before_it_has_its_name_and_the_name_too(what: str, tmp_path: Path) -> None:
    """The calls that bring a file to the disk stand before the one that names it, and a last one behind it."""
    act = WRITERS[what](tmp_path)
    called: list[str] = []

    def heard(_: FrameType, event: str, function: object) -> None:
        if event == "c_call":
            called.append(getattr(function, "__name__", ""))

    sys.setprofile(heard)
    try:
        act()
    finally:
        sys.setprofile(None)
    calls = [name for name in called if name in {"fsync", "replace", "rename"} and name]
    named = max(at for at, name in enumerate(calls) if name != "fsync")
    assert calls[:named].count("fsync") >= 1, calls
    assert calls[named + 1 :] == ["fsync"], calls


def test_a_disk_that_is_full_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    files.write(path, b"old")

    def full() -> None:
        raise OSError(28, "No space left on device")

    with contextlib.suppress(OSError):
        files.write(path, b"new", ready=full)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff", b'{"font_size": "big", "keys": {"quit": 3}}'])
def test_broken_settings_are_said_and_kept(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert settings.load(path) == settings.Settings()
    said = settings.trouble(path)
    assert str(path) in said
    assert said.endswith(".")
    for number in range(2):
        settings.save(replace(settings.load(path), font_size=20), path)
        assert settings.trouble(path) == ""
        aside = tmp_path / ("settings.json.damaged" if not number else "settings.json.damaged-2")
        assert aside.read_bytes() == content
        path.write_bytes(content)


def test_what_a_newer_program_keeps_in_the_settings_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"font_size": 15, "of_a_newer_one": [1, 2]}')
    assert settings.trouble(path) == ""
    settings.save(replace(settings.load(path), font_size=16), path)
    assert '"of_a_newer_one"' in path.read_text()
    assert settings.load(path).font_size == 16


def test_the_terminal_says_what_is_broken_and_revises_by_no_other_than_the_chosen_one(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    document = terminal.write("essay.txt", TEXT)
    assert terminal.run("revisers", "add", "ollama", "--model", "m", "--default").code == 0
    (config,) = tmp_path.rglob("servers.json")
    config.write_bytes(b"")
    config.with_name("settings.json").write_bytes(b"{")
    ended = terminal.run("revise", document, "--decide", "accept", "--max-rounds", "1")
    assert ended.code == 1
    assert "servers" in ended.err
    assert "cannot be read" in ended.err
    assert terminal.run("revisers", "list").err.count("cannot be read") == 1
    ended = terminal.run("revise", document, "--reviser", "embedded", "--decide", "accept", "--max-rounds", "1")
    assert ended.code == 0
    assert "settings.json cannot be read" in ended.err
    assert "cannot be read" in terminal.run("doctor").text


# Where a file is opened to be written or written at once: in files.py, in what gets its name by `files.put`, and copies
# of a damaged history.
UNFINISHED = {
    ("reviser/files.py", "write"),
    ("reviser/files.py", "open_new"),
    ("reviser/files.py", "append_line"),
    ("recovery/repair.py", "_copy"),
    ("recovery/restore.py", "_set_aside"),
    ("datasets/export_files.py", "put_files"),
    ("models/model_files.py", "fetch_rest"),
    ("models/models.py", "work"),
    ("models/model_files.py", "copy"),
}


def _writers() -> Iterator[tuple[Path, str]]:
    """Each place in the program that writes a file by a path: its module and function."""
    package = Path(files.__file__).parent
    for path in package.rglob("*.py"):
        tree = ast.parse(path.read_text())
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = ast.unparse([*node.args, *(keyword.value for keyword in node.keywords)][-1]) if node.args else ""
            writes = name in {"open", "fdopen"} and re.search(r"'[rbt]*[wxa+][wxarbt+]*'", given)
            if writes or name in {"write_text", "write_bytes", "copyfile", "copy2"}:
                inside = [each for each in functions if each.lineno <= node.lineno <= (each.end_lineno or 0)]
                yield path, max(inside, key=lambda each: each.lineno).name if inside else ""


def test_no_file_is_written_in_another_way() -> None:
    named = {("/".join(path.parts[-2:]), where) for path, where in _writers()}
    assert named - UNFINISHED == set()
    assert named >= UNFINISHED, "the search finds what there is"
