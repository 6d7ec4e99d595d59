"""A person's day with a Word document, by real keys and a real mouse: a co-author's changes and comments are read and
decided, words are typed beside a picture, and it is saved, also as a copy with tracked changes."""

from pathlib import Path

import pytest

from reviser.documents import store
from tests.documents.docx.making import W, docx
from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.wait import until

RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
GONE = '<w:del w:id="1" w:author="Ann B." w:date="2026-01-31T12:00:00Z"><w:r><w:delText>old</w:delText></w:r></w:del>'
NEW = f'<w:ins w:id="2" w:author="Ann B." w:date="2026-01-31T12:00:00Z">{RUN.format("new")}</w:ins>'
ABOUT = f'<w:commentRangeStart w:id="7"/>{RUN.format(" words, ")}<w:commentRangeEnd w:id="7"/>'
PICTURE = "<w:r><w:drawing/></w:r>"
BODY = f"<w:p>{RUN.format('Some ')}{GONE}{NEW}{ABOUT}{RUN.format('and we recieve letters.')}{PICTURE}</w:p>"
COMMENT = f'<w:comment w:id="7" w:author="Bo"><w:p>{RUN.format("Which words?")}</w:p></w:comment>'
DOCUMENT = docx(BODY, {"word/comments.xml": f"<w:comments {W}>{COMMENT}</w:comments>"})
TEXT = "Some old words, and we recieve letters.\ufffc\n"


@pytest.fixture
def program(desk: Desk) -> Reviser:
    """The document is open, with what a co-author did in it."""
    return desk.lay(DOCUMENT, "docx")


def text_of(path: Path) -> str:
    return store.read(path).text


def save(program: Reviser) -> str:
    program.save()
    return text_of(program.path)


def test_a_co_authors_change_is_read_decided_and_saved(program: Reviser) -> None:
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


def test_words_are_typed_over_a_picture_which_stays(program: Reviser) -> None:
    program.key("F6", "ctrl+a")
    program.type("Words")
    program.await_said("Only the words were changed")
    assert save(program) == "Words\ufffc\n"


def test_a_copy_for_the_co_author_holds_their_changes_and_ours(program: Reviser, desk: Desk) -> None:
    program.key("F8", "x")
    program.await_said("Rejected")
    program.key("ctrl+Return")
    program.await_said("1 undecided")
    copy = desk.folder / "copy.docx"
    program.key("alt+f", "t")
    program.name_file("Save a copy with tracked changes", copy)
    program.await_said("with 1 tracked change")
    (change,) = store.read(copy).content.changes
    assert (change.edit.before, change.edit.after) == ("recieve", "receive")
    assert text_of(copy) == TEXT


def test_a_document_that_is_open_in_libreoffice_is_said(desk: Desk) -> None:
    path = desk.write(DOCUMENT, "docx")
    path.with_name(f".~lock.{path.name}#").write_text(",ann,desk,29.11.2026 12:00,file:///home/ann;")
    program = desk.lay_path(path)
    program.await_said(f"{path.name} seems to be open in LibreOffice by ann")
