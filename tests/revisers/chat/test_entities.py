"""Signs that a model escapes as HTML does come into the text as the signs themselves."""

import pytest

from reviser.revisers.base import Request
from reviser.revisers.chat.abilities import AskingMode, Remembered
from reviser.revisers.chat.escapes import without_entities
from tests.fakes import QueuedWire
from tests.revisers.chat.desk import SERVER, chat, edit, hear, listed

TEXT = "Smith & Sons recieve it if x < 3 holds.\n"


@pytest.mark.parametrize(
    "said",
    [
        edit(1, "Smith & Sons recieve", "Smith &amp; Sons receive"),
        edit(1, "Smith &amp; Sons recieve", "Smith &amp; Sons receive"),
        edit(1, "Sons recieve it if x < 3", "Sons receive it if x &lt; 3"),
        edit(1, "Sons recieve it if x &#60; 3", "Sons receive it if x &#x3C; 3"),
    ],
)
def test_in_a_list(said: dict[str, object]) -> None:
    heard = hear(chat(QueuedWire(listed(said))), Request(TEXT))
    assert (heard.pairs, heard.error) == ([("recieve", "receive")], None)


def test_in_the_answer_about_one_sentence() -> None:
    answer = "Smith &amp; Sons receive it if x &lt; 3 holds."
    abilities = Remembered({f"{SERVER.address} m": AskingMode.SENTENCES})
    heard = hear(chat(QueuedWire(answer), abilities=abilities), Request(TEXT))
    assert (heard.pairs, heard.error) == ([("recieve", "receive")], None)


def test_what_looks_like_an_entity_and_is_none_stays() -> None:
    assert without_entities("R&D; AT&T", TEXT) == "R&D; AT&T"


def test_a_text_that_has_entities_keeps_them() -> None:
    text = "Write &amp; for a sign, and &lt; for anothr."
    assert without_entities("Write &amp; for a sign, and &lt; for another.", text) == (
        "Write &amp; for a sign, and &lt; for another."
    )
