"""A person's day with a document that a co-author changed, by real keys: the same in every format that tracks."""

from pathlib import Path
from typing import ClassVar

import pytest

from reviser.documents import store
from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.wait import until

TEXT = "Some old words, and we recieve letters.\ufffc\n"


def text_of(path: Path) -> str:
    return store.read(path).text


class CoAuthorsDocument:
    """`data`: a file that reads as TEXT, in which Ann B. made “new” of “old” on 31 January 2026, and Bo asks “Which
    words?” of the words behind."""

    data: ClassVar[bytes]
    suffix: ClassVar[str]

    @pytest.fixture
    def program(self, desk: Desk) -> Reviser:
        """The document is open, with what a co-author did in it."""
        return desk.lay(self.data, self.suffix)

    def test_a_co_authors_change_is_read_decided_and_saved(self, program: Reviser) -> None:
        program.await_said("1 undecided", "A tracked change by Ann B., 2026-01-31.")
        program.press("1 remark")
        program.await_said("Bo: Which words?")
        program.press("All")
        program.key("F8", "a")
        program.await_said("Accepted “new” · U takes it back")
        program.key("ctrl+s")
        until(lambda: text_of(program.path) == TEXT.replace("old", "new"), "the change is in the file")
        assert not store.read(program.path).content.changes
        assert [comment.text for comment in store.read(program.path).content.comments] == ["Which words?"]

    def test_words_are_typed_over_a_picture_which_stays(self, program: Reviser) -> None:
        program.key("F6", "ctrl+a")
        program.type("Words")
        program.await_said("Only the words were changed")
        program.save()
        assert text_of(program.path) == "Words\ufffc\n"

    def test_a_copy_for_the_co_author_holds_their_changes_and_ours(self, program: Reviser, desk: Desk) -> None:
        program.key("F8", "x")
        program.await_said("Rejected")
        program.key("ctrl+Return")
        program.await_said("1 undecided")
        copy = desk.folder / f"copy.{self.suffix}"
        program.key("alt+f", "t")
        program.name_file("Save a copy with tracked changes", copy)
        program.await_said("with 1 tracked change")
        (change,) = store.read(copy).content.changes
        assert (change.edit.before, change.edit.after) == ("recieve", "receive")
        assert text_of(copy) == TEXT
