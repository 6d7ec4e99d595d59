"""Letters beside proposals, with real keys and a real mouse: who clicks into the text types, who goes to a proposal
decides, and sees it."""

import pytest

from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.kept import Decided, Kept

TEXT = "We recieve letters every day. It was late when he came home.\nShe beleives that it is definately true.\n"
FIRST = TEXT.index("recieve")
ACCEPTED = Decided(FIRST, "recieve", "accept", "receive", "")


@pytest.fixture
def program(desk: Desk) -> Reviser:
    """A round is there and waits for decisions."""
    program = desk.lay(TEXT)
    program.key("ctrl+Return")
    program.await_said("3 undecided")
    return program


def shown(offset: int) -> int:
    """Where a character of TEXT behind the first proposal stands in the window, which shows what is proposed too."""
    return offset + len("receive")


@pytest.mark.parametrize("word", ["mad", "axe", "dj1"])
def test_who_clicks_into_the_text_and_types_gets_letters_and_decides_nothing(program: Reviser, word: str) -> None:
    at = TEXT.index("late")
    program.click_at(shown(at))
    program.type(word)
    assert program.save().decode() == TEXT[:at] + word + TEXT[at:]
    kept = Kept(program)
    assert kept.decisions(program.path) == []
    assert not {"decided", "rule-set", "words-added"} & set(kept.kinds(program.path))


def test_who_clicks_into_a_proposal_and_types_gets_letters_and_decides_nothing(program: Reviser) -> None:
    at = FIRST + 2
    program.click_at(at)
    program.type("axu")
    assert program.save().decode() == TEXT[:at] + "axu" + TEXT[at:]
    kept = Kept(program)
    assert kept.decisions(program.path) == []
    assert not {"decided", "rule-set", "words-added"} & set(kept.kinds(program.path))


def test_as_a_round_comes_letters_neither_decide_nor_type_and_it_is_said_what_lets_them(program: Reviser) -> None:
    program.type("x")
    program.await_said("F8 goes to the next proposal")
    assert program.save().decode() == TEXT
    assert Kept(program).decisions(program.path) == []


def test_after_f8_a_letter_decides_and_the_key_that_takes_it_back_is_seen(program: Reviser) -> None:
    program.key("F8", "a")
    program.await_said("Accepted “receive” · U takes it back")
    assert Kept(program).decisions(program.path) == [ACCEPTED]
    assert program.save().decode() == TEXT.replace("recieve", "receive")
    program.key("u")
    assert program.save().decode() == TEXT
    assert Kept(program).decisions(program.path) == []
    program.key("x")
    program.await_said("Rejected “receive” · U takes it back")
    assert [(each.start, each.verdict) for each in Kept(program).decisions(program.path)] == [(FIRST, "reject")]
    assert program.save().decode() == TEXT


def test_f6_goes_from_letters_that_type_to_letters_that_decide_and_back(program: Reviser) -> None:
    program.key("F6", "ctrl+Home")
    program.type("a")
    program.key("F6", "a")
    program.await_said("takes it back")
    program.key("F6", "ctrl+Home")
    program.type("x")
    assert program.save().decode() == "xa" + TEXT.replace("recieve", "receive")


def test_in_the_list_letters_decide_and_it_is_seen(program: Reviser) -> None:
    program.key("shift+F6", "Home", "a")
    program.await_said("Accepted “receive” · U takes it back")
    assert Kept(program).decisions(program.path) == [ACCEPTED]
    assert program.save().decode() == TEXT.replace("recieve", "receive")


def test_copy_cut_and_escape_decide_nothing_while_letters_decide(program: Reviser) -> None:
    start = shown(TEXT.index("late"))
    program.drag_over(start, start + 4)
    program.key("F6", "ctrl+c")
    assert program.seat.clipboard.read() == "late"
    program.key("Esc")
    assert program.save().decode() == TEXT
    assert program.looks.selection == (start, start + 4)
    program.key("ctrl+x")
    assert program.seat.clipboard.read() == "late"
    assert program.save().decode() == TEXT.replace("late", "")
    program.key("Esc", "ctrl+v")
    assert program.save().decode() == TEXT
    assert Kept(program).decisions(program.path) == []


def test_what_has_no_place_while_letters_decide_changes_nothing_and_is_said(program: Reviser) -> None:
    program.key("F8")
    program.seat.clipboard.put("pasted")
    for chord in ("ctrl+v", "z", "Del"):
        program.key(chord)
        program.await_said("F6 lets you type")
        program.key("F6", "F6")  # which says something else
        program.await_not_said("F6 lets you type")
    assert program.save().decode() == TEXT
    assert Kept(program).decisions(program.path) == []


@pytest.mark.parametrize(
    ("letter", "said", "decided"),
    [
        ("w", "“recieve” is correct in this document · Ctrl+Z takes it back", 2),
        ("d", "“recieve” is in your dictionary · Ctrl+Z takes it back", 2),
        ("shift+a", "Accepted: 2 · Ctrl+Z takes it back", 2),
        ("shift+x", "Rejected: 2 · Ctrl+Z takes it back", 2),
    ],
)
def test_a_letter_that_decides_several_says_so_and_undo_takes_all_of_it_back(
    desk: Desk, letter: str, said: str, decided: int
) -> None:
    text = f"{TEXT}They recieve letters.\n"
    program = desk.lay(text)
    program.key("ctrl+Return")
    program.await_said("4 undecided")
    program.key("F8", letter)
    program.await_said(said)
    kept = Kept(program)
    assert len(kept.decisions(program.path)) == decided
    program.key("ctrl+z")
    program.await_said("4 undecided")
    assert kept.decisions(program.path) == []
    assert kept.rows("SELECT * FROM words") == []
    assert program.save().decode() == text
