"""The page of the papers' checkpoints: one is looked at, fetched from a hub or taken from a folder, and removed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from reviser.gui.commands import CommandRegistry
from reviser.gui.dialogs.checkpoint_adding import CheckpointDialog
from reviser.gui.dialogs.checkpoints import CheckpointsPage
from reviser.gui.dialogs.settings import SettingsDialog
from reviser.gui.settings_pages import SettingsPage
from reviser.revisers.checkpoints.kinds import TaggerThresholds
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.bridge import Bridge
from reviser.services.models.checkpoint_setup import CheckpointSetup
from reviser.services.models.model_setup import ModelSetup
from reviser.services.models.models import Models
from reviser.services.models.package_index import Index
from reviser.services.settings import Settings
from reviser.services.worker import JobEvent, Worker
from tests.fakes import Counter
from tests.gui.showing import bring_up
from tests.revisers.checkpoints.folders import write_folder
from tests.services.checkpoints import checkpoint_setup
from tests.services.hub_server import COMMIT, HubServer, hub_server

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
NAME = "grammarly/small"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubServer]:
    large = write_folder(tmp_path / "served", license_name="cc-by-nc-4.0")
    (large / "model.safetensors").write_bytes(bytes(3_000_000))
    detector = write_folder(tmp_path / "detector", model_type="roberta", labels=("none", "clarity"))
    with hub_server({NAME: large, "small/detector": detector}) as server:
        yield server


@contextmanager
def at_work(hub: HubServer, folder: Path) -> Iterator[CheckpointSetup]:
    worker = Worker()

    def receive(event: JobEvent) -> None:
        background_tasks.receive(event)

    bridge = Bridge(receive)
    background_tasks = BackgroundTasks(worker, bridge.deliver, Counter().id)
    try:
        yield checkpoint_setup(background_tasks, folder, hub.endpoint)
    finally:
        worker.stop()


@contextmanager
def adding(qtbot: QtBot, setup: CheckpointSetup) -> Iterator[CheckpointDialog]:
    dialog = CheckpointDialog(setup, None)
    qtbot.addWidget(dialog)
    bring_up(dialog)
    yield dialog
    dialog.close()


def looked(qtbot: QtBot, dialog: CheckpointDialog, place: str) -> None:
    """Type a place and look at it."""
    dialog.place.setText(place)
    assert dialog.go_button.text() == "&Look"
    dialog.go_button.click()
    qtbot.waitUntil(lambda: not dialog.status.text() or not dialog.status.text().startswith("Looking"))


def test_what_stands_on_the_hub_is_shown_then_fetched(qtbot: QtBot, hub: HubServer, tmp_path: Path) -> None:
    with at_work(hub, tmp_path) as setup, adding(qtbot, setup) as dialog:
        assert not dialog.licence.isVisible()
        looked(qtbot, dialog, NAME)
        assert dialog.licence.text() == "cc-by-nc-4.0: no commercial use"
        assert dialog.kind.code == "t5-instruction"
        assert dialog.amount.text() == "3.0 MB to fetch, 3.0 MB of memory in a round"
        assert dialog.name.text() == "small"
        assert not dialog.part.isVisible()
        assert not hub.asked("model.safetensors")
        assert dialog.go_button.text() == "&Add"
        dialog.name.setText("coedit")
        dialog.go_button.click()
        qtbot.waitUntil(lambda: dialog.added is not None)
        (one,) = setup.checkpoints.all()
        assert (one.name, one.origins) == ("coedit", {"model": f"{NAME}@{COMMIT}"})


def test_what_cannot_be_found_is_said_and_nothing_can_be_added(qtbot: QtBot, hub: HubServer, tmp_path: Path) -> None:
    with at_work(hub, tmp_path) as setup, adding(qtbot, setup) as dialog:
        assert not dialog.go_button.isEnabled()
        looked(qtbot, dialog, "no/body")
        assert dialog.status.text().startswith("127.0.0.1 has no model no/body, or shows it only to people")
        assert dialog.go_button.text() == "&Look"
        looked(qtbot, dialog, NAME)
        dialog.place.setText("no/body")
        assert dialog.go_button.text() == "&Look"


def test_a_detector_asks_for_its_generator(qtbot: QtBot, hub: HubServer, tmp_path: Path) -> None:
    with at_work(hub, tmp_path) as setup, adding(qtbot, setup) as dialog:
        looked(qtbot, dialog, "small/detector")
        assert dialog.kind.code == "deliterater"
        assert (dialog.part.isVisible(), dialog.part_label.text()) == (True, "Generator")
        assert not dialog.go_button.isEnabled()
        dialog.part.setText(NAME)
        assert (dialog.go_button.text(), dialog.go_button.isEnabled()) == ("&Look", True)
        dialog.go_button.click()
        qtbot.waitUntil(lambda: dialog.go_button.text() == "&Add")
        assert dialog.licence.text().splitlines() == ["apache-2.0", "cc-by-nc-4.0: no commercial use"]
        dialog.go_button.click()
        qtbot.waitUntil(lambda: dialog.added is not None)
        assert set(setup.checkpoints.all()[0].origins) == {"model", "generator"}


def test_a_tagger_takes_its_thresholds(qtbot: QtBot, hub: HubServer, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "tagger", model_type="roberta", labels=("$KEEP", "$DELETE"))
    with at_work(hub, tmp_path) as setup, adding(qtbot, setup) as dialog:
        looked(qtbot, dialog, str(folder))
        assert dialog.kind.code == "gector"
        assert dialog.least.isVisible()
        assert not dialog.instruction.isVisible()
        dialog.least.setValue(0.6)
        dialog.keep.setValue(0.2)
        dialog.go_button.click()
        qtbot.waitUntil(lambda: dialog.added is not None)
        assert setup.checkpoints.all()[0].thresholds == TaggerThresholds(0.6, 0.2)


def test_pickles_are_read_only_where_the_person_says_so(qtbot: QtBot, hub: HubServer, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "pickled", pickled=True, license_name="")
    with at_work(hub, tmp_path) as setup, adding(qtbot, setup) as dialog:
        looked(qtbot, dialog, str(folder))
        assert dialog.pickle.isVisible()
        assert dialog.licence.text().startswith("none named")
        assert not dialog.go_button.isEnabled()
        dialog.pickle.setChecked(True)
        dialog.go_button.click()
        qtbot.waitUntil(lambda: dialog.added is not None)
    assert folder.is_dir()


def test_a_fetch_is_cancelled_and_goes_on(qtbot: QtBot, hub: HubServer, tmp_path: Path) -> None:
    with at_work(hub, tmp_path) as setup, adding(qtbot, setup) as dialog:
        hub.hold = 2_000_000
        looked(qtbot, dialog, NAME)
        dialog.go_button.click()
        qtbot.waitUntil(lambda: dialog.bar.isVisible() and dialog.bar.value() > 500)
        assert dialog.status.text().startswith("Fetching: 2.0 MB of 3.0 MB")
        assert not dialog.place.isEnabled()
        dialog.reject()  # as Escape
        qtbot.waitUntil(lambda: dialog.status.text().startswith("Cancelled. What has come is kept"))
        assert dialog.isVisible()
        hub.hold, hub.requests = 0, []
        dialog.go_button.click()
        qtbot.waitUntil(lambda: dialog.added is not None)
        assert {each["Range"] for each in hub.asked("model.safetensors")} == {"bytes=2000000-"}


@contextmanager
def paged(qtbot: QtBot, setup: CheckpointSetup, folder: Path) -> Iterator[CheckpointsPage]:
    """The page in the settings."""
    tasks = BackgroundTasks(Worker(), lambda _: None, Counter().id)
    language = ModelSetup(folder, lambda: Models(folder, Index), tasks, setup)
    dialog = SettingsDialog(
        Settings(), CommandRegistry(lambda: False), None, page=SettingsPage.CHECKPOINTS, language=language
    )
    qtbot.addWidget(dialog)
    bring_up(dialog)
    assert dialog.checkpoints is not None
    assert dialog.checkpoints.isVisible()
    yield dialog.checkpoints
    dialog.close()


def press(text: str) -> None:
    """Press the button with these words in the question that comes now."""

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == text).click()

    QTimer.singleShot(100, answer)


def test_the_list_shows_what_there_is_and_removes_it(qtbot: QtBot, hub: HubServer, tmp_path: Path) -> None:
    given = write_folder(tmp_path / "given", license_name="cc-by-nc-4.0")
    with at_work(hub, tmp_path) as setup:
        with adding(qtbot, setup) as dialog:
            looked(qtbot, dialog, NAME)
            dialog.go_button.click()
            qtbot.waitUntil(lambda: dialog.added is not None)
        with adding(qtbot, setup) as dialog:
            looked(qtbot, dialog, str(given))
            dialog.go_button.click()
            qtbot.waitUntil(lambda: dialog.added is not None)
        with paged(qtbot, setup, tmp_path) as page:
            assert [page.list.item(row).text() for row in range(page.list.count())] == ["small", "given"]
            state, kind, licence, _, fetched = (label.text() for label in page.form.facts)
            assert state == "takes 3.0 MB of memory in a round"
            assert kind == "T5 editor by instruction (CoEdIT)"
            assert (licence, fetched) == ("cc-by-nc-4.0: no commercial use", f"{NAME}@{COMMIT}")
            folder = setup.checkpoints.find("small").folder
            press("Remove it")
            page.remove_button.click()
            assert page.status.text() == "Removed small: 3.0 MB freed."
            assert not folder.exists()
            press("Remove it")
            page.remove_button.click()
            assert page.status.text() == f"Removed given. Its folder stays: {given}"
            assert (page.empty.isVisible(), page.remove_button.isEnabled()) == (True, False)
    assert given.is_dir()


def test_what_was_begun_and_not_ended_is_listed_and_deleted(qtbot: QtBot, hub: HubServer, tmp_path: Path) -> None:
    with at_work(hub, tmp_path) as setup:
        with adding(qtbot, setup) as dialog:
            hub.hold = 2_000_000
            looked(qtbot, dialog, NAME)
            dialog.go_button.click()
            qtbot.waitUntil(lambda: dialog.bar.value() > 500)
            dialog.reject()
            qtbot.waitUntil(lambda: not setup.working)
        with paged(qtbot, setup, tmp_path) as page:
            assert page.list.currentItem().text() == f"{NAME} (not added)"
            assert page.form.facts[0].text() == "2.0 MB of 3.0 MB fetched; adding it again goes on from there"
            page.remove_button.click()
            assert page.status.text() == f"Removed {NAME}: 2.0 MB freed."
            assert page.list.count() == 0
    assert not list(tmp_path.rglob("*.part"))
