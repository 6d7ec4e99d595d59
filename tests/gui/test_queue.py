"""Annotation work in the window: whose decisions these are, the queues, and other histories merged into this one."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QInputDialog
from pytestqt.qtbot import QtBot

from reviser.core.edit import Edit, Intent, Proposal
from reviser.gui.dialogs.merging import MergingDialog
from reviser.gui.dialogs.queue import QueueDialog
from reviser.gui.dialogs.settings import SettingsDialog
from reviser.gui.main_window import MainWindow
from reviser.gui.settings_pages import SettingsPage
from reviser.history.log.store import HistoryReader, Store
from reviser.services.datasets import queues
from reviser.services.datasets.queues import QueueState
from tests.documents.docx.making import docx
from tests.gui.showing import window_of
from tests.services.desk import Desk, desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TEXT = "One two three four five six.\n"


def proposal(before: str) -> Proposal:
    return Proposal(Edit(TEXT.index(before), before, before.upper()), Intent.STYLE, "m", f"r/{before}", "Louder.")


class Shown:
    """A window over a history in which Anna and Ben are each to judge two documents."""

    def __init__(self, program: Desk, window: MainWindow) -> None:
        self.program = program
        self.window = window

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the worker's answers in until that is so."""
        for _ in range(200):
            if until():
                return
            self.program.document_manager.receive(self.program.take())
        raise AssertionError("it never came")

    def dialog(self) -> QueueDialog:
        """The queues, when they are listed."""
        self.window.commands.run("queue")
        found = next(each for each in self.window.findChildren(QueueDialog) if each.isVisible())
        self.wait(lambda: found.table.rowCount() > 0)
        return found

    def rows(self, dialog: QueueDialog) -> list[list[str]]:
        table = dialog.table
        cells = [[table.item(row, column) for column in range(4)] for row in range(table.rowCount())]
        return [[cell.text() if cell else "" for cell in row] for row in cells]

    @property
    def decided_by(self) -> list[str]:
        assert self.window.review is not None
        round_state = self.window.review.state.round_state
        assert round_state is not None
        return [made.annotator for made in round_state.decisions.values()]


@pytest.fixture
def shown(tmp_path: Path, qtbot: QtBot) -> Iterator[Shown]:
    with desk(tmp_path) as program:
        for name in ("a.txt", "b.txt"):
            open_document = program.open(name, TEXT + name)
            program.round(open_document, proposal("One"), proposal("two"), proposal("three"))
            program.document_manager.close(open_document)
            queues.add(program.store, open_document.document_id, ["Anna", "Ben"])
        window = window_of(program, qtbot, (1200, 800))
        yield Shown(program, window)


def test_the_open_document_is_queued_from_the_window(shown: Shown) -> None:
    dialog = shown.dialog()
    assert not dialog.add_button.isEnabled()  # nothing is open
    dialog.close()
    shown.window.documents.open_document(1)
    dialog = shown.dialog()
    assert dialog.add_button.isEnabled()
    dialog.add_button.click()
    assert dialog.note.text() == "Name the annotators first."
    before = {entry.id for entry in shown.program.store.queued()}
    dialog.judges.setText("Cleo, Dan,")
    dialog.add_button.click()
    new = [entry for entry in shown.program.store.queued() if entry.id not in before]
    assert [(entry.annotator, entry.given_id) for entry in new] == [("Cleo", 1), ("Dan", 1)]
    shown.wait(lambda: dialog.table.rowCount() == len(before) + 2)
    assert dialog.judges.text() == ""


