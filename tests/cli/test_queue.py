"""Queues and merges by the command line, as whoever has texts judged types them."""

import json
import shutil
import sqlite3
from contextlib import closing
from typing import Any

from tests.cli.person import at_terminal
from tests.cli.terminal import Terminal

TEXT = "We utilise teh method. It was was good.\n"


def queue_of(terminal: Terminal, *arguments: str) -> list[dict[str, Any]]:
    ended = terminal.run("queue", *arguments, "--json")
    assert ended.code == 0, ended.err
    found = ended.object["queue"]
    assert isinstance(found, list)
    return found


def test_two_annotators_work_through_their_queues_and_their_agreement_is_printed(terminal: Terminal) -> None:
    terminal.write("a.txt", TEXT)
    added = queue_of(terminal, "add", "a.txt", "--annotator", "Anna", "--annotator", "Ben", "--propose")
    assert [(task["annotator"], task["state"], task["decided"]) for task in added] == [
        ("Anna", "to do", 0), ("Ben", "to do", 0)
    ]  # fmt: skip
    assert added[0]["offered"] > 1
    for name, key in (("Anna", "a"), ("Ben", "x")):
        with at_terminal(terminal, "queue", "next", "--annotator", name) as (person, _):
            person.waits_for("[a]ccept")
            person.presses("a")
            for count in range(1, added[0]["offered"]):
                person.waits_for("[a]ccept", count + 1)
                person.presses(key)
            person.waits_for("Everything is decided")
            assert person.ends() == 0
    listed = queue_of(terminal, "list")
    assert [(task["state"], task["decided"] == task["offered"]) for task in listed] == [("in work", True)] * 2
    assert "Name the annotator" in terminal.run("queue", "done").err
    assert queue_of(terminal, "done", "--annotator", "Anna") == []
    assert [task["annotator"] for task in queue_of(terminal, "list", "--state", "done")] == ["Anna"]
    (agreed,) = json.loads(terminal.run("stats", "--agreement", "--json").out)
    assert agreed["annotators"] == ["Anna", "Ben"]
    assert agreed["edits"] == added[0]["offered"]
    assert agreed["agreement"] == 1 / added[0]["offered"]
    by = {row["annotator"]: row for row in json.loads(terminal.run("stats", "--by", "annotator", "--json").out)}
    assert by["Anna"]["accepted"] == added[0]["offered"]
    assert by["Ben"]["accepted"] == 1
    assert terminal.run("verify").code == 0


def test_a_queue_of_files_folders_and_lists(terminal: Terminal) -> None:
    (terminal.folder / "in").mkdir()
    for name in ("in/a.txt", "in/b.md", "c.txt"):
        terminal.write(name, f"Text of {name}")
    terminal.write("list", "c.txt\n")
    added = queue_of(terminal, "add", "in", "--from", "list", "--annotator", "Anna")
    assert len(added) == 3
    assert "0 queued; 3 there already" in terminal.run("queue", "add", "in", "c.txt", "--annotator", "Anna").text
    (first,) = queue_of(terminal, "next")
    assert first["document"].endswith("a.txt")
    (second,) = queue_of(terminal, "done")
    assert (second["document"].endswith("b.md"), second["state"]) == (True, "in work")
    assert terminal.run("queue", "remove", str(second["number"])).code == 0
    assert [task["state"] for task in queue_of(terminal, "list")] == ["done", "to do"]
    assert "3       to do  0 of 0   Anna " in terminal.run("queue", "list").text
    for arguments, said in (
        (("add", "--annotator", "Anna"), "Name what to judge"),
        (("add", "none", "--annotator", "Anna"), "There is no none"),
        (("add", "c.txt", "--annotator", "Ben", "--annotator", "Cleo"), "Nothing has been proposed"),
        (("next", "--annotator", "Ben"), "Nothing is queued for Ben"),
        (("remove", "99"), "no entry 99"),
        (("done",), "nothing in work"),
        (("done", "3", "--annotator", "Ben"), "in the queue of Anna, not of Ben"),
        (("next", "3", "--annotator", "Ben"), "in the queue of Anna, not of Ben"),
        (("again", "99"), "no entry 99"),
    ):
        ended = terminal.run("queue", *arguments)
        assert ended.code in {1, 2}, arguments
        assert said in ended.err, (arguments, ended.err)
        assert ended.err.count("\n") == 1, ended.err


def test_the_files_that_a_document_brings_in_are_queued_with_it_where_that_is_asked_for(terminal: Terminal) -> None:
    terminal.write("main.tex", "\\input{one} \\input{gone}")
    terminal.write("one.tex", "Words of one. \\input{two}")
    terminal.write("two.tex", "Words of two.")
    assert len(queue_of(terminal, "add", "main.tex", "--annotator", "Anna")) == 1
    added = queue_of(terminal, "add", "main.tex", "--parts", "--annotator", "Anna")
    assert [task["document"].rpartition("/")[2] for task in added] == ["one.tex", "two.tex"]


