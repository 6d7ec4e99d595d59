"""Rejecting with a reason, and taking another of the suggestions, at a terminal."""

import json
import os
import pty

from reviser.cli.keyboard import read_key
from reviser.cli.reject_reasons import reject_reason_name
from reviser.core.edit import RejectReason
from reviser.gui.wording.reject_reasons import reject_reason_words
from tests.cli.person import PATIENCE_S, asked, at_terminal
from tests.cli.terminal import Run, Terminal

TEXT = "He recieve alot of leters. It is wierd thing. I saw teh cat.\n"


def test_keys_1_to_4_reject_with_the_reason_that_the_window_has_there(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    with asked(terminal, document) as (person, out):
        for count, key in enumerate(("1", "2", "3", "4"), 1):
            person.waits_for("[q]uit", count)
            assert "[1-4] reject because" in person.seen
            person.presses(key)
        person.waits_for("[q]uit", 5)
        person.presses("?")
        person.waits_for("it is not my voice")
        person.presses("q")
        assert person.process.wait(PATIENCE_S) == 0
    printed = json.loads(out.read_bytes())
    for run in (printed, terminal.run("show", document, "--json").object):
        edits = run["rounds"][0]["edits"]
        assert [edit["reason"] for edit in edits] == [*RejectReason, None]
        assert [edit["decision"] for edit in edits] == ["reject"] * 4 + [None]
        assert {edit["decided_by"] for edit in edits[:4]} == {"person"}


def test_each_reason_has_words_of_its_own_in_each_face() -> None:
    in_window = [reject_reason_words(reason) for reason in RejectReason]
    for words in ([reject_reason_name(reason) for reason in RejectReason], *zip(*in_window, strict=True)):
        assert len(set(words)) == len(RejectReason)
        assert all(words)


def test_another_suggestion_is_taken_by_o_and_its_number_or_with_alt(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    with asked(terminal, document) as (person, out):
        person.waits_for("[q]uit")
        person.presses("o2")
        person.waits_for("[q]uit", 2)
        person.presses("o")  # “a lot” has no other
        person.waits_for("There is no other suggestion.")
        person.presses("x\x1b1")  # typed ahead: Alt+1 is for the third
        person.waits_for("[q]uit", 5)
        person.presses("o9")
        person.waits_for("There is no such suggestion.")
        person.presses("q")
        assert person.process.wait(PATIENCE_S) == 0
    edits = _edits(json.loads(out.read_bytes()))
    first, third = edits[0], edits[2]
    assert (first["decision"], first["after"]) == ("accept", first["alternatives"][1])
    assert edits[1]["decision"] == "reject"
    assert (third["decision"], third["after"]) == ("accept", third["alternatives"][0])
    assert edits[3]["decision"] is None


def test_in_order_of_chance_what_was_refused_in_another_document_is_asked_last(terminal: Terminal) -> None:
    before = terminal.write("before.txt", "We utilize it here. They utilize it there. He will utilize it now.\n")
    with asked(terminal, before) as (person, _):
        for count in (1, 2):
            person.waits_for("[q]uit", count)
            person.presses("x")
        person.waits_for("[q]uit", 3)
        person.presses("q")
        assert person.process.wait(PATIENCE_S) == 0

    def first(name: str, *arguments: str) -> str:
        """What the first question was about."""
        document = terminal.write(name, f"We utilize it for approximately two people.\nThis is {name}.\n")
        with asked(terminal, document, *arguments) as (person, out):
            person.waits_for("[q]uit")
            person.presses("a")
            person.waits_for("[q]uit", 2)
            person.presses("q")
            assert person.process.wait(PATIENCE_S) == 0
        (accepted,) = (edit for edit in _edits(json.loads(out.read_bytes())) if edit["decision"] == "accept")
        return str(accepted["before"])

    assert first("place.txt") == "utilize"
    assert first("chance.txt", "--order", "chance") == "approximately"


def test_what_is_typed_ahead_behind_an_escape_is_not_swallowed() -> None:
    ours, theirs = pty.openpty()
    os.set_blocking(theirs, False)  # the end of the input, where a key was swallowed
    try:
        os.write(ours, "\x1b1a\x1b[1;5Ax\x1bOHé\n".encode())
        keys = [read_key(theirs) for _ in range(7)]
    finally:
        os.close(ours)
        os.close(theirs)
    assert keys == ["\x1b1", "a", "\x1b[1;5A", "x", "\x1bOH", "é", "\n"]


def _edits(run: Run) -> list[Run]:
    edits = run["rounds"][0]["edits"]
    assert isinstance(edits, list)
    return edits


def test_what_is_undecided_is_said_not_to_be_in_the_file_that_is_written(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    with at_terminal(terminal, "revise", document, "--in-place") as (person, out):
        person.waits_for("[q]uit")
        person.presses("a")
        person.waits_for("[q]uit", 2)
        person.presses("q")
        assert person.process.wait(PATIENCE_S) == 0
    assert document.read_text(encoding="utf-8") == TEXT.replace("recieve", "received")
    written = out.read_text(encoding="utf-8").splitlines()
    assert f"Written: {document}, without 4 undecided proposals, which are kept in the history" in written
