"""What a model thinks is shown while it does, and searched for nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.revisers.base import Request, Thinking
from reviser.revisers.chat.thinking import ThinkingLine
from reviser.revisers.net.wire import Ended, Finish, Part, Text, Thought
from tests.fakes import QueuedWire
from tests.revisers.chat.desk import Heard, chat, edit, hear, listed

TEXT = "The cat sat on teh mat. It were happy.\n"
REAL, DRAFT = listed(edit(1, "teh", "the")), listed(edit(2, "happy", "sad"))


def shown(heard: Heard) -> list[str]:
    return [output.text for output in heard.outputs if isinstance(output, Thinking)]


def test_what_a_server_tells_apart_is_shown_and_no_edit() -> None:
    parts: list[Part | Exception] = [Thought("First I look at “teh”."), Thought(f"\n\u202eThen {DRAFT}"), Text(REAL)]
    heard = hear(chat(QueuedWire([*parts, Ended(Finish.STOP)])), Request(TEXT))
    first, second, last = shown(heard)
    assert first == "…First I look at “teh”."
    assert second.isprintable()
    assert second.endswith('"because"}]}')
    assert last == "", "it is over"
    assert heard.pairs == [("teh", "the")]


@pytest.mark.parametrize("begin", ["<think>", "\n <thinking>\n", "◁think▷", "[THINK]"])
def test_so_is_what_stands_at_the_beginning_of_an_answer(begin: str) -> None:
    end = begin.strip().replace("<", "</").replace("[", "[/").replace("◁", "◁/", 1)
    heard = hear(chat(QueuedWire(f"{begin}Is it {DRAFT}? No.{end}\n{REAL}", piece=5)), Request(TEXT))
    lines = shown(heard)
    assert any("Is it" in line for line in lines)
    assert lines[-1] == ""
    assert not any('"teh"' in line for line in lines)
    assert heard.pairs == [("teh", "the")]


def test_an_answer_without_thinking_shows_none() -> None:
    assert shown(hear(chat(QueuedWire(f"Sure:\n{REAL}", piece=3)), Request(TEXT))) == []


@given(st.lists(st.one_of(st.text(max_size=30), st.sampled_from(["<think>", "</think>", "[THINK]"]))), st.booleans())
def test_whatever_comes_is_one_short_line(pieces: list[str], apart: bool) -> None:
    line = ThinkingLine()
    for piece in pieces:
        found = line.think(piece) if apart else line.speak(piece)
        assert found is None or (len(found) <= 101 and "\n" not in found)
