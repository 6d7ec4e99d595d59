"""Qt's own file dialog, where the desktop has none: nothing in its columns is cut when it opens."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from reviser.documents.formats import LATEX, MARKDOWN, PLAIN, formats_for_tracking
from reviser.gui.dialogs.files import (
    ask_folder,
    ask_open,
    ask_open_several,
    ask_save,
    ask_save_document,
    ask_save_tracked,
    document_kinds,
)
from reviser.gui.theme import Theme, dress, palette_for

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PATIENCE_MS = 5000  # a dialog that does not end does not hold the tests up
NAMES = ("a.txt", "b with a longer name than most.md")


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> QWidget:
    dress(qapp, Theme(palette_for("light"), 13))
    for name in NAMES:
        (tmp_path / name).write_text("Some words. " * 300, encoding="utf-8")
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def listing(dialog: QFileDialog) -> QTreeView:
    found = dialog.findChild(QTreeView)
    assert found is not None
    return found


def answered(qtbot: QtBot, ask: Callable[[], object], act: Callable[[QFileDialog], None]) -> object:
    """What is answered when `act` is done in the dialog that comes."""

    def look() -> None:
        dialog = next(
            each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible()
        )
        view = listing(dialog)
        QTimer.singleShot(PATIENCE_MS, dialog, dialog.reject)
        qtbot.waitUntil(view.isVisible)
        act(dialog)

    QTimer.singleShot(0, look)
    return ask()


def test_nothing_in_the_columns_is_cut(window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    seen: list[tuple[int, int, int]] = []

    def look(dialog: QFileDialog) -> None:
        view = listing(dialog)
        qtbot.waitUntil(lambda: view.model().rowCount(view.rootIndex()) == len(NAMES))
        dialog.grab()
        header = view.header()
        for column in range(4):
            needed = max(header.sectionSizeHint(column), view.sizeHintForColumn(column))
            seen.append((column, needed, header.sectionSize(column)))
        assert header.length() <= view.viewport().width() + 1
        dialog.reject()

    assert answered(qtbot, lambda: ask_open(window, "Open", str(tmp_path)), look) == ""
    assert [each for each in seen if each[1] > each[2]] == []
    assert len(seen) == 4


def named(*path: str) -> Callable[[QFileDialog], None]:
    """Names a file, or takes the one that is offered, and ends the dialog."""

    def name(dialog: QFileDialog) -> None:
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None
        for each in path:
            field.setText(each)
        QTest.keyClick(field, Qt.Key.Key_Return)

    return name


def test_a_file_that_is_named_is_answered(window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    path = str(tmp_path / NAMES[0])
    assert answered(qtbot, lambda: ask_open(window, "Open", str(tmp_path)), named(path)) == path
    assert answered(qtbot, lambda: ask_open_several(window, "Open", str(tmp_path)), named(path)) == [path]


def test_a_file_to_write_is_offered_with_its_name_in_its_folder(window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    offered, kinds = str(tmp_path / "new.svg"), "SVG (*.svg);;All (*)"
    assert answered(qtbot, lambda: ask_save(window, "Save", offered, kinds), named()) == (offered, "SVG (*.svg)")


def test_a_folder_is_asked_for(window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    assert answered(qtbot, lambda: ask_folder(window, "Folder"), named(str(tmp_path))) == str(tmp_path)


def test_documents_are_offered_whatever_their_suffix_and_its_case(
    window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    for name in ("c.MD", "d.mkd", "e.tex", "f.png"):
        (tmp_path / name).write_text("Words.", encoding="utf-8")
    shown: set[str] = set()

    def look(dialog: QFileDialog) -> None:
        view = listing(dialog)
        wanted = {*NAMES, "c.MD", "d.mkd", "e.tex"}

        def there() -> bool:
            model, root = view.model(), view.rootIndex()
            shown.clear()
            shown.update(model.index(row, 0, root).data() for row in range(model.rowCount(root)))
            return shown == wanted

        qtbot.waitUntil(there)
        dialog.reject()

    answered(qtbot, lambda: ask_open(window, "Open", str(tmp_path), document_kinds()), look)
    assert "f.png" not in shown


@pytest.mark.parametrize(
    ("offered", "typed", "answer"),
    [("", "essay", "essay.md"), ("", "essay.txt", "essay.txt"), ("README", "NEWS", "NEWS")],
)
def test_a_new_document_gets_the_suffix_of_its_format(
    window: QWidget, tmp_path: Path, qtbot: QtBot, offered: str, typed: str, answer: str
) -> None:
    name = str(tmp_path / offered) if offered else ""
    act = named(str(tmp_path / typed))
    assert answered(qtbot, lambda: ask_save_document(window, "Save", name, MARKDOWN), act) == str(tmp_path / answer)


def test_a_copy_with_tracked_changes_is_written_in_the_format_that_is_chosen(
    window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    forms = formats_for_tracking(LATEX)
    assert [form.code for form in forms] == ["latex-changes", "latexdiff"]

    def choose(dialog: QFileDialog) -> None:
        assert [kind.split(" (")[0] for kind in dialog.nameFilters()] == [
            "LaTeX with tracked changes", "LaTeX with latexdiff's markup", "All files"
        ]  # fmt: skip
        dialog.selectNameFilter(dialog.nameFilters()[1])
        named(str(tmp_path / "copy.tex"))(dialog)

    for act, form in ((choose, forms[1]), (named(str(tmp_path / "copy.tex")), forms[0])):
        found = answered(qtbot, lambda: ask_save_tracked(window, "Copy", "paper.tex", forms), act)
        assert found == (str(tmp_path / "copy.tex"), form)


def test_the_suffix_follows_the_format_that_is_chosen(window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    def choose(dialog: QFileDialog) -> None:
        kinds = dialog.nameFilters()
        named_so = [kind.split(" (")[0] for kind in kinds]
        assert named_so[:3] == ["Plain text", "Markdown", "LaTeX"]
        assert named_so[3:] == [
            "Quarto and R Markdown", "reStructuredText", "AsciiDoc", "Org", "Typst", "All files"
        ]  # fmt: skip
        box = dialog.findChild(QComboBox, "fileTypeCombo")
        assert box is not None
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_L)
        box.activated.emit(box.currentIndex())
        named(str(tmp_path / "paper"))(dialog)

    found = answered(qtbot, lambda: ask_save_document(window, "Save", "", PLAIN), choose)
    assert found == str(tmp_path / "paper.tex")
