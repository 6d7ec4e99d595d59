from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from pytestqt.qtbot import QtBot

from reviser.core.edit import Intent
from reviser.gui.dialogs.round_settings import RoundSettingsDialog
from reviser.revisers.checkpoints.kinds import Checkpoint
from reviser.revisers.net.wire import Api, Server
from reviser.revisers.strategies.table import STRATEGIES
from reviser.services.rounds.round_settings import RoundSettings, read, to_json
from reviser.services.servers.servers import Servers

SERVERS = Servers((Server("here", Api.OLLAMA, "http://localhost:11434", "small"),))
WISH = RoundSettings(
    "here", "pinpoint", "British spelling", "No jargon.", "The source.", ("clarity", "style"), comments=True
)


def shown(qtbot: QtBot, round_settings: RoundSettings, servers: Servers = SERVERS) -> RoundSettingsDialog:
    dialog = RoundSettingsDialog(round_settings, servers, None)
    qtbot.addWidget(dialog)
    return dialog


def offered(dialog: RoundSettingsDialog) -> list[str]:
    """The strategies that can be chosen."""
    entries = dialog.strategy.model()
    assert isinstance(entries, QStandardItemModel)
    return [
        entries.item(row).data(Qt.ItemDataRole.UserRole)
        for row in range(entries.rowCount())
        if entries.item(row).isEnabled()
    ]


def judges(dialog: RoundSettingsDialog) -> list[str]:
    return [dialog.judge.itemData(row) for row in range(dialog.judge.count())]


def choose(dialog: RoundSettingsDialog, strategy: str) -> None:
    dialog.strategy.setCurrentIndex(dialog.strategy.findData(strategy))


def test_other_revisers_propose_and_somebody_judges(qtbot: QtBot, tmp_path: Path) -> None:
    checkpoints = (Checkpoint("coedit", "t5-instruction", tmp_path),)
    dialog = RoundSettingsDialog(RoundSettings(), SERVERS, None, checkpoints)
    qtbot.addWidget(dialog)
    assert dialog.others.isHidden()
    assert dialog.judge.isHidden()
    choose(dialog, "ensemble")
    assert not dialog.others.isHidden()
    assert judges(dialog) == ["model", "vote", "here"]
    assert "one wording is chosen" in dialog.note.text()
    assert not dialog.style_sheet.isEnabled()
    dialog.others.tick("here", "checkpoint:coedit", "embedded")
    assert dialog.style_sheet.isEnabled(), "a chat model is among them"
    assert dialog.chosen.others == ("here", "checkpoint:coedit"), "new documents begin with the embedded reviser"
    dialog.judge.setCurrentIndex(dialog.judge.findData("vote"))
    dialog.reviser.setCurrentIndex(dialog.reviser.findData("embedded"))
    team = RoundSettings("embedded", "ensemble", others=("here", "checkpoint:coedit"), judge="vote")
    assert dialog.chosen == team
    assert read(to_json(team)) == team
    again = RoundSettingsDialog(team, SERVERS, None, checkpoints)
    qtbot.addWidget(again)
    assert again.chosen == team
    choose(again, "self-refine")
    assert judges(again) == ["here"]
    assert again.chosen == RoundSettings("embedded", "self-refine", judge="here")
    choose(again, "direct")
    assert again.chosen == RoundSettings("embedded")


def test_a_chat_model_judges_itself_where_nobody_else_is_named(qtbot: QtBot) -> None:
    dialog = shown(qtbot, RoundSettings("here", "self-refine"))
    assert judges(dialog) == ["", "here"]
    assert dialog.chosen == RoundSettings("here", "self-refine")
    gone = RoundSettings("here", "screws", others=("gone",), judge="away")
    assert shown(qtbot, gone).chosen == gone


def test_where_nobody_can_judge_it_is_said(qtbot: QtBot) -> None:
    dialog = shown(qtbot, RoundSettings(), Servers())
    choose(dialog, "self-refine")
    dialog.accept()
    assert dialog.result() == 0
    assert "has to judge" in dialog.note.text()


