"""Sizes of windows and dialogs, widths of columns, and form rows that hold several widgets."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QWidget

MARGIN = 40  # pixels of the window that stay visible around a dialog
FRAME = 8, 40  # pixels that a window manager may add for frames: left and right together, above and below together


def fit(dialog: QDialog, window: QWidget | None, width: int, height: int) -> None:
    """Set the size of a dialog in pixels, reduced to what fits over its window."""
    if window is not None:
        width, height = min(width, window.width() - MARGIN), min(height, window.height() - MARGIN)
    dialog.resize(width, height)


def fit_into_screen(window: QWidget) -> None:
    """Reduce a window that is not shown yet to the size of its screen, and move it onto the screen."""
    room = window.screen().availableGeometry()
    size = window.size().boundedTo(QSize(room.width() - FRAME[0], room.height() - FRAME[1]))
    window.resize(size)
    place = QRect(window.pos(), size)
    if not room.contains(place):
        place.moveLeft(max(room.left(), min(place.left(), room.right() + 1 - FRAME[0] - size.width())))
        place.moveTop(max(room.top(), min(place.top(), room.bottom() + 1 - FRAME[1] - size.height())))
        window.move(place.topLeft())


def set_columns(header: QHeaderView, widths: Mapping[int, int]) -> None:
    """Set column widths in pixels, but no narrower than the titles. The person can change them."""
    header.ensurePolished()
    for column, width in widths.items():
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(column, max(width, header.sectionSizeHint(column)))


def side_by_side(*widgets: QWidget) -> QWidget:
    """A form row of several widgets, of which the first takes the free width. The mnemonic of the row's label leads to
    the first widget: Qt gives the focus only to a buddy that accepts it, so the row accepts it and passes it on."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    for number, widget in enumerate(widgets):
        row.addWidget(widget, 1 if number == 0 else 0)
    box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    box.setFocusProxy(widgets[0])
    return box
