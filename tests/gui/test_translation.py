import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QObject
from pytestqt.qtbot import QtBot

from reviser.gui.wording import translation
from reviser.gui.wording.translation import Catalogue, install_translation, read_catalogue, remove_translation
from tests.gui.strings import TRANSLATIONS, in_english, known, strings

FILES = sorted(TRANSLATIONS.glob("*.ts"))
PLACES = re.compile(r"\{\w*(?::[^{}]*)?\}|%L?n")

SMALL = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl">
  <context>
    <name>Shelf</name>
    <message><source>Open</source><translation>Otwórz</translation></message>
    <message><source>Open</source><comment>not closed</comment><translation>otwarty</translation></message>
    <message><source>Later</source><translation type="unfinished">Późno</translation></message>
    <message numerus="yes"><source>%n files</source><translation>
      <numerusform>%n plik</numerusform><numerusform>%n pliki</numerusform><numerusform>%n plików</numerusform>
    </translation></message>
  </context>
</TS>
"""


class Shelf(QObject):
    """What is translated here."""


class Board(Shelf):
    """Inherits its strings with the methods that say them."""


@pytest.fixture
def polish(qapp: QCoreApplication, tmp_path: Path) -> Iterator[None]:
    (tmp_path / "small.ts").write_text(SMALL, encoding="utf-8")
    catalogue = Catalogue("pl", read_catalogue(tmp_path / "small.ts"))
    qapp.installTranslator(catalogue)
    yield
    remove_translation(qapp, (catalogue,))


@pytest.mark.usefixtures("polish")
def test_strings_are_looked_up_by_class_and_comment() -> None:
    assert Shelf().tr("Open") == "Otwórz"
    assert Board().tr("Open") == "Otwórz"
    assert QObject().tr("Open") == "Open"
    assert QCoreApplication.translate("Shelf", "Open", "not closed") == "otwarty"
    assert Shelf().tr("Later") == "Later"


@pytest.mark.usefixtures("polish")
def test_counts_take_the_form_of_their_language() -> None:
    said = [Shelf().tr("%n files", "", count) for count in (1, 2, 5, 12, 22)]
    assert said == ["1 plik", "2 pliki", "5 plików", "12 plików", "22 pliki"]


@pytest.mark.parametrize("language", translation.languages())
def test_a_language_is_spoken_and_taken_back(qapp: QCoreApplication, qtbot: QtBot, language: str) -> None:
    del qtbot
    before = QLocale()
    translators = install_translation(qapp, language)
    try:
        assert QLocale().name().split("_")[0] == language
    finally:
        remove_translation(qapp, translators)
        QLocale.setDefault(before)


def test_every_string_can_be_found_by_reading() -> None:
    _, unclear = strings()
    assert unclear == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_translation_is_complete_and_has_nothing_else(path: Path) -> None:
    found, _ = strings()
    english = path.stem.endswith("_en")
    wanted = {(one.context, one.source, one.comment) for one in found if in_english(one) or not english}
    there = {(one.context, one.source, one.comment) for one in read_catalogue(path)}
    assert there - wanted == set(), "no longer in the program: python -m tests.gui.strings"
    assert wanted - there == set(), "not translated yet: python -m tests.gui.strings, then translate"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_translation_keeps_what_is_filled_in(path: Path) -> None:
    for message in read_catalogue(path):
        for form in message.forms:
            one_alone = message.numbered and form is message.forms[0]
            kept, filled = set(PLACES.findall(form)), set(PLACES.findall(message.source))
            assert kept <= filled, message.source
            assert one_alone or kept == filled, message.source
            assert ("&" in form) <= ("&" in message.source), message.source
    assert len(list(known(path))) == len({key for key, _ in known(path)})
