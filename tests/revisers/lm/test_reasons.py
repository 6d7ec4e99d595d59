"""Why something is proposed: a sentence for each kind, of the words that stand there."""

import pytest

from reviser.revisers.lm.candidates import candidates
from reviser.revisers.lm.kinds import KINDS, Candidate
from reviser.revisers.lm.reasons import reason
from reviser.revisers.rules.spelling import Frequencies

TABLE = [
    ("agreement", "The benefits of sport is many.", "is", "are", "“benefits” is plural, so “are”."),
    ("agreement", "A list of names were kept.", "were", "was", "“list” is singular, so “was”."),
    ("agreement", "The price of the old cars were high.", "were", "was", "“price” is singular, so “was”."),
    ("agreement", "The effects on our health is known.", "is", "are", "“effects” is plural, so “are”."),
    ("agreement", "The car doors on the left was open.", "was", "were", "“doors” is plural, so “were”."),
    ("verb", "The decrease in overall accidents on the road give us time.", "give", "gives",
     "“decrease” is singular, so “gives”."),
    ("agreement", "They say that having these cars are bad.", "are", "is", "“having” is singular, so “is”."),
    ("agreement", "These is the best of them.", "is", "are", "“These” is plural, so “are”."),
    ("agreement", "They was here before us.", "was", "were", "“They” is plural, so “were”."),
    ("agreement", "There is many cars.", "is", "are", "Here the form of the verb is “are”."),
    ("agreement", "I is late again.", "is", "am", "Here the form of the verb is “am”."),
    ("article-in", "She is teacher in a town.", "", " a", "Before “teacher” goes “a”."),
    ("article-in", "Most important thing is sleep.", "Most", "The most", "Before “most important thing” goes “The”."),
    ("comma-in", "In my opinion cars are loud.", "", ",",
     "A comma sets the opening apart from the rest of the sentence."),
    ("comma-in", "It rained all day long but we went out into the garden.", "", ",",
     "A comma separates the two clauses before “but”."),
    ("comma-clause", "The future is bright and it begins with you.", "", ",",
     "A comma separates the two clauses before “and”."),
    ("comma-complex", "We know that cars are fast yet people like them.", "", ",",
     "A comma separates the two clauses before “yet”."),
    ("comma-opening", "When the wind from the far north rises over the hills we go home.", "", ",",
     "A comma sets the opening apart from the rest of the sentence."),
    ("comma-which", "They drive fast which is loud and bad.", "", ",",
     "The clause with “which” could be left out, so a comma goes before it."),
    ("comma-behind", "But, are these cars better?", ",", "", "No comma is needed here."),
    ("comma-pair", "Cars bring noise to the towns, and villages.", ",", "", "No comma is needed here."),
    ("comma-out", "The reason, is that people are tired.", ",", "", "No comma is needed here."),
    ("confused", "It is more than I can loose.", "loose", "lose",
     "“loose” and “lose” are easily confused; here “lose” fits."),
    ("counted", "The amount of cars is high.", "amount", "number",
     "Things that can be counted take “number”, not “amount”."),
    ("degree", "She is good than her sister.", "good", "better", "“better” fits here better than “good”."),
    ("hyphen", "The self driving car is here.", "self driving", "self-driving",
     "“self-driving” is written with a hyphen here."),
    ("ing", "He wants to going home.", "going", "go", "Here the form is “go”."),
    ("join", "May be it will rain.", "May be", "Maybe", "“Maybe” is written as one word."),
    ("number", "There are many reason for it.", "reason", "reasons", "Here the plural fits: “reasons”."),
    ("number", "Every students must learn.", "students", "student", "Here the singular fits: “student”."),
    ("noun-preposition", "The need of houses is great.", "of", "for",
     "After “need”, “for” is usual here, not “of”."),
    ("real-word", "The picture shoes a boat.", "shoes", "shows", "“shoes” is a word, but here “shows” fits."),
    ("splice", "We walked to the river, it was very cold.", ", it", ". It",
     "A comma alone does not join two sentences."),
    ("preposition", "She is good in chess.", "in", "at", "After “good”, “at” is usual here, not “in”."),
    ("verb", "She play the piano well.", "play", "plays", "“She” is singular, so “plays”."),
    ("verb", "Yesterday he go home.", "go", "went", "Here the form of the verb is “went”."),
    ("word-in", "He listens music often.", "", " to", "“to” is missing here."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "before", "after", "wanted"), TABLE)
def test_it_names_the_words_that_stand_there(kind: str, text: str, before: str, after: str, wanted: str) -> None:
    if before:
        start = text.index(before)
    else:  # where the blank or the comma stands in the corrected sentence
        start = next(
            one.start
            for one in candidates(text, Frequencies.load())
            if one.start == one.end and one.after == after and reason(text, one) == wanted
        )
    assert reason(text, Candidate(start, start + len(before), after, KINDS[kind])) == wanted


def test_each_kind_has_a_row() -> None:
    assert {row[0] for row in TABLE} == set(KINDS)


@pytest.mark.parametrize("text", [
    "The benefits of sport is many, and they rise every years “in the cities”.",
    "I seen him at 10 o'clock, but (as usual) he don't speaks.",
    "“Yes,” she say and every one go to the other's house.",
    "Me and $x$ is 12 years old – he's the best off all.",
])  # fmt: skip
def test_whatever_is_thought_of_has_a_whole_sentence_as_its_reason(text: str) -> None:
    for one in candidates(text, Frequencies.load()):
        said = reason(text, one)
        assert said[0].isupper() or said[0] == "“"
        assert said.endswith(".")
        assert said.count("“") == said.count("”")
        assert "“”" not in said
        assert "“ " not in said
        assert "{" not in said
        assert "}" not in said
        assert "  " not in said


def test_a_kind_says_something_or_has_words_of_its_own() -> None:
    for kind in KINDS.values():
        said = reason("She walk to them.", Candidate(4, 8, "walks", kind))
        assert said
        assert said.endswith(".")
