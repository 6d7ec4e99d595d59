"""The library in the window: what is listed, found, opened, renamed, archived, deleted and brought back."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviser.core.edit import Edit, Verdict
from reviser.gui.dialogs.library import LibraryDialog
from reviser.gui.dialogs.rename import RenameDialog
from reviser.gui.main_window import MainWindow
from reviser.gui.panels.library_table import LibraryColumn, Shelf
from reviser.history.log.store import SCHEMA_VERSION
from reviser.history.search.indexing import Indexer
from tests.core.recording import propose
from tests.gui.showing import window_of
from tests.gui.test_window import answer
from tests.services.desk import Desk, desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
NAMES = ("alpha.txt", "Beta.txt", "gamma 10.txt", "gamma 9.txt")


class Shown:
    """A window with its library, over four documents of which the first was revised and is open."""

    def __init__(self, program: Desk, window: MainWindow, qtbot: QtBot) -> None:
        self.program = program
        self.window = window
        self.qtbot = qtbot

    @property
    def dialog(self) -> LibraryDialog:
        return next(each for each in self.window.findChildren(LibraryDialog) if each.isVisible())

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the worker's answers in until that is so."""
        for _ in range(200):
            if until():
                return
            self.program.document_manager.receive(self.program.take())
        raise AssertionError("it never came")

    def open(self) -> LibraryDialog:
        self.window.commands.run("library")
        known = self.dialog.model
        self.wait(lambda: bool(known.listing.shares) and all(entry.fresh for entry in known.listing.entries))
        return self.dialog

    def names(self, column: LibraryColumn = LibraryColumn.NAME) -> list[str]:
        found = self.dialog.found
        return [str(found.index(row, column).data()) for row in range(found.rowCount())]

    def choose(self, name: str) -> None:
        row = self.names().index(name)
        self.dialog.view.setCurrentIndex(self.dialog.found.index(row, 0))
        self.dialog.view.setFocus()

    def gone(self, name: str) -> None:
        self.wait(lambda: name not in self.names())

    def back(self, name: str) -> None:
        self.wait(lambda: name in self.names())

    def show_shelf(self, shelf: Shelf) -> None:
        self.dialog.shelves[shelf].click()


@pytest.fixture
def shown(tmp_path: Path, qtbot: QtBot) -> Iterator[Shown]:
    with desk(tmp_path) as program:
        window = window_of(program, qtbot, (1200, 800))
        for name in reversed(NAMES):
            (tmp_path / name).write_text(f"The text of {name} is very good, and it has a zebra{len(name)} in it.\n")
            window.open(tmp_path / name)
        assert window.documents.close_others()
        assert window.review is not None
        open_document = window.review.open_document
        text = open_document.state.text
        round_state = program.round(open_document, propose(text, "very good", "great"), propose(text, "has", "keeps"))
        open_document.decide([round_state.round.live[0].id], Verdict.ACCEPT)
        open_document.save()
        yield Shown(program, window, qtbot)


def test_each_column_says_and_sorts(shown: Shown) -> None:
    dialog = shown.open()
    assert shown.names() == ["alpha.txt", "Beta.txt", "gamma 10.txt", "gamma 9.txt"]
    assert shown.names(LibraryColumn.STATE) == ["In work: 1 to decide", *["Never revised"] * 3]
    assert shown.names(LibraryColumn.DECIDED) == ["50 %", "", "", ""]
    assert shown.names(LibraryColumn.ROUNDS) == ["1", "0", "0", "0"]
    assert shown.names(LibraryColumn.FORMAT) == ["Plain text"] * 4
    assert shown.names(LibraryColumn.FOLDER) == [str(shown.program.folder)] * 4
    assert dialog.count.text() == "4 documents"
    dialog.view.sortByColumn(LibraryColumn.NAME, Qt.SortOrder.AscendingOrder)
    assert shown.names() == ["alpha.txt", "Beta.txt", "gamma 9.txt", "gamma 10.txt"]
    dialog.view.sortByColumn(LibraryColumn.STATE, Qt.SortOrder.DescendingOrder)
    assert shown.names()[0] == "alpha.txt"
    for column in LibraryColumn:
        dialog.view.sortByColumn(column, Qt.SortOrder.AscendingOrder)
        assert len(shown.names()) == 4


def test_names_are_found_as_one_types_and_texts_behind_them(shown: Shown) -> None:
    dialog = shown.open()
    QTest.keyClicks(dialog.field, "GAMMA 1")
    assert shown.names() == ["gamma 10.txt"]
    dialog.field.clear()
    assert len(shown.names()) == 4
    with_index(shown)
    QTest.keyClicks(dialog.field, "zebra11")
    shown.qtbot.waitUntil(lambda: not dialog._timer.isActive())
    shown.wait(lambda: bool(shown.names()))
    assert shown.names() == ["gamma 9.txt"]
    QTest.keyClicks(dialog.field, "0000")
    assert shown.names() == []
    assert not dialog.open_button.isEnabled()


def with_index(shown: Shown) -> None:
    with Indexer.open(shown.program.store.path, SCHEMA_VERSION) as indexer:
        while indexer.step() is not None:
            pass


def test_enter_opens_and_what_is_open_stays(shown: Shown) -> None:
    dialog = shown.open()
    review = shown.window.review
    shown.choose("alpha.txt")
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert shown.window.review is review
    shown.open()
    QTest.keyClicks(dialog.field, "beta")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert shown.window.review is not None
    assert shown.window.review.open_document.document.path == shown.program.folder / "Beta.txt"


