"""Remarks are listed apart, and picking one shows its passage."""

from pytestqt.qtbot import QtBot

from reviser.core.edit import Remark
from reviser.core.events import Remarked
from reviser.core.text import Span
from reviser.gui.panels.remark_list import RemarkList
from tests.core.recording import Recording

TEXT = "A short one. A very long sentence stands here."


def test_remarks_are_listed_in_order_of_place_and_can_be_picked(qtbot: QtBot) -> None:
    doc = Recording(TEXT)
    doc.round()
    name = doc.state.rounds[0].round.id
    long, short = Remark(Span(13, 46), "Long.", "test", "r"), Remark(Span(0, 13), "Short.", "test", "r")
    state = doc.do(Remarked(name, (long, short)))
    remarks = RemarkList()
    qtbot.addWidget(remarks)
    remarks.show_round(state.round_state)
    assert [remarks.item(row).text() for row in range(remarks.count())] == [
        "Short.\n“A short one. ”",
        "Long.\n“A very long sentence stands here.”",
    ]
    with qtbot.waitSignal(remarks.chosen) as picked:
        remarks.setCurrentRow(1)
    assert picked.args == [long]
    remarks.show_round(None)
    assert remarks.count() == 0
