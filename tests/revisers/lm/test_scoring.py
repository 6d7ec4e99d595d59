"""Gains, scored over what changes only, against both sentences read whole; a small model of random numbers."""

from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from reviser.revisers.lm import scoring, weights
from reviser.revisers.lm.candidates import candidates
from reviser.revisers.lm.forward import Llama
from reviser.revisers.lm.kinds import Candidate, CandidateGroup
from reviser.revisers.lm.scoring import AFTER, Scored, Scorer
from reviser.revisers.lm.tokens import Tokens
from reviser.revisers.lm.weights import Weights
from reviser.revisers.rules.spelling import Frequencies
from tests.revisers.lm import tiny
from tests.revisers.lm.steps import finished

SENTENCES = (
    "The benefits of sport is many, and they rise.",
    "He go to school every day with the teacher of his friends.",
    "In my opinion cars are louder then trains “at night”.",
    "Yes.",
    "naïve 😀 people wants 12 book in Übung.",
    "The sun is hot and it burns the whole day, which is bad for them.",
    "When the wind rises over the hills we go home which is loud.",
    "The towns, and villages are small but the cars will come.",
)


@cache
def read() -> tuple[Weights, Tokens]:
    with TemporaryDirectory() as folder:
        numbers, vocabulary = finished(weights.read(tiny.write(Path(folder) / "tiny.gguf")))
    return numbers, Tokens(vocabulary)


@cache
def scored() -> list[list[Scored]]:
    numbers, tokens = read()
    frequencies = Frequencies.load()
    thought_of = [candidates(sentence, frequencies) for sentence in SENTENCES]
    return finished(Scorer(Llama(numbers), tokens).score(SENTENCES, thought_of))


def log_probabilities(tokens: Sequence[int]) -> np.ndarray:
    """Of each of `tokens` behind those before it; the first has none."""
    numbers, _ = read()
    hidden = finished(Llama(numbers).open(tokens)).hidden
    logits = hidden[:-1].astype(np.float64) @ numbers.head.T.astype(np.float64)
    highest = logits.max(1, keepdims=True)
    logits -= highest + np.log(np.exp(logits - highest).sum(1, keepdims=True))
    return np.asarray([0.0, *logits[np.arange(len(tokens) - 1), list(tokens[1:])]])


def whole(front: Sequence[int], old: Sequence[int], new: Sequence[int]) -> float:
    """log P(new) - log P(old) behind `front`, up to `AFTER` tokens behind what differs."""
    pairs = zip(old, new, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    most = min(len(old), len(new)) - same
    end = sum(1 for _ in takewhile(lambda at: old[-at] == new[-at], range(1, most + 1)))

    def summed(tokens: Sequence[int]) -> float:
        found = log_probabilities((*front, *tokens))[len(front) :]
        return float(found[same : min(len(tokens), len(tokens) - end + AFTER)].sum())

    return summed(new) - summed(old)


def applied(text: str, candidate: Candidate) -> str:
    return text[: candidate.start] + candidate.after + text[candidate.end :]


def test_alone_is_the_difference_of_both_sentences_read_whole() -> None:
    _, tokens = read()
    count = 0
    for sentence, found in zip(SENTENCES, scored(), strict=True):
        for one in found:
            new = tokens.encode(applied(sentence, one.candidate))
            assert one.alone == pytest.approx(whole([tokens.begin], tokens.encode(sentence), new), abs=5e-3), one
            count += 1
    assert count >= 10


def test_corrected_is_the_difference_behind_the_examples_and_the_sentence_itself() -> None:
    _, tokens = read()
    examples = [tokens.begin, *tokens.encode(scoring._PAIRS)]
    for sentence, found in zip(SENTENCES, scored(), strict=True):
        front = [*examples, *tokens.encode(f"Original: {sentence}\nCorrected:")]
        for one in found[:3]:
            new = tokens.encode(" " + applied(sentence, one.candidate))
            gain = whole(front, tokens.encode(" " + sentence), new)
            assert one.corrected == pytest.approx(gain, abs=5e-3), one
            assert one.gain == one.alone + one.corrected


def test_each_is_a_candidate_of_its_sentence_and_no_group_has_more_than_its_quota() -> None:
    frequencies = Frequencies.load()
    for sentence, found in zip(SENTENCES, scored(), strict=True):
        assert {one.candidate for one in found} <= set(candidates(sentence, frequencies))
        for group in CandidateGroup:
            assert sum(one.candidate.kind.group is group for one in found) <= scoring._QUOTAS[group].most


def test_what_a_sentence_scores_does_not_depend_on_those_beside_it() -> None:
    numbers, tokens = read()
    frequencies = Frequencies.load()
    for sentence, together in zip(SENTENCES, scored(), strict=True):
        alone = finished(Scorer(Llama(numbers), tokens).score([sentence], [candidates(sentence, frequencies)]))[0]
        assert [one.candidate for one in alone] == [one.candidate for one in together]
        for one, other in zip(alone, together, strict=True):
            assert one.gain == pytest.approx(other.gain, abs=5e-3)


def test_without_sentences_or_candidates_nothing_is_scored() -> None:
    numbers, tokens = read()
    scorer = Scorer(Llama(numbers), tokens)
    assert finished(scorer.score([], [])) == []
    assert finished(scorer.score(["He goes home.", "Yes."], [[], []])) == [[], []]