def test_what_cannot_be_queued_is_named_and_the_others_are_queued(terminal: Terminal) -> None:
    (terminal.folder / "in").mkdir()
    for name, content in (
        ("a.txt", TEXT),
        ("b.txt", b"\0\0"),
        ("c.txt", TEXT),
        ("d.txt", ""),
    ):
        terminal.write(f"in/{name}", content)
    ended = terminal.run("queue", "add", "in", "--annotator", "Anna", "--annotator", " Ben", "--propose")
    assert ended.code == 1
    assert ended.text == (
        "2 queued; 1 of the files had the same text as another: they share one document; 2 not queued.\n"
    )
    lacks, *left_out = ended.err.splitlines()
    assert "works without its language model" in lacks
    assert [line.split(" ")[1] for line in left_out] == ["in/b.txt", "Nothing"]
    ended = terminal.run("queue", "add", "in/a.txt", "--annotator", "Ben", "--annotator", "Ben ")
    assert (ended.code, ended.text) == (0, "0 queued; 1 there already.\n")


def test_any_entry_is_opened_by_its_number_and_what_is_done_is_put_back(terminal: Terminal) -> None:
    for name in ("a.txt", "b.txt"):
        terminal.write(name, TEXT + name)
    added = queue_of(terminal, "add", "a.txt", "b.txt", "--annotator", "Anna", "--propose")
    (opened,) = queue_of(terminal, "next", "2")
    assert (opened["number"], opened["state"]) == (2, "in work")
    ended = terminal.run("queue", "done")
    offered = added[1]["offered"]
    assert f"Entry 2 is done with {offered} of {offered} undecided; reviser queue again puts it back" in ended.err
    assert [task["state"] for task in queue_of(terminal, "list")] == ["in work", "done"]
    assert terminal.run("queue", "again", "1", "2").text.count("is to do again in the queue of Anna") == 2
    assert [task["state"] for task in queue_of(terminal, "list")] == ["to do", "to do"]


def test_a_name_stands_on_what_the_terminal_decides(terminal: Terminal) -> None:
    terminal.write("a.txt", TEXT)
    terminal.revise("a.txt", "--decide", "accept", "--annotator", "Anna", "--max-rounds", "1")
    (row,) = json.loads(terminal.run("stats", "--by", "annotator", "--json").out)
    assert row["annotator"] == "Anna"


def test_histories_are_merged(terminal: Terminal) -> None:
    terminal.write("a.txt", TEXT)
    terminal.revise("a.txt", "--decide", "accept", "--max-rounds", "1")
    other = terminal.folder / "other.db"
    shutil.copy(terminal.database, other)
    terminal.revise("a.txt", "--decide", "reject", "--annotator", "Ben", "--max-rounds", "2", "--db", str(other))
    ended = terminal.run("merge", str(terminal.database), str(other), "-o", "out.db")
    assert ended.code == 0, ended.err
    assert "1 document continued" in ended.text
    done = terminal.run("merge", str(terminal.database), str(other), "--json")
    assert done.code == 0, done.err
    assert done.object["merged"][0]["grown"] == 1
    assert "nothing new" in terminal.run("merge", str(terminal.database), str(other)).text
    assert terminal.run("verify").code == 0
    ended = terminal.run("merge", str(terminal.database), "none.db")
    assert (ended.code, ended.err) == (1, "reviser: There is no history at none.db: nothing was merged.\n")


def test_one_annotator_looks_while_another_decides(terminal: Terminal) -> None:
    """Neither waits for the other, in one history."""
    terminal.write("a.txt", TEXT)
    added = queue_of(terminal, "add", "a.txt", "--annotator", "Anna", "--annotator", "Ben", "--propose")
    with at_terminal(terminal, "queue", "next", "--annotator", "Anna") as (anna, _):
        anna.waits_for("[a]ccept")
        with at_terminal(terminal, "queue", "next", "--annotator", "Ben") as (ben, _):
            for count in range(added[0]["offered"]):
                ben.waits_for("[a]ccept", count + 1)
                ben.presses("x")
            ben.waits_for("Everything is decided")
            assert ben.ends() == 0
        assert terminal.run("queue", "done", "--annotator", "Ben").code == 0
        for count in range(added[0]["offered"]):
            anna.waits_for("[a]ccept", count + 1)
            anna.presses("a")
        anna.waits_for("Everything is decided")
        assert anna.ends() == 0
    assert [task["decided"] for task in queue_of(terminal, "list")] == [added[0]["offered"]] * 2


def test_a_read_of_another_program_that_goes_on_stops_no_decision(terminal: Terminal) -> None:
    """As a query that was left open, or an export: it keeps what it saw, and who decides does not wait for it."""
    terminal.write("a.txt", TEXT)
    added = queue_of(terminal, "add", "a.txt", "--annotator", "Anna", "--annotator", "Ben", "--propose")
    with closing(sqlite3.connect(f"file:{terminal.database}?mode=ro", uri=True, isolation_level=None)) as reading:
        reading.execute("BEGIN")
        (before,) = reading.execute("SELECT count(*) FROM events").fetchone()
        for name, key in (("Anna", "a"), ("Ben", "x")):
            with at_terminal(terminal, "queue", "next", "--annotator", name) as (person, _):
                for count in range(added[0]["offered"]):
                    person.waits_for("[a]ccept", count + 1)
                    person.presses(key)
                person.waits_for("Everything is decided")
                assert person.ends() == 0
                assert "saving" not in person.seen
            assert terminal.run("queue", "done", "--annotator", name).code == 0
        assert reading.execute("SELECT count(*) FROM events").fetchone() == (before,)
        reading.execute("COMMIT")
        assert reading.execute("SELECT count(*) FROM events").fetchone() > (before,)
    assert [task["decided"] for task in queue_of(terminal, "list")] == [added[0]["offered"]] * 2
