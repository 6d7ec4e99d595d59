"""Computes how likely a language model finds each wording of a passage.

The first wording is read behind the text before the passage. Each other wording is read on from the first token that
differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np

from reviser.revisers.lm.forward import Branch, Llama, ReadText
from reviser.revisers.lm.steps import Steps
from reviser.revisers.lm.tokens import Tokens
from reviser.revisers.scoring import PassageWordings, WordingScore

MOST_BEFORE = 200  # code points before a passage that are read with it: about two sentences
MOST_TOKENS = 1_000  # tokens that are read of one wording; the rest is not scored
_TOGETHER = 400  # about how many tokens are read at once: a quarter of a second


@dataclass(frozen=True, slots=True)
class _Encoded:
    """The wordings of a passage in tokens. Each begins with the `front` tokens of the text before the passage, which
    are not scored. `characters`: the number of code points of each wording."""

    front: int
    wordings: tuple[tuple[int, ...], ...]
    characters: tuple[int, ...]

    @property
    def branches(self) -> tuple[Branch, ...]:
        """The tokens of each other wording from the first difference on. A branch has no tokens if the wording is the
        beginning of the first one."""
        found = []
        for other in self.wordings[1:]:
            place = _common(self.wordings[0], other)
            found.append(Branch(place, other[place:]))
        return tuple(found)

    @property
    def size(self) -> int:
        return len(self.wordings[0]) + sum(len(branch.tokens) for branch in self.branches)


class WordingScorer:
    """Scores wordings with a model and its tokenizer."""

    def __init__(self, model: Llama, tokens: Tokens) -> None:
        self._model = model
        self._tokens = tokens
        self._beginning: ReadText | None = None

    def score(self, passages: Sequence[PassageWordings]) -> Steps[list[tuple[WordingScore, ...]]]:
        """For each passage, the scores of its wordings."""
        if self._beginning is None:
            self._beginning = yield from self._model.open((self._tokens.begin,))
        found: list[tuple[WordingScore, ...]] = []
        for batch in _batches([self._encoded(passage) for passage in passages]):
            found += yield from self._scored(batch, self._beginning)
        return found

    def _encoded(self, passage: PassageWordings) -> _Encoded:
        # A space belongs to the word behind it, so the passage is split into tokens together with the text before it.
        before = passage.before[-MOST_BEFORE:]
        context = self._tokens.encode(before.rstrip())
        cut = [self._tokens.beginning(before + wording, MOST_TOKENS) for wording in passage.wordings]
        front = min((_common(context, tokens) for tokens, _ in cut), default=0)
        return _Encoded(front, tuple(tokens for tokens, _ in cut), tuple(end - len(before) for _, end in cut))

    def _scored(self, batch: Sequence[_Encoded], opening: ReadText) -> Steps[list[tuple[WordingScore, ...]]]:
        readings = yield from self._model.read([each.wordings[0] for each in batch], opening)
        hidden = np.concatenate(
            [reading.hidden[: len(each.wordings[0])] for reading, each in zip(readings, batch, strict=True)]
        )
        following = np.asarray([token for each in batch for token in each.wordings[0]], np.int64)
        known = yield from self._model.log_probabilities(hidden, following)
        # The first token of each branch is scored from the first wording; `extend` scores the tokens behind it.
        branches = [[branch for branch in each.branches if branch.tokens] for each in batch]
        rows = [reading.hidden[branch.place] for reading, own in zip(readings, branches, strict=True) for branch in own]
        firsts: list[float] = []
        if rows:
            heads = np.asarray([branch.tokens[0] for own in branches for branch in own], np.int64)
            firsts = (yield from self._model.log_probabilities(np.asarray(rows), heads)).tolist()
        rests = yield from self._model.extend(readings, branches)
        found = []
        start = 0
        heads_left, rests_left = iter(firsts), iter([rest for own in rests for rest in own])
        for each in batch:
            first = known[start : start + len(each.wordings[0])]
            start += len(first)
            scores = [WordingScore(float(first[each.front :].sum()), each.characters[0])]
            for branch, characters in zip(each.branches, each.characters[1:], strict=True):
                same = float(first[each.front : branch.place].sum())
                if branch.tokens:
                    same += next(heads_left) + float(next(rests_left).sum())
                scores.append(WordingScore(same, characters))
            found.append(tuple(scores))
        return found


def _common(one: Sequence[int], other: Sequence[int]) -> int:
    """The number of equal tokens at the beginning of both."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _batches(encoded: Sequence[_Encoded]) -> Iterator[list[_Encoded]]:
    batch: list[_Encoded] = []
    size = 0
    for each in encoded:
        if batch and size + each.size > _TOGETHER:
            yield batch
            batch, size = [], 0
        batch.append(each)
        size += each.size
    if batch:
        yield batch
