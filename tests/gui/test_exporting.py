"""Datasets out of the history from the window: what is previewed is what is written, byte for byte."""

import gc
import json
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from queue import Queue

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from reviser.core.edit import Verdict
from reviser.core.exchange import Exchange
from reviser.datasets.annotations import Annotation
from reviser.datasets.archive import MANIFEST
from reviser.datasets.formats import format_of_code, writable
from reviser.datasets.masking import Masks
from reviser.gui.dialogs.exporting import ExportDialog
from reviser.gui.main_window import MainWindow
from reviser.history.log.store import HistoryReader
from reviser.services.datasets.dataset_jobs import PREVIEWED, DatasetJobs, Job, StoppedError
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.importing import import_dataset
from reviser.services.rounds.open_document import OpenDocument
from reviser.services.sources import open_dataset as found
from tests.core.recording import propose
from tests.data import shared
from tests.gui.showing import window_of
from tests.services.desk import Desk, desk

TEXT = "We utilise 12 cats of Ann Miller. It was very good.\n"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


@pytest.fixture
def window(program: Desk, qtbot: QtBot) -> MainWindow:
    """Two documents with a round each; one is open."""
    made = window_of(program, qtbot)
    for name in ("b.txt", "a.txt"):
        (program.folder / name).write_text(TEXT, encoding="utf-8")
    decided(program, program.document_manager.open(program.folder / "b.txt"))
    made.open(program.folder / "a.txt")
    assert made.review is not None
    decided(program, made.review.open_document)
    return made


def decided(program: Desk, open_document: OpenDocument) -> None:
    round_state = program.round(open_document, propose(TEXT, "utilise", "use"), propose(TEXT, "very good", "great"))
    use, great = (item.id for item in round_state.round.live)
    open_document.decide([use], Verdict.ACCEPT)
    open_document.decide([great], Verdict.REJECT, reason="wrong")


def said(label: QLabel) -> str:
    """What it says; another test may have left the English plurals behind."""
    return label.text().replace("1 session ", "1 sessions ")


def opened(program: Desk, window: MainWindow) -> ExportDialog:
    window.commands.run("export")
    dialog = window.findChildren(ExportDialog)[-1]
    settle(program, dialog)
    return dialog


# Where not every edit of the document is a row.
WRITTEN = {
    "iterater-doc": "1 of 2 edits",
    "iterater-sent": "1 of 2 edits",
    "deliterater": "1 of 2 edits",
    "m2": "1 of 2 edits in 2 rows",
    "sessions": "2 edits in 1 row",
    "r3": "2 edits in 1 row",
}


def settle(program: Desk, dialog: ExportDialog) -> None:
    """Let everything come that was asked for."""
    if dialog.previewing:
        dialog.preview()
    while dialog.previewing or dialog.working or not program.idle:
        program.document_manager.receive(program.take())


def choose(program: Desk, dialog: ExportDialog, form: str) -> None:
    dialog.form.form.setCurrentIndex(dialog.form.form.findData(form))
    settle(program, dialog)


@pytest.mark.parametrize("form", [form.code for form in writable() if form.is_of_sessions])
def test_what_is_previewed_is_written(program: Desk, window: MainWindow, tmp_path: Path, form: str) -> None:
    dialog = opened(program, window)
    choose(program, dialog, form)
    shown = dialog.rows.toPlainText()
    assert shown
    output = tmp_path / "out"
    dialog.send(output)
    settle(program, dialog)
    assert said(dialog.status) == f"Written to {output}: {WRITTEN.get(form, '2 edits')}; 1 sessions checked."
    if not format_of_code(form).is_folder:
        assert output.read_text(encoding="utf-8").rstrip("\n").splitlines() == shown.splitlines()
    elif form == "r3":
        (written,) = (path for path in output.rglob("*.json") if not path.name.endswith(MANIFEST))
        assert shown == f"{written.relative_to(output).as_posix()}\n{written.read_text(encoding='utf-8').strip()}"
    else:
        assert (output / "README.md").is_file()


