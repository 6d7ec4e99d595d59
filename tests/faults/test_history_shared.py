"""Two programs over one history, as processes of their own: they work on different documents, and on the same
one the second is told so; one that holds the history for long is waited for."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from reviser.history.log.store import HistoryReader
from reviser.history.recovery.verify import verify
from tests.cli.terminal import TIMEOUT_S, Terminal

TEXT = "I has a apple. He go to school. The the cat sat.\n"

# A program that opens a document as the window does, says so, and accepts one proposal for each line that it is given.
WINDOW = """
import sys
from pathlib import Path
from reviser.core.edit import Edit
from reviser.errors import UserError
from tests.services.desk import desk
with desk(Path(sys.argv[1])) as program:
    revision = program.open(sys.argv[2])
    print("open", flush=True)
    for line in sys.stdin:
        try:
            revision.change((Edit(0, "", line.strip() + " "),))
            print("kept", flush=True)
        except UserError as error:
            print(error, flush=True)
"""


@contextmanager
def window(folder: Path, name: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", WINDOW, str(folder), name]
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root, env={**os.environ}
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        try:
            yield process
        finally:
            process.communicate(timeout=TIMEOUT_S)


def types(process: "subprocess.Popen[str]", words: str) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{words}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def test_two_windows_on_two_documents(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{name}: {TEXT}", encoding="utf-8")
    with window(tmp_path, "a.txt") as one, window(tmp_path, "b.txt") as other:
        for number in range(5):
            assert types(one, f"one {number}") == "kept"
            assert types(other, f"other {number}") == "kept"
    assert verify(tmp_path / "history.db") == []


def test_two_windows_on_one_document(tmp_path: Path) -> None:
    """The second to write is told, in a sentence, and nothing of the two is mixed."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with window(tmp_path, "a.txt") as one, window(tmp_path, "a.txt") as other:
        assert types(one, "first") == "kept"
        assert "revised in another window or run" in types(other, "second")
        assert types(one, "third") == "kept"
    with window(tmp_path, "a.txt") as again:
        assert types(again, "fourth") == "kept"
    assert verify(tmp_path / "history.db") == []


def test_a_window_and_a_run_in_the_terminal(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"B. {TEXT}", encoding="utf-8")
    database = tmp_path / "history.db"
    with window(tmp_path, "a.txt") as one:
        assert types(one, "first") == "kept"
        done = terminal.run("revise", tmp_path / "b.txt", "--decide", "accept", "--db", database)
        assert done.code == 0
        assert types(one, "second") == "kept"
        done = terminal.run("revise", tmp_path / "a.txt", "--decide", "accept", "--db", database)
        assert done.code == 0
        assert "revised in another window or run" in types(one, "third")
    assert verify(database) == []


def test_one_that_holds_the_history_is_waited_for_and_then_named(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    database = tmp_path / "history.db"
    assert terminal.run("revise", tmp_path / "a.txt", "--decide", "reject", "--db", database).code == 0
    with window(tmp_path, "a.txt") as one, closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "written by another program" in types(one, "first")
        assert terminal.run("show", tmp_path / "a.txt", "--db", database).code == 0  # reading goes on
        other.execute("ROLLBACK")
        assert types(one, "first") == "kept"
    assert verify(database) == []


def test_a_history_whose_folder_vanishes(tmp_path: Path) -> None:
    """What is typed after that is refused in a sentence, or kept in a file that has no name any more; no new history
    begins by itself in the place of the old one."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with window(tmp_path, "a.txt") as one:
        assert types(one, "first") == "kept"
        moved = tmp_path.with_name(f"{tmp_path.name}-moved")
        tmp_path.rename(moved)
        said = types(one, "second")
        assert said
        assert "Traceback" not in said
        assert not (tmp_path / "history.db").exists()
    with HistoryReader.open_to_read(moved / "history.db") as reader:
        assert reader.documents()
    assert verify(moved / "history.db") == []
