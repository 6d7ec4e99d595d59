"""Why a text was changed stands in the file as comments of the tracked changes, whatever the diff makes of them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reviser.core.edit import Edit, Proposal, Verdict
from reviser.core.session import State
from reviser.documents.store import read
from reviser.services.rounds.explanations import explanations
from reviser.services.rounds.open_document import OpenDocument
from tests.core.recording import propose
from tests.documents.docx.making import docx
from tests.documents.odt.making import odt
from tests.services.desk import Desk, desk

LINE = "Teh frist words, and in order to to go on."
MADE = "The first words, and to go on."
FILES: dict[str, Callable[[str], bytes]] = {
    "a.docx": lambda text: docx(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"),
    "a.odt": lambda text: odt(f"<text:p>{text}</text:p>"),
    "a.tex": lambda text: f"\\documentclass{{article}}\n\\begin{{document}}\n{text}\n\\end{{document}}\n".encode(),
    "a.md": lambda text: f"{text}\n".encode(),
    "a.txt": lambda text: f"{text}\n".encode(),
}


def proposed(text: str, before: str, after: str, why: str) -> Proposal:
    return replace(propose(text, before, after), explanation=why)


def ids(open_document: OpenDocument) -> list[str]:
    assert open_document.state.round_state is not None
    return [item.id for item in open_document.state.round_state.round.live]


def accept(program: Desk, open_document: OpenDocument, *proposals: Proposal) -> State:
    program.round(open_document, *proposals)
    open_document.decide(ids(open_document), Verdict.ACCEPT)
    return open_document.state


def told(path: Path) -> list[tuple[str, str, list[str]]]:
    """The changes of a file, each with what is said of it."""
    content = read(path).content
    said = [(comment.span, comment.text) for comment in content.comments]
    found = []
    for change in content.changes:
        own = [change.comment] if change.comment else [text for span, text in said if span == change.edit.span]
        found.append((change.edit.before, change.edit.after, own))
    return found


@pytest.mark.parametrize("name", FILES)
def test_of_two_accepted_edits_that_become_one_change_both_explanations_are_in_the_file(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(FILES[name](LINE))
    with desk(tmp_path) as program:
        open_document = program.open(name)
        text = open_document.state.text
        accept(
            program,
            open_document,
            proposed(text, "Teh", "The", "It is spelled so."),
            proposed(text, "frist", "first", "This too."),
            proposed(text, "in order to to", "to", "Shorter."),
        )
        assert MADE in open_document.state.text
        open_document.save_tracked(tmp_path / f"out-{name}", pending=False)
    first, second = told(tmp_path / f"out-{name}")
    assert first == ("Teh frist", "The first", ["fluency: It is spelled so; fluency: This too."])
    assert second[2] == ["fluency: Shorter."]


def test_each_change_has_the_explanation_of_its_own_place_and_of_every_round(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = program.open("a.txt", "Teh one. And teh other, teh end.\n")
        text = open_document.state.text
        accept(
            program,
            open_document,
            proposed(text, "Teh", "The", "first"),
            proposed(text, "teh other", "the other", "second"),
        )
        text = open_document.state.text
        assert text == "The one. And the other, teh end.\n"
        # Typed in front, so that all of it moves, and at the end, which nobody proposed.
        open_document.change((Edit(0, "", "Now: "), Edit(len(text) - 2, ".", "!")))
        accept(program, open_document, proposed(open_document.state.text, "the other", "another", "third"))
        state = open_document.state
        assert state.text == "Now: The one. And another, teh end!\n"
        edits = (Edit(0, "Teh", "Now: The"), Edit(13, "teh other", "another"), Edit(31, ".", "!"))
        assert explanations(state, edits) == ["fluency: first", "fluency: second; fluency: third", ""]


def test_one_accepted_edit_that_becomes_several_changes_explains_each(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = program.open("a.txt", "We make use of them in the year of 1990.\n")
        whole = "make use of them in the year of 1990"
        state = accept(
            program, open_document, proposed(open_document.state.text, whole, "use them in 1990", "Shorter.")
        )
        edits = (Edit(3, "make ", ""), Edit(12, "of ", ""), Edit(23, "the year of ", ""))
        assert explanations(state, edits) == ["fluency: Shorter."] * 3


def test_what_was_rejected_rewritten_or_typed_over_explains_nothing(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = program.open("a.txt", "One two, three four, five six.\n")
        text = open_document.state.text
        program.round(
            open_document,
            proposed(text, "One", "1", "rejected"),
            proposed(text, "three", "3", "rewritten"),
            proposed(text, "five", "5", "typed over"),
        )
        first, second, third = ids(open_document)
        open_document.decide([first], Verdict.REJECT)
        open_document.decide([second], Verdict.REWRITE, after="3.0")
        open_document.decide([third], Verdict.ACCEPT)
        place = open_document.state.text.index("5")
        open_document.change((Edit(place, "5", "V"),))
        edits = (Edit(9, "three", "3.0"), Edit(21, "five", "V"))
        assert explanations(open_document.state, edits) == ["", ""]
