"""A window in German has no English in it, whatever goes wrong: each situation is brought up, and all that is to be
seen is compared with the strings of the program."""

import json
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reviser.core.edit import Remark
from reviser.core.text import Span
from reviser.gui.dialogs.exporting import ExportDialog
from reviser.gui.dialogs.history_trouble import HistoryTroubleDialog
from reviser.gui.dialogs.importing import ImportDialog
from reviser.gui.dialogs.merging import MergingDialog
from reviser.gui.text.text_view import TextMode
from reviser.gui.theme import Theme, palette_for
from reviser.gui.wording.translation import install_translation, remove_translation
from reviser.history.connection import damaged_error
from reviser.messages import message
from reviser.plugins import DOCUMENT_FORMATS, Plugin, unusable
from reviser.revisers.net.server_errors import ServerProblem, error_of
from reviser.services.documents.backups import Reason, take_backup
from tests.documents.docx.making import docx
from tests.gui import looking
from tests.gui.english import EnglishStrings, english, shown
from tests.gui.showing import window_of
from tests.gui.situations import select
from tests.gui.test_cut import settle
from tests.gui.test_servers import CANARY
from tests.gui.test_servers import Seat as ServersSeat
from tests.gui.test_window import TEXT, Seat
from tests.history.sample import make
from tests.services.desk import desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
MOVED = '<w:moveTo w:id="1" w:author="B" w:date="D"><w:r><w:t>moved</w:t></w:r></w:moveTo>'
BOX = "<w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r>"
PROTECTED = (
    '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>'
)


@cache
def strings() -> EnglishStrings:
    return EnglishStrings("de")


def on_screen() -> list[str]:
    """The English that is to be seen now."""
    return english(strings(), shown())


@pytest.fixture
def german(english: None, qapp: QCoreApplication) -> Iterator[None]:
    del english  # that comes first, and is put away last
    before, translators = QLocale(), install_translation(qapp, "de")
    yield
    remove_translation(qapp, translators)
    QLocale.setDefault(before)


