"""Only our own icons are seen, also in what Qt makes: each of their pixels has a color of the theme."""

from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QStyle,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviser.gui.icon_style import ICONS
from reviser.gui.palette import PALETTES, Palette
from reviser.gui.theme import Theme, dress

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SP = QStyle.StandardPixmap
# What no widget of the program shows: of windows inside of windows, players, Windows' own shield, and no pictures.
NOT_SHOWN = {SP.NStandardPixmap, SP.SP_CustomBase, SP.SP_VistaShield} | {
    each for each in SP if each.name.startswith(("SP_TitleBar", "SP_Media"))
}


@pytest.fixture(params=PALETTES, ids=lambda palette: palette.name)
def palette(request: pytest.FixtureRequest, qapp: QApplication) -> Palette:
    dress(qapp, Theme(request.param, 13))
    assert isinstance(request.param, Palette)
    return request.param


def is_ours(icon: QIcon, palette: Palette) -> bool:
    """Whether it is drawn, in one color of the theme."""
    image = icon.pixmap(QSize(20, 20)).toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    seen = [color for color in pixels if color.alpha() > 100]
    colors = [QColor(value) for value in asdict(palette).values() if str(value).startswith("#")]
    return bool(seen) and any(all(_alike(each, color) for each in seen) for color in colors)


def _alike(one: QColor, other: QColor) -> bool:
    """But for rounding where an edge is smoothed."""
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue())) < 4


def icons_of(window: QWidget) -> dict[str, QIcon]:
    """All icons in a window, by what has them."""
    found: dict[str, QIcon] = {}
    for button in window.findChildren(QAbstractButton):
        found[f"button {button.objectName() or button.text()}"] = button.icon()
    for view in (*window.findChildren(QTreeView), *window.findChildren(QListView)):
        model = view.model()
        for row in range(model.rowCount(view.rootIndex())):
            index = model.index(row, 0, view.rootIndex())
            icon = index.data(Qt.ItemDataRole.DecorationRole)
            if isinstance(icon, QIcon):
                found[f"row {index.data()}"] = icon
    return {name: icon for name, icon in found.items() if not icon.isNull()}


def test_each_that_qt_can_ask_for_is_ours(palette: Palette, qapp: QApplication) -> None:
    assert set(SP) - set(ICONS) == NOT_SHOWN
    style = qapp.style()
    assert [each for each in ICONS if not is_ours(style.standardIcon(each), palette)] == []
    assert [each for each in ICONS if not is_ours(QIcon(style.standardPixmap(each)), palette)] == []


def test_those_of_a_file_dialog_are_ours(palette: Palette, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("text.txt", "page.html", "picture.png"):
        (tmp_path / name).write_text("")
    dialog = QFileDialog(None, "Open", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    qtbot.waitUntil(lambda: {f"row {name}" for name in ("folder", "text.txt", "picture.png")} <= set(icons_of(dialog)))
    icons = icons_of(dialog)
    assert len(icons) > 10
    assert [name for name, icon in icons.items() if not is_ours(icon, palette)] == []


@pytest.mark.parametrize("kind", ["Information", "Warning", "Critical", "Question"])
def test_those_of_a_message_are_ours(palette: Palette, qtbot: QtBot, kind: str) -> None:
    box = QMessageBox(QMessageBox.Icon[kind], "A title", "A sentence.")
    qtbot.addWidget(box)
    box.show()
    label = box.findChild(QLabel, "qt_msgboxex_icon_label")
    assert isinstance(label, QLabel)
    assert is_ours(QIcon(label.pixmap()), palette)
    assert label.pixmap().deviceIndependentSize().width() > 20


def test_a_field_is_cleared_by_our_icon_in_the_theme_in_hand(
    palette: Palette, qtbot: QtBot, qapp: QApplication
) -> None:
    field = QLineEdit("words")
    qtbot.addWidget(field)
    field.setClearButtonEnabled(True)
    field.show()
    assert all(is_ours(icon, palette) for icon in icons_of(field).values())
    other = PALETTES[PALETTES.index(palette) - 1]
    dress(qapp, Theme(other, 13))
    assert len(icons_of(field)) == 1
    assert all(is_ours(icon, other) for icon in icons_of(field).values())


def test_a_button_that_is_pressed_keeps_its_words(palette: Palette) -> None:
    """In the theme of high contrast lines are as white as words."""
    assert QColor(palette.chosen) != QColor(palette.ink)
    sheet = QApplication.instance()
    assert isinstance(sheet, QApplication)
    pressed = [line for line in sheet.styleSheet().splitlines() if ":pressed" in line]
    assert pressed
    assert not any(f"background: {palette.ink}" in line for line in pressed)
