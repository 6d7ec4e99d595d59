"""The layer with the real model, where it is here: what it mends, and what it leaves alone."""

from collections.abc import Sequence

import pytest

from reviser.core.edit import Proposal
from reviser.core.memory import Memory
from reviser.core.text import Span
from reviser.revisers.base import Request
from reviser.revisers.embedded import default_layers, outputs_of
from reviser.revisers.lm.layer import LanguageModel
from reviser.revisers.rules.languages import Languages
from tests.revisers.lm.real import real_model

# The kind, a sentence with one error, what is wrong in it, and what should stand there.
ERRORS = [
    ("agreement", "The advantages of living in a small town is easy to see.", "is", "are"),
    ("agreement", "The list of the questions were sent to every teacher.", "were", "was"),
    ("agreement", "My parents has lived in this house for ten years.", "has", "have"),
    ("agreement", "She don't want to talk about the accident.", "don't", "doesn't"),
    ("article-in", "My sister is teacher at the local school.", "", " a"),
    ("article-in", "We stayed in hotel near the beach for a week.", "", " a"),
    ("article-in", "He told us that it was best day of his life.", "", " the"),
    ("comma-in", "For example many students work at night to pay their rent.", "", ","),
    ("comma-in", "However the results were not what we had hoped for.", "", ","),
    ("comma-opening", "If you want to learn a language you should speak it every day.", "", ","),
    ("comma-complex", "Everybody knows that it rains a lot here but the tourists come every year.", "", ","),
    ("comma-which", "The train was two hours late which made everyone angry.", "", ","),
    ("comma-behind", "Although, it was raining, we went for a walk.", ",", ""),
    ("comma-in", "As a result the company had to close two of its shops.", "", ","),
    ("comma-out", "The main reason, is that people have no time to cook.", ",", ""),
    ("confused", "He ran faster then any other boy in the village.", "then", "than"),
    ("confused", "The children put on there coats and went outside.", "there", "their"),
    ("confused", "I do not want to loose my job because of this.", "loose", "lose"),
    ("confused", "This drug has a strong affect on the heart.", "affect", "effect"),
    ("degree", "Her new car is much more fast than the old one.", "fast", "faster"),
    ("ing", "They spent the whole evening talk about politics.", "talk", "talking"),
    ("ing", "She is interested in learn how to paint.", "learn", "learning"),
    ("number", "There are many reason why people move to the city.", "reason", "reasons"),
    ("number", "One of my best friend lives in Canada now.", "friend", "friends"),
    ("number", "He bought three new shirt for the journey.", "shirt", "shirts"),
    ("preposition", "She has always been good in mathematics.", "in", "at"),
    ("preposition", "My decision depends of the weather on Saturday.", "of", "on"),
    ("verb", "Yesterday he go to the market to buy some fish.", "go", "went"),
    ("verb", "She play the piano every evening after dinner.", "play", "plays"),
    ("verb", "He has already eat his breakfast this morning.", "eat", "eaten"),
    ("verb", "The bridge was build by the Romans two thousand years ago.", "build", "built"),
]  # fmt: skip

CLEAN = """# The garden in winter

Most people put their tools away in October. Those who know better go on until the ground freezes.

- prune the apple trees
- rake the leaves, unless there is snow
- Mulch: straw, bark or leaves

Anna Lindqvist moved to Malmö in 1987, when the shipyard was about to close. She wrote to her sister every week, and the
letters were kept in a tin box under the stairs.

“I never wanted the house,” he said, “but I could not bear to sell it.” Nobody answered.

Let $f(x) = x^2$ be a function on the real line. If \\(n\\) is odd, the sum vanishes; otherwise it equals $2^n$. The
proof of Theorem 3.2 follows Knuth (1997, p. 12) closely.

Ein Satz auf Deutsch steht hier mittendrin, und niemand soll ihn verbessern. Er bleibt genau so, wie er ist.

## What the committee decided

The committee met on Tuesday, 4 March, and adopted the budget by nine votes to two. Few members spoke. Professor Okafor
asked whether the figures for 2023 had been audited; they had not.

1. The library stays open until ten.
2. Fees rise by 3.5 per cent.
3. No new posts are created this year.

After the rain had stopped, we walked down to the harbour and watched the boats come in. The children, who had been
quiet all morning, began to sing. Had I known how cold it would be, I would have brought a coat.

The kernel maps each page lazily, so `mmap` returns at once and the first access faults. Call `close()` when you are
done with the file descriptor, or the process will leak it.

In her view, the novel is less about war than about memory. What it lacks in plot it makes up for in detail: the smell
of wet wool, the sound of a gate, a name that no one says aloud. It was neither long nor short, and it ended too soon.
"""


@pytest.fixture(scope="module")
def layer() -> LanguageModel:
    model = real_model()
    layer = LanguageModel(lambda: model)
    # Read together, they take a third of the time; what was scored is kept by sentence.
    proposed(layer, "\n\n".join(text for _, text, _, _ in ERRORS))
    return layer


def proposed(
    layer: LanguageModel, text: str, memory: Memory | None = None, locked: Sequence[Span] = ()
) -> list[Proposal]:
    request = Request(text, tuple(locked), memory=memory or Memory())
    return [output for output in outputs_of((), request, second=layer) if isinstance(output, Proposal)]


def test_two_thirds_of_typical_errors_are_mended_with_the_right_kind(layer: LanguageModel) -> None:
    missed = []
    for kind, text, before, after in ERRORS:
        found = [(one.rule, one.edit.before, one.edit.after) for one in proposed(layer, text)]
        if (f"model/{kind}", before, after) not in found:
            missed.append((kind, text, found))
    assert len(missed) <= len(ERRORS) / 3, missed


def test_in_a_clean_text_with_names_lists_formulas_and_german_nothing_is_changed(layer: LanguageModel) -> None:
    found = [
        (output.rule, output.edit.before, output.edit.after, CLEAN[output.edit.start - 20 : output.edit.end + 20])
        for output in outputs_of(default_layers(), Request(CLEAN), Languages(), layer)
        if isinstance(output, Proposal) and output.rule.startswith("model/")
    ]
    assert len(found) <= 1, found


def test_a_passage_that_is_locked_a_silenced_rule_and_an_own_word_are_left_alone(layer: LanguageModel) -> None:
    _, text, before, after = next(row for row in ERRORS if row[0] == "number")
    place = text.index(before)

    def mended(*, memory: Memory | None = None, locked: Sequence[Span] = ()) -> bool:
        return (before, after) in [
            (one.edit.before, one.edit.after) for one in proposed(layer, text, memory=memory, locked=locked)
        ]

    assert mended()
    assert not mended(locked=[Span(place, place + len(before))])
    assert mended(locked=[Span(0, 5)])
    assert not mended(memory=Memory(silenced=frozenset({"model/number"})))
    assert mended(memory=Memory(silenced=frozenset({"model/verb"})))
    assert not mended(memory=Memory(words=frozenset({before})))


def test_each_error_is_mended_alike_in_a_list_a_quotation_and_a_paragraph_of_its_own(layer: LanguageModel) -> None:
    _, text, before, after = next(row for row in ERRORS if row[0] == "verb")
    for around in (f"- {text}", f"“{text}”", f"> {text}", f"One line goes before it here.\n{text}\n", f"\t{text}"):
        assert (before, after) in [(one.edit.before, one.edit.after) for one in proposed(layer, around)], around