def test_requests_are_previewed_and_written(program: Desk, window: MainWindow, tmp_path: Path) -> None:
    assert window.review is not None
    asked = Exchange(
        "here", "small", "propose", "v-1", "[user]\nx\n\n[request]\nPOST /v1\n{}", "", 1, 2, None, 0.5, "stop"
    )
    program.round(window.review.open_document, asked)
    dialog = opened(program, window)
    choose(program, dialog, "calls")
    shown = dialog.rows.toPlainText().splitlines()
    assert [json.loads(line)["server"] for line in shown] == ["here"]
    dialog.send(tmp_path / "out")
    settle(program, dialog)
    assert (tmp_path / "out").read_text(encoding="utf-8").splitlines() == shown


def test_a_card_comes_with_a_file_where_it_is_ticked(program: Desk, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(program, window)
    choose(program, dialog, "preference")
    assert dialog.form.card.isEnabled()
    dialog.form.card.setChecked(True)
    dialog.send(tmp_path / "pairs.jsonl")
    settle(program, dialog)
    card = (tmp_path / "pairs.jsonl.card.md").read_text(encoding="utf-8")
    assert "# Edit decisions (preference)" in card
    assert '- split: "train"\n    path: "pairs.jsonl"' in card
    choose(program, dialog, "r3")
    assert not dialog.form.card.isEnabled(), "a folder has one in it"


def test_exact_parts_are_previewed_and_written(program: Desk, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(program, window)
    dialog.form.documents.tick()
    dialog.form.splits.setChecked(True)
    dialog.form.shares.setText("train=0.5,test=0.5")
    dialog.form.parted.setCurrentIndex(dialog.form.parted.findData("intent"))
    choose(program, dialog, "jsonl")
    dialog.preview()
    settle(program, dialog)
    assert "By part: train 2, test 2." in dialog.counts.text()
    dialog.send(tmp_path / "out")
    settle(program, dialog)
    for name in ("train", "test"):
        assert len((tmp_path / "out" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    dialog.form.shares.setText("train=rest,test=9")
    dialog.preview()
    settle(program, dialog)
    assert "2 documents cannot be divided into these parts" in dialog.status.text()


def test_the_document_in_hand_is_offered_first_and_all_can_be_taken(program: Desk, window: MainWindow) -> None:
    dialog = opened(program, window)
    assert dialog.form.documents.chosen() == {str(program.folder / "a.txt")}
    assert said(dialog.counts) == "2 edits chosen; 1 sessions checked."
    dialog.form.documents.tick()
    settle(program, dialog)
    assert said(dialog.counts) == "4 edits chosen; 2 sessions checked."
    dialog.form.verdicts.tick("reject")
    settle(program, dialog)
    assert said(dialog.counts) == "2 edits chosen; 2 sessions checked."
    dialog.form.verdicts.tick("rewrite")
    settle(program, dialog)
    assert said(dialog.counts) == "0 edits chosen; 0 sessions checked."
    dialog.form.verdicts.tick()
    dialog.form.since.setText("2999")
    settle(program, dialog)
    dialog.preview()
    settle(program, dialog)
    assert dialog.rows.toPlainText() == ""


def test_parts_and_masks(program: Desk, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(program, window)
    dialog.form.documents.tick()
    for check in dialog.form.masks.values():
        check.setChecked(True)
    dialog.form.names.setChecked(True)
    named = dialog.form.named
    assert {named.item(row).text() for row in range(named.count())} == {"Ann", "Miller"}
    named.tick("Miller")
    dialog.form.splits.setChecked(True)
    choose(program, dialog, "iterater-doc")
    assert "[NUMBER_1] cats of Ann [NAME_1]" in dialog.rows.toPlainText()
    dialog.form.others.setText(" very good,, Ann")
    dialog.preview()
    settle(program, dialog)
    assert "[NUMBER_1] cats of [NAME_1] [NAME_2]. It was [NAME_3]" in dialog.rows.toPlainText()
    dialog.form.others.clear()
    dialog.preview()
    settle(program, dialog)
    assert "By part: train " in dialog.counts.text()
    dialog.form.shares.setText("train=0.3")
    dialog.preview()
    assert "sum to 1" in dialog.status.text()
    dialog.form.shares.setText("train=0.5,test=0.5")
    dialog.send(tmp_path / "out")
    settle(program, dialog)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "README.md", "reviser.manifest.json", "test.jsonl", "train.jsonl",
    ]  # fmt: skip


def test_real_sessions_are_previewed_as_r3_has_them(program: Desk, window: MainWindow, tmp_path: Path) -> None:
    with found(shared("r3")) as source:
        import_dataset(program.store, source)
    dialog = opened(program, window)
    dialog.form.documents.tick()
    dialog.form.settings.tick("human_human", "system_human")
    choose(program, dialog, "r3")
    lines = dialog.rows.toPlainText().splitlines()
    assert len(lines) == PREVIEWED
    dialog.send(tmp_path / "out")
    settle(program, dialog)
    for name, shown in zip(lines[::2], lines[1::2], strict=True):
        assert (tmp_path / "out" / name).read_text(encoding="utf-8").startswith(shown)


def test_a_cancelled_preview_closes_what_it_reads_in_its_own_thread(program: Desk, window: MainWindow) -> None:
    """No other can close a connection; the error would, which holds all that was in hand."""

    class Cancelling(Masks):
        """Cancels the job when the first session comes by."""

        def pass_on(self, annotations: Iterable[Annotation]) -> Iterator[Annotation]:
            for save in annotations:
                jobs.get(timeout=10).cancel()
                yield save

    opened(program, window)
    jobs: Queue[Job] = Queue()
    ended: list[object] = []
    traffic = DatasetJobs(program.document_manager.background_tasks, program.document_manager.history_path)
    jobs.put(traffic.preview(ExportOrder("jsonl", masks=Cancelling()), ended.append, ended.append))
    while not program.idle:
        program.document_manager.receive(program.take())
    assert [type(each) for each in ended] == [StoppedError]
    ended.clear()
    gc.collect()


def test_no_export_replaces_the_history(program: Desk, window: MainWindow) -> None:
    dialog = opened(program, window)
    path = program.document_manager.history_path
    for name in (path, path.with_name(path.name + "-wal")):
        dialog.send(name)
        settle(program, dialog)
        assert "belongs to the history itself" in dialog.status.text()
    with closing(HistoryReader.open_to_read(path)) as reader:
        assert len(list(reader.documents())) == 2


def test_a_cancelled_export_leaves_nothing(program: Desk, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(program, window)
    dialog.send(tmp_path / "new" / "out.jsonl")
    settle(program, dialog)
    assert "cannot be written" in dialog.status.text()
    go_on = threading.Event()

    async def hold() -> None:
        """Keeps the background thread, so that the export begins after it was cancelled."""
        go_on.wait()

    program.document_manager.background_tasks.run(hold, lambda _: None, lambda _: None)
    dialog.send(tmp_path / "out.jsonl")
    dialog.stop_button.click()
    go_on.set()
    settle(program, dialog)
    assert dialog.status.text() == "Cancelled; nothing was left behind."
    assert not list(tmp_path.glob("*out*"))
    assert dialog.go_button.isEnabled()


def test_no_two_of_its_keys_are_the_same(program: Desk, window: MainWindow) -> None:
    dialog = opened(program, window)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    texts += [button.text() for button in dialog.findChildren(QAbstractButton) if not button.isHidden()]
    keys = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert sorted(keys) == sorted(set(keys))


def test_by_keys_alone(program: Desk, window: MainWindow) -> None:
    dialog = opened(program, window)
    assert all(
        widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        for widget in (dialog.form.form, dialog.form.documents, dialog.form.since, dialog.rows, dialog.go_button)
    )


def test_what_is_refused_leaves_no_rows_of_earlier_options(
    program: Desk, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(program, window)
    choose(program, dialog, "jsonl")
    assert dialog.rows.toPlainText()
    dialog.form.since.setText("yesterday")
    dialog.form.since.editingFinished.emit()
    settle(program, dialog)
    assert (dialog.rows.toPlainText(), dialog.counts.text()) == ("", "")
    assert "From and Until are dates" in dialog.status.text()
    dialog.form.since.setText("")
    dialog.form.since.editingFinished.emit()
    settle(program, dialog)
    assert dialog.rows.toPlainText()
    assert dialog.status.text() == ""
    monkeypatch.setitem(sys.modules, "errant", None)  # as where it is not installed
    dialog.form.error_types.setChecked(True)
    settle(program, dialog)
    assert dialog.rows.toPlainText() == ""
    assert "pip install 'reviser[errant]'" in dialog.status.text()
    choose(program, dialog, "deliterater")
    assert not dialog.form.error_types.isEnabled(), "it has no place for them"
    assert dialog.rows.toPlainText()
