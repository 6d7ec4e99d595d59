"""Charts in a window: from the history, in the background, with their numbers, kept as PNG and SVG."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from reviser.core.edit import Edit, Verdict
from reviser.gui.dialogs.charts import ChartsDialog
from reviser.gui.main_window import MainWindow
from reviser.gui.palette import LIGHT, PALETTES
from reviser.gui.panels.chart import Painting, save
from reviser.services.datasets.chart import Chart, ChartKind, Series
from tests.core.recording import propose
from tests.gui.showing import window_of
from tests.services.desk import Desk, desk

TEXT = "In 1998 we saw 40 cats near Paris. It was very good.\n"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


def shown(program: Desk, window: MainWindow) -> ChartsDialog:
    """The dialog when everything that it asked for has come."""
    window.commands.run("charts")
    dialog = window.findChildren(ChartsDialog)[-1]
    arrive(program, dialog)
    return dialog


def arrive(program: Desk, dialog: ChartsDialog) -> None:
    while dialog.waiting:
        program.document_manager.receive(program.take())


def titles(dialog: ChartsDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def cells(dialog: ChartsDialog) -> list[list[str]]:
    table = dialog.table
    found = [[table.item(row, column) for column in range(table.columnCount())] for row in range(table.rowCount())]
    return [[cell.text() if cell is not None else "" for cell in row] for row in found]


def test_what_was_decided_in_this_document_and_in_all(program: Desk, qtbot: QtBot) -> None:
    window = window_of(program, qtbot)
    path = program.folder / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    window.open(path)
    assert window.review is not None
    open_document = window.review.open_document
    round_state = program.round(
        open_document, propose(TEXT, "40", "50"), propose(TEXT, "very good", "great"), propose(TEXT, "It", "That")
    )
    number, good, it = (item.id for item in round_state.round.live)
    open_document.decide([number, good], Verdict.ACCEPT)
    open_document.decide([it], Verdict.REJECT)
    program.round(open_document)
    dialog = shown(program, window)
    assert titles(dialog) == [
        "Accepted, by round",
        "Accepted, by intent",
        "Accepted, by reviser",
        "Accepted, over time",
        "Edits, by round",
        "Edits, over time",
        "Drift from the first draft",
    ]
    assert cells(dialog) == [["Round 1", "66.7 %"]]
    dialog.list.setCurrentRow(4)
    assert cells(dialog) == [["Round 1", "2", "0", "1", "0"]]
    assert dialog.status.text() == "The one number differs from your first draft: 40."
    # Another document counts among all.
    other = program.folder / "b.txt"
    other.write_text(TEXT, encoding="utf-8")
    second = program.document_manager.open(other)
    item = program.round(second, propose(TEXT, "40", "41")).round.live[0]
    second.decide([item.id], Verdict.REWRITE, after="42")
    dialog.scope.setCurrentIndex(1)
    arrive(program, dialog)
    dialog.list.setCurrentRow(4)
    assert cells(dialog) == [["Round 1", "2", "1", "1", "0"]]
    dialog.reject()


def test_a_history_without_rounds_says_so(program: Desk, qtbot: QtBot) -> None:
    dialog = shown(program, window_of(program, qtbot))
    assert dialog.status.text() == "Nothing was proposed here yet."
    assert not dialog.save_button.isEnabled()
    dialog.reject()


def test_a_picture_is_kept_or_it_is_said_why_not(program: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    window = window_of(program, qtbot)
    path = program.folder / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    window.open(path)
    assert window.review is not None
    window.review.open_document.change((Edit(0, "", "x"),))
    text = "x" + TEXT
    item = program.round(window.review.open_document, propose(text, "40", "41")).round.live[0]
    window.review.open_document.decide([item.id], Verdict.ACCEPT)
    dialog = shown(program, window)
    dialog.keep(tmp_path / "chart.svg")
    assert ElementTree.parse(tmp_path / "chart.svg").getroot().tag.endswith("svg")
    dialog.keep(tmp_path / "chart.png")
    assert QImage(str(tmp_path / "chart.png")).width() == 2400
    dialog.keep(tmp_path / "nowhere" / "chart.png")
    assert "cannot be written" in dialog.status.text()
    dialog.keep(tmp_path / "chart.xyz")
    assert "Use .svg or .png" in dialog.status.text()
    (tmp_path / "chart.png").chmod(0o640)
    dialog.keep(tmp_path / "chart.png")
    assert (tmp_path / "chart.png").stat().st_mode & 0o777 == 0o640, "what replaces a file keeps its mode"
    assert sorted(path.name for path in tmp_path.glob("*chart*")) == ["chart.png", "chart.svg"]
    dialog.reject()


CHARTS = [
    Chart("None", ChartKind.BARS, (), ()),
    Chart("One", ChartKind.BARS, ("a",), (Series("s", (None,)),), "%", 100),
    Chart("Many", ChartKind.BARS, tuple(map(str, range(200))), tuple(Series(f"s{n}", (1.0,) * 200) for n in range(8))),
    Chart("Lines", ChartKind.LINES, ("a", "b"), (Series("s", (0.0, None)), Series("t", (1e9, 0.1)))),
]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
@pytest.mark.parametrize("size", [(0, 0), (60, 40), (300, 200), (1600, 900)])
def test_any_chart_can_be_painted_in_any_room(chart: Chart, size: tuple[int, int]) -> None:
    image = QImage(max(1, size[0]), max(1, size[1]), QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    for palette in PALETTES:
        Painting(painter, QRectF(0, 0, *size), chart, palette, QFont()).paint()
    painter.end()


def test_a_bar_is_as_high_as_its_value(tmp_path: Path) -> None:
    save(Chart("A", ChartKind.BARS, ("a",), (Series("s", (50.0,)),), "%", 100), tmp_path / "a.png", QFont())
    image = QImage(str(tmp_path / "a.png"))
    blue = QColor(LIGHT.fluency)
    middle = image.width() // 2
    column = [image.pixelColor(x, y) == blue for x in (middle,) for y in range(image.height())]
    axis = max(y for y, is_bar in enumerate(column) if is_bar)
    top = min(y for y, is_bar in enumerate(column) if is_bar)
    # The plot ends where the axis' highest line is; the bar goes half the way there.
    grid = QColor(LIGHT.line)
    lines = [y for y in range(image.height()) if image.pixelColor(image.width() - 80, y) == grid]
    assert axis - top == pytest.approx((axis - min(lines)) / 2, abs=6)
