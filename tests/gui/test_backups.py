"""Backups in the window, and what a person sees where the history cannot be opened."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from pytestqt.qtbot import QtBot

from reviser.errors import HistoryError
from reviser.gui.dialogs.backups import BackupsDialog
from reviser.gui.dialogs.history_trouble import HistoryTroubleDialog, repair_report
from reviser.gui.theme import Theme, palette_for
from reviser.gui.wording.translation import install_translation, remove_translation
from reviser.history.backup import list_backups
from reviser.history.log.store import Store
from reviser.history.recovery.verify import verify
from reviser.services.documents.backups import LostPart, Reason, Repaired, take_backup
from tests.gui.showing import window_of
from tests.gui.test_window import Seat, answer
from tests.history.sample import assert_is_sample, make
from tests.services.desk import desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with desk(tmp_path) as program:
        window = window_of(program, qtbot)
        yield Seat(program, window)


def wait(seat: Seat, until: Callable[[], object]) -> None:
    for _ in range(50):
        if until():
            return
        seat.program.document_manager.receive(seat.program.take())
    raise AssertionError("it never came")


def shown(seat: Seat) -> BackupsDialog:
    seat.window.commands.run("backups")
    return next(each for each in seat.window.findChildren(BackupsDialog) if each.isVisible())


def test_made_listed_and_restored_with_the_document_closed(seat: Seat) -> None:
    seat.open("Teh cat.\n")
    dialog = shown(seat)
    dialog.make_button.click()
    wait(seat, lambda: dialog.list.topLevelItemCount() == 1 and dialog.restore_button.isEnabled())
    dialog.reject()
    (seat.program.folder / "later.txt").write_text("Later.\n", encoding="utf-8")
    seat.window.open(seat.program.folder / "later.txt")
    assert len(seat.program.store.documents()) == 2
    dialog = shown(seat)
    wait(seat, dialog.restore_button.isEnabled)
    answer("restore", "Restore")
    dialog.restore_button.click()
    assert seat.window.review is None
    wait(seat, lambda: not dialog.isVisible())
    assert [row.title for row in seat.program.store.documents()] == ["a.txt"]
    assert "restored" in seat.window.message.label.text()
    assert [copy.reason for copy in list_backups(seat.program.store.path)] == [Reason.REPLACED, Reason.ASKED]
    seat.window.open(seat.program.folder / "a.txt")
    assert seat.open_document.state.text == "Teh cat.\n"


def test_one_is_made_by_itself_when_it_is_due_and_a_failure_is_said(seat: Seat) -> None:
    seat.open("Teh cat.\n")
    path = seat.program.store.path
    seat.window.backups.look()
    wait(seat, lambda: list_backups(path) and seat.program.idle)
    seat.window.backups.look()
    wait(seat, lambda: seat.program.idle)
    assert len(list_backups(path)) == 1
    taken = list_backups(path)[0].path
    taken.unlink()
    taken.with_name(taken.name + ".part").mkdir()  # nothing can be written there
    for second in range(1, 100):
        taken.with_name(taken.name.replace("000001Z", f"{second:06}Z") + ".part").mkdir(exist_ok=True)
    seat.window.backups.look()
    wait(seat, lambda: seat.program.idle)
    assert "No backup" in seat.window.message.label.text()


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    path = tmp_path / "history.db"
    make(path)
    take_backup(path, 5.0, Reason.DAY)
    content = bytearray(path.read_bytes())
    content[:100] = bytes(100)
    path.write_bytes(content)
    return path


def trouble(path: Path, qtbot: QtBot) -> HistoryTroubleDialog:
    with pytest.raises(HistoryError) as caught:
        Store.open(path)
    dialog = HistoryTroubleDialog(path, caught.value, Theme(palette_for("light"), 13))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_damaged_history_offers_its_backups(damaged: Path, qtbot: QtBot) -> None:
    before = damaged.read_bytes()
    dialog = trouble(damaged, qtbot)
    qtbot.waitUntil(dialog.restore_button.isEnabled)
    with qtbot.waitSignal(dialog.accepted):
        dialog.restore_button.click()
    with Store.open(damaged) as store:
        assert_is_sample(store)
    (aside,) = damaged.parent.glob("*.damaged-*.db")
    assert aside.read_bytes() == before


def test_a_damaged_history_offers_to_save_what_can_be_read(damaged: Path, qtbot: QtBot) -> None:
    before = damaged.read_bytes()
    dialog = trouble(damaged, qtbot)
    dialog.repair_button.click()
    qtbot.waitUntil(lambda: "saved" in dialog.reason.text())
    assert damaged.read_bytes() == before
    with qtbot.waitSignal(dialog.accepted):
        dialog.restore_button.click()
    assert verify(damaged) == []
    with Store.open(damaged) as store:
        assert_is_sample(store)


def test_a_repair_says_how_far_it_is_and_can_be_stopped(damaged: Path, qtbot: QtBot) -> None:
    before = damaged.read_bytes()
    dialog = trouble(damaged, qtbot)
    dialog.repair_button.click()
    assert (dialog.quit_button.text(), dialog.quit_button.isEnabled()) == ("&Stop", True)
    assert dialog.message.label.text() == "Copying the damaged file …"
    dialog.reject()
    qtbot.waitUntil(lambda: "stopped" in dialog.message.label.text() or "saved" in dialog.reason.text())
    assert dialog.isVisible()
    assert dialog.quit_button.text() == "&Quit"
    assert "stopped" in dialog.message.label.text()
    assert damaged.read_bytes() == before
    assert not list(damaged.parent.glob("*.repaired*"))
    dialog.repair_button.click()
    qtbot.waitUntil(lambda: "saved" in dialog.reason.text())
    with qtbot.waitSignal(dialog.rejected):
        dialog.quit_button.click()


def test_what_a_repair_came_to_is_said_in_the_windows_own_words(qapp: QCoreApplication) -> None:
    cut = (LostPart("Essay", 3, 2, True), LostPart("", 4, 0, False), LostPart("Lost", 0, 7, False))
    said = repair_report(Repaired(Path("x.db"), 5, cut, 6, 7))
    assert said == [
        "5 documents are complete.",
        "“Essay”: 3 steps of its history kept, 2 later steps lost; its newest stored text is kept.",
        "An untitled document: 4 steps of its history kept, what came later lost.",
        "“Lost” is lost: neither its beginning nor a text of it could be read.",
        "7 stored texts were damaged and left out.",
        "6 places of the file could not be read.",
    ]
    assert said == Repaired(Path("x.db"), 5, cut, 6, 7).sentences()
    before, translators = QLocale(), install_translation(qapp, "de")
    try:
        assert not set(repair_report(Repaired(Path("x.db"), 5, cut, 6, 7))) & set(said)
    finally:
        remove_translation(qapp, translators)
        QLocale.setDefault(before)


def test_what_is_no_damage_is_said_in_its_own_words(tmp_path: Path, qtbot: QtBot) -> None:
    dialog = trouble(tmp_path, qtbot)
    assert "is a folder" in dialog.reason.text()
    assert not dialog.repair_button.isVisible()
    assert not dialog.restore_button.isVisible()
    with qtbot.waitSignal(dialog.rejected):
        dialog.quit_button.click()