def test_files_and_folders_are_queued_from_the_window(shown: Shown, tmp_path: Path, qtbot: QtBot) -> None:
    def queued() -> None:
        qtbot.waitUntil(lambda: not dialog.queueing)

    folder = tmp_path / "new"
    folder.mkdir()
    for name in ("c.txt", "d.md", "e.png"):
        (folder / name).write_text(f"One {name}.\n", encoding="utf-8")
    dialog = shown.dialog()
    dialog.add_files([folder])
    assert dialog.note.text() == "Name the annotators first."
    dialog.judges.setText("Cleo")
    dialog.add_files([folder, tmp_path / "a.txt"])
    queued()
    shown.wait(lambda: dialog.table.rowCount() == 7)
    assert [row[:2] for row in shown.rows(dialog)[4:]] == [["c.txt", "Cleo"], ["d.md", "Cleo"], ["a.txt", "Cleo"]]
    assert dialog.note.text() == "3 queued. 0 of 7 done"
    assert dialog.judges.text() == ""
    dialog.judges.setText("Dan, Eve")
    dialog.add_files([tmp_path / "b.txt", folder / "c.txt", folder / "e.png"])
    queued()
    shown.wait(lambda: dialog.note.text().startswith("2 queued. 2 not queued: "))
    assert "Nothing has been proposed in c.txt" in dialog.note.text()
    assert dialog.judges.text() == "Dan, Eve"
    dialog.judges.setText("Cleo")
    dialog.add_files([folder / "c.txt"])
    queued()
    shown.wait(lambda: dialog.note.text().startswith("1 existed already. "))
    dialog.judges.setText("Cleo")
    dialog.add_files([folder / "none.txt"])
    assert "There is no" in dialog.note.text()


def press(window: MainWindow, key: Qt.Key) -> None:
    window.workspace.text.setFocus()
    QTest.keyClick(window.workspace.text, key)


def test_a_queue_is_listed_filtered_opened_decided_and_closed(shown: Shown) -> None:
    window, store = shown.window, shown.program.store
    dialog = shown.dialog()
    assert shown.rows(dialog)[0] == ["a.txt", "Anna", "To do", "0 of 3"]
    assert len(shown.rows(dialog)) == 4
    dialog.annotator.setCurrentText("Ben")
    assert [row[:2] for row in shown.rows(dialog)] == [["a.txt", "Ben"], ["b.txt", "Ben"]]
    dialog.state.setCurrentText("Done")
    assert shown.rows(dialog) == []
    assert not dialog.open_button.isEnabled()
    dialog.state.setCurrentIndex(0)
    dialog.next_button.click()
    assert not dialog.isVisible()
    assert window.windowTitle().startswith("a.txt")
    assert window.workspace.status.annotator.text() == "Ben ▾"
    assert window.workspace.status.annotator.isVisible()
    press(window, Qt.Key.Key_F8)
    press(window, Qt.Key.Key_A)
    press(window, Qt.Key.Key_X)
    assert shown.decided_by == ["Ben", "Ben"]
    assert [entry.state for entry in store.queued() if entry.annotator == "Ben"] == [
        QueueState.IN_WORK,
        QueueState.TO_DO,
    ]
    # Done opens the next, and nobody asks about a file: there is none.
    window.commands.run("queue-done")
    assert window.windowTitle().startswith("b.txt")
    assert [entry.state for entry in store.queued() if entry.annotator == "Ben"] == [
        QueueState.DONE,
        QueueState.IN_WORK,
    ]
    window.commands.run("queue-done")
    assert "Nothing is left in the queue of Ben" in window.message.label.text()
    dialog = shown.dialog()
    assert shown.rows(dialog) == [["a.txt", "Ben", "Done", "2 of 3"], ["b.txt", "Ben", "Done", "0 of 3"]]
    assert "2 of 2 done" in dialog.note.text()


