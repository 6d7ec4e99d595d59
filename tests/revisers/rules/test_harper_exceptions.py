"""Good English that looks like a slip to Harper, and the slips beside it, with the real Harper."""

import pytest

from reviser.core.edit import Proposal, apply
from reviser.revisers.base import Request
from reviser.revisers.rules.harper import Harper

GOOD = [
    "The sun sets late, and the moon rises early.",
    "The sun set behind the hills.",
    "The rain falls on the roof, and the water falls down.",
    "My heart beats fast, and the snow falls.",
    "He had had enough of it.",
    "All that he had had was gone.",
    "I know that that man is here.",
    "I believe that that is true.",
    "He said that that was late.",
    "He let loose the dogs.",
    "They let down their hair.",
    "We will let go of it.",
    "'Tis the season, and 'twas cold.",
    "He told 'em to get 'im.",
    "Dot your i's and cross your t's.",
    "It was sooo nice, nooo doubt.",
    "That was fun lol and so on.",
    "It costs ¥100 there.",
    "She hid it, and he fed the cat.",
    "He ground the coffee, and it burst.",
    "He dove in, and she split the bill.",
    "The women’s and the womens' room.",
    "He wrote that he 'would recieve' [sic] it.",
    "The water was very cold, and he was very hungry.",
    "It is not impossible, and not uncommon.",
    "It had a fatal outcome.",
    "Shit happens.",
    "A car in front of us was slow, and the house beside them was red.",
    "The man next to us was asleep.",
    "The ploughs were out.",
    "It was unmeaningful, and the help went unreturned.",
    "They sell uncertified wood.",
    "The placebo effect works.",
    "He never tried anything new.",
    "Old rules give rise to new ones.",
    "They know the do's and don'ts of it, and the dos and don'ts.",
    "The people in general believe that they need it.",
    "They have interesting temples there.",
    "The savings are passed down to local schools.",
    "We become too reliant on it.",
    "It helps by leading to reduced costs.",
    "It works thanks to improved batteries.",
    "His opposition to automated cars is big.",
    "This creates more danger than it is worth.",
    "Although many believe that it works, we wait.",
    "He was handing over all the power to a computer.",
    "We say no to driving cars.",
    "To have the best chance, there needs to be peace.",
    "They spent it on mass transit.",
    "They came en masse to it.",
    "He took the car away from town.",
    "It is a good stepping stone.",
    "We saw how people are moved.",
    "He snuck out.",
    "We learned the how and the why.",
]
SLIPS = [
    ("A hair cut costs much.", "A haircut costs much."),
    ("She has has gone home.", "She has gone home."),
    ("He go there, and she find it.", "He goes there, and she finds it."),
    ("The mens clothing is here.", "The men's clothing is here."),
    ("The childrens are here.", "The children are here."),
    ("It was an in depth look.", "It was an in-depth look."),
    ("We teach people to utilized it.", "We teach people to utilize it."),
    ("I want too go.", "I want to go."),
    ("I saw there car.", "I saw their car."),
    ("Stop--he said.", "Stop—he said."),
    ("Stop -- he said.", "Stop – he said."),
    ("We was late.", "We were late."),
    ("It will effect you.", "It will affect you."),
    ("We wait untill noon.", "We wait until noon."),
    ("It was unbeleivable.", "It was unbelievable."),
    ("It was goood.", "It was good."),
    ("The ballloon rose.", "The balloon rose."),
    ("It costs 5€ there.", "It costs €5 there."),
]


@pytest.fixture(scope="module")
def harper() -> Harper:
    return Harper()


def revised(harper: Harper, text: str) -> str:
    found = harper.find(Request(text))
    return apply(text, [output.edit for output in found if isinstance(output, Proposal)])


@pytest.mark.parametrize("text", GOOD)
def test_good_english_is_left_alone(harper: Harper, text: str) -> None:
    assert revised(harper, text) == text


@pytest.mark.parametrize(("text", "wanted"), SLIPS)
def test_a_slip_of_the_same_kind_is_proposed_on(harper: Harper, text: str, wanted: str) -> None:
    assert revised(harper, text) == wanted
