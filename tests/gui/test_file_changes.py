"""A file that another program writes while its document is open, and a document whose typing was never saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviser.core.edit import Edit
from reviser.core.events import Changed
from reviser.gui.text.text_view import TextMode
from reviser.history.log.store import Store
from tests.gui.test_window import TEXT, Seat, answer
from tests.gui.test_window import seat as seat  # a fixture

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def come_back(seat: Seat) -> None:
    """The window gets the focus; what it looks for in the background is found."""
    seat.window.saving.look_at_file()
    while seat.program.document_manager.background_tasks.waiting:
        seat.program.document_manager.receive(seat.program.take())


def type_first(seat: Seat, letters: str) -> None:
    seat.window.workspace.set_mode(TextMode.EDIT)
    QTest.keyClicks(seat.window.workspace.text, letters)
    seat.window.workspace.text.flush()


def test_nothing_is_said_of_a_file_that_is_as_it_was(seat: Seat) -> None:
    seat.open("One.\n")
    come_back(seat)
    assert not seat.window.message.isVisible()


def test_a_file_changed_outside_is_noticed_and_read_again_by_a_button(seat: Seat) -> None:
    seat.open("One.\nTwo.\n")
    type_first(seat, "My ")
    seat.path.write_text("One.\nTwo and three.\n")
    come_back(seat)
    assert seat.window.message.label.text().startswith("Changed on disk")
    seat.window.message.act_button.click()
    assert seat.open_document.state.text == "My One.\nTwo and three.\n"
    assert not seat.window.message.isVisible()
    seat.window.edit.undo()
    assert seat.open_document.state.text == "My One.\nTwo.\n"
    come_back(seat)
    assert not seat.window.message.isVisible()


def test_the_question_before_overwriting_reads_the_file_again_too(seat: Seat) -> None:
    seat.open("One.\n")
    type_first(seat, "My ")
    seat.path.write_text("One and two.\n")
    answer("overwrite", "Read it again")
    assert not seat.window.saving.save()
    assert (seat.open_document.state.text, seat.path.read_text()) == ("My One and two.\n", "One and two.\n")
    assert seat.window.saving.save()
    assert seat.path.read_text() == "My One and two.\n"


def test_reopening_shows_what_was_typed_and_offers_the_file(
    seat: Seat, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other") / "b.txt"
    other.write_text("Other.\n")
    seat.open("One.\n")
    type_first(seat, "My ")
    answer("unsaved", "Leave the file as it is")
    assert seat.window.documents.close()
    seat.window.open(other)
    assert not seat.window.message.isVisible()
    seat.window.open(seat.path)
    assert seat.open_document.state.text == "My One.\n"
    assert "the file does not have them yet" in seat.window.message.label.text()
    seat.window.message.act_button.click()
    assert seat.open_document.state.text == "One.\n"
    seat.window.edit.undo()
    assert seat.open_document.state.text == "My One.\n"


def test_a_file_that_is_gone_is_said_and_can_be_saved_again(seat: Seat) -> None:
    seat.open("One.\n")
    seat.path.unlink()
    come_back(seat)
    assert seat.window.message.label.text().startswith("The file is gone")
    seat.window.message.act_button.click()
    assert seat.path.read_text() == "One.\n"


def test_what_was_said_of_unsaved_text_goes_when_it_is_saved(seat: Seat) -> None:
    seat.open("One.\n")
    type_first(seat, "My ")
    answer("unsaved", "Leave the file as it is")
    assert seat.window.documents.close()
    seat.window.open(seat.path)
    assert seat.window.message.isVisible()
    assert seat.window.saving.save()
    assert not seat.window.message.isVisible()


def test_what_cannot_be_kept_is_not_said_to_be_saved_and_stays_on_the_screen(seat: Seat) -> None:
    """Another window went on with the document: what is typed here is kept no longer."""
    seat.open("One.\n")
    with Store.open(seat.program.store.path) as other:
        number = seat.open_document.document_id
        other.append(number, Changed((Edit(0, "", "Theirs "),)), results=[], last=other.records(number)[-1].seq)
    type_first(seat, "My ")
    assert not seat.window.saving.save()
    assert "Not saved" in seat.window.message.label.text()
    assert seat.window.workspace.text.toPlainText().startswith("My One.")
    assert seat.path.read_text() == "One.\n"


def test_saving_says_that_undecided_proposals_are_not_in_the_file(seat: Seat) -> None:
    seat.open()
    seat.round()
    seat.key(Qt.Key.Key_A)
    assert seat.window.saving.save()
    assert seat.window.workspace.note.text() == "Saved without 2 undecided proposals"
    assert seat.path.read_bytes() == TEXT.replace("teh", "the", 1).encode()
    seat.key(Qt.Key.Key_A)
    seat.key(Qt.Key.Key_X)
    assert seat.window.saving.save()
    assert seat.window.workspace.note.text() == "Saved"


def test_a_document_that_is_open_in_a_word_processor_is_said_when_it_is_opened_and_saved(seat: Seat) -> None:
    lock = seat.path.with_name(f".~lock.{seat.path.name}#")
    lock.write_text("Ann,ann,laptop,28.11.2026 10:12,file:///home/ann;", encoding="utf-8")
    seat.open("One.\n")
    said = "a.txt seems to be open in LibreOffice by Ann"
    assert seat.window.message.label.text().startswith(said)
    seat.window.message.dismiss()
    type_first(seat, "My ")
    assert seat.window.saving.save()
    assert seat.window.message.label.text().startswith(said)
    assert seat.path.read_text() == "My One.\n"
    seat.window.message.dismiss()
    lock.unlink()
    type_first(seat, "My ")
    assert seat.window.saving.save()
    assert not seat.window.message.isVisible()
