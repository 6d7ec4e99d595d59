"""What learners meant where the nearest form is as wrong as theirs: what is written once the proposals are accepted."""

import pytest

from reviser.core.edit import Proposal, apply
from reviser.revisers.base import Request
from reviser.revisers.embedded import default_layers, outputs_of
from reviser.revisers.rules.layer import Layer


@pytest.fixture(scope="module")
def layers() -> tuple[Layer, ...]:
    return default_layers()


def accepted(layers: tuple[Layer, ...], text: str) -> str:
    """`text` with all that is proposed."""
    found = [output.edit for output in outputs_of(layers, Request(text)) if isinstance(output, Proposal)]
    return apply(text, found)


MENDED = [
    ("People use theyre phones every day.", "People use their phones every day."),
    ("They put down theyre new books and left.", "They put down their new books and left."),
    ("Theyre phones are old.", "Their phones are old."),
    ("I know that theyre house is old.", "I know that their house is old."),
    ("We talk with theyre best friends.", "We talk with their best friends."),
    ("Theyre happy about it.", "They're happy about it."),
    ("I think theyre students.", "I think they're students."),
    ("We stay because theyre going home.", "We stay because they're going home."),
    ("Thank you for youre help.", "Thank you for your help."),
    ("If youre friend comes, tell him.", "If your friend comes, tell him."),
    ("Youre a friend of mine.", "You're a friend of mine."),
    ("I met the man whos book I read.", "I met the man whose book I read."),
    ("Whos going to the party tonight?", "Who's going to the party tonight?"),
    ("Who's going to the party tonight?", "Who's going to the party tonight?"),
    ("Parents with they children came to the park.", "Parents with their children came to the park."),
    ("We heard it from they old parents.", "We heard it from their old parents."),
    ("The toys with they play are new.", "The toys with they play are new."),
    ("I gave it to they and left.", "I gave it to them and left."),
    ("When they looses the game, they cry.", "When they lose the game, they cry."),
    ("He loose his keys every day.", "He loses his keys every day."),
    ("Do not loose hope.", "Do not lose hope."),
    ("I will loose my keys again.", "I will lose my keys again."),
    ("He is loosing his mind.", "He is losing his mind."),
    ("They will loose the dogs at noon.", "They will loose the dogs at noon."),
    ("He has alot of informations about it.", "He has a lot of information about it."),
    ("She gave me alot of advices.", "She gave me a lot of advice."),
    ("We need a lot of equipments here.", "We need a lot of equipment here."),
    ("In todays society, people work more.", "In today's society, people work more."),
    ("The word „Heimat“ stands in todays papers.", "The word „Heimat“ stands in today's papers."),
    ("It was in everyones mind at the time.", "It was in everyone's mind at the time."),
    ("It is nobodys fault at all.", "It is nobody's fault at all."),
    ("Childrens books are nice to read.", "Children's books are nice to read."),
    ("The childrens play in the garden.", "The children play in the garden."),
    ("We sell womens hats here.", "We sell women's hats here."),
    ("The childs play in the garden.", "The children play in the garden."),
    ("The childs toys lay in the garden.", "The child's toys lay in the garden."),
    ("Two womans came to the shop.", "Two women came to the shop."),
    ("She choosed the red one.", "She chose the red one."),
    ("She has choosed the red one.", "She has chosen the red one."),
    ("We goed home and thinked about it.", "We went home and thought about it."),
    ("He runned away and shaked his head.", "He ran away and shook his head."),
    ("I have many homeworks to do.", "I have many homework to do."),
]


@pytest.mark.parametrize(("text", "meant"), MENDED)
def test_what_was_meant_is_proposed(layers: tuple[Layer, ...], text: str, meant: str) -> None:
    assert accepted(layers, text) == meant


def test_curly_apostrophes_stay_curly(layers: tuple[Layer, ...]) -> None:
    text = "It’s late. In todays papers it doesn’t stand."
    assert accepted(layers, text) == "It’s late. In today’s papers it doesn’t stand."


def test_an_essay_of_indented_paragraphs_is_read_to_its_unfinished_end(layers: tuple[Layer, ...]) -> None:
    essay = "\tNowadays peple learn a lot. They beleive it.\n\tTo conclude, school is necesary for us and we go there"
    mended = essay.replace("peple", "people").replace("beleive", "believe").replace("necesary", "necessary")
    assert accepted(layers, essay).replace("Nowadays,", "Nowadays") == mended
