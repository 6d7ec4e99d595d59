"""English words on the screen of a window that speaks another language: all that is to be seen is collected and
compared with the strings of the program, as the translation has them."""

import re
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QWidget,
)

from reviser.gui.wording.translation import read_catalogue
from tests.gui.strings import TRANSLATIONS, strings

ROWS = 40  # of a list that are looked at
NAMES = {"keyring"}  # of packages that the program is made of, which are words of its own too
_PLACE = re.compile(r"\{\w*(?::[^{}]*)?\}|%L?n")
_LEAST_WORDS = 4  # of a template by which it is recognised in the middle of other words
_LETTERS = re.compile(r"[^\W\d_]{2,}")


class EnglishStrings:
    """The strings of the program whose translation differs from them, or that have none."""

    def __init__(self, language: str) -> None:
        catalogue = read_catalogue(TRANSLATIONS / f"reviser_{language}.ts")
        translated = {_plain(form) for message in catalogue for form in message.forms}
        forms = {(message.context, message.source, message.comment): message.forms for message in catalogue}
        found, _ = strings()
        sources = {
            one.source for one in found if one.source not in forms.get((one.context, one.source, one.comment), ())
        }
        self._whole = {_plain(source) for source in sources if not _PLACE.search(source)} - translated - NAMES
        self._german = translated | {form.rstrip(" …:") for form in translated}
        self._patterns = [
            _pattern(source) for source in sorted(sources) if _PLACE.search(source) and _words(source) > 1
        ]
        self._long = [_pattern(source) for source in sorted(sources) if _words(source) >= _LEAST_WORDS]
        self._translated = [_pattern(form) for message in catalogue for form in message.forms if _words(form) > 1]

    def in_text(self, text: str) -> str:
        """What of the program's English a text has in it; empty where it has none."""
        for line in filter(None, map(_plain, text.splitlines())):
            for part in (line, *re.split(r"(?<=[.!?…]) ", line)):
                if part in self._german:
                    continue
                if part.rstrip(" …:") in self._whole or part in self._whole:
                    return part
                for pattern in self._patterns:
                    if pattern.fullmatch(part) and not any(other.fullmatch(part) for other in self._translated):
                        return part
            for pattern in self._long:
                if found := pattern.search(line):
                    return found[0]
        return ""


def _plain(text: str) -> str:
    """Without the signs of keys and of rich text."""
    return re.sub(r"&(?=\w)", "", re.sub(r"<[^<>]+>", "", text)).strip()


def _words(source: str) -> int:
    return len(_LETTERS.findall(_PLACE.sub(" ", source)))


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(".+?".join(map(re.escape, _PLACE.split(_plain(source)))))


def shown() -> Iterator[str]:
    """Every text that a person can come upon in what is on the screen: of labels, buttons, fields' hints, menus, lists,
    headers, tabs and titles, with their tool tips and what a screen reader says of them."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            for widget in (window, *window.findChildren(QWidget)):
                yield from _texts(widget)
            for action in window.findChildren(QAction):
                yield from (action.text(), action.toolTip(), action.statusTip())


def _texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.statusTip(), widget.accessibleName(), widget.accessibleDescription())
    match widget:
        case QDialog():
            yield widget.windowTitle()
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QGroupBox() | QMenu():
            yield widget.title()
        case QLineEdit() | QPlainTextEdit() | QTextEdit():
            yield widget.placeholderText()
            if not isinstance(widget, QTextEdit) and widget.isReadOnly():
                yield widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()
        case QComboBox():
            yield from (widget.itemText(row) for row in range(min(widget.count(), ROWS)))
        case QTabBar() | QTabWidget():
            yield from (widget.tabText(row) for row in range(widget.count()))
        case QHeaderView():
            model = widget.model()
            if model is not None:
                yield from (
                    str(model.headerData(row, widget.orientation()) or "") for row in range(min(widget.count(), ROWS))
                )
        case QAbstractItemView():
            model = widget.model()
            if model is not None:
                yield from _items(model, QModelIndex())
        case _:
            pass


def _items(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), ROWS)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)):
            index = model.index(row, column, parent)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
                found = model.data(index, role)
                if isinstance(found, str):
                    yield found
        yield from _items(model, model.index(row, 0, parent))


def english(strings: EnglishStrings, texts: Iterable[str]) -> list[str]:
    """What there is of the program's English in these texts, each once."""
    return sorted({found for text in set(texts) if text and (found := strings.in_text(text))})
