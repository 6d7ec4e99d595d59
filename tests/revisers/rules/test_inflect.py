"""Forms of words, and what can be told of a word from its neighbours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.revisers.rules import inflect

WORDS = st.sampled_from(
    "utilize utilized utilizing use make made attempts purchase purchases people the of to not can their cars skills "
    "acquired we she which is been quickly never '".split()
)


@pytest.mark.parametrize(
    ("lemma", "tag", "form"),
    [("use", "VBD", "used"), ("begin", "VBN", "begun"), ("try", "VBZ", "tries"), ("buy", "VBG", "buying"),
     ("analyse", "VBD", "analysed"), ("show", "VBP", "show")],
)  # fmt: skip
def test_forms(lemma: str, tag: str, form: str) -> None:
    assert inflect.inflect(lemma, tag) == form


def test_no_form_of_what_is_no_verb() -> None:
    assert inflect.inflect("the", "VBD") is None


@pytest.mark.parametrize(
    ("left", "form", "lemma", "tag"),
    [
        ("we want to", "purchase", "purchase", "VB"),
        ("they", "purchase", "purchase", "VBP"),
        ("he", "purchases", "purchase", "VBZ"),
        ("it has been", "commenced", "commence", "VBN"),
        ("they have already", "commenced", "commence", "VBN"),
        ("she", "commenced", "commence", "VBD"),
        ("by", "utilizing", "utilize", "VBG"),
    ],
)
def test_the_form_is_told_by_the_neighbours(left: str, form: str, lemma: str, tag: str) -> None:
    assert inflect.verb_tag(form, lemma, left.split(), starts=False) == tag


@pytest.mark.parametrize(
    ("left", "form", "lemma"),
    [
        ("the", "purchase", "purchase"),  # a noun
        ("several", "purchases", "purchase"),  # a noun, most likely
        ("the", "acquired", "acquire"),  # "the acquired skills"
        ("to", "utilized", "utilize"),  # somebody's slip
        ("the", "purchasing", "purchase"),
    ],
)
def test_nothing_is_told_where_it_is_ambiguous(left: str, form: str, lemma: str) -> None:
    assert inflect.verb_tag(form, lemma, left.split(), starts=False) is None


def test_past_tense_or_participle_behind_a_noun_stays_open() -> None:
    assert inflect.verb_tag("commenced", "commence", ["work"], starts=False) == "VB?"


@pytest.mark.parametrize("words", ["people", "new cars", "old people", "growing problems"])
def test_plural_nouns(words: str) -> None:
    assert inflect.starts_plural(words.split())


@pytest.mark.parametrize("words", ["time", "money and jobs", "", "the cars", "information"])
def test_what_is_not_plural(words: str) -> None:
    assert not inflect.starts_plural(words.split())


@pytest.mark.parametrize("words", ["believe the news", "need to change", "are here", "can help", "want to know"])
def test_predicates(words: str) -> None:
    assert inflect.starts_predicate(words.split())


@pytest.mark.parametrize("words", ["self driving cars", "cars cause", "we do", "the others", "", "driving"])
def test_no_predicates(words: str) -> None:
    assert not inflect.starts_predicate(words.split())


def test_gerunds_give_their_base() -> None:
    assert inflect.is_gerund("making")
    assert inflect.base_of("making") == "make"
    assert not inflect.is_gerund("thing")
    with pytest.raises(ValueError, match="thing"):
        inflect.base_of("thing")


@given(st.lists(WORDS, max_size=5), st.sampled_from([("purchase", "purchase"), ("utilized", "utilize")]))
def test_a_form_that_is_told_is_a_form_of_the_verb(left: list[str], verb: tuple[str, str]) -> None:
    form, lemma = verb
    tag = inflect.verb_tag(form, lemma, left, starts=False)
    assert tag in {None, "VB?"} or tag in inflect.tags(form, lemma)
