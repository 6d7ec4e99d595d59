"""Which correction was meant: what the model may change of a proposal, and what always holds."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit, Intent, Proposal
from reviser.revisers.base import Request
from reviser.revisers.embedded import build
from reviser.revisers.lm.alternatives import is_doubtful, near, ranked
from reviser.revisers.lm.layer import LanguageModel
from tests.revisers.lm.real import real_model

WORDS = st.text("abehlort", min_size=1, max_size=7)


def misspelled(before: str, after: str, *others: str, confidence: float = 0.7) -> Proposal:
    edit = Edit(4, before, after)
    return Proposal(edit, Intent.FLUENCY, "embedded", "harper/SpellCheck", "", confidence, others, word=before)


def test_a_likelier_word_that_is_as_near_goes_first() -> None:
    found = ranked(misspelled("whe", "who", "we", "when"), {"we": 9.0, "when": 2.0})
    assert (found.edit, found.alternatives) == (Edit(4, "whe", "we"), ("who", "when"))


def test_a_word_that_is_hardly_likelier_or_much_further_away_does_not() -> None:
    proposal = misspelled("politica", "political", "politics", "police")
    assert ranked(proposal, {"politics": 0.5, "police": 4.0}) == proposal


def test_what_is_not_the_models_to_judge() -> None:
    assert is_doubtful(misspelled("togather", "to gather", "together"))
    assert not is_doubtful(misspelled("dont", "don't", "font")), "only a sign is missing"
    assert not is_doubtful(misspelled("paris", "Paris", "pairs")), "only a capital is missing"
    assert not is_doubtful(misspelled("utilise", "utilize", "use", confidence=1.0)), "the person's own correction"
    assert not is_doubtful(misspelled("teh", "the", "technology")), "too far away"
    assert not is_doubtful(Proposal(Edit(0, "is", "are"), Intent.FLUENCY, "embedded", "grammar/x", "", 0.7, ("am",)))


@given(WORDS, st.lists(WORDS, min_size=1, max_size=8, unique=True), st.dictionaries(WORDS, st.floats(-30, 30)))
def test_no_correction_is_lost_and_none_is_made_up(before: str, texts: list[str], gains: dict[str, float]) -> None:
    proposal = misspelled(before, *texts)
    found = ranked(proposal, gains)
    assert sorted([found.edit.after, *found.alternatives]) == sorted(texts)
    assert found.edit.span == proposal.edit.span
    assert set(near(proposal)) <= set(proposal.alternatives)


async def corrected(text: str, *, with_model: bool) -> dict[str, str]:
    model = real_model()
    reviser = build((), LanguageModel(lambda: model) if with_model else None)
    try:
        found = [output async for output in reviser.revise(Request(text)) if isinstance(output, Proposal)]
    finally:
        reviser.close()
    places = [proposal.edit.span for proposal in found if proposal.word]
    assert len(set(places)) == len(places)
    return {proposal.edit.before: proposal.edit.after for proposal in found if proposal.word}


def test_the_real_model_reads_the_whole_sentence() -> None:
    text = (
        "Rich people are interested in politica and new technologies.\n\n"
        "We match them and bring them togather in one room.\n\nThe goverment has desided to build a school.\n"
    )
    before, after = asyncio.run(corrected(text, with_model=False)), asyncio.run(corrected(text, with_model=True))
    assert set(before) == set(after) == {"politica", "togather", "goverment", "desided"}
    assert after == {
        "politica": "politics",
        "togather": "together",
        "goverment": "government",
        "desided": "decided",
    }
    assert before != after
