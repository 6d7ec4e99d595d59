"""Runs over many documents that something stops: money, a full disk, another run, files that are not what they seem."""

import json
import os
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.terminal import TIMEOUT_S, Terminal
from tests.cli.test_corpus import corpus, report
from tests.faults.chatting import Chatting, chatting
from tests.hands.wait import until

PRICE = {"model": "*", "in": 1000, "out": 0}  # 0.1 a request of the chat server's 100 tokens


@pytest.fixture
def far(terminal: Terminal) -> Iterator[Chatting]:
    """A chat model on another machine as far as the program knows: it is reached by way of a proxy."""
    with chatting("nothing") as server:
        terminal.environment["HTTP_PROXY"] = server.address.removesuffix("/v1")
        added = terminal.run("revisers", "add", "far", "http://far.example/v1", "--model", "m", "--plain-http")
        assert added.code == 0, added.err
        assert terminal.run("revisers", "allow", "far").code == 0
        table = Path(terminal.run("revisers", "prices").text.partition(": ")[2].strip())
        table.write_text(json.dumps({"currency": "EUR", "models": [PRICE]}), encoding="utf-8")
        yield server


def test_a_ceiling_holds_over_the_whole_corpus_and_all_its_runs(terminal: Terminal, far: Chatting) -> None:
    folder = corpus(terminal, 12)
    command = ("revise", folder, "--decide", "accept", "--reviser", "far", "--max-rounds", "1", "--jobs", "2")
    ended = terminal.run(*command, "--max-cost", "0.45")
    assert ended.code == 1, ended.err
    assert "EUR: --max-cost is 0.45." in ended.err
    assert "left: the same command continues" in ended.text
    part = report(terminal, "essays-report.jsonl.part")
    costs = [Decimal(row["cost"]) for row in part]
    assert Decimal("0.45") <= sum(costs) <= Decimal("0.45") + 2 * max(costs), "those in work are still done"
    assert len(part) < 12
    asked = len(far.seen)
    assert terminal.run(*command, "--max-cost", "0.45").code == 1
    assert len(far.seen) == asked, "what was spent before counts"
    assert terminal.run(*command, "--max-cost", "100").code == 0
    rows = report(terminal)
    assert len(rows) == 12
    assert all(row["requests"] > 0 and row["tokens_in"] > 0 and row["currency"] == "EUR" for row in rows)


@pytest.mark.usefixtures("far")
def test_without_a_price_a_ceiling_cannot_be_kept(terminal: Terminal) -> None:
    folder = corpus(terminal, 4)
    table = Path(terminal.run("revisers", "prices").text.rpartition(": ")[2].strip())
    table.write_text("{}", encoding="utf-8")
    ended = terminal.run("revise", folder, "--decide", "accept", "--reviser", "far", "--max-cost", "1")
    assert ended.code == 1
    assert "No price is known for" in ended.err
    assert len(report(terminal, "essays-report.jsonl.part")) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["set.jsonl", "--output", "set.jsonl"], "is what is to be revised"),
        (["set.jsonl", "--report", "set.jsonl"], "is what is to be revised"),
        (["set.jsonl", "--report", "a", "--output", "a"], "name one file"),
        (["essays", "--report", "history.db"], "belongs to the history itself"),
        (["set.jsonl", "--output", "history.db"], "belongs to the history itself"),
        (["essays", "--report", "notes.txt"], "is no report of such a run"),
    ],
)
def test_no_file_of_the_persons_is_written_over(terminal: Terminal, arguments: list[str], said: str) -> None:
    corpus(terminal, 1)
    terminal.write("set.jsonl", '{"id": "a", "text": "This is an test."}\n')
    terminal.write("notes.txt", "My notes.\n")
    assert terminal.run("revise", "essays", "--decide", "reject", "--report", "first").code == 0
    assert not (terminal.folder / "history.db-wal").exists(), "the history is one file once the run is over"
    files = [terminal.folder / name for name in ("set.jsonl", "notes.txt", "first")]
    before = [path.read_bytes() for path in files]
    ended = terminal.run("revise", *arguments, "--decide", "accept")
    assert ended.code in {1, 2}
    assert said in ended.err
    assert [path.read_bytes() for path in files] == before
    assert terminal.run("verify").code == 0


