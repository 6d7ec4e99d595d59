"""What is flagged, and what is not."""

import pytest

from reviser.core.edit import Edit
from reviser.core.risk import risks
from tests.core.recording import propose


@pytest.mark.parametrize(
    ("text", "before", "after", "kind"),
    [
        ("Costs rose by 12 % in a year.", "12 %", "21 %", "number"),
        ("It grew from 5 to 7.", "from 5 to 7", "from 5", "number"),
        ("There were three reasons.", "three", "several", "number"),
        ("We met on Monday.", "Monday", "Tuesday", "date"),
        ("It was Poncelet who proved it.", "Poncelet", "Steiner", "name"),
        ("It does not work.", "does not work", "works", "negation"),
        ("It works.", "works", "never works", "negation"),
        ("You must go.", "must", "should", "modal"),
        ("You need to go.", "need to go", "go", "modal"),
        ("It was on 3/4/2020 then.", "3/4/2020", "4/3/2020", "date"),
        ("He said “it is fine today” and left.", "fine", "good", "quotation"),
        ("See https://example.org/a for more.", "https://example.org/a", "https://example.org/b", "link"),
        ("As shown [12] before.", "[12]", "[13]", "citation"),
        ("As Bulletin 6, p. 13 – 14 says.", "p. 13 – 14", "p. 15", "citation"),
        ("It ran in 1892/93.", "1892/93", "1892/94", "date"),
        ("Use `run` for it.", "`run`", "`go`", "code"),
        ("Let $x = 1$ hold.", "$x = 1$", "$x = 2$", "maths"),
    ],
)
def test_what_a_person_should_look_at_twice(text: str, before: str, after: str, kind: str) -> None:
    assert kind in {flag.kind for flag in risks(text, propose(text, before, after).edit)}


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("We do not know.", "do not", "don't"),
        ("We cannot know.", "cannot", "can't"),
        ("Ask whether or not it works.", "whether or not", "whether"),
        ("It ran in 1892/93.", "1892/93", "1892–1893"),
        ("We met on May 17th.", "May 17th", "17 May"),
        ("It was made in Iran.", "It was made in Iran", "It was Iranian"),
        ("We utilize 12 tools.", "utilize", "use"),
        ("In order to win, run.", "In order to", "To"),
        ("On the internet today.", "internet", "Internet"),
        ("Due to the fact that Rome fell, it ended.", "Due to the fact that", "Because"),
        ("He said “fine” and went.", "went", "left"),
        ("He said fine and went”.", "went", "left"),
        ("There are 1,000 of them.", "1,000", "1000"),
        ("It has 5 square m of it.", "5 square m", "5 m²"),
        ("Teh cat.", "Teh", "The"),
        ("It is key here.", "key", "important"),
        ("It is important here.", "important", "key"),
        ("We are unable to go.", "unable", "not able"),
        ("We are not able to go.", "not able", "unable"),
        ("All stood inorder.", "inorder", "in order"),
        ("We saw Curie beat Poncelet today.", "Curie beat Poncelet today", "today Curie beat Poncelet"),
    ],
)
def test_what_changes_no_fact_is_not_flagged(text: str, before: str, after: str) -> None:
    assert risks(text, propose(text, before, after).edit) == ()


def test_the_flag_says_what_changed() -> None:
    text = "Costs rose by 12 % in a year."
    (flag,) = risks(text, propose(text, "12 %", "21 %").edit)
    assert flag.message == "12 % became 21 %"


@pytest.mark.parametrize(
    ("text", "before", "after", "kind", "message"),
    [
        ("It weighs 5 kg now.", "5 kg", "5 g", "unit", "5 kg became 5 g"),
        ("It has 5 m² of it.", "5 m²", "5 m", "unit", "5 m² became 5 m"),
        ("We do not go.", "do not go", "go", "negation", "the negation “not” is gone"),
        ("It is possible.", "possible", "impossible", "negation", "“possible” became “impossible”"),
        ("You may go.", "may", "must", "modal", "may became must"),
        ("You need to go.", "need", "have", "modal", "need to became have to"),
        ("It is impossible.", "impossible", "possible", "negation", "“impossible” became “possible”"),
        ("It was Curie who won.", "Curie", "she", "name", "the name “Curie” is gone"),
        (
            "We saw Curie beat Poncelet.",
            "Curie beat Poncelet",
            "Poncelet beat Curie",
            "name",
            "“Curie”, “Poncelet” became “Poncelet”, “Curie”",
        ),
        ("It may rain.", "rain", "rain in May 2020", "date", "the date May 2020 is new"),
        ("He said “fine” then.", "fine", "good", "quotation", "“fine” became “good”"),
        ("He said “fine.” then.", "”", "", "quotation", "a quotation mark is gone"),
        ("He said fine then.", "fine", "“fine", "quotation", "a quotation mark is new"),
        ("He said fine then.", "then", 'then"', "quotation", "a quotation mark is new"),
        ("He said fine then.", "fine", "«fine", "quotation", "a quotation mark is new"),
        ("He said „fine then.", "„", "", "quotation", "a quotation mark is gone"),
        ("He said fine then.", "fine", "“fine”", "quotation", "the quotation “fine” is new"),
        ("He said “fine” then.", "“fine”", "fine", "quotation", "the quotation “fine” is gone"),
        ("So $x = 1$ it is.", "$x = 1$", "that", "maths", "the maths “$x = 1$” is gone"),
        ("As (Smith, 2010) says.", "2010", "2011", "citation", "“(Smith, 2010)” became “(Smith, 2011)”"),
        ("5 men met 7 women.", "5 men met 7 women", "7 women met 5 men", "number", "5, 7 became 7, 5"),
    ],
)
def test_one_flag_says_it_in_words(text: str, before: str, after: str, kind: str, message: str) -> None:
    (flag,) = risks(text, propose(text, before, after).edit)
    assert (flag.kind, flag.message) == (kind, message)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Its raining.", "Its", "It's"),
        ("We left. Its raining.", "Its", "It’s"),
        ("It's roof leaks.", "It's", "Its"),
        ("its raining here.", "its", "It's"),
        ("Hes late.", "Hes", "He's"),
        ("Theyre late.", "Theyre", "They're"),
        ("Lets go.", "Lets", "Let's"),
        ("Whats that?", "Whats", "What's"),
        ("Todays news is bad.", "Todays", "Today's"),
        ("It is late.", "It is", "It's"),
        ("Cant we go?", "Cant", "Can't"),
        ("We dont know.", "dont", "don't"),
        ("Nobody's here.", "Nobody's", "Nobody is"),
        ("John'll come.", "John'll", "John will"),
        ("# Recieve\n\nText.", "Recieve", "Receive"),
        ("* Recieve it", "Recieve", "Receive"),
        ("1) Recieve it", "Recieve", "Receive"),
        ("| Adress | b |", "Adress", "Address"),
        ("**Recieve** it", "Recieve", "Receive"),
    ],
)
def test_a_contraction_and_a_capital_that_opens_are_no_names(text: str, before: str, after: str) -> None:
    assert risks(text, Edit(text.index(before), before, after)) == ()


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("John's car is red.", "John's", "Jane's"),
        ("We met John's aunt.", "John's ", ""),
        ("We can go.", "can", "can't"),
        ("We dont know.", "dont know", "know"),
    ],
)
def test_a_name_and_a_negation_in_a_contraction_still_count(text: str, before: str, after: str) -> None:
    assert risks(text, Edit(text.index(before), before, after)) != ()
