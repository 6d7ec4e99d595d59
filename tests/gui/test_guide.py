"""The keys that the documentation names are those of the window's commands."""

import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.showing import window_of
from tests.services.desk import desk

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "writing.md").read_text(encoding="utf-8")
PAGES = [path for path in sorted(DOCS.glob("*.md")) if not path.name.startswith("add-a-")]
ENTRY = re.compile(r"\b(File|Edit|Review|View|History|Tools|Help), \*([^*]+)\*")
CHORD = re.compile(r"\b(?:Ctrl\+|Shift\+|Alt\+)+(?:[A-Z][a-z]*|\d)(?![\w+])")
OWN = {"Ctrl+C"}  # the terminal's
# What the guide's table says of each key, and the command that has it.
TABLE = {
    "A": ("accepts", "accept"),
    "X": ("rejects", "reject"),
    "1, 2, 3, 4": ("rejects with a reason: wrong, another meaning, not my voice, unnecessary", "reject-"),
    "E": ("lets you write your own words instead", "rewrite"),
    "Space": ("leaves it open and goes to the next", "skip"),
    "U": ("undoes the last decision", "take-back"),
    "Shift+A, Shift+X": ("accepts or rejects all proposals with the same correction", "-like"),
    "W, D": ("marks the word as correct: in this document, in all documents", "word-"),
    "M": ("stops this kind of proposal in this document", "silence-rule"),
}
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_every_key_that_is_named_is_a_commands(tmp_path: Path, qtbot: QtBot) -> None:
    with desk(tmp_path) as program:
        window = window_of(program, qtbot)
        of_key = {key: command.id for command in window.commands for key in command.keys}
    named = {key for page in PAGES for key in CHORD.findall(page.read_text(encoding="utf-8"))}
    assert len(named) > 15
    assert named - set(of_key) - OWN == set()
    rows = dict(re.findall(r"^\| ([A-Z1].*?) \| (.*?) \|$", GUIDE.partition("## Documents")[0], re.MULTILINE))
    assert rows == {keys: said for keys, (said, _) in TABLE.items()}
    for keys, (_, command) in TABLE.items():
        assert all(command in of_key[key] for key in keys.split(", ")), keys


def test_every_entry_of_a_menu_that_is_named_stands_there(tmp_path: Path, qtbot: QtBot) -> None:
    named = {found for page in PAGES for found in ENTRY.findall(" ".join(page.read_text(encoding="utf-8").split()))}
    assert len(named) >= 3
    with desk(tmp_path) as program:
        window = window_of(program, qtbot)
        there = {(command.section.menu.name.capitalize(), command.plain) for command in window.commands}
    assert named - there == set()


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("opens a file", "open"),
        ("starts a new text", "new"),
        ("goes to the next proposal", "next"),
        ("locks the selection", "lock"),
        ("hides everything except the text", "focus"),
        ("undoes step by step", "undo"),
        ("redoes what was undone", "redo"),
        ("shows everything that happened", "history"),
        ("shows who wrote which words", "origins"),
        ("searches everything", "search"),
        ("writes the file", "save"),
        ("prints the current text", "print"),
        ("opens the library", "library"),
        ("shows charts", "charts"),
        ("shows what was learned", "learned"),
        ("revises only the selection", "revise-passage"),
        ("then sets who proposes", "wish"),
    ],
)
def test_a_key_does_what_the_guide_says(words: str, command: str, tmp_path: Path, qtbot: QtBot) -> None:
    found = re.search(rf"\*\*([^*]+)\*\* {words}", " ".join(GUIDE.split()))
    assert found is not None, words
    with desk(tmp_path) as program:
        window = window_of(program, qtbot)
        assert found[1] in window.commands[command].keys
