"""Datasets into the history from the window: any format, its faults said, and on to reviewing what came in."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviser.core.edit import Verdict
from reviser.core.round_state import Status
from reviser.gui.dialogs.importing import ImportDialog
from reviser.gui.main_window import MainWindow
from tests.data import shared
from tests.gui.showing import window_of
from tests.services.desk import Desk, desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)
EDIT = {
    "type": "R",
    "before": "utilise",
    "after": "use",
    "start_char_pos": 3,
    "end_char_pos": 10,
    "major_intent": "clarity",
    "raw_intents": ["clarity"],
}
RECORD = {
    "doc_id": "1",
    "revision_depth": "1",
    "before_revision": "We utilise it.",
    "after_revision": "We use it.",
    "edit_actions": [EDIT],
    "sents_char_pos": [0],
    "domain": "wiki",
}


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


@pytest.fixture
def window(program: Desk, qtbot: QtBot) -> MainWindow:
    return window_of(program, qtbot)


def opened(window: MainWindow) -> ImportDialog:
    window.commands.run("import")
    return window.findChildren(ImportDialog)[-1]


def import_dataset(program: Desk, dialog: ImportDialog, path: Path) -> None:
    dialog.path.setText(str(path))
    dialog.begin()
    while dialog.working or not program.idle:
        program.document_manager.receive(program.take())


def test_an_import_is_said_opened_and_decided(program: Desk, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "revisions.jsonl"
    wrong = RECORD | {"doc_id": "2", "edit_actions": [EDIT | {"before": "use"}]}
    path.write_text(json.dumps(RECORD) + "\n{\n" + json.dumps(wrong) + "\n", encoding="utf-8")
    dialog = opened(window)
    import_dataset(program, dialog, path)
    assert dialog.status.text().startswith("1 session")
    assert "2 records are damaged" in dialog.status.text()
    lines = dialog.damaged.toPlainText().splitlines()
    assert [line.split(": ")[0] for line in lines] == ["revisions.jsonl:2", "revisions.jsonl:3 edit 1"]
    import_dataset(program, dialog, path)
    assert "existed already" in dialog.status.text()
    assert dialog.documents.count() == 1
    dialog.documents.setCurrentRow(0)
    dialog.open_button.click()
    assert window.review is not None
    # Its writer made the edit, so it is decided; it is decided again like any.
    assert window.review.state.text == "We use it."
    round_state = window.review.state.round_state
    assert round_state is not None
    (item,) = round_state.round.live
    QTest.keyClick(window.workspace.text, Qt.Key.Key_F8)
    QTest.keyClick(window.workspace.text, Qt.Key.Key_X)
    assert window.review.status(item) is Status.REJECTED
    assert window.review.state.text == "We utilise it."


def test_real_decisions_of_r3_are_opened_and_decided(program: Desk, window: MainWindow) -> None:
    dialog = opened(window)
    import_dataset(program, dialog, shared("r3"))
    assert "can be counted and exported, not decided" in dialog.status.text()
    assert dialog.documents.count() == 95
    titles = [dialog.documents.item(row).text() for row in range(95)]
    dialog.documents.setCurrentRow(next(row for row, title in enumerate(titles) if "system_human" in title))
    dialog.documents.itemActivated.emit(dialog.documents.currentItem())
    assert window.review is not None
    round_state = window.review.state.round_state
    assert round_state is not None
    live = round_state.round.live
    assert live
    before = {item.id: made.decision.verdict for item in live if (made := round_state.decisions.get(item.id))}
    window.review.choose(live[0].id)
    window.workspace.decide(Verdict.REJECT if before.get(live[0].id) is Verdict.ACCEPT else Verdict.ACCEPT)
    after = window.review.state.round_state
    assert after is not None
    assert after.decisions[live[0].id].decision.verdict is not before.get(live[0].id)


def test_what_is_no_dataset_is_said(program: Desk, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(window)
    import_dataset(program, dialog, tmp_path / "nowhere")
    assert "There is no" in dialog.status.text()
    (tmp_path / "a.bin").write_bytes(b"\x00\x01")
    import_dataset(program, dialog, tmp_path / "a.bin")
    assert "has an unknown format" in dialog.status.text()
    assert not dialog.working


def test_an_import_can_be_cancelled_and_goes_on_later(program: Desk, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps(RECORD | {"doc_id": str(n)}) + "\n" for n in range(200)), encoding="utf-8")
    dialog = opened(window)
    dialog.path.setText(str(path))
    dialog.begin()
    dialog.stop_button.click()
    while dialog.working:
        program.document_manager.receive(program.take())
    assert dialog.status.text() == "Cancelled. Imported sessions are kept; importing again adds the rest."
    import_dataset(program, dialog, path)
    assert len(list(program.store.imports())) == 200
