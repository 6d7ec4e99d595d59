"""What the next round proposes with the real model, where it is here, after what the person decided."""

from collections.abc import Iterable

import pytest

from reviser.core.edit import Edit, Intent, Proposal, RejectReason, Verdict
from reviser.core.events import RuleSet
from reviser.core.rewrites import standing_rewrites
from reviser.core.text import Span
from reviser.documents.plain import PlainText
from reviser.revisers.embedded import outputs_of
from reviser.revisers.lm.layer import LanguageModel
from reviser.services.rounds.proposal_checks import ProposalChecks
from reviser.services.rounds.round_settings import RoundSettings
from tests.core.recording import Recording
from tests.revisers.lm.real import real_model

NOUNS = (
    "apple bird boat bottle bridge brother camera carpet castle chair circle clock corner desert dinner doctor driver"
    " engine farmer finger flower forest garden guitar hammer island jacket kitchen lawyer letter market mirror monster"
    " number office orange parent pencil picture pillow planet pocket potato rabbit river sailor shadow sister summer"
    " tailor"
).split()
REASON = ("reason", "reasons")
TEXT = (
    "There are many reason why people move to the city, and one of them is the work that can be found there.\n\n"
    "One of my best friend lives in Canada now, where he works for a bank and goes out to ski in the winter.\n\n"
    "The advantages of living in a small town is easy to see for those who have to drive to work every morning.\n\n"
    "The house stood at the end of a long road, and nobody who lived in the village had ever been inside it.\n\n"
)


@pytest.fixture(scope="module")
def layer() -> LanguageModel:
    model = real_model()
    return LanguageModel(lambda: model)


def taught(*edits: tuple[str, str], rule: str = "model/number", after: str = " ") -> Recording:
    """A document of the changed words and `TEXT`, with a round that proposed the changes, undecided."""
    before = "".join(f"many {word}{after}" for word, _ in edits)
    doc = Recording(f"{before}\n\n{TEXT}")
    starts = [0]
    for word, _ in edits:
        starts.append(starts[-1] + len(f"many {word}{after}"))
    doc.round(
        *(
            Proposal(Edit(start + len("many "), *edit), Intent.FLUENCY, "embedded", rule, "", confidence=0.9)
            for start, edit in zip(starts, edits, strict=False)
        )
    )
    return doc


def proposed(layer: LanguageModel, doc: Recording, text: str = "") -> list[Proposal]:
    """What the next round proposes; `text` is another that the same person goes on with."""
    state = doc.state
    proposal_checks = ProposalChecks(text or state.text, PlainText())
    request = proposal_checks.request(
        state.memory, "American", RoundSettings(), written=() if text else standing_rewrites(state)
    )
    return [output for output in outputs_of((), request, second=layer) if isinstance(output, Proposal)]


def pairs(found: Iterable[Proposal]) -> set[tuple[str, str]]:
    return {(one.edit.before, one.edit.after) for one in found}


def test_after_fifty_rejections_of_a_kind_only_its_surest_is_proposed_and_other_kinds_as_before(
    layer: LanguageModel,
) -> None:
    doc = taught(*((noun, f"{noun}s") for noun in NOUNS))
    before = proposed(layer, doc, TEXT)
    assert {REASON, ("friend", "friends"), ("is", "are")} <= pairs(before)
    for item in range(len(NOUNS)):
        doc.decide(Verdict.REJECT, item)
    assert len(doc.state.memory.taste.pairs) == len(NOUNS) == 50
    after = proposed(layer, doc, TEXT)
    assert not doc.state.memory.silenced
    assert pairs(after) == pairs(before) - {("friend", "friends")}
    sure = {pair: one.confidence for one in before for pair in pairs([one])}
    for one in after:
        if one.rule == "model/number":
            assert one.confidence < sure[one.edit.before, one.edit.after]
        else:
            assert one in before
    state = doc.do(RuleSet("model/number", True))
    assert state.memory.silenced == {"model/number"}
    assert pairs(proposed(layer, doc, TEXT)) == pairs(one for one in before if one.rule != "model/number")


def test_words_rejected_again_and_again_are_not_proposed_while_their_kind_is(layer: LanguageModel) -> None:
    doc = taught(*[REASON] * 3)
    for item in range(3):
        doc.decide(Verdict.REJECT, item)
    found = pairs(proposed(layer, doc, TEXT))
    assert REASON not in found
    assert ("friend", "friends") in found
    for _ in range(3):
        doc.undo()
    assert REASON in pairs(proposed(layer, doc, TEXT))


def test_a_reason_that_says_more_asks_more_of_the_next_round(layer: LanguageModel) -> None:
    def confidence(reason: str) -> float:
        doc = taught(("apple", "apples"))
        doc.decide(Verdict.REJECT, 0, reason=reason)
        found = [one.confidence for one in proposed(layer, doc, TEXT) if one.edit.before == "friend"]
        return found[0]

    plain = confidence("")
    assert confidence(RejectReason.WRONG) == confidence(RejectReason.MEANING) < plain
    assert confidence(RejectReason.UNNECESSARY) > plain


def test_what_the_person_wrote_instead_is_not_proposed_against(layer: LanguageModel) -> None:
    doc = Recording(TEXT)
    place = TEXT.index("friend")
    edit = Edit(place, "friend", "friends")
    doc.round(Proposal(edit, Intent.FLUENCY, "embedded", "model/number", "", confidence=0.9))
    # As wrong as what stood there: the layer would mend it, were it not the person's own word.
    state = doc.decide(Verdict.REWRITE, 0, after="colleague")
    assert standing_rewrites(state) == (Span(place, place + len("colleague")),)
    own = ("colleague", "colleagues")
    found = pairs(proposed(layer, doc))
    assert own not in found
    assert REASON in found
    # Another text with the same words: asked more, like any other words of the kind or not.
    assert own in pairs(proposed(layer, Recording(state.text)))


def test_a_rewrite_is_offered_beside_what_is_proposed_elsewhere_not_in_its_place(layer: LanguageModel) -> None:
    doc = taught(REASON)
    doc.decide(Verdict.REWRITE, 0, after="the reasons")
    found = next(one for one in proposed(layer, doc, TEXT) if one.edit.before == "reason")
    assert found.edit.after == "reasons"
    assert found.alternatives[0] == "the reasons"
    assert found.confidence < next(
        one.confidence for one in proposed(layer, Recording(TEXT), TEXT) if one.edit == found.edit
    )


def test_what_the_person_wrote_is_theirs_until_they_change_it(layer: LanguageModel) -> None:
    doc = Recording(TEXT)
    doc.round(Proposal(Edit(TEXT.index("friend"), "friend", "friends"), Intent.FLUENCY, "embedded", "model/number", ""))
    doc.decide(Verdict.REWRITE, 0, after="colleague")
    doc.type(TEXT.index("friend"), "colleague", "neighbour")
    assert standing_rewrites(doc.state) == ()
    assert ("neighbour", "neighbours") in pairs(proposed(layer, doc))


def test_a_rejection_at_one_place_holds_there_and_says_little_elsewhere(layer: LanguageModel) -> None:
    doc = taught(("apple", "apples"))
    doc.decide(Verdict.REJECT, 0)
    assert pairs(proposed(layer, doc, TEXT)) == pairs(proposed(layer, Recording(TEXT), TEXT))
