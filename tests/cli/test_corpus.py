"""Many documents revised in one run, as a researcher types it."""

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import TIMEOUT_S, Terminal
from tests.hands.wait import until

TEXT = "This is an test of number {n}. He have a idea, and they was right.\n"
TIMES = {"seconds", "document_id"}  # what two runs differ in


def corpus(terminal: Terminal, count: int = 3) -> Path:
    folder = terminal.folder / "essays"
    (folder / "in").mkdir(parents=True)
    for n in range(count):
        name = f"{'in/' * (n % 2)}{n}.txt"
        (folder / name).write_text(TEXT.format(n=n), encoding="utf-8")
    return folder


def report(terminal: Terminal, name: str = "essays-report.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (terminal.folder / name).read_text("utf-8").splitlines()]


def without_times(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name not in TIMES} for row in rows]


def test_a_folder_is_revised_with_one_report_and_results_under_the_same_names(terminal: Terminal) -> None:
    folder = corpus(terminal)
    ended = terminal.run("revise", folder, "--decide", "accept", "--output", "out")
    assert ended.code == 0, ended.err
    rows = report(terminal)
    assert [row["document"] for row in rows] == ["0.txt", "2.txt", "in/1.txt"]
    for row in rows:
        assert row["stop"] in {"nothing-proposed", "cycle", "max-rounds"}
        assert row["proposed"] == row["accepted"] + row["rejected"] + row["undecided"] > 2
        result = (terminal.folder / "out" / row["document"]).read_text("utf-8")
        assert "a test" in result
        assert "an test" in (folder / row["document"]).read_text("utf-8")
    assert "3 documents in" in ended.text
    assert terminal.run("verify").code == 0


def test_several_processes_write_what_one_writes(terminal: Terminal, tmp_path: Path) -> None:
    folder = corpus(terminal, 6)
    assert terminal.run("revise", folder, "--decide", "accept", "--report", "one").code == 0
    other = Terminal(tmp_path / "other")
    other.folder.mkdir()
    ended = other.run("revise", folder, "--decide", "accept", "--jobs", "3", "--report", "many", "--json")
    assert ended.code == 0, ended.err
    assert without_times(report(terminal, "one")) == without_times(report(other, "many"))
    assert len(ended.object["documents"]) == 6
    assert other.run("verify").code == 0


def test_what_is_done_is_not_done_again(terminal: Terminal) -> None:
    folder = corpus(terminal)
    terminal.run("revise", folder, "--decide", "accept")
    (folder / "3.txt").write_text(TEXT.format(n=3), encoding="utf-8")
    (folder / "2.txt").write_text("They was here.\n", encoding="utf-8")
    plan = terminal.run("revise", folder, "--decide", "accept", "--dry-run")
    assert plan.text.splitlines() == [
        "done   0.txt",
        "to do  2.txt",
        "to do  3.txt",
        "done   in/1.txt",
        "2 documents of 4 to revise. Nothing was done.",
    ]
    ended = terminal.run("revise", folder, "--decide", "accept")
    assert "2 documents in" in ended.text
    assert "2 done before" in ended.text
    assert [row["document"] for row in report(terminal)] == ["0.txt", "2.txt", "3.txt", "in/1.txt"]
    assert terminal.run("revise", folder, "--decide", "reject", "--dry-run").text.count("to do ") == 4, "other settings"


def test_files_that_are_written_over_are_done(terminal: Terminal) -> None:
    folder = corpus(terminal)
    assert terminal.run("revise", folder, "--decide", "accept", "--in-place").code == 0
    assert "a test" in (folder / "0.txt").read_text("utf-8")
    assert "0 documents of 3 to revise" in terminal.run("revise", folder, "--decide", "accept", "--dry-run").text


