"""The window speaks English in tests, whatever the machine's language, and has the look that it has for a person."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from reviser.gui.style import stylesheet
from reviser.gui.theme import Theme, dress, load_fonts, palette_for
from reviser.gui.wording.translation import SOURCE, install_translation, remove_translation
from tests.gui import own_display


@pytest.fixture(scope="session")
def qapp_args(pytestconfig: pytest.Config) -> list[str]:
    """What Qt's application begins with. Where windows are to be real and there is no display, this process gets one of
    its own first."""
    if os.environ["QT_QPA_PLATFORM"] == "xcb" and "DISPLAY" not in os.environ:
        os.environ["DISPLAY"] = own_display.start()
    return [str(pytestconfig.getini("qt_qapp_name"))]


@pytest.fixture(scope="session", autouse=True)
def fonts(qapp: QApplication) -> None:
    assert qapp is QApplication.instance()  # Qt takes fonts only where there is a program
    load_fonts()


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    """Widths and heights are those of the program's own font and style. Dressed anew only where a test before it chose
    another look, as that takes some milliseconds for every widget there is."""
    theme = Theme(palette_for("light"), 13)
    if qapp.styleSheet() != stylesheet(theme.palette) or qapp.font() != theme.ui_font:
        dress(qapp, theme)


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    translators = install_translation(qapp, SOURCE)
    yield
    remove_translation(qapp, translators)
    QLocale.setDefault(before)
