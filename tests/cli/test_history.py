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
    assert terminal.run("history", document, "--compare", "1", "1").text == "They are the same.\n"
    gone = terminal.run("history", document, "--restore", "1", "--name", "anew")
    assert "goes on from point 1" in gone.text
    lines = terminal.run("history", document).text.splitlines()
    assert "| * " in lines[0]
    assert lines[0].endswith("gone back, a branch begins “anew” at 1 (now)")
    missing = terminal.run("history", document, "--read", "99")
    assert (missing.code, "There is no point 99" in missing.err) == (2, True)
    record = json.loads(terminal.run("history", document, "--json").out)[0]
    assert (record["kind"], record["branch"], record["now"]) == ("restored", 2, True)
