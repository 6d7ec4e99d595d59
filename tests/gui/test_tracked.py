"""Tracked changes in the window: a co-author's are decided by the same keys, ours are saved as a copy for them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from reviser.core.edit import Verdict
from reviser.documents.docx.document import WordDocument
from reviser.documents.typed import KEPT
from reviser.gui.text.text_view import TextMode
from tests.data import shared
from tests.documents.docx.making import docx
from tests.gui.test_new_document import name_file
from tests.gui.test_window import TEXT, Seat, answer
from tests.gui.test_window import seat as seat  # a fixture

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

RAW = "The cat {--sat--}{++was sitting++}{>>tense<<} on teh mat.{>>Which?<<} {++Really.++}\n"


def written(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def test_a_co_authors_changes_are_decided_by_the_same_keys_and_saved_so(seat: Seat) -> None:
    seat.open(RAW)
    window = seat.window
    assert seat.open_document.state.text == "The cat sat on teh mat. \n"
    assert not window.isWindowModified()
    assert window.saving.save()
    assert window.workspace.note.text() == "Saved with 2 undecided tracked changes"
    assert written(seat.path) == RAW
    window.workspace.set_mode(TextMode.REVIEW)
    seat.key(Qt.Key.Key_A)
    assert window.isWindowModified()
    assert window.saving.save()
    assert window.workspace.note.text() == "Saved with 1 undecided tracked change"
    assert written(seat.path) == "The cat was sitting on teh mat.{>>Which?<<} {++Really.++}\n"
    seat.key(Qt.Key.Key_X)
    assert window.isWindowModified()
    assert window.saving.save()
    assert not window.isWindowModified()
    assert window.workspace.note.text() == "Saved"
    assert written(seat.path) == "The cat was sitting on teh mat.{>>Which?<<} \n"


def test_a_copy_is_saved_with_what_was_accepted_and_what_is_undecided_as_tracked_changes(seat: Seat) -> None:
    seat.open()
    seat.round()
    first, second, _ = (item.id for item in seat.open_document.state.rounds[-1].round.live)
    seat.open_document.decide([first], Verdict.ACCEPT)
    seat.open_document.decide([second], Verdict.REJECT)
    copy = seat.program.folder / "copy.txt"
    name_file(copy)
    seat.window.commands.run("save-tracked")
    assert written(copy) == (TEXT.replace("teh", "{~~teh~>the~~}{>>fluency: because<<}"))
    assert seat.window.message.label.text() == f"Written to {copy}, with 2 tracked changes."
    assert written(seat.path) == TEXT
    assert seat.open_document.document.path == seat.path


def test_a_format_without_tracked_changes_offers_none(seat: Seat) -> None:
    def offered() -> bool:
        return seat.window.actions_.of["save-tracked"].isEnabled()

    assert not offered()
    seat.open()
    assert offered()
    paper = seat.program.folder / "paper.rst"
    paper.write_text("Words.\n", encoding="utf-8")
    seat.window.open(paper)
    assert not offered()


def test_a_word_documents_changes_are_decided_edited_besides_and_saved_as_changes_of_its_file(seat: Seat) -> None:
    run = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    gone = f'<w:del w:id="1" w:author="Ann">{run.format("old").replace("w:t", "w:delText")}</w:del>'
    new = f'<w:ins w:id="2" w:author="Ann">{run.format("new")}</w:ins>'
    picture = "<w:r><w:drawing/></w:r>"
    seat.path = seat.path.with_suffix(".docx")
    seat.path.write_bytes(docx(f"<w:p>{run.format('Some ')}{gone}{new}{run.format(' words')}{picture}</w:p><w:p/>"))
    window = seat.window
    window.open(seat.path)
    assert seat.open_document.state.text == "Some old words\ufffc\n\n"
    assert not window.isWindowModified()
    assert [item.proposal.reviser for item in seat.open_document.state.rounds[-1].round.live] == ["Ann"]
    window.workspace.set_mode(TextMode.REVIEW)
    seat.key(Qt.Key.Key_A)
    assert window.saving.save()
    read = WordDocument(seat.path.read_bytes(), "a.docx")
    assert read.text == "Some new words\ufffc\n\n"
    assert not read.changes
    text = window.workspace.text
    window.workspace.set_mode(TextMode.EDIT)
    cursor = text.textCursor()
    cursor.setPosition(4)
    text.setTextCursor(cursor)
    QTest.keyClicks(text, " more")
    assert window.saving.save()
    assert WordDocument(seat.path.read_bytes(), "a.docx").text == "Some more new words\ufffc\n\n"
    assert not window.isWindowModified()


def test_before_a_signed_document_is_saved_the_person_is_asked(seat: Seat) -> None:
    signed = shared("documents", "docx", "hello-world-signed.docx").read_bytes()
    seat.path = seat.path.with_suffix(".docx")
    seat.path.write_bytes(signed)
    window = seat.window
    window.open(seat.path)
    assert window.saving.save()  # nothing is changed
    window.workspace.set_mode(TextMode.EDIT)
    QTest.keyClicks(window.workspace.text, "Oh, ")
    answer("signed", "Do not save")
    assert not window.saving.save()
    assert seat.path.read_bytes() == signed
    copy = seat.path.with_name("copy.docx")
    name_file(copy)
    answer("signed", "Save as …")
    assert window.saving.save()
    assert seat.path.read_bytes() == signed
    assert WordDocument(copy.read_bytes(), "copy.docx").text.startswith("Oh, ")
    window.open(seat.path)
    QTest.keyClicks(window.workspace.text, "Oh, ")
    answer("signed", "Save, and break the signature")
    assert window.saving.save()
    assert WordDocument(seat.path.read_bytes(), "a.docx").text.startswith("Oh, ")
    assert "no longer holds" in window.message.label.text()
    QTest.keyClicks(window.workspace.text, "well, ")
    assert window.saving.save()


def test_what_the_file_holds_besides_words_stays_where_it_is_whatever_is_typed(seat: Seat) -> None:
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    seat.path = seat.path.with_suffix(".docx")
    seat.path.write_bytes(docx(f"<w:p>{run.format('One ')}<w:r><w:drawing/></w:r>{run.format(' two.')}</w:p>"))
    window = seat.window
    window.open(seat.path)
    text = window.workspace.text
    window.workspace.set_mode(TextMode.EDIT)
    text.selectAll()
    QTest.keyClick(text, Qt.Key.Key_Delete)
    text.flush()
    assert seat.open_document.state.text == text.page.text == "\ufffc\n"
    assert text.toPlainText() == "\ufffc\n"
    assert window.message.label.text() == KEPT
    text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(text, "Behind it.")
    text.flush()
    assert seat.open_document.state.text == text.page.text == "\ufffc\nBehind it.\n"
    assert text.textCursor().position() == len("\ufffc\nBehind it.")
    QTest.keyClicks(text, " More.")
    assert window.saving.save()
    assert WordDocument(seat.path.read_bytes(), "a.docx").text == "\ufffc\nBehind it. More.\n"
    for _ in range(3):
        window.edit.undo()
    assert seat.open_document.state.text == "One \ufffc two.\n"
