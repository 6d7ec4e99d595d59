"""A document's history in the terminal: listed, read, compared, and gone on from."""

import json

from tests.cli.terminal import Terminal

TEXT = "In order to see cats we utilise a boat.\n"


def test_points_are_listed_read_compared_and_gone_on_from(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    terminal.run("revise", document, "--decide", "accept", "--in-place")
    listed = terminal.run("history", document)
    lines = listed.text.splitlines()
    assert lines[-1].startswith("   1  * ")
    assert lines[-1].endswith("opened")
    assert "round 1 by embedded: " in lines[-2]
    assert lines[0].endswith("(now)")
    assert terminal.run("history", document, "--read", "1").text == TEXT
    compared = terminal.run("history", document, "--compare", "1", "2").text
    assert "line 1     “In order to” → “To”" in compared
    (first, *_) = json.loads(terminal.run("history", document, "--compare", "1", "2", "--json").out)
    assert first == {"line": 1, "start_char_pos": 0, "end_char_pos": 11, "before": "In order to", "after": "To"}
    assert json.loads(terminal.run("history", document, "--compare", "1", "1", "--json").out) == []
    assert terminal.run("history", document, "--compare", "1", "1").text == "They are the same.\n"
    gone = terminal.run("history", document, "--restore", "1", "--name", "anew")
    assert "continues from point 1" in gone.text
    lines = terminal.run("history", document).text.splitlines()
    assert "| * " in lines[0]
    assert lines[0].endswith("went back: a branch begins “anew” at 1 (now)")
    missing = terminal.run("history", document, "--read", "99")
    assert (missing.code, "There is no point 99" in missing.err) == (2, True)
    record = json.loads(terminal.run("history", document, "--json").out)[0]
    assert (record["kind"], record["branch"], record["now"]) == ("restored", 2, True)


def test_a_file_that_was_moved_or_copied_is_known_by_its_text(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    terminal.run("revise", document, "--decide", "accept", "--in-place")
    copy = terminal.write("copy.txt", document.read_text(encoding="utf-8"))
    assert terminal.run("history", copy).text == terminal.run("history", document).text
    assert terminal.run("delete", copy).code == 1  # the document's own file is still there
    moved = terminal.folder / "moved.txt"
    document.rename(moved)
    assert "round 1" in terminal.run("history", moved).text
    assert terminal.run("show", moved).text == terminal.run("show", "1").text
    assert terminal.run("archive", moved).code == 0
    other = terminal.write("other.txt", "Something else.\n")
    assert terminal.run("history", other).code == 1
