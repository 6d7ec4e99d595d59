"""Corrections of grammar rules that the language model doubts: held back where it finds the original likelier."""

from collections.abc import Iterator

import pytest

from reviser.core.edit import Edit, Intent, Proposal, apply
from reviser.revisers.base import Request
from reviser.revisers.embedded import default_layers, outputs_of
from reviser.revisers.lm.layer import LanguageModel
from reviser.revisers.lm.second_opinion import is_questionable
from tests.revisers.lm.real import real_model

# Correct sentences that a rule corrects: the rule, and the sentence.
RIGHT_AS_THEY_ARE = [
    ("harper/AdjectiveOfA", "It does not mean that all of a sudden it is going to drive off without us."),
    ("harper/AdjectiveOfA", "Self-driving cars would serve as more of a problem than a solution."),
    ("harper/InflectedVerbAfterTo", "It can adjust the speed accordingly, leading to reduced commute times."),
]
# Sentences with an error that a rule corrects: the rule, the sentence, what is wrong, what it should be.
WRONG = [
    ("harper/NounVerbConfusion", "The war had a bad affect on the trade.", "affect", "effect"),
    ("harper/PronounVerbAgreement", "In the end we says that the countries should agree.", "says", "say"),
    ("harper/ModalOf", "He should of known about the meeting.", "of", "have"),
]


@pytest.fixture(scope="module")
def layer() -> LanguageModel:
    model = real_model()
    return LanguageModel(lambda: model)


def proposals(text: str, layer: LanguageModel | None, *, unsure: bool = False) -> Iterator[Proposal]:
    for output in outputs_of(default_layers(), Request(text, unsure=unsure), second=layer):
        if isinstance(output, Proposal):
            yield output


@pytest.mark.parametrize(("rule", "text"), RIGHT_AS_THEY_ARE)
def test_a_correction_of_what_is_right_is_held_back(rule: str, text: str, layer: LanguageModel) -> None:
    assert rule in {one.rule for one in proposals(text, None)}, "without the model the rule speaks"
    assert rule not in {one.rule for one in proposals(text, layer)}
    assert rule in {one.rule for one in proposals(text, layer, unsure=True)}


@pytest.mark.parametrize(("rule", "text", "before", "after"), WRONG)
def test_a_correction_of_an_error_is_kept(rule: str, text: str, before: str, after: str, layer: LanguageModel) -> None:
    assert (rule, before, after) in {(one.rule, one.edit.before, one.edit.after) for one in proposals(text, layer)}


@pytest.mark.parametrize("text", ["this shall effect in exams.", "He last choosed to learn truth."])
def test_the_layers_do_not_take_back_each_other_s_edits(text: str, layer: LanguageModel) -> None:
    seen = {text}
    while edits := [one.edit for one in proposals(text, layer)]:
        text = apply(text, edits)
        assert text not in seen
        seen.add(text)


def test_what_is_held_back_leaves_its_place_to_others(layer: LanguageModel) -> None:
    rule, text = RIGHT_AS_THEY_ARE[0]
    held = next(one.edit for one in proposals(text, None) if one.rule == rule)
    found = [one.edit for one in proposals(text, layer)]
    assert held not in found
    assert apply(text, found)


@pytest.mark.parametrize(
    ("rule", "before", "after", "questionable"),
    [
        ("harper/NounVerbConfusion", "effect", "affect", True),
        ("grammar/cannot", "can not", "cannot", True),
        ("harper/AdjectiveOfA", "of ", "", True),
        ("harper/SentenceCapitalization", "books", "Books", False),
        ("harper/Spaces", "  ", " ", False),
        ("grammar/opening-comma", "", ",", False),
        ("plain/in-order-to", "in order to", "to", False),
    ],
)
def test_words_that_a_rule_of_grammar_changes_are_questioned(
    rule: str, before: str, after: str, *, questionable: bool
) -> None:
    proposal = Proposal(Edit(0, before, after), Intent.FLUENCY, "embedded", rule, "", 0.9)
    assert is_questionable(proposal) == questionable


def test_spelling_is_left_to_the_dictionary() -> None:
    proposal = Proposal(Edit(0, "teh", "the"), Intent.FLUENCY, "embedded", "harper/SpellCheck", "", 0.9, word="teh")
    assert not is_questionable(proposal)
