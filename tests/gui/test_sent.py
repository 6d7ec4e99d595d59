from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from reviser.core.exchange import Exchange
from reviser.gui.dialogs.requests import RequestsDialog

FIRST = Exchange(
    "here", "small", "propose", "propose-1a2b", "system:\nRevise.", '{"edits": []}', 1200, 30, 800, 2.5, "stop"
)
SECOND = Exchange(
    "here", "small", "criticise", "criticise-3c", "system:\nJudge.", "", None, None, None, 0.1, "cancelled"
)


def test_every_request_can_be_read_as_it_went_out(qtbot: QtBot) -> None:
    dialog = RequestsDialog((FIRST, SECOND), "2 requests, 1,230 tokens.", None)
    qtbot.addWidget(dialog)
    assert [dialog.list.item(row).text() for row in range(2)] == ["1. propose: stop", "2. criticise: cancelled"]
    assert (dialog.sent.toPlainText(), dialog.received.toPlainText()) == (FIRST.sent, FIRST.received)
    assert f"{QLocale().toString(1200)} tokens sent, 30 received (800" in dialog.about.text()
    dialog.list.setCurrentRow(1)
    assert dialog.sent.toPlainText() == SECOND.sent
    assert "? tokens sent" in dialog.about.text()
    assert dialog.sent.isReadOnly()


def test_a_round_of_this_machine_says_so(qtbot: QtBot) -> None:
    dialog = RequestsDialog((), "", None)
    qtbot.addWidget(dialog)
    assert "on this machine" in dialog.about.text()
