"""An accepted edit leaves nothing new to find in its own sentence."""

import pytest

from reviser.core.edit import Proposal, apply
from reviser.core.memory import Memory
from reviser.core.text import Span
from reviser.revisers.base import Request
from reviser.revisers.embedded import default_layers, outputs_of
from reviser.revisers.rules.layer import Layer
from tests.benchmarks.eval_aftermath import aftermath
from tests.data import shared


@pytest.fixture(scope="module")
def layers() -> tuple[Layer, ...]:
    return default_layers()


def found(layers: tuple[Layer, ...], request: Request) -> list[Proposal]:
    return [output for output in outputs_of(layers, request) if isinstance(output, Proposal)]


WIDENED = [
    ("becaese when we learn about some subjects we should have more information.", "becaese", "Because"),
    ("Inorder to win, they trained.", "Inorder to", "To"),
    ("It has lasted for the entirety of the day.", "the entirety of", "all"),
    ("Through the utilization of this, it grew.", "Through the utilization of", "With"),
    ("This could be detrimental to the town.", "be detrimental to", "harm"),
    ("There are a number of issues that may arise.", "There are a number of issues that", "Several issues"),
    ("They did not developped it.", "developped", "develop"),
]


@pytest.mark.parametrize(("text", "before", "after"), WIDENED)
def test_what_follows_from_an_edit_is_proposed_with_it(
    layers: tuple[Layer, ...], text: str, before: str, after: str
) -> None:
    proposals = found(layers, Request(text))
    assert (before, after) in [(one.edit.before, one.edit.after) for one in proposals]
    assert list(aftermath(text, proposals, lambda changed: found(layers, Request(changed)))) == []


def test_the_edit_without_what_follows_is_an_alternative_and_both_reasons_are_given(layers: tuple[Layer, ...]) -> None:
    (proposal,) = found(layers, Request("Inorder to win, they trained."))
    assert proposal.alternatives[0] == "In order to"
    assert "“to” says the same as “In order to” in fewer words." in proposal.explanation
    assert proposal.rule == "harper/SpellCheck"


def test_an_edit_that_the_next_round_would_take_back_is_not_proposed(layers: tuple[Layer, ...]) -> None:
    """Harper has a rule for each way."""
    assert found(layers, Request("We are so busy in our everyday lives that we forget it.")) == []


def test_what_touches_something_protected_or_silenced_is_not_joined(layers: tuple[Layer, ...]) -> None:
    text = "Through the utilization of this, it grew."
    (kept,) = found(layers, Request(text, protected=(Span(0, 7),)))
    assert (kept.edit.before, kept.edit.after) == ("utilization", "use")
    (quiet,) = found(layers, Request(text, memory=Memory(silenced=frozenset({"plain/through-the-use-of"}))))
    assert (quiet.edit.before, quiet.edit.after) == ("utilization", "use")


def test_every_small_i_of_a_sentence_is_found_at_once(layers: tuple[Layer, ...]) -> None:
    text = "When the bus came, i ran, and i caught it before i fell."
    assert apply(text, [one.edit for one in found(layers, Request(text))]) == text.replace(" i ", " I ")


def test_learners_sentences_come_to_rest(layers: tuple[Layer, ...]) -> None:
    """All of them are counted in tests/benchmarks/eval_aftermath.py."""
    lines = shared("jfleg", "dev.src").read_text(encoding="utf-8").splitlines()[::10]
    left = [
        (line, accepted.edit, new.edit)
        for line in lines
        for accepted, new, _ in aftermath(
            line, found(layers, Request(line)), lambda changed: found(layers, Request(changed))
        )
    ]
    assert len(left) <= 1, left
