"""Sentences that are made below the window, said in the person's language."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from reviser.errors import HistoryError
from reviser.gui.wording.messages import error_text, translate, translate_place
from reviser.gui.wording.translation import install_translation, remove_translation
from reviser.messages import message, plural, verbatim
from tests.gui.strings import below_the_faces, messages, raises_of_words


@pytest.fixture
def german(qapp: QCoreApplication) -> Iterator[None]:
    before, translators = QLocale(), install_translation(qapp, "de")
    yield
    remove_translation(qapp, translators)
    QLocale.setDefault(before)


GONE = "There is no history at {path}: nothing was merged."
STEPS = ("one step of its history kept", "{n:,} steps of its history kept")


@pytest.mark.usefixtures("german")
def test_a_message_is_translated_with_the_messages_in_it() -> None:
    within = message("{where}: {what}", where=message("document {number}", number=3), what=verbatim("x {y}"))
    said = translate(
        message("The history at {path} is damaged, so nothing was merged: {problem}.", path="a", problem=within)
    )
    assert said == "Der Verlauf in a ist beschädigt, darum wurde nichts zusammengeführt: Dokument 3: x {y}."
    assert error_text(HistoryError(message(GONE, path="{b}"))).startswith("In {b} gibt es keinen Verlauf")
    assert error_text(OSError("Gone")) == "Gone"


@pytest.mark.usefixtures("german")
def test_a_count_takes_the_form_and_the_numbers_of_the_language() -> None:
    said = [translate(plural(*STEPS, n)) for n in (1, 1200)]
    assert said == ["1 Schritt des Verlaufs erhalten", "1.200 Schritte des Verlaufs erhalten"]


@pytest.mark.usefixtures("german")
def test_a_sentence_that_was_kept_in_english_is_recognised() -> None:
    kept = str(message("{copy} could not be restored: {reason}. The history is unchanged.", copy="a.db", reason="no"))
    assert translate(kept) == "a.db ließ sich nicht einspielen: no. Der Verlauf ist, wie er war."
    both = f"{kept} {message(GONE, path='b')}"
    assert translate(both) == f"{translate(kept)} {translate(message(GONE, path='b'))}"
    assert translate("What a server said. Nothing else.") == "What a server said. Nothing else."


@pytest.mark.usefixtures("german")
def test_a_long_text_of_somebody_else_is_not_looked_for() -> None:
    long = "A folder is read: open it. It cannot be (at all); try again. " * 200
    began = time.process_time()
    assert translate(long) == long
    assert time.process_time() - began < 1


@pytest.mark.usefixtures("german")
def test_a_place_in_a_dataset_is_said_in_the_language_and_names_stay() -> None:
    assert translate_place("row edits.csv row 3 edit 2") == "row edits.csv Zeile 3 Änderung 2"


@pytest.mark.usefixtures("qapp")
def test_without_a_translation_a_message_is_english() -> None:
    for made in (message(GONE, path="a"), plural(*STEPS, 1), plural(*STEPS, 2)):
        assert translate(made) == made


def test_every_template_below_the_faces_can_be_found_by_reading() -> None:
    _, unclear = messages()
    assert unclear == []


def test_what_the_person_can_mend_is_raised_as_a_message_below_the_faces() -> None:
    made = [line for path in below_the_faces() for line in raises_of_words(path)]
    assert made == []
