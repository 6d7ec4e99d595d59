"""Drift from the first draft: facts that were lost are counted and named, and chrF is the one that papers report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics.chrf import CHRF

from reviser.core.drift import CountedText, chrf, drift
from tests.data import shared

FIRST = "In 1998 we did not see 12 % of 40 cats near Paris. Ann never came, and it cost 3,000 euros."


def test_a_text_has_not_moved_from_itself() -> None:
    found = drift(CountedText(FIRST), CountedText(FIRST))
    assert found.chrf == pytest.approx(100.0)
    assert (found.wording.share, found.changed_kinds) == (1.0, ())


def test_lost_facts_are_counted_and_named() -> None:
    found = drift(
        CountedText(FIRST),
        CountedText("In 1998 we saw 12 % of 50 cats near Lyon. Ann never came, and it cost 3000 euros."),
    )
    assert (found.numbers.kept, found.numbers.of, found.numbers.lost) == (2, 3, ("40",))
    assert (found.dates.share, found.names.lost) == (1.0, ("Paris",))
    assert (found.negations.kept, found.negations.of, found.negations.lost) == (1, 2, ("not",))
    assert [kept.kind for kept in found.changed_kinds] == ["number", "name", "negation"]
    assert 0.6 < found.wording.share < 0.9


def test_nothing_to_keep_is_kept() -> None:
    found = drift(CountedText(""), CountedText("New."))
    assert (found.wording.share, found.changed_kinds, found.chrf) == (1.0, (), 0.0)
    assert drift(CountedText("All of it."), CountedText("")).wording.share == 0.0


def sacre(reference: str, hypothesis: str) -> float:
    return float(CHRF(char_order=6, word_order=0, beta=2).sentence_score(hypothesis, [reference]).score)


@given(st.text("ab c", max_size=30), st.text("ab c", max_size=30))
def test_chrf_is_sacrebleus(reference: str, hypothesis: str) -> None:
    assert chrf(CountedText(reference), CountedText(hypothesis)) == pytest.approx(sacre(reference, hypothesis))


def test_drafts_of_real_essays() -> None:
    folder = shared("argrewrite")
    for first in sorted(folder.rglob("*.draft1.txt"))[:10]:
        ours = CountedText(first.read_text(encoding="utf-8"))
        last = CountedText(first.with_name(first.name.replace("draft1", "draft3")).read_text(encoding="utf-8"))
        found = drift(ours, last)
        assert found.chrf == pytest.approx(sacre(ours.text, last.text))
        assert 0 < found.wording.share <= 1
        assert all(0 <= kept.kept <= kept.of for kept in found.facts)
