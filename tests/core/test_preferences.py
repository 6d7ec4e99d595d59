"""What decisions say of kinds and of words, and how much."""

import pytest

from reviser.core.edit import Decision, Edit, Intent, Proposal, RejectReason, Verdict
from reviser.core.preferences import (
    Pair,
    Preferences,
    Weight,
    discounted_preferences,
    evidence_of,
    pair_of,
    preferences_from,
)

TEXT = "However the benefit of sport, is clear. Benefits come with time."
USUAL = Weight(6, 2)
RULE = "model/number"


def at(before: str, after: str, *, place: int | None = None) -> Edit:
    return Edit(TEXT.index(before) if place is None else place, before, after)


@pytest.mark.parametrize(
    ("edit", "pair"),
    [
        (at("benefit", "benefits"), ("benefit", "benefits")),
        (at("Benefits", "Benefit"), ("benefits", "benefit")),
        (at("", ",", place=7), ("however", "however,")),
        (at(",", ""), ("sport,", "sport")),
        (at(" the", ""), ("the benefit", "benefit")),
        (at("", " a", place=7), ("the", "a the")),
        (at("Benefits", "The benefits"), ("benefits", "the benefits")),
        (at("", " The", place=39), ("benefits", "the benefits")),
        (at("", " well", place=len(TEXT)), ("", "well")),
        (at("", "- ", place=0), ("", "-")),
    ],
)
def test_the_words_that_an_edit_is_about(edit: Edit, pair: Pair) -> None:
    assert pair_of(TEXT, edit) == pair


def offered(edit: Edit, *, reviser: str = "embedded", intent: Intent = Intent.FLUENCY) -> Proposal:
    return Proposal(edit, intent, reviser, RULE, "")


def share(*decisions: Decision, pair: Pair = ("benefit", "benefits")) -> float:
    """After these, the chance of `pair`, all about "benefit" to "benefits"."""
    proposal = offered(at("benefit", "benefits"))
    taste = preferences_from((seq, evidence_of(TEXT, proposal, decision)) for seq, decision in enumerate(decisions))
    return taste.share(RULE, pair, USUAL)


REJECT = Decision("", Verdict.REJECT)
ACCEPT = Decision("", Verdict.ACCEPT)
OTHER = ("reason", "reasons")


def test_a_pair_moves_more_than_its_kind_and_both_move_with_each_decision() -> None:
    assert share() == share(pair=OTHER) == 0.75
    assert share(REJECT, REJECT) < share(REJECT) < share(REJECT, pair=OTHER) < 0.75
    assert share(REJECT, REJECT) < 0.33
    assert share(REJECT, REJECT, pair=OTHER) > 0.55
    assert share(ACCEPT, ACCEPT) > share(ACCEPT, ACCEPT, pair=OTHER) > 0.75
    assert share(ACCEPT, REJECT, Decision("", Verdict.UNDECIDED)) == share(ACCEPT, REJECT)


def test_a_reason_says_how_much_a_rejection_says() -> None:
    def of_kind(reason: str) -> float:
        return share(Decision("", Verdict.REJECT, reason=reason), pair=OTHER)

    def of_words(reason: str) -> float:
        return share(Decision("", Verdict.REJECT, reason=reason))

    wrong, meaning, voice, unnecessary = map(
        of_kind, (RejectReason.WRONG, RejectReason.MEANING, RejectReason.VOICE, RejectReason.UNNECESSARY)
    )
    assert wrong == meaning < voice < unnecessary < 0.75
    assert voice == of_kind("") == of_kind("I was told so")
    assert of_words(RejectReason.VOICE) < of_words(RejectReason.WRONG) < of_words("")


def test_a_rewrite_speaks_for_the_persons_own_words_and_against_what_was_offered() -> None:
    own = Decision("", Verdict.REWRITE, after="gain")
    assert share(own, pair=("benefit", "gain")) > share() > share(own)
    assert share(own, pair=("gain", "benefit")) < 0.6
    assert share(own, pair=("gain", "benefits")) < 0.6
    assert abs(share(own, pair=OTHER) - 0.75) < 0.05


def test_another_of_the_words_offered_speaks_for_itself() -> None:
    picked = Decision("", Verdict.ACCEPT, after="gains")
    assert share(picked, pair=("benefit", "gains")) > share(picked)


def test_what_one_event_says_alike_counts_once() -> None:
    what = evidence_of(TEXT, offered(at("benefit", "benefits")), REJECT)
    assert preferences_from([(1, what), (1, what)]) == preferences_from([(1, what)])
    assert preferences_from([(1, what), (2, what)]).kinds == {RULE: Weight(0, 2)}


def test_what_each_reviser_offers_of_each_intent_is_counted_as_a_group() -> None:
    edit = at("benefit", "benefits")
    proposals = (offered(edit, reviser="server", intent=intent) for intent in (Intent.CLARITY, Intent.STYLE))
    taste = preferences_from((seq, evidence_of(TEXT, proposal, ACCEPT)) for seq, proposal in enumerate(proposals))
    assert taste.groups == {
        ("server", "clarity"): Weight(1, 0),
        ("server", "style"): Weight(1, 0),
        ("server", ""): Weight(2, 0),
    }


def test_other_documents_say_a_fraction_the_older_the_less_and_never_more_than_a_few_here() -> None:
    refusing, taking = Preferences({RULE: Weight(0, 4)}), Preferences({RULE: Weight(4, 0)})
    assert discounted_preferences([refusing]).kinds[RULE] == Weight(0, 1)
    latest_refuses, latest_takes = (
        discounted_preferences(order).kinds[RULE].share for order in ([refusing, taking], [taking, refusing])
    )
    assert latest_refuses < 0.5 < latest_takes
    many = discounted_preferences([Preferences({RULE: Weight(0, 500)}, {OTHER: Weight(0, 500)})] * 30)
    assert (many.kinds[RULE].taken, many.pairs[OTHER].taken) == (0, 0)
    assert (many.kinds[RULE].refused, many.pairs[OTHER].refused) == pytest.approx((6, 1))
    assert (Preferences({RULE: Weight(0, 6)}) + Preferences({RULE: Weight(3, 0)})).kinds[RULE] == Weight(3, 6)
