"""How likely a proposal is taken, by what it looks like and by what this person did before."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.acceptance import acceptance_chance, baseline_log_odds, features, odds_to_chance
from reviser.core.edit import Edit, Intent, Proposal
from reviser.core.preferences import Preferences, Weight

TEXT = "The marketer has recieved the results of Berlin and London in order to reply."
KNOWN = frozenset(TEXT.lower().replace("recieved", "received").rstrip(".").split())
SERVER, EMBEDDED = "server", "embedded"


def at(before: str, after: str, intent: Intent = Intent.FLUENCY, reviser: str = SERVER) -> Proposal:
    rule = "harper/Nouns" if reviser == EMBEDDED else f"chat/{intent}"
    return Proposal(Edit(TEXT.index(before), before, after), intent, reviser, rule, "", confidence=0.8)


def of(proposal: Proposal, taste: Preferences | None = None) -> float:
    return acceptance_chance(TEXT, proposal, taste or Preferences(), KNOWN.__contains__)


def test_an_edit_that_mends_a_word_is_likelier_taken_than_one_that_writes_what_is_no_word() -> None:
    assert of(at("recieved", "received")) > of(at("results", "resuts")) > of(at("results", "resul\u2047ts"))


@pytest.mark.parametrize(
    ("edit", "signs"),
    [
        (Edit(17, "recieved", "received"), {"mends spelling", "one word", "type R"}),
        (Edit(0, "The", "the"), {"only capitals", "one word"}),
        (Edit(4, "marketer", "market"), {"one word"}),
        (Edit(10, "er", ""), {"cuts a word", "type D"}),
        (Edit(4, "mark", "bask"), {"cuts a word", "one word"}),
        (Edit(20, "ie", "ei"), {"cuts a word", "mends spelling", "one word"}),
        (Edit(3, " ", "  "), {"only space"}),
        (Edit(29, "", ","), {"only signs", "type A"}),
        (Edit(41, "Berlin and London", "Paris"), {"type R", "name out"}),
        (Edit(30, "results of Berlin", "results"), {"name out"}),
        (Edit(30, "results", "results of Paris"), {"name in"}),
        (Edit(30, "results", "results of tests"), {"type R"}),
    ],
)
def test_what_an_edit_looks_like(edit: Edit, signs: set[str]) -> None:
    found = features(TEXT, Proposal(edit, Intent.STYLE, SERVER, "", ""), KNOWN.__contains__)
    assert {name for name, value in found.items() if value} >= signs | {"bias", "intent style"}
    every = {
        "mends spelling",
        "only capitals",
        "cuts a word",
        "only space",
        "only signs",
        "name in",
        "name out",
        "garbage",
    }
    assert {name for name in every if found[name]} == signs & every


def test_likeness_is_of_what_is_replaced() -> None:
    edits = (
        Edit(17, "recieved", "received"),
        Edit(17, "recieved", "got"),
        Edit(29, "", ","),
        Edit(29, " the", ""),
    )
    proposals = {edit: Proposal(edit, Intent.STYLE, SERVER, "", "") for edit in edits}
    like = {edit: features(TEXT, proposal, KNOWN.__contains__)["alike"] for edit, proposal in proposals.items()}
    assert list(like.values()) == [pytest.approx(0.875), pytest.approx(0, abs=0.2), 0, 0]


def test_at_the_ends_of_a_text_no_word_is_cut() -> None:
    for edit in (Edit(0, "one", "1"), Edit(4, "two", "2"), Edit(7, "", "fold")):
        found = features("one two", Proposal(edit, Intent.STYLE, SERVER, "", ""), KNOWN.__contains__)
        assert not found["cuts a word"]


def test_who_has_decided_nothing_takes_what_anybody_takes() -> None:
    for proposal in (at("in order to", "to", Intent.CLARITY), at("results", "result", reviser=EMBEDDED)):
        assert of(proposal) == pytest.approx(odds_to_chance(baseline_log_odds(TEXT, proposal, KNOWN.__contains__)))


def test_what_a_person_takes_of_a_reviser_and_an_intent_moves_its_chance() -> None:
    baseline_log_odds = of(at("in order to", "to", Intent.CLARITY))
    groups = {(SERVER, ""): Weight(5, 5), (SERVER, "clarity"): Weight(5, 0), (SERVER, "style"): Weight(0, 5)}
    taste = Preferences(groups=groups)
    clarity, style = (of(at("in order to", "to", intent), taste) for intent in (Intent.CLARITY, Intent.STYLE))
    assert clarity > of(at("in order to", "to", Intent.CLARITY), Preferences(groups={(SERVER, ""): Weight(5, 5)}))
    assert style < clarity
    refusing = Preferences(groups={(SERVER, ""): Weight(0, 20)})
    assert of(at("in order to", "to", Intent.CLARITY), refusing) < baseline_log_odds
    assert of(at("in order to", "to", Intent.CLARITY, EMBEDDED), refusing) == of(
        at("in order to", "to", Intent.CLARITY, EMBEDDED)
    )


def test_what_the_embedded_layers_are_sure_of_counts_as_they_say_and_by_rule() -> None:
    proposal = at("results", "result", reviser=EMBEDDED)
    assert of(proposal) == pytest.approx(0.8)
    assert of(replace(proposal, confidence=0.9)) > of(proposal)
    refusing = Preferences(kinds={"harper/Nouns": Weight(0, 50)})
    assert of(replace(proposal, confidence=0.96), refusing) < 0.5
    assert of(proposal, Preferences(kinds={"harper/Verbs": Weight(0, 50)})) == of(proposal)


def test_what_has_moved_a_threshold_is_in_the_confidence_and_does_not_count_twice() -> None:
    proposal = replace(at("results", "result", reviser=EMBEDDED), rule="model/number")
    taste = Preferences({"model/number": Weight(0, 50)}, {("results", "result"): Weight(0, 2)})
    assert of(proposal, taste) == of(proposal) == pytest.approx(0.8)


def test_what_a_model_calls_its_edit_moves_the_chance_by_little() -> None:
    chances = [of(at("in order to", "to", intent)) for intent in Intent]
    assert max(chances) - min(chances) < 0.15


@pytest.mark.parametrize("reviser", [SERVER, EMBEDDED])
def test_the_same_words_again_are_taken_or_refused_again(reviser: str) -> None:
    proposal = at("results", "outcomes", reviser=reviser)
    pair = ("results", "outcomes")
    refused, taken = (of(proposal, Preferences(pairs={pair: weight})) for weight in (Weight(0, 2), Weight(2, 0)))
    assert refused < of(proposal) < taken


@given(
    st.floats(0, 1),
    st.sampled_from([SERVER, EMBEDDED]),
    st.tuples(st.floats(0, 1e6), st.floats(0, 1e6)),
    st.text(max_size=8),
)
def test_it_is_always_a_chance(confidence: float, reviser: str, weight: tuple[float, float], after: str) -> None:
    proposal = replace(at("results", after, reviser=reviser), confidence=confidence)
    taste = Preferences(
        {proposal.rule: Weight(*weight)},
        {("results", after.casefold()): Weight(*weight)},
        {(reviser, ""): Weight(*weight)},
    )
    assert 0 < of(proposal, taste) < 1
