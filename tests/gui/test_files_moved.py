"""What happens in the window when a document's file is moved, renamed, replaced or gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviser.gui.text.text_view import TextMode
from tests.gui.showing import window_of
from tests.gui.test_window import Seat, answer
from tests.services.desk import desk

TEXT = "Teh cat sat.\n"
TYPED = "Dear Anna, "

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with desk(tmp_path) as program:
        window = window_of(program, qtbot)
        yield Seat(program, window)


def begun(seat: Seat, name: str = "a.txt", text: str = TEXT, typed: str = TYPED) -> Path:
    """A document that is open with something typed at its beginning, not saved."""
    path = seat.program.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    seat.window.open(path)
    seat.window.workspace.set_mode(TextMode.EDIT)
    QTest.keyClicks(seat.window.workspace.text, typed)
    seat.window.workspace.text.flush()
    return path


def said(seat: Seat) -> str:
    return seat.window.message.label.text()


def count(seat: Seat) -> int:
    return len(seat.program.store.documents())


def test_gone_while_open_it_is_made_again_where_the_person_says_so(seat: Seat) -> None:
    path = begun(seat)
    path.unlink()
    answer("overwrite", "Save it again")
    assert seat.window.saving.save()
    assert path.read_text(encoding="utf-8") == TYPED + TEXT


def test_gone_while_open_and_the_person_does_not_save(seat: Seat) -> None:
    path = begun(seat)
    path.unlink()
    answer("overwrite", "Do not save")
    assert not seat.window.saving.save()
    assert not path.exists()
    assert seat.open_document.state.text == TYPED + TEXT


def test_renamed_while_open_it_goes_on_under_its_new_name(seat: Seat) -> None:
    path = begun(seat)
    number = seat.open_document.document_id
    new = path.with_name("b.txt")
    path.rename(new)
    answer("unsaved", "Leave the file as it is")
    seat.window.open(new)
    assert seat.open_document.document_id == number
    assert seat.open_document.state.text == TYPED + TEXT
    assert seat.window.saving.save()
    assert new.read_text(encoding="utf-8") == TYPED + TEXT
    assert not path.exists()
    assert count(seat) == 1


def test_replaced_by_a_folder(seat: Seat) -> None:
    path = begun(seat)
    path.unlink()
    path.mkdir()
    assert not seat.window.saving.save()
    assert said(seat)
    assert seat.open_document.state.text == TYPED + TEXT
    answer("unsaved", "Leave the file as it is")
    seat.window.documents.open_document(seat.open_document.document_id)
    assert "folder" in said(seat)


def test_on_a_drive_that_was_removed(seat: Seat) -> None:
    path = begun(seat, "drive/a.txt")
    number = seat.open_document.document_id
    away = path.parent.with_name("away")
    path.parent.rename(away)
    assert not seat.window.saving.save()
    assert said(seat).endswith(".")
    answer("unsaved", "Leave the file as it is")
    assert seat.window.documents.close()
    seat.window.documents.open_document(number)  # its text is in the history
    assert seat.open_document.state.text == TYPED + TEXT
    away.rename(path.parent)
    answer("unsaved", "Leave the file as it is")
    seat.window.open(path)
    assert seat.open_document.document_id == number
    assert seat.open_document.state.text == TYPED + TEXT


def test_renamed_to_anothers_name(seat: Seat) -> None:
    """What was in the other document does not come into this one unseen: it opens with the file's text, as a change."""
    first = begun(seat, "a.txt", "The first text.\n", "")
    one = seat.open_document.document_id
    second = begun(seat, "b.txt", "Quite another text.\n", "")
    other = seat.open_document.document_id
    first.replace(second)
    seat.window.open(second)
    assert seat.open_document.state.text == "The first text.\n"
    assert seat.open_document.document_id in {one, other}
    assert count(seat) == 2
    seat.window.documents.open_document(other)
    texts = {seat.program.store.known_text(row.id) for row in seat.program.store.documents()}
    assert "The first text.\n" in texts


def test_two_that_were_swapped(seat: Seat) -> None:
    """Each name shows what is in its file, and nothing of either is lost."""
    first = begun(seat, "a.txt", "The first text.\n", "")
    second = begun(seat, "b.txt", "Quite another text.\n", "")
    third = first.with_name("c.txt")
    first.rename(third)
    second.rename(first)
    third.rename(second)
    seat.window.open(first)
    assert seat.open_document.state.text == "Quite another text.\n"
    seat.window.open(second)
    assert seat.open_document.state.text == "The first text.\n"
    assert count(seat) == 2
    assert first.read_text(encoding="utf-8") == "Quite another text.\n"
