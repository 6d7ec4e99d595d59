"""Signs that Qt's own fields lose (no-break spaces, line separators, CRLF) come through every field of ours, pasted or
typed: seen in the file and in the history."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.kept import Kept
from tests.hands.seat import Seat

TEXT = "We recieve letters.\r\nIt\u00a0was\u2028late.\r\n"
OWN = "get 5\u00a0or\u2028six\nof our"
SIGNS = "5\u00a0km\u2028so\u202f!"


def test_signs_survive_the_field_in_which_a_proposal_is_rewritten(desk: Desk) -> None:
    program = desk.lay(TEXT)
    program.key("ctrl+Return")
    program.await_said("undecided")
    program.key("F8", "e")
    program.seat.clipboard.put(OWN)
    program.key("ctrl+a", "ctrl+v")
    program.type("\u00a0own")
    program.key("ctrl+a", "ctrl+c")
    assert program.seat.clipboard.read() == OWN + "\u00a0own"
    program.key("ctrl+Return")
    program.await_said("Rewritten")
    mine = OWN.replace("\n", "\r\n") + "\u00a0own"
    assert program.save().decode() == TEXT.replace("recieve", mine)
    kept = Kept(program)
    assert [(each.verdict, each.applied) for each in kept.decisions(program.path)] == [("rewrite", mine)]
    assert kept.text(program.path) == TEXT.replace("recieve", mine)


def test_a_proposal_rewritten_to_nothing_else_leaves_all_signs_around_it(desk: Desk) -> None:
    program = desk.lay(TEXT)
    program.key("ctrl+Return")
    program.await_said("undecided")
    program.key("F8", "e", "ctrl+Return")
    program.await_said("Accepted “receive”")
    assert program.save().decode() == TEXT.replace("recieve", "receive")


@pytest.fixture
def asking(seat: Seat, tmp_path: Path) -> Iterator[Reviser]:
    """The program with a model set up, which takes instructions; nobody answers at its address."""
    program = Reviser(seat, tmp_path / "home")
    Kept(program).command("revisers", "add", "nobody", "http://127.0.0.1:9/v1", "--model", "none", "--default")
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT.encode())
    program.start(path)
    try:
        yield program
    finally:
        program.running.end()


def test_signs_survive_the_wish_for_the_next_rounds(asking: Reviser) -> None:
    program = asking
    texts = {"alt+i": f"Keep {SIGNS} as it is.", "alt+y": f"{SIGNS}\nsecond line", "alt+o": f"Source: {SIGNS}"}

    def await_dialog() -> None:
        program.key("ctrl+i")
        program.seat.screen.await_window("The next rounds of this document")
        program.settle()

    await_dialog()
    for field, text in texts.items():
        program.seat.clipboard.put(text)
        program.key(field, "ctrl+a", "ctrl+v")
    program.key("alt+i", "End")
    program.type("\u00a0\u2028x")
    texts["alt+i"] += "\u00a0\u2028x"
    program.click(*program.boxes()["OK"].middle)
    program.seat.screen.await_gone("The next rounds of this document")
    (round_settings,) = (row for (row,) in Kept(program).rows("SELECT settings FROM round_settings"))
    assert {text for text in texts.values() if text not in wish_texts(round_settings)} == set()
    await_dialog()
    for field, text in texts.items():
        program.key(field, "ctrl+a", "ctrl+c")
        assert program.seat.clipboard.read() == text
    program.key("Esc")


def wish_texts(round_settings: str) -> list[object]:
    """The values of a wish as the history holds it."""
    found = json.loads(round_settings)
    assert isinstance(found, dict)
    return list(found.values())


def test_signs_survive_a_new_name_in_the_library(asking: Reviser) -> None:
    program = asking
    program.key("ctrl+shift+o")
    program.seat.screen.await_window("Library")
    program.settle()
    program.key("F2")
    program.seat.screen.await_window("Rename")
    program.settle()
    program.seat.clipboard.put(SIGNS)
    program.key("ctrl+a", "ctrl+v")
    program.type("\u00a0\u2028x")
    program.key("ctrl+a", "ctrl+c")
    assert program.seat.clipboard.read() == SIGNS + "\u00a0\u2028x"
    program.key("Return")
    program.seat.screen.await_gone("Rename")
    assert Kept(program).rows("SELECT title FROM documents") == [(SIGNS + "\u00a0\u2028x",)]
