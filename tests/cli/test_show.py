"""What `reviser show` says of how far a text has wandered."""

from tests.cli.terminal import Terminal

TEXT = "In order to see 40 cats we utilise a boat. It is a large number of cats.\n"


def test_drift_from_the_first_draft_is_said(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    terminal.run("revise", document, "--decide", "accept", "--in-place")
    shown = terminal.run("show", document)
    assert "Against the first draft: " in shown.text
    assert "differ from your first draft" not in shown.text
    rounds = terminal.run("show", document, "--json").object
    assert 0 < rounds["drift"][-1]["words_left"] < 1
    assert rounds["drift"][-1]["lost"] == {}
    document.write_text(document.read_text(encoding="utf-8").replace("40", "41"), encoding="utf-8")
    terminal.run("revise", document, "--decide", "accept")
    assert "The one number differs from your first draft: 40." in terminal.run("show", document).text