def test_a_wish_comes_out_as_it_went_in(qtbot: QtBot) -> None:
    assert shown(qtbot, WISH).chosen == WISH
    assert shown(qtbot, RoundSettings()).chosen == RoundSettings()
    gone = RoundSettings("elsewhere:large")
    assert shown(qtbot, gone).chosen == gone
    assert read(to_json(WISH)) == WISH
    assert read("{") == read("[]") == RoundSettings()
    assert read('{"reviser": 3, "instruction": "x", "newer": 1}') == RoundSettings(instruction="x")


def test_everything_can_be_changed(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(qtbot, RoundSettings())
    assert offered(dialog) == ["direct", "self-refine", "ensemble", "screws"]
    dialog.reviser.setCurrentIndex(dialog.reviser.findData("here"))
    assert offered(dialog) == [strategy.name for strategy in STRATEGIES]
    dialog.strategy.setCurrentIndex(dialog.strategy.findData("self-refine"))
    assert "3 times" in dialog.note.text()
    dialog.instruction.setPlainText(" Be brief. \n")
    dialog.wanted[Intent.FLUENCY].setChecked(True)
    dialog.comments.setChecked(True)
    (tmp_path / "source.txt").write_text("From here.\n", encoding="utf-8")
    dialog.take_source(tmp_path / "source.txt")
    assert dialog.chosen == RoundSettings(
        "here", "self-refine", "Be brief.", "", "From here.\n", ("fluency",), comments=True
    )
    dialog.take_source(tmp_path / "gone.txt")
    assert "gone.txt" in dialog.note.text()


def test_every_strategy_has_a_name_and_says_what_it_does(qtbot: QtBot) -> None:
    dialog = shown(qtbot, RoundSettings("here"))
    assert dialog.strategy.count() == len(STRATEGIES)
    for index, strategy in enumerate(STRATEGIES):
        dialog.strategy.setCurrentIndex(index)
        assert dialog.strategy.currentData() == strategy.name != dialog.strategy.currentText()
        assert dialog.note.text()


def test_a_source_strategy_needs_its_source(qtbot: QtBot) -> None:
    dialog = shown(qtbot, RoundSettings("here", "source-anchored"))
    dialog.accept()
    assert dialog.result() == 0
    assert "needs the source" in dialog.note.text()
    dialog.source.setPlainText("Here.")
    dialog.accept()
    assert dialog.result() == 1


def test_the_usual_reviser_may_be_a_model(qtbot: QtBot) -> None:
    dialog = shown(qtbot, RoundSettings(), Servers(SERVERS.all, "here"))
    assert "here" in dialog.reviser.currentText()
    assert dialog.instruction.isEnabled()


def test_a_checkpoint_is_told_what_its_kind_takes(qtbot: QtBot, tmp_path: Path) -> None:
    checkpoints = (Checkpoint("coedit", "t5-instruction", tmp_path), Checkpoint("iterater", "pegasus-intent", tmp_path))
    dialog = RoundSettingsDialog(RoundSettings(), SERVERS, None, checkpoints)
    qtbot.addWidget(dialog)
    dialog.reviser.setCurrentIndex(dialog.reviser.findData("checkpoint:coedit"))
    assert dialog.reviser.currentText() == "coedit · t5-instruction"
    assert dialog.instruction.isEnabled()
    assert not any(widget.isEnabled() for widget in (dialog.source, dialog.wanted[Intent.FLUENCY]))
    assert "Fix grammatical errors in this sentence" in dialog.note.text()
    dialog.instruction.setPlainText("Make this more formal")
    assert dialog.chosen == RoundSettings("checkpoint:coedit", instruction="Make this more formal")
    dialog.instruction.setPlainText("")
    dialog.reviser.setCurrentIndex(dialog.reviser.findData("checkpoint:iterater"))
    assert not dialog.instruction.isEnabled()
    dialog.wanted[Intent.CLARITY].setChecked(True)
    assert dialog.chosen == RoundSettings("checkpoint:iterater", wanted=("clarity",))
