"""What the embedded layers say is shown in the person's language, and kept in English."""

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from reviser.app import LAYERS, embedded
from reviser.core.edit import Proposal, Remark
from reviser.core.risk import RISK_KINDS, risks
from reviser.core.text import Span
from reviser.gui.wording.reasons import PARTS, SENTENCES, translate_reason
from reviser.gui.wording.risk_flags import FLAGS, kind_name, translate_flag
from reviser.gui.wording.translation import install_translation, remove_translation
from reviser.revisers.base import LANGUAGE_RULE, Request
from tests.core.recording import propose
from tests.data import shared
from tests.gui.test_window import Seat
from tests.gui.test_window import seat as seat  # a fixture
from tests.revisers.lm.test_reasons import TABLE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

GERMAN = {
    "Did you mean to spell “wich” this way?": "Soll „wich“ so geschrieben werden?",
    "Use “too” rather than “to” in this expression.": "In dieser Wendung steht „too“ statt „to“.",
    "“use” is the plainer word for “utilise”.": "„use“ ist das schlichtere Wort für „utilise“.",
    "You write “e-mail” 4 times and “email” twice and “e mail” once.": (
        "Sie schreiben „e-mail“ 4-mal und „email“ zweimal und „e mail“ einmal."
    ),
    "You write “Salt and Pepper” 4 times and “salt and pepper” once.": (
        "Sie schreiben „Salt and Pepper“ 4-mal und „salt and pepper“ einmal."
    ),
    "As you rewrote it before. Did you mean “{once}”?": "Wie Sie es zuvor umgeschrieben haben. War „{once}“ gemeint?",
    "The embedded reviser knows English only and leaves the rest alone: 2 passages in German, 1 in French, ….": (
        "Der eingebaute Lektor kann nur Englisch und lässt alles andere, wie es ist: 2 Abschnitte in Deutsch, 1 in"
        " Französisch, …."
    ),
    "A model's own reason. Once.": "A model's own reason. Once.",
}
FLAGGED = {
    "12 became 21": "aus 12 wurde 21",
    "the numbers 12, 13 are gone": "Zahl fehlt: 12, 13",
    "the name “Ann” is new": "Name neu: “Ann”",
    "inside a block quotation": "in einem Blockzitat",
}


@pytest.fixture
def german(qapp: QApplication, english: None) -> Iterator[None]:
    del english
    before = QLocale()
    translators = install_translation(qapp, "de")
    yield
    remove_translation(qapp, translators)
    QLocale.setDefault(before)


def test_every_reason_of_the_language_model_is_said_in_the_persons_language(german: None) -> None:
    del german
    for *_, said in TABLE:
        assert translate_reason(said) != said
    assert translate_reason("“price” is singular, so “was”.") == "„price“ ist Einzahl, also „was“."


def test_reasons_are_said_in_the_persons_language(german: None) -> None:
    del german
    assert {text: translate_reason(text) for text in GERMAN} == GERMAN
    assert {text: translate_flag(text) for text in FLAGGED} == FLAGGED
    assert kind_name("number") == "Zahl"
    assert [kind.code for kind in RISK_KINDS if kind_name(kind.code) == kind.code] == []


def test_in_english_they_are_as_they_are_kept(english: None) -> None:
    del english
    assert all(translate_reason(text) == text for text in GERMAN)
    assert all(translate_flag(text) == text for text in FLAGGED)


def test_every_sentence_is_found_by_itself() -> None:
    for table in (SENTENCES, PARTS, FLAGS):
        sources = [each.source for each in table]
        assert len(set(sources)) == len(sources)


def test_what_our_own_layers_say_of_essays_is_all_known(german: None) -> None:
    del german
    text = "\n\n".join(shared("jfleg", "dev.src").read_text(encoding="utf-8").splitlines()[:250])

    async def revised() -> list[Proposal | Remark]:
        reviser = embedded(tuple(layer for layer in LAYERS if layer != "harper"))
        found = [each async for each in reviser.revise(Request(text))]
        return [each for each in found if isinstance(each, Proposal | Remark)]

    said = {each.explanation if isinstance(each, Proposal) else each.message for each in asyncio.run(revised())}
    assert len(said) > 10
    assert [each for each in said if translate_reason(each) == each] == []


def test_every_flag_is_said_in_the_persons_language(german: None) -> None:
    del german
    base = "In 1998 Ann did not say “yes” to 12 cats, which must stay.\n"
    changes = {"12": "21", "Ann": "Bob", "did not say": "said", "must": "may", "1998": "", "“": ""}
    for before, after in changes.items():
        for flag in risks(base, propose(base, before, after).edit):
            assert translate_flag(flag.message) != flag.message, flag


def test_the_window_says_what_was_left_alone_in_the_persons_language(german: None, seat: Seat) -> None:
    del german
    seat.open()
    message = "The embedded reviser knows English only and leaves the rest alone: 1 passage in German."
    seat.program.reviser.rounds.append((Remark(Span(0, 3), message, "embedded", LANGUAGE_RULE),))
    seat.window.rounds.revise()
    seat.program.pump(seat.open_document)
    expected = "Der eingebaute Lektor kann nur Englisch und lässt alles andere, wie es ist: 1 Abschnitt in Deutsch."
    assert seat.window.message.label.text() == expected
    assert expected in seat.window.workspace.remarks.item(0).text()
