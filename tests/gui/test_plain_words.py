"""Nothing that a person, a model or a file brings is taken for HTML: every label says which format it shows, and every
tool tip shows its words as they are."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import Qt as Text
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QFormLayout,
    QInputDialog,
    QLabel,
    QMessageBox,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviser.core.edit import Verdict
from reviser.gui.panels.elided_label import ElidedLabel
from reviser.gui.text.views import View
from reviser.gui.theme import Theme, dress, palette_for
from reviser.gui.wording.plain_text import PlainBox, PlainForm, PlainInput, PlainLabel, tip
from tests.core.recording import propose
from tests.gui.test_accessible import DIALOGS, dialogs, seated
from tests.gui.test_window import Seat

EVIL = '<b>bold</b><img src="x">'
TEXT = f"Teh {EVIL} cat.\n"
GUI = Path(__file__).resolve().parents[2] / "reviser" / "gui"
TIP = Qt.ItemDataRole.ToolTipRole

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Seat]:
    theme = Theme(palette_for("light"), 13)
    dress(qapp, theme)
    for made in seated(tmp_path, qtbot, theme):
        document_manager = made.program.document_manager
        document_manager.change_settings(
            replace(document_manager.settings, annotator=EVIL, annotators=(EVIL,), instructions=(EVIL,))
        )
        path = tmp_path / f"{EVIL.replace('/', '-')}.txt"
        path.write_text(TEXT, encoding="utf-8")
        made.window.open(path)
        found = replace(
            propose(TEXT, "Teh", EVIL), explanation=EVIL, rule=EVIL, reviser=EVIL, alternatives=(EVIL, f"{EVIL} two")
        )
        made.program.reviser.rounds.append((found, propose(TEXT, "cat", "dog")))
        made.window.rounds.revise()
        assert made.window.review is not None
        open_document = made.window.review.open_document
        made.program.pump(open_document)
        round_state = open_document.state.round_state
        assert round_state is not None
        open_document.decide([round_state.round.live[1].id], Verdict.REJECT, reason=EVIL)
        yield made


def unsaid(top: QWidget) -> list[str]:
    """The labels in `top` that leave it to Qt which format they show, and the tool tips that are taken for HTML."""
    found = []
    for widget in (top, *top.findChildren(QWidget)):
        if isinstance(widget, QLabel) and widget.textFormat() is Qt.TextFormat.AutoText:
            found.append(f"{type(widget).__name__} {widget.objectName()} {widget.text()!r}")
        if evil(widget.toolTip()):
            found.append(f"tool tip of {type(widget).__name__}: {widget.toolTip()!r}")
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            found += [f"tool tip in {type(widget).__name__}: {each!r}" for each in tips(widget.model()) if evil(each)]
        found += [f"tool tip of {action.text()}" for action in widget.actions() if evil(action.toolTip())]
    return found


def evil(words: object) -> bool:
    return isinstance(words, str) and Text.mightBeRichText(words) and "<b>bold" in words


def tips(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[object]:
    above = parent or QModelIndex()
    for row in range(model.rowCount(above)):
        column, index = 0, model.index(row, 0, above)
        while index.isValid():  # a list's columns cannot be counted from outside
            yield model.data(index, TIP)
            if column == 0 and model.rowCount(index):
                yield from tips(model, index)
            column += 1
            index = model.index(row, column, above)


def test_the_search_finds_what_is_there(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    form = QFormLayout(widget)
    form.addRow(EVIL, QLabel(EVIL))
    tree = QTreeWidget()
    tree.setToolTip(EVIL)
    form.addRow(tree)
    assert len(unsaid(widget)) == 3


def test_every_label_and_tool_tip_of_the_window_is_plain(seat: Seat) -> None:
    work = seat.window.workspace
    for view in View:
        work.set_view(view)
        assert unsaid(seat.window) == []
    seat.window.message.say(EVIL)
    seat.window.commands.run("rewrite")
    assert unsaid(seat.window) == []
    seat.window.commands.run("history")
    assert unsaid(seat.window) == []


def test_every_label_and_tool_tip_of_every_dialog_is_plain(seat: Seat) -> None:
    met = 0
    for dialog in dialogs(seat):
        assert unsaid(dialog) == [], type(dialog).__name__
        met += 1
        dialog.reject()
    assert met > len(DIALOGS)
    seat.window.commands.run("about")
    (about,) = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not seat.window]
    assert unsaid(about) == []
    about.close()


def test_a_label_a_form_and_a_box_show_plain_words(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    form = PlainForm(widget)
    form.addRow("&Name", PlainLabel(EVIL))
    form.addRow(PlainLabel(EVIL))
    elided = ElidedLabel()
    elided.set_words(EVIL * 99)
    elided.resize(50, 20)
    form.addRow(elided)
    question = PlainInput(widget)
    question.setLabelText(EVIL)
    box = PlainBox(widget)
    box.setText(EVIL)
    box.setInformativeText(EVIL)
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert unsaid(widget) == []


def test_a_tool_tip_says_what_it_is_given() -> None:
    assert tip("Save  (Ctrl+S)") == "Save  (Ctrl+S)"
    assert tip("1 < 2\nand more") == "1 < 2\nand more"
    assert tip(f"{EVIL}\n&") == "<p>&lt;b&gt;bold&lt;/b&gt;&lt;img src=&quot;x&quot;&gt;<br>&amp;</p>"


def test_no_code_makes_labels_boxes_forms_or_tool_tips_otherwise() -> None:
    kinds = {kind.__name__ for kind in (QLabel, QMessageBox, QFormLayout, QInputDialog)}
    wrong = []
    for path in sorted(GUI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            where = f"{path.relative_to(GUI)}:{getattr(node, 'lineno', 0)}"
            if path.name != "plain_text.py" and isinstance(node, ast.Call) and name_of(node) in kinds:
                wrong.append(f"{where} makes a {name_of(node)}: those of plain_text.py say their format")
            if isinstance(node, ast.Call) and name_of(node) in {"setToolTip", "showText"}:
                words = node.args[-1] if name_of(node) == "setToolTip" else node.args[1]
                if not is_plain(words):
                    wrong.append(f"{where} gives a tool tip words that may be taken for HTML: use plain.tip")
    assert not wrong
    assert QFileDialog.__name__ not in kinds, "its labels are Qt's own words"


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def is_plain(words: ast.expr) -> bool:
    """Whether these are words of ours, or went through `tip`."""
    if isinstance(words, ast.IfExp):
        return is_plain(words.body) and is_plain(words.orelse)
    return isinstance(words, ast.Constant) or (
        isinstance(words, ast.Call) and name_of(words) in {"tip", "tr", "_tr", "toolTip"}
    )
