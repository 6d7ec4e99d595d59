"""What models are asked, in the window: the wish, what was sent, and how far a round has come."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviser.core.events import Outcome
from reviser.core.exchange import Exchange
from reviser.gui.controllers.requests import RequestController, progress_sentence
from reviser.gui.dialogs.requests import RequestsDialog
from reviser.gui.dialogs.round_settings import RoundSettingsDialog
from reviser.gui.main_window import MainWindow
from reviser.gui.wording.state_sentences import model_name, reviser_name, round_heading
from reviser.revisers.base import ReadProgress
from reviser.revisers.net.wire import Api, Server, Waiting
from reviser.services.rounds.pace import Pace
from reviser.services.rounds.round_settings import RoundSettings
from reviser.services.servers import servers
from reviser.services.servers.secrets import Secrets
from reviser.services.servers.server_setup import ServerSetup, ServerTools
from reviser.services.servers.servers import Servers, check_leaves
from tests.core.recording import propose
from tests.fakes import Counter, QueuedWire
from tests.gui.showing import window_of
from tests.gui.test_window import answer
from tests.keyrings import MemoryKeyring
from tests.services.desk import Desk, desk

TEXT = "The flar is big.\n"
SENT = "system:\nYou revise.\n\nuser:\n[S1] The flar is big."
EXCHANGE = Exchange("here", "small", "propose", "v-1", SENT, '{"edits": []}', 120, 30, None, 2.5, "stop")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


@pytest.fixture
def window(program: Desk, qtbot: QtBot) -> MainWindow:
    made = window_of(program, qtbot)
    path = program.folder / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    made.open(path)
    return made


def dialog_of(kind: type) -> object:
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible())


def test_what_was_sent_in_a_round_is_read_again_after_a_restart(program: Desk, window: MainWindow) -> None:
    assert window.review is not None
    open_document = window.review.open_document
    program.reviser.rounds.append((propose(TEXT, "flar", "flare"), EXCHANGE))
    window.rounds.revise()
    program.pump(open_document)
    window.commands.run("sent")
    dialog = dialog_of(RequestsDialog)
    assert isinstance(dialog, RequestsDialog)
    assert dialog.sent.toPlainText() == SENT
    dialog.close()
    again = program.document_manager.open(program.folder / "a.txt")
    assert again.state.round_state is not None
    assert again.state.round_state.round.exchanges == (EXCHANGE,)


def test_a_wish_is_kept_with_the_document_and_goes_to_the_reviser(program: Desk, window: MainWindow) -> None:
    assert window.review is not None
    open_document = window.review.open_document
    window.commands.run("wish")
    dialog = dialog_of(RoundSettingsDialog)
    assert isinstance(dialog, RoundSettingsDialog)
    dialog.reviser.addItem("here", "here")
    dialog.reviser.setCurrentIndex(dialog.reviser.findData("here"))
    dialog.instruction.setPlainText("Be brief.")
    dialog.style_sheet.setPlainText("flar: a word of ours")
    dialog.accept()
    assert open_document.round_settings == RoundSettings("here", "direct", "Be brief.", "flar: a word of ours")
    assert window.bar.reviser_button.text().startswith("here")
    program.round(open_document)
    (request,) = program.reviser.requests
    assert (request.instruction, request.brief.style_sheet) == ("Be brief.", "flar: a word of ours")
    assert open_document.state.round_state is not None
    assert open_document.state.round_state.round.style_sheet == "flar: a word of ours"
    assert program.document_manager.open(program.folder / "a.txt").round_settings == open_document.round_settings


def test_how_far_a_round_has_come_is_said(program: Desk, window: MainWindow) -> None:
    assert window.review is not None
    program.reviser.rounds.append((ReadProgress(1, 2),))
    window.rounds.revise()
    program.pump(window.review.open_document)
    assert window.workspace.note.text() == ""
    assert progress_sentence(Pace(0.25)) == "25 % read"
    assert progress_sentence(Pace(0.25, 30)) == "25 % read, about 30 s left"
    assert progress_sentence(Pace(0.25, 300)) == "25 % read, about 5 min left"
    assert (
        progress_sentence(Pace(waiting=Waiting(4.0, "the server is busy"))) == "Trying again in 4 s: the server is busy"
    )
    assert progress_sentence(Pace()) == ""
    assert progress_sentence(Pace(), "work · m", 12.4) == "Waiting for work · m: 12 s so far"
    assert progress_sentence(Pace(0.0), "work · m", 0.4) == ""
    thinks = Pace(thinking=f"…{'so ' * 60}I think")
    assert progress_sentence(thinks, "work · m", 12.4).startswith("work · m is thinking, 12 s so far: …so ")
    assert progress_sentence(thinks, "work · m", 12.4).endswith("so I think")
    assert len(progress_sentence(thinks, "work · m", 12.4)) < 100
    assert progress_sentence(Pace(0.25), "work · m", 30) == "25 % read, 30 s so far"


def test_what_a_round_waits_for_and_how_long_it_has_is_said_each_second(program: Desk, window: MainWindow) -> None:
    assert window.review is not None
    open_document = window.review.open_document
    program.reviser.gate = asyncio.Semaphore(0)
    program.reviser.rounds.append((ReadProgress(0, 1),))
    window.rounds.revise()
    assert open_document.running
    window.round_note.tick()
    assert open_document.running_s > 0
    assert "Waiting for embedded" in window.workspace.note.text()
    window.rounds.cancel()
    program.pump(open_document)
    assert (window.workspace.note.text(), open_document.running_s) == ("", 0.0)


@pytest.mark.parametrize(
    ("model", "shown"),
    [
        ("/home/me/models/Qwen-3-4B.Q4_K_M.gguf", "Qwen-3-4B.Q4_K_M"),
        ("C:\\models\\small.gguf", "small"),
        ("~/models/small.bin", "small.bin"),
        ("unsloth/small-GGUF/small.Q8_0.gguf", "small.Q8_0"),
        ("meta/llama-3.1:8b-q4_K_M", "meta/llama-3.1:8b-q4_K_M"),
        ("gpt-5", "gpt-5"),
        ("", ""),
    ],
)
def test_the_path_of_a_models_file_is_shortened(model: str, shown: str) -> None:
    assert model_name(model) == shown
    assert reviser_name(f"work:{model}") == f"work:{shown}"


def test_after_a_cancel_nothing_says_that_all_is_decided(program: Desk, window: MainWindow) -> None:
    assert window.review is not None
    open_document = window.review.open_document
    program.reviser.gate = asyncio.Semaphore(0)  # it says nothing before it is cancelled
    program.reviser.rounds.append((ReadProgress(0, 1),))
    window.rounds.revise()
    window.rounds.cancel()
    program.pump(open_document)
    round_state = open_document.state.round_state
    assert round_state is not None
    assert round_state.round.outcome is Outcome.CANCELLED
    assert round_heading(open_document.state) == "Round 1: cancelled before anything was proposed."


def test_before_a_text_first_leaves_the_machine_it_is_asked_once(
    program: Desk, window: MainWindow, tmp_path: Path
) -> None:
    async def nothing() -> tuple[Server, ...]:
        return ()

    path = tmp_path / "servers.json"
    servers.save(Servers().added(Server("far", Api.OPENAI, "https://far.example/v1")), path)
    own = (path, tmp_path / "prices.json", tmp_path / "prompts")
    tools = ServerTools(*own, Secrets({}, MemoryKeyring), lambda *_: QueuedWire(), nothing, Counter())
    known = ServerSetup(tools, program.document_manager.background_tasks)
    requests = RequestController(window.context, window.workspace, known, lambda: None)
    started: list[bool] = []

    def start() -> None:
        check_leaves(known.servers.find("far"))
        started.append(True)

    answer("send", "Do not send")
    requests.begin(start)
    assert started == []
    answer("send", "Send it")
    requests.begin(start)
    assert started == [True]
    requests.begin(start)
    assert started == [True, True]
