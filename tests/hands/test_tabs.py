"""Several documents open at once, by keys and mouse, until after a restart."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hands.documents import Desk
from tests.hands.editors import NO_DOCUMENT, Reviser
from tests.hands.kept import Kept
from tests.hands.seat import Seat
from tests.hands.texts import PAGES
from tests.hands.wait import until

FIRST = "The first text.\n"
SECOND = "The second text.\n"


def test_what_is_typed_in_each_document_stays_in_it_and_comes_back_after_a_kill(desk: Desk) -> None:
    program = desk.edit(FIRST)
    first, second = program.path, desk.write(SECOND)
    program.key("ctrl+End")
    program.type("One")
    program.open_beside(second)
    until(lambda: len(program.tabs) == 2, "there are two tabs", seen=lambda: program.tabs)
    program.edit()
    program.key("ctrl+End")
    program.type("Two")
    program.key("ctrl+Tab")
    program.appear(f"{first.name}* — reviser")
    assert program.text.text == f"{FIRST}One"
    program.type(" more")
    program.path = first
    assert program.save().decode() == f"{FIRST}One more"
    boxes = program.boxes()
    program.click(*boxes[f"{second.name}*"].middle)
    program.appear(f"{second.name}* — reviser")
    program.type(" more")
    program.key("ctrl+Tab")
    program.appear(f"{first.name} — reviser")
    program.running.kill()
    program.start(first, named=False)
    assert program.text.text == f"{FIRST}One more"
    marked = [first.name, f"{second.name}*"]  # one that was not looked at yet, too
    until(lambda: program.tabs == marked, "the unsaved one is marked", seen=lambda: program.tabs)
    program.key("ctrl+Tab")
    program.appear(f"{second.name}* — reviser")
    assert program.text.text == f"{SECOND}Two more"
    program.path = second
    assert program.save().decode() == f"{SECOND}Two more"
    program.key("ctrl+w")
    program.appear(f"{first.name} — reviser")
    assert program.tabs == []
    program.path = first


def test_each_file_that_is_named_at_the_start_has_a_tab(seat: Seat, tmp_path: Path) -> None:
    first, second = tmp_path / "one.txt", tmp_path / "two.md"
    first.write_text(FIRST, encoding="utf-8")
    second.write_text(SECOND, encoding="utf-8")
    program = Reviser(seat, tmp_path / "home")
    program.running.start([str(first), str(second)])
    try:
        program.appear("two.md")
        until(lambda: program.tabs == ["one.txt", "two.md"], "each has a tab", seen=lambda: program.tabs)
        assert program.text.text == SECOND
    finally:
        program.running.end()


def test_the_files_that_a_document_brings_in_are_opened_behind_it(desk: Desk) -> None:
    folder = desk.folder / "thesis"
    folder.mkdir()
    parts = {"one.tex": "The first chapter. \\input{two}\n", "two.tex": "The second chapter.\n"}
    for name, text in parts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "main.tex").write_text("\\input{one}\n\\input{gone}\n", encoding="utf-8")
    program = desk.lay_path(folder / "main.tex")
    program.key("alt+f", "i")
    program.path = folder / "one.tex"
    program.appear("one.tex")
    assert program.tabs == ["main.tex", "one.tex", "two.tex"]
    assert program.text.text == parts["one.tex"]
    program.await_said("Its 2 parts are open, each in its own tab: one.tex, two.tex. A file that it includes is")
    program.edit()
    program.key("ctrl+Home")
    program.type("Here. ")
    assert program.save().decode() == f"Here. {parts['one.tex']}"
    program.key("ctrl+Tab")
    program.path = folder / "two.tex"
    program.appear("two.tex")
    program.key("alt+f", "i")
    program.await_said("This document includes no other documents.")
    program.close_all()


def test_the_caret_and_what_is_in_sight_come_back_after_a_kill(desk: Desk) -> None:
    program = desk.edit(PAGES)
    program.key("ctrl+End", "Up", "Up", "Left", "Left")
    caret = program.text.caret
    assert 0 < caret < len(PAGES)
    kept = Kept(program)

    def known() -> list[tuple[int]]:
        return kept.rows(
            "SELECT caret FROM places p JOIN documents d ON d.id = p.document_id WHERE d.path = ?", str(program.path)
        )

    until(lambda: known() == [(caret,)], "the place is kept while nothing is typed", seen=known)
    program.type("Here")
    until(lambda: known() == [(caret + 4,)], "the place is kept behind what is typed", seen=known)
    program.running.kill()
    program.start(program.path, named=False)
    assert program.text.caret == caret + 4
    shown, page = program.text.character_box(caret), program.text.box
    assert page.y < shown.y < page.y + page.height - shown.height, "Expected: the caret is in sight."
    program.edit()
    program.type("!")
    assert program.save().decode() == PAGES[:caret] + "Here!" + PAGES[caret:]


@pytest.fixture
def slow_model() -> Iterator[str]:
    """The address of a model that takes a request and does not answer."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"


def test_closing_a_document_while_its_round_is_running_asks_first(seat: Seat, tmp_path: Path, slow_model: str) -> None:
    program = Reviser(seat, tmp_path / "home")
    Kept(program).command("revisers", "add", "slow", slow_model, "--model", "slow", "--default")
    path = tmp_path / "text.txt"
    path.write_text(FIRST, encoding="utf-8")
    program.start(path)
    try:
        program.key("ctrl+Return")
        program.await_said("reading your text")
        for leaving in ("ctrl+w", "ctrl+q"):
            program.key(leaving)
            seat.screen.await_window("A round is running")
            program.key("Esc")
            seat.screen.await_gone("A round is running")
            assert seat.screen.find(path.name) is not None
        program.edit()
        program.type("x")
        program.key("ctrl+w")
        seat.screen.await_window("Not saved yet")
        program.await_said("Closing ends the round.")
        program.key("Esc")
        seat.screen.await_gone("Not saved yet")
        program.key("ctrl+s", "ctrl+w")
        seat.screen.await_window("A round is running")
        program.press("End the round and close")
        seat.screen.await_window(NO_DOCUMENT)
        seat.screen.await_gone(path.name)
    finally:
        program.running.end()
