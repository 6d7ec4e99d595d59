"""Boxes and the ticks in them are seen in every theme: by pixels, 3 to 1."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviser.gui.theme import Theme, dress, palette_for
from tests.gui.test_palette import contrast

LEAST = 3.0

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(params=["light", "dark", "high contrast"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Theme:
    made = Theme(palette_for(request.param), 13)
    dress(qapp, made)
    return made


def check_box(*, on: bool) -> QWidget:
    box = QCheckBox()
    box.setChecked(on)
    return box


def radio_button(*, on: bool) -> QWidget:
    button = QRadioButton()
    button.setAutoExclusive(False)
    button.setChecked(on)
    return button


def list_item(*, on: bool) -> QWidget:
    view = QListWidget()
    item = QListWidgetItem("")
    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    view.addItem(item)
    return view


def tree_item(*, on: bool) -> QWidget:
    view = QTreeWidget()
    view.setHeaderHidden(True)
    item = QTreeWidgetItem([""])
    item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    view.addTopLevelItem(item)
    return view


def menu_entry(*, on: bool) -> QWidget:
    menu = QMenu()
    action = menu.addAction(" ")
    action.setCheckable(True)
    action.setChecked(on)
    return menu


MAKERS = (check_box, radio_button, list_item, tree_item, menu_entry)


def picture(qtbot: QtBot, make: Callable[..., QWidget], *, on: bool) -> QImage:
    """The thing alone, on the ground that it has in the program."""
    widget = make(on=on)
    if isinstance(widget, QMenu):
        qtbot.addWidget(widget)
        return widget.grab().toImage()
    dialog = QDialog()
    qtbot.addWidget(dialog)
    QVBoxLayout(dialog).addWidget(widget)
    dialog.resize(200, 120)
    dialog.show()
    if isinstance(widget, QListWidget | QTreeWidget):
        widget = widget.viewport()
    return widget.grab().toImage()


def changed(one: QImage, other: QImage) -> list[QPoint]:
    """Where they differ."""
    assert one.size() == other.size()
    points = (QPoint(x, y) for x in range(one.width()) for y in range(one.height()))
    return [point for point in points if one.pixel(point) != other.pixel(point)]


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_a_tick_is_seen_in_its_box_and_the_box_without_one(
    theme: Theme, qtbot: QtBot, make: Callable[..., QWidget]
) -> None:
    on, off = picture(qtbot, make, on=True), picture(qtbot, make, on=False)
    places = changed(on, off)
    assert len(places) > 30
    left, right = min(p.x() for p in places), max(p.x() for p in places)
    top, bottom = min(p.y() for p in places), max(p.y() for p in places)
    middle = (left + right) // 2
    ground = off.pixelColor(right + 3, (top + bottom) // 2)
    across = range(left + 3, right - 2)
    inner = [on.pixelColor(x, y) for x in across for y in range(top + 3, bottom - 2)]
    box = on.pixelColor(middle, top + 3)
    assert sum(contrast(box.name(), color.name()) >= LEAST for color in inner) >= 8, theme.palette.name
    # The box against what it stands on, with the tick and without; its edge is within two pixels.
    level, near = (top + bottom) // 2, range(3)
    for image in (on, off):
        for name, edge in (
            ("left", [image.pixelColor(left + by, level) for by in near]),
            ("top", [image.pixelColor(middle, top + by) for by in near]),
            ("right", [image.pixelColor(right - by, level) for by in near]),
            ("bottom", [image.pixelColor(middle, bottom - by) for by in near]),
        ):
            assert max(contrast(ground.name(), color.name()) for color in edge) >= LEAST, (theme.palette.name, name)