@pytest.fixture
def seat(german: None, tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    del german
    with desk(tmp_path) as program:
        window = window_of(program, qtbot)
        yield Seat(program, window)


@pytest.fixture
def servers(german: None, tmp_path: Path, qtbot: QtBot) -> Iterator[ServersSeat]:
    del german
    made = ServersSeat(tmp_path, qtbot)
    yield made
    made.page.leave()
    made.worker.stop()


def no_file(seat: Seat) -> None:
    seat.window.open(seat.program.folder / "gone.txt")


def a_folder(seat: Seat) -> None:
    seat.window.open(seat.program.folder)


def an_image(seat: Seat) -> None:
    seat.path.write_bytes(PNG)
    seat.window.open(seat.path)


def another_encoding(seat: Seat) -> None:
    seat.path.write_bytes("Café, naïve, élève.\n".encode("latin-1"))
    seat.window.open(seat.path)


def stray_bytes(seat: Seat) -> None:
    seat.path.write_bytes("élève — déjà\nnaïve caf".encode() + b"\xe9, bien\n")
    seat.window.open(seat.path)


def a_damaged_word_document(seat: Seat) -> None:
    path = seat.program.folder / "a.docx"
    path.write_bytes(docx("<w:p/>")[:-300])
    seat.window.open(path)


def a_word_document_with_more_than_words(seat: Seat) -> None:
    path = seat.program.folder / "a.docx"
    path.write_bytes(docx(f"<w:p>{BOX}{MOVED}</w:p>", {"word/settings.xml": PROTECTED}))
    seat.window.open(path)


def a_word_document_as_text(seat: Seat) -> None:
    path = seat.program.folder / "a.docx"
    path.write_bytes(docx("<w:p><w:r><w:t>One.</w:t></w:r></w:p>"))
    seat.window.open(path)
    seat.window.context.attempt(lambda: seat.open_document.save(path.with_suffix(".md")))


def a_lock_file(seat: Seat) -> None:
    (seat.program.folder / ".~lock.a.txt#").write_text(",ann,here,22.11.2026 18:30,file;", encoding="utf-8")
    seat.open()


def a_character_that_is_not_in_the_encoding(seat: Seat) -> None:
    another_encoding(seat)
    seat.window.workspace.set_mode(TextMode.EDIT)
    seat.window.workspace.text.insertPlainText("→")
    seat.window.saving.save()


def a_file_that_is_read_only(seat: Seat) -> None:
    seat.open()
    seat.path.chmod(0o444)
    seat.window.workspace.set_mode(TextMode.EDIT)
    seat.window.workspace.text.insertPlainText("x")
    seat.window.saving.save()


@contextmanager
def no_room() -> Iterator[None]:
    """No file can grow."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def a_full_disk(seat: Seat) -> None:
    seat.open()
    seat.round()
    with no_room():
        seat.key(Qt.Key.Key_A)


def a_refused_round(seat: Seat) -> None:
    seat.open()
    refused_key = error_of(ServerProblem(401, text="Incorrect API key"), "work", None)
    seat.program.reviser.rounds.append((refused_key,))
    seat.window.rounds.revise()
    seat.program.pump(seat.open_document)


def a_round_that_failed_in_an_earlier_run(seat: Seat) -> None:
    a_refused_round(seat)
    seat.window.documents.close_document(seat.open_document.document_id)
    seat.window.open(seat.path)
    seat.window.history.show()


def remarks_of_a_round(seat: Seat) -> None:
    seat.open()
    said = message("The language model was not used.")
    seat.program.reviser.rounds.append((Remark(Span(0, 3), said, "embedded", "rule"),))
    seat.window.rounds.revise()
    seat.program.pump(seat.open_document)
    seat.window.workspace.side.show_remarks(1)


def a_locked_proposal(seat: Seat) -> None:
    seat.open()
    seat.round()
    seat.open_document.lock(Span(0, len(TEXT)))
    seat.key(Qt.Key.Key_A)


def an_expression_that_cannot_be_read(seat: Seat) -> None:
    seat.open()
    seat.window.commands.run("find")
    seat.window.finding.bar.expression.setChecked(True)
    seat.window.finding.bar.words.setText("(a")
    looking.answered(seat)


def a_damaged_dataset(seat: Seat) -> None:
    path = seat.program.folder / "revisions.jsonl"
    record = {"doc_id": "1", "revision_depth": "1", "before_revision": "We use.", "after_revision": "We use it."}
    wrong = [{"type": "R", "before": "x", "after": "y", "start_char_pos": 0, "end_char_pos": 1}]
    rows = ("{", json.dumps(record | {"edit_actions": wrong}), json.dumps(record), "[]")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    seat.window.commands.run("import")
    dialog = seat.window.findChildren(ImportDialog)[-1]
    dialog.path.setText(str(path))
    dialog.begin()
    settled(seat, lambda: dialog.working)
    dialog.tabs.setCurrentWidget(dialog.damaged)


def a_dataset_that_is_none(seat: Seat) -> None:
    seat.window.commands.run("import")
    dialog = seat.window.findChildren(ImportDialog)[-1]
    (seat.program.folder / "empty").mkdir()
    dialog.path.setText(str(seat.program.folder / "empty"))
    dialog.begin()
    settled(seat, lambda: dialog.working)


def an_export_over_the_history(seat: Seat) -> None:
    seat.open()
    seat.round()
    seat.key(Qt.Key.Key_A)
    seat.window.commands.run("export")
    dialog = seat.window.findChildren(ExportDialog)[-1]
    settled(seat, lambda: dialog.working)
    dialog.send(seat.program.document_manager.history_path)
    settled(seat, lambda: dialog.working)


def settled(seat: Seat, working: Callable[[], bool]) -> None:
    while working() or not seat.program.idle:
        seat.program.document_manager.receive(seat.program.take())


SITUATIONS = (
    no_file,
    a_folder,
    an_image,
    another_encoding,
    stray_bytes,
    a_damaged_word_document,
    a_word_document_with_more_than_words,
    a_word_document_as_text,
    a_lock_file,
    a_character_that_is_not_in_the_encoding,
    a_file_that_is_read_only,
    a_full_disk,
    a_refused_round,
    a_round_that_failed_in_an_earlier_run,
    remarks_of_a_round,
    a_locked_proposal,
    an_expression_that_cannot_be_read,
    a_damaged_dataset,
    a_dataset_that_is_none,
    an_export_over_the_history,
)


@pytest.mark.parametrize("bring_up", SITUATIONS, ids=lambda each: each.__name__)
def test_no_english_is_to_be_seen(seat: Seat, bring_up: Callable[[Seat], None]) -> None:
    before = set(shown())
    bring_up(seat)
    assert set(shown()) - before, "the situation shows nothing"
    assert on_screen() == []


def test_no_english_is_to_be_seen_where_a_server_refuses(servers: ServersSeat, qtbot: QtBot) -> None:
    servers.add("openai")
    form = servers.page.form
    qtbot.waitUntil(lambda: "openai" in form.key_state.text())
    assert on_screen() == []
    answers = (
        '{"edits": []}',
        [error_of(ServerProblem(401), "openai", None)],
        [error_of(ServerProblem(500), "x", None)],
    )
    for answer in answers:
        form.model.setEditText("large")
        servers.wire.answers.append(answer)
        form.try_out()
        qtbot.waitUntil(form.test_button.isEnabled)
        assert form.outcome.text()
        assert on_screen() == []
    form.key.setText(CANARY)
    assert servers.ok() == "kept"
    servers.page.leave()
    form = servers.again().form
    qtbot.waitUntil(lambda: "(" in form.key_state.text())
    assert on_screen() == []
    form.address.setText("nonsense://")
    assert servers.ok() == "refused"
    assert on_screen() == []


def test_no_english_is_to_be_seen_where_a_keyring_fails(servers: ServersSeat, qtbot: QtBot) -> None:
    servers.refuse()
    servers.add("openai")
    form = servers.page.form
    qtbot.waitUntil(lambda: "OPENAI" in form.key_state.text())
    form.key.setText(CANARY)
    assert servers.ok() == "refused"
    assert on_screen() == []


def test_no_english_is_to_be_seen_where_a_plug_in_cannot_be_used(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Plugin(DOCUMENT_FORMATS, "recipe", "reviser-recipe", "1.2")
    troubles = (
        unusable(
            broken, message("it provides a {given}, not a {wanted}", given="str", wanted="DocumentFormat")
        ).trouble,
    )
    monkeypatch.setattr("reviser.documents.store.troubles", lambda: troubles)
    path = seat.program.folder / "soup.recipe"
    path.write_bytes(b"Soup.\n")
    seat.window.open(path)
    assert "reviser-recipe" in " ".join(shown())
    assert on_screen() == []


def test_no_english_is_to_be_seen_where_settings_and_servers_are_damaged(
    german: None, tmp_path: Path, qtbot: QtBot
) -> None:
    del german
    (tmp_path / "settings.json").write_text("{", encoding="utf-8")
    with desk(tmp_path) as program:
        window = window_of(program, qtbot)
        window.begin()
        assert "settings.json" in " ".join(shown())
        assert on_screen() == []


DIALOGS = (
    *("revise-passage", "wish", "sent", "library", "backups", "import", "export", "search", "charts", "queue"),
    *("origins", "learned", "about", "keys", "settings", "palette", "history"),
)


@pytest.mark.parametrize("command", DIALOGS)
def test_no_english_is_to_be_seen_in_what_a_command_opens(seat: Seat, command: str) -> None:
    seat.open()
    seat.round()
    seat.key(Qt.Key.Key_A)
    select(seat, Span(0, 7))
    seat.window.commands.run(command)
    settle(seat.window)
    assert on_screen() == []


def test_no_english_is_to_be_seen_where_a_history_is_damaged(german: None, tmp_path: Path, qtbot: QtBot) -> None:
    del german
    path = tmp_path / "history.db"
    make(path)
    take_backup(path, 5.0, Reason.DAY)
    content = bytearray(path.read_bytes())
    content[4096:8192] = bytes(4096)
    path.write_bytes(content)
    dialog = HistoryTroubleDialog(path, damaged_error(path), Theme(palette_for("light"), 13))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.repair_button.isEnabled)
    assert on_screen() == []
    dialog.repair_button.click()
    qtbot.waitUntil(lambda: not dialog.list.isVisible())
    assert on_screen() == []


def test_no_english_is_to_be_seen_where_histories_are_merged(seat: Seat) -> None:
    broken = seat.program.folder / "broken.db"
    broken.write_bytes(b"no history at all")
    for path in (seat.program.folder / "none.db", broken):
        seat.window.queue.merge([path])
        dialog = seat.window.findChildren(MergingDialog)[-1]
        while not dialog.ended:
            seat.program.document_manager.receive(seat.program.take())
        assert dialog.outcome.text()
        assert on_screen() == []
        dialog.reject()


def test_english_is_found(seat: Seat) -> None:
    label = QLabel("There is no history at /a/b: nothing was merged.\nName", seat.window)
    label.show()
    button = QLabel("&Undo", seat.window)
    button.show()
    assert on_screen() == ["There is no history at /a/b: nothing was merged.", "Undo"]