def test_what_is_deleted_comes_back_by_undo_and_from_its_list(shown: Shown) -> None:
    dialog = shown.open()
    shown.choose("Beta.txt")
    QTest.keyClick(dialog.view, Qt.Key.Key_Delete)
    shown.gone("Beta.txt")
    assert dialog.message.label.text() == "1 document deleted."
    dialog.undo_button.click()
    shown.back("Beta.txt")
    assert not dialog.undo_button.isVisibleTo(dialog)
    shown.choose("Beta.txt")
    dialog.delete_button.click()
    shown.gone("Beta.txt")
    shown.show_shelf(Shelf.DELETED)
    assert shown.names() == ["Beta.txt"]
    assert not dialog.open_button.isVisibleTo(dialog)
    shown.choose("Beta.txt")
    dialog.restore_button.click()
    shown.gone("Beta.txt")
    shown.show_shelf(Shelf.DOCUMENTS)
    assert "Beta.txt" in shown.names()
    assert (shown.program.folder / "Beta.txt").exists()


def test_the_open_document_is_closed_first_and_its_text_is_asked_about(shown: Shown) -> None:
    dialog = shown.open()
    assert shown.window.review is not None
    shown.window.review.open_document.change((Edit(0, "", "Now "),))
    shown.choose("alpha.txt")
    answer("unsaved", "Cancel")
    QTest.keyClick(dialog.view, Qt.Key.Key_Delete)
    assert shown.window.review is not None
    assert len(shown.program.store.documents()) == 4
    shown.window.review.open_document.undo()
    QTest.keyClick(dialog.view, Qt.Key.Key_Delete)
    assert shown.window.stack.currentWidget() is shown.window.welcome
    assert len(shown.program.store.documents()) == 3
    assert not (shown.program.folder / "alpha.txt").read_text().startswith("Now")


def test_deleting_for_good_asks_and_then_nothing_is_left(shown: Shown) -> None:
    dialog = shown.open()
    shown.choose("Beta.txt")
    dialog.delete_button.click()
    shown.gone("Beta.txt")
    shown.show_shelf(Shelf.DELETED)
    shown.choose("Beta.txt")
    answer("purge", "Keep it")
    dialog.purge_button.click()
    assert shown.names() == ["Beta.txt"]
    answer("purge", "Delete permanently")
    dialog.purge_button.click()
    shown.wait(lambda: dialog.message.label.text() == "Deleted permanently.")
    shown.gone("Beta.txt")
    for name in ("history.db", "history.db-wal"):
        assert b"zebra8" not in (shown.program.folder / name).read_bytes()
    assert (shown.program.folder / "Beta.txt").exists()


def test_archived_ones_are_out_of_the_way_until_asked_for(shown: Shown) -> None:
    dialog = shown.open()
    shown.choose("Beta.txt")
    dialog.archive_button.click()
    shown.gone("Beta.txt")
    assert dialog.shelves[Shelf.ARCHIVED].text() == "Archived (1)"
    shown.show_shelf(Shelf.ARCHIVED)
    assert shown.names() == ["Beta.txt"]
    shown.choose("Beta.txt")
    assert dialog.archive_button.text() == "Take out of the &archive"
    dialog.archive_button.click()
    shown.gone("Beta.txt")
    shown.show_shelf(Shelf.DOCUMENTS)
    assert "Beta.txt" in shown.names()


@pytest.mark.parametrize("file_too", [False, True])
def test_renaming_asks_about_the_file(shown: Shown, file_too: bool) -> None:
    dialog = shown.open()
    shown.choose("Beta.txt")
    QTest.keyClick(dialog.view, Qt.Key.Key_F2)
    (asking,) = dialog.findChildren(RenameDialog)
    assert asking.file_too.isVisible()
    asking.field.setText("Delta")
    asking.file_too.setChecked(file_too)
    asking.accept()
    shown.back("Delta.txt" if file_too else "Delta")
    assert (shown.program.folder / "Delta.txt").exists() is file_too


def test_the_file_of_the_open_document_is_not_offered(shown: Shown) -> None:
    dialog = shown.open()
    shown.choose("alpha.txt")
    QTest.keyClick(dialog.view, Qt.Key.Key_F2)
    (asking,) = dialog.findChildren(RenameDialog)
    assert not asking.file_too.isVisible()
    asking.reject()


def test_a_vanished_file_is_said_and_its_document_opens_all_the_same(shown: Shown) -> None:
    (shown.program.folder / "Beta.txt").unlink()
    dialog = shown.open()
    shown.wait(lambda: bool(dialog.model.listing.missing))
    assert "Never revised · file missing" in shown.names(LibraryColumn.STATE)
    shown.choose("Beta.txt")
    dialog.open_button.click()
    assert shown.window.review is not None
    assert "zebra8" in shown.window.review.open_document.state.text


def test_the_first_screen_leads_here(shown: Shown) -> None:
    assert shown.window.documents.close()
    shown.window.welcome.library_button.click()
    assert shown.dialog.isVisible()
    QTest.keyClick(shown.dialog, Qt.Key.Key_Escape)
    assert not any(each.isVisible() for each in shown.window.findChildren(LibraryDialog))


def test_a_held_history_is_said_and_it_is_done_when_it_is_free(shown: Shown, tmp_path: Path) -> None:
    dialog = shown.open()
    shown.choose("Beta.txt")
    with closing(sqlite3.connect(tmp_path / "history.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        dialog.archive_button.click()
        assert "Saving" in dialog.message.label.text()
        other.execute("ROLLBACK")
    shown.qtbot.waitUntil(lambda: not dialog.attempts.waiting)
    shown.gone("Beta.txt")