def test_what_is_done_is_what_this_history_and_this_output_have(terminal: Terminal) -> None:
    folder = corpus(terminal, 2)
    command = ("revise", folder, "--decide", "accept")
    assert terminal.run(*command).code == 0
    ended = terminal.run(*command, "--output", "out")
    assert "done before" not in ended.text
    assert sorted(path.name for path in (terminal.folder / "out").rglob("*.txt")) == ["0.txt", "1.txt"]
    (terminal.folder / "out" / "0.txt").unlink()
    assert "1 done before" in terminal.run(*command, "--output", "out").text
    assert (terminal.folder / "out" / "0.txt").exists()
    assert "2 done before" in terminal.run(*command, "--output", "out").text
    assert "2 documents of 2" in terminal.run(*command, "--dry-run", "--db", "other.db").text
    assert not (terminal.folder / "other.db").exists()
    ended = terminal.run(*command, "--in-place")
    assert "done before" not in ended.text
    assert "a test" in (folder / "0.txt").read_text("utf-8")


def test_rows_of_another_history_are_not_taken_for_those_of_this_one(terminal: Terminal) -> None:
    terminal.write("set.jsonl", '{"id": "a", "text": "This is an test."}\n')
    command = ("revise", "set.jsonl", "--decide", "accept", "--output", "out.jsonl")
    assert terminal.run(*command).code == 0
    wanted = (terminal.folder / "out.jsonl").read_bytes()
    terminal.write("b.txt", "Another text.\n")
    assert terminal.run("revise", "b.txt", "--decide", "accept", "--db", "other.db").code == 0
    assert terminal.run(*command, "--db", "other.db").code == 0
    assert (terminal.folder / "out.jsonl").read_bytes() == wanted


def test_a_file_that_a_list_names_twice_is_revised_once_and_results_stay_in_their_folder(terminal: Terminal) -> None:
    folder = corpus(terminal, 2)
    (terminal.folder / "lists").mkdir()
    listing = f"{folder / '0.txt'}\n../essays/0.txt\n../essays/in/1.txt\n\n# a note\n"
    terminal.write("lists/list", listing)
    ended = terminal.run("revise", "--from", "lists/list", "--decide", "accept", "--output", "out/deep", "--jobs", "2")
    assert ended.code == 0, ended.err
    written = [path for path in terminal.folder.rglob("*.txt") if folder not in path.parents]
    assert len(written) == 2
    assert all((terminal.folder / "out" / "deep") in path.parents for path in written)
    terminal.write("list", "essays/0.txt\n")
    assert terminal.run("revise", "--from", "list", "--decide", "accept", "--output", "plain").code == 0
    assert (terminal.folder / "plain" / "essays" / "0.txt").exists(), "a name below the list's folder stays as it is"


def test_two_runs_do_not_write_one_report(terminal: Terminal) -> None:
    folder = corpus(terminal, 16)
    command = terminal.command("revise", folder, "--decide", "accept")
    part = terminal.folder / "essays-report.jsonl.part"
    with subprocess.Popen(command, cwd=terminal.folder, env=terminal.environment, stderr=subprocess.PIPE) as process:
        until(part.exists, "the first document is done", patience=TIMEOUT_S)
        second = terminal.run("revise", folder, "--decide", "accept")
        process.communicate()
    assert (second.code, process.returncode) == (1, 0)
    assert "Another run writes to the report" in second.err
    assert len(report(terminal)) == 16
    assert not (terminal.folder / "essays-report.jsonl.lock").exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of eight megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a small disk can be mounted by root only")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_where_the_disk_is_full_it_is_said_and_the_run_goes_on_once_there_is_room(
    terminal: Terminal, small_disk: Path
) -> None:
    folder = corpus(terminal, 12)
    command = ("revise", folder, "--decide", "accept", "--jobs", "2", "--db", small_disk / "history.db")
    assert terminal.run("verify", "--db", small_disk / "history.db").code in {0, 1}
    first = terminal.run("revise", folder / "0.txt", "--decide", "accept", "--db", small_disk / "history.db")
    assert first.code == 0, first.err
    free = os.statvfs(small_disk)
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - 150_000)))
    ended = terminal.run(*command, "--output", small_disk / "out")
    assert ended.code == 1, ended.text
    assert "disk" in ended.err or "space" in ended.err
    assert "fault of the program" not in ended.err
    ballast.unlink()
    again = terminal.run(*command, "--output", small_disk / "out")
    assert again.code == 0, again.err
    assert len(report(terminal)) == 12
    assert len(list((small_disk / "out").rglob("*.txt"))) == 12
    assert terminal.run("verify", "--db", small_disk / "history.db").code == 0
