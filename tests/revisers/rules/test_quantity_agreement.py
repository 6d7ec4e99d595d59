"""A quantity that takes the plural takes its verb with it, or is not proposed."""

import pytest

from reviser.core.edit import Proposal, apply
from reviser.revisers.base import Request
from reviser.revisers.rules.plain import PlainLanguage

PLAIN = PlainLanguage()

AGREES = [
    ("A large number of shops is open.", "Many shops are open."),
    ("A large number of small shops in the city is closing.", "Many small shops in the city are closing."),
    ("Today a large number of students thinks so.", "Today many students think so."),
    ("Because a number of people has left, we stay.", "Because several people have left, we stay."),
    ("A majority of the people is against it.", "Most of the people are against it."),
    ("A wide variety of birds was never seen.", "Many birds were never seen."),
    ("Lots of cars doesn't start.", "Many cars don't start."),
    ("A sufficient number of cars is there.", "Enough cars are there."),
]
UNTOUCHED_VERB = [
    ("The majority of the work is done.", "Most of the work is done."),
    ("Buying a large number of shops is expensive.", "Buying many shops is expensive."),
    ("The use of a large number of shops is wrong.", "The use of many shops is wrong."),
    ("There would be a myriad of benefits.", "There would be many benefits."),
    ("A large number of shops opened.", "Many shops opened."),
    ("A number of people believe it is right.", "Several people believe it is right."),
    ("In a large number of cases, it is so.", "In many cases, it is so."),
    ("We saw a number of cats and it was nice.", "We saw several cats and it was nice."),
]
HELD_BACK = [
    "A large number of shops that close is rising.",
    "A great number of old houses, we read, is empty.",
    "A large number of students needs help.",  # or: students' needs
    "A number of students also has its problems.",
    "There is a large number of shops.",
    "There seems to be a large number of shops.",
    "There has been a number of changes.",
    "There exists a large number of shops.",
    "It's a number of shops that close.",
]


def found(text: str) -> list[Proposal]:
    return [output for output in PLAIN.find(Request(text)) if isinstance(output, Proposal)]


def revised(text: str) -> str:
    return apply(text, [proposal.edit for proposal in found(text)])


@pytest.mark.parametrize(("text", "wanted"), AGREES)
def test_the_verb_becomes_plural_in_the_same_edit(text: str, wanted: str) -> None:
    assert revised(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), UNTOUCHED_VERB)
def test_a_verb_with_another_subject_stays_as_it_is(text: str, wanted: str) -> None:
    assert revised(text) == wanted


@pytest.mark.parametrize("text", HELD_BACK)
def test_nothing_is_proposed_where_the_verb_is_in_doubt(text: str) -> None:
    assert revised(text) == text


def test_the_alternatives_agree_too() -> None:
    (proposal,) = found("A wide variety of birds was seen.")
    assert proposal.alternatives == ("Various birds were",)