def test_rows_of_json_lines_come_back_with_their_results(terminal: Terminal) -> None:
    rows = [{"id": f"row {n}", "text": TEXT.format(n=n)} for n in range(3)]
    terminal.write("set.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    ended = terminal.run("revise", "set.jsonl", "--decide", "accept", "--output", "out.jsonl", "--jobs", "2")
    assert ended.code == 0, ended.err
    out = [json.loads(line) for line in (terminal.folder / "out.jsonl").read_text("utf-8").splitlines()]
    assert [{"id": row["id"], "text": row["text"]} for row in out] == rows
    assert all("a test" in row["result"] for row in out)
    (terminal.folder / "set-report.jsonl").unlink()
    terminal.run("revise", "set.jsonl", "--decide", "accept")
    documents = terminal.run("library", "--json").object["documents"]
    assert len(documents) == 3, "a row that is revised again is the same document"


def test_files_of_a_list_are_revised(terminal: Terminal) -> None:
    corpus(terminal)
    terminal.write("list", "essays/0.txt\nessays/in/1.txt\n")
    assert terminal.run("revise", "--from", "list", "--decide", "reject").code == 0
    assert [row["rejected"] == row["proposed"] > 0 for row in report(terminal, "list-report.jsonl")] == [True, True]


def test_a_document_that_cannot_be_read_is_named_and_the_others_are_revised(terminal: Terminal) -> None:
    folder = corpus(terminal)
    (folder / "broken.docx").write_bytes(b"no archive")
    ended = terminal.run("revise", folder, "--decide", "accept")
    assert ended.code == 1
    assert "broken.docx" in ended.err
    rows = {row["document"]: row for row in report(terminal)}
    assert rows["broken.docx"]["stop"] == "failed"
    assert rows["broken.docx"]["message"]
    assert rows["0.txt"]["accepted"] > 0
    plan = terminal.run("revise", folder, "--decide", "accept", "--dry-run").text
    assert "to do  broken.docx" in plan
    assert "1 document of 4" in plan


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["essays"], "Say how to decide"),
        (["essays", "--decide", "ask"], "Say how to decide"),
        (["essays", "--decide", "accept", "--track"], "--track is for a single document"),
        (["essays", "--decide", "accept", "--output", "essays"], "--output is the folder of the documents"),
        (["essays", "--decide", "accept", "--output", "essays/0.txt"], "is a file: name a folder"),
        (["essays", "--decide", "accept", "--report", "none/r.jsonl"], "There is no folder for the report"),
        (["essays", "--from", "list", "--decide", "accept"], "either a document"),
        (["--decide", "accept"], "Name what to revise"),
        (["essays/0.txt", "--jobs", "2"], "--jobs is for many documents"),
        (["set.jsonl", "--decide", "accept"], "set.jsonl:2 has no text"),
        (["double.jsonl", "--decide", "accept"], "Two documents are called a"),
        (["good.jsonl", "--decide", "accept", "--in-place"], "is not overwritten"),
        (["empty", "--decide", "accept"], "There is no document in"),
    ],
)
def test_what_does_not_go_together_is_said(terminal: Terminal, arguments: list[str], said: str) -> None:
    corpus(terminal)
    (terminal.folder / "empty").mkdir()
    terminal.write("list", "essays/0.txt\n")
    terminal.write("set.jsonl", '{"id": "a", "text": "Words."}\n{"id": "b"}\n')
    terminal.write("good.jsonl", '{"text": "Words."}\n')
    terminal.write("double.jsonl", '{"id": "a", "text": "Words."}\n{"id": "a", "text": "More."}\n')
    ended = terminal.run("revise", *arguments)
    assert ended.code in {1, 2}
    assert said in ended.err


def test_a_run_that_was_killed_goes_on_and_doubles_nothing(terminal: Terminal) -> None:
    folder = corpus(terminal, 16)
    command = terminal.command("revise", folder, "--decide", "accept", "--jobs", "2")
    part = terminal.folder / "essays-report.jsonl.part"
    with subprocess.Popen(command, cwd=terminal.folder, env=terminal.environment, stderr=subprocess.PIPE) as process:
        until(part.exists, "the first document is done", patience=TIMEOUT_S)
        process.send_signal(signal.SIGKILL)
        process.wait()
    done = part.read_bytes().count(b"\n")
    assert 0 < done < 16
    with part.open("ab") as file:
        file.write(b'{"document": "cut o')
    ended = terminal.run("revise", folder, "--decide", "accept", "--jobs", "2")
    assert ended.code == 0, ended.err
    assert f"{done} done before" in ended.text
    assert len(report(terminal)) == 16
    assert not part.exists()
    documents = terminal.run("library", "--json").object["documents"]
    assert len(documents) == 16
    assert terminal.run("verify").code == 0


def test_ctrl_c_leaves_what_is_in_work_to_be_done(terminal: Terminal) -> None:
    folder = corpus(terminal, 16)
    command = terminal.command("revise", folder, "--decide", "accept", "--jobs", "2")
    part = terminal.folder / "essays-report.jsonl.part"
    with subprocess.Popen(
        command,
        cwd=terminal.folder,
        env=terminal.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        until(part.exists, "the first document is done", patience=TIMEOUT_S)
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate()
    assert process.returncode == 130
    assert "finished first" in err
    assert "left: the same command continues" in out
    assert terminal.run("verify").code == 0
    assert terminal.run("revise", folder, "--decide", "accept", "--jobs", "2").code == 0
    assert len(report(terminal)) == 16
