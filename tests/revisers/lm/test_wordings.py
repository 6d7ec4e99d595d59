"""Scores of wordings: those of a plain reading, whatever is read together, and fair between short and long."""

from pathlib import Path

import numpy as np
import pytest

from reviser.revisers.lm import weights
from reviser.revisers.lm.engine import ThreadEngine
from reviser.revisers.lm.forward import Llama
from reviser.revisers.lm.tokens import Tokens
from reviser.revisers.lm.wordings import MOST_TOKENS, WordingScorer
from reviser.revisers.scoring import PassageWordings, WordingScore, gain
from tests.revisers.lm import tiny
from tests.revisers.lm.real import real_model
from tests.revisers.lm.steps import finished

PASSAGES = (
    PassageWordings(
        ("He goes to school.", "He go to school.", "He goes to school", "He goes to school. Then", "They left.")
    ),
    PassageWordings(("It was the end.", "It was over."), before="The film was long. "),
    PassageWordings(("", "Never.", " "), before='She said: "'),
    PassageWordings(("Ein Weg führt über den Berg.",), before="Ünïcödé, 北京. "),
    PassageWordings(("word " * 500 + "end.", "word " * 500 + "ends.")),
)

# What should win, and the others: what is lost, what is added, and what is wrong.
CHOICES = [
    ("They have lived in this house since 1987.", ["They has lived in this house since 1987."]),
    (
        "Many people move to the city because they find work there.",
        ["Many people move to the city.", "Many people move to the very city because they very find work there."],
    ),
    (
        "The results were better than we had expected, although the sample was small.",
        ["The results was better then we had expected, although the sample was small.", "The results were better."],
    ),
    ("Poor families have no choice.", ["Poor familys have no choice.", "Poor families have."]),
    ("She gave me some good advice about the exam.", ["She gave me some good advices about the exam.", "She gave me."]),
]


def read_plainly(model: Llama, tokens: Tokens, passage: PassageWordings) -> list[tuple[float, int]]:
    """Each wording read from its beginning, by itself: its log-probability, and the tokens that were read."""
    opening = finished(model.open((tokens.begin,)))
    whole = [tokens.encode(passage.before + wording)[:MOST_TOKENS] for wording in passage.wordings]
    context = tokens.encode(passage.before.rstrip())
    shared = [next((at for at, (a, b) in enumerate(zip(context, own, strict=False)) if a != b), None) for own in whole]
    front = min(min(len(context), len(own)) if at is None else at for at, own in zip(shared, whole, strict=True))
    found = []
    for own in whole:
        reading = finished(model.read([own], opening))[0]
        each = finished(model.log_probabilities(reading.hidden[: len(own)], np.asarray(own, np.int64)))
        found.append((float(each[front:].sum()), len(own)))
    return found


def test_scores_are_those_of_each_wording_read_by_itself(tmp_path: Path) -> None:
    numbers, vocabulary = finished(weights.read(tiny.write(tmp_path / "tiny.gguf")))
    model, tokens = Llama(numbers), Tokens(vocabulary)
    together = finished(WordingScorer(model, tokens).score(PASSAGES))
    for passage, scores in zip(PASSAGES, together, strict=True):
        plain = read_plainly(model, tokens, passage)
        for score, wording, (expected, read) in zip(scores, passage.wordings, plain, strict=True):
            assert score.log_probability == pytest.approx(expected, abs=1e-2, rel=1e-4)
            assert score.characters == len(wording) or (read == MOST_TOKENS and 0 < score.characters < len(wording))


def test_a_wording_is_worth_more_the_likelier_each_character_is() -> None:
    old = WordingScore(-30.0, 10)
    assert gain(WordingScore(-25.0, 10), old) == pytest.approx(5.0)
    assert gain(WordingScore(-15.0, 5), old) == pytest.approx(0.0)  # shorter, and as likely by character
    assert gain(WordingScore(0.0, 0), old) == -np.inf


@pytest.mark.parametrize(("right", "others"), CHOICES)
def test_the_real_model_takes_what_is_right_neither_for_its_length_nor_for_its_shortness(
    right: str, others: list[str]
) -> None:
    (scores,) = finished(ThreadEngine().score_wordings(real_model().path, [PassageWordings((right, *others))]))
    for text, other in zip(others, scores[1:], strict=True):
        assert gain(other, scores[0]) < 0, text


def test_what_stands_before_a_passage_is_read_with_it() -> None:
    wordings = ("She was tired.", "He was tired.")
    passages = [
        PassageWordings(wordings, f"{name} came home late and went straight to bed. ") for name in ("Mary", "John")
    ]
    of_her, of_him = finished(ThreadEngine().score_wordings(real_model().path, passages))
    assert gain(of_her[1], of_her[0]) < gain(of_him[1], of_him[0])
