"""The window speaks English in tests, whatever the machine's language."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from reviser.gui.translation import SOURCE, hush, speak


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    translators = speak(qapp, SOURCE)
    yield
    hush(qapp, translators)
    QLocale.setDefault(before)
