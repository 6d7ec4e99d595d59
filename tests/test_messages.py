import ast
import copy
import json
import pickle
import sqlite3
from pathlib import Path
from string import Formatter
from types import MappingProxyType

import pytest

from reviser.errors import DocumentError, UserError
from reviser.messages import Message, filled, message, plural, sentences, template, verbatim

ROOT = Path(__file__).parents[1]


def test_a_message_is_its_english_sentence_and_keeps_how_it_was_made() -> None:
    made = message("{path} is a folder: {why}.", path=Path("a{b}"), why=message("open a file in {it}", it="it"))
    assert made == "a{b} is a folder: open a file in it."
    assert type(str(made)) is str
    assert made.template == "{path} is a folder: {why}."
    assert isinstance(made.arguments["why"], Message)
    assert made.arguments["path"] == "a{b}"


def test_numbers_keep_their_form_and_lists_their_commas() -> None:
    assert message("{size:,} of {all:.1f}: {names}", size=1200, all=2.25, names=["a", "b"]) == "1,200 of 2.2: a, b"


def test_a_count_has_a_form_for_one_and_for_many() -> None:
    said = [plural("one file in {folder}", "{n:,} files in {folder}", n, folder="x") for n in (0, 1, 1200)]
    assert said == ["0 files in x", "one file in x", "1,200 files in x"]


def test_a_template_may_wait_in_a_table() -> None:
    assert filled(template("{path} is gone."), path="a") == "a is gone."


def test_what_is_from_outside_stays_as_it_is() -> None:
    assert verbatim("{x} failed") == "{x} failed"
    made = message("A.")
    assert verbatim(made) is made
    assert sentences("", made) is made
    assert sentences(made, "", "B {c}.") == "A. B {c}."


def test_a_message_does_not_change() -> None:
    made = message("{a}", a=1)
    with pytest.raises(AttributeError):
        made.template = "b"
    assert isinstance(made.arguments, MappingProxyType)


@pytest.mark.parametrize("made", [message("{a} is {b}.", a=message("it"), b=2), plural("one", "{n}", 1)])
def test_a_message_survives_being_copied_and_sent_to_another_process(made: Message) -> None:
    for other in (pickle.loads(pickle.dumps(made)), copy.deepcopy(made)):
        assert other == made
        assert (other.template, dict(other.arguments), other.number) == (
            made.template,
            dict(made.arguments),
            made.number,
        )


def test_a_message_is_stored_as_its_sentence() -> None:
    made = message("{a} is.", a="it")
    (stored,) = sqlite3.connect(":memory:").execute("SELECT ?", (made,)).fetchone()
    assert (stored, json.loads(json.dumps(made))) == ("it is.", "it is.")


def test_an_error_has_its_message_whatever_it_was_raised_with() -> None:
    made = message("{path} is gone.", path="a")
    assert DocumentError(made).message is made
    assert str(DocumentError(made)) == "a is gone."
    assert UserError(verbatim("The server said {no}.")).message == "The server said {no}."
    assert pickle.loads(pickle.dumps(DocumentError(made))).message.arguments == made.arguments


def test_every_message_fills_the_places_of_its_template_and_no_others() -> None:
    """Read from the source, since a sentence about a rare fault may never be made in a test."""
    calls = [
        (path, node, name)
        for path in (ROOT / "reviser").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and (name := getattr(node.func, "id", "")) in {"message", "plural"}
    ]
    assert len(calls) > 400
    wrong: list[str] = []
    for path, node, name in calls:
        texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        given = {each.arg for each in node.keywords}
        if not texts or None in given:
            continue  # a value, or arguments that are passed on
        places = {place for text in texts for _, place, _, _ in Formatter().parse(text) if place is not None}
        if places - given - ({"n"} if name == "plural" else set()) or given - places:
            wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} {sorted(places)} {sorted(map(str, given))}")
    assert not wrong


@pytest.mark.parametrize("text", ["{path} is gone.", "Gone."])
def test_a_message_without_what_its_template_names_cannot_be_made(text: str) -> None:
    if "{" in text:
        with pytest.raises(KeyError):
            message(text)
    else:
        assert message(text) == text