def test_the_tracked_changes_of_word_documents_are_judged_from_a_queue(
    shown: Shown, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    change = f'<w:ins w:id="1" w:author="Bo">{run.format("new ")}</w:ins>'
    (folder / "paper.docx").write_bytes(docx(f"<w:p>{run.format('Some ')}{change}{run.format('words.')}</w:p>"))
    (folder / "~$paper.docx").write_bytes(b"\x02Bo")
    dialog = shown.dialog()
    dialog.judges.setText("Dan, Eve")
    dialog.add_files([folder])
    qtbot.waitUntil(lambda: not dialog.queueing)
    shown.wait(lambda: dialog.note.text().startswith("2 queued. "))
    dialog.annotator.setCurrentText("Eve")
    assert shown.rows(dialog) == [["paper.docx", "Eve", "To do", "0 of 1"]]
    dialog.next_button.click()
    press(shown.window, Qt.Key.Key_F8)
    press(shown.window, Qt.Key.Key_A)
    assert shown.decided_by == ["Eve"]
    assert shown.window.review is not None
    assert shown.window.review.state.text == "Some new words.\n"
    shown.window.commands.run("queue-done")
    assert [entry.state for entry in shown.program.store.queued() if entry.annotator == "Eve"] == [QueueState.DONE]


def test_an_entry_is_closed_reopened_and_removed_from_the_list(shown: Shown) -> None:
    dialog = shown.dialog()
    dialog.done_button.click()
    shown.wait(lambda: shown.rows(dialog)[0][2] == "Done")
    dialog.again_button.click()
    shown.wait(lambda: shown.rows(dialog)[0][2] == "To do")
    dialog.remove_button.click()
    shown.wait(lambda: len(shown.rows(dialog)) == 3)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert shown.window.queue.annotator == "Ben"


def test_who_decides_is_chosen_and_shown(shown: Shown, tmp_path: Path) -> None:
    window = shown.window
    window.open(tmp_path / "a.txt")
    button = window.workspace.status.annotator
    assert not button.isVisible()
    window.commands.run("annotator")
    window.queue.menu.close()
    window.queue.menu.actions()[0].trigger()
    (ask,) = window.findChildren(QInputDialog)
    ask.setTextValue("  Cleo  D. ")
    ask.accept()
    assert (button.text(), button.isVisible()) == ("Cleo D. ▾", True)
    press(window, Qt.Key.Key_F8)
    press(window, Qt.Key.Key_A)
    window.queue.decide_as("Anna")
    press(window, Qt.Key.Key_A)
    assert shown.decided_by == ["Cleo D.", "Anna"]
    button.click()
    window.queue.menu.close()
    names = [action.text() for action in window.queue.menu.actions() if action.isCheckable()]
    assert names == ["Anna", "Cleo D.", "&No name"]
    window.queue.menu.actions()[1].trigger()
    assert window.document_manager.settings.annotators == ("Cleo D.", "Anna")
    window.queue.menu.actions()[-1].trigger()
    assert not button.isVisible()


def test_the_settings_have_the_name(shown: Shown) -> None:
    window = shown.window
    window.queue.decide_as("Anna")
    window.settings.show(SettingsPage.REVIEWING)
    (dialog,) = window.findChildren(SettingsDialog)
    assert dialog.annotator.currentText() == "Anna"
    dialog.annotator.setEditText(" Ben ")
    dialog.accept()
    assert window.queue.annotator == "Ben"
    assert window.document_manager.settings.annotators == ("Ben", "Anna")


def test_another_history_is_merged_with_a_summary(shown: Shown, tmp_path: Path) -> None:
    window = shown.window
    other = Path(shutil.copy(tmp_path / "history.db", tmp_path / "other.db"))
    with Store.open(other) as store:
        store.add_words("reviser")
        store.add_document(path=None, title="c", text="C.", format="plain text", encoding="utf-8", bom=b"")
    window.open(tmp_path / "a.txt")
    window.queue.merge([other])
    (dialog,) = window.findChildren(MergingDialog)
    assert "other.db: being checked" in dialog.outcome.text()
    shown.wait(lambda: dialog.ended)
    assert dialog.outcome.text().splitlines() == ["other.db", "New documents: 1", "Words: 1"]
    dialog.reject()
    assert window.review is not None
    with HistoryReader.open_to_read(tmp_path / "history.db") as reader:
        assert len(reader.documents()) == 7
    window.queue.merge([tmp_path / "none.db"])
    dialog = window.findChildren(MergingDialog)[-1]
    shown.wait(lambda: dialog.ended)
    assert "There is no history" in dialog.outcome.text()
    dialog.reject()


def test_dialogs_close_while_they_wait(shown: Shown) -> None:
    shown.window.commands.run("queue")
    for dialog in shown.window.findChildren(QDialog):
        dialog.reject()
    assert shown.window.isVisible()
