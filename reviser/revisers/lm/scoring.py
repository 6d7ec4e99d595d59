"""Computes how much more likely a language model finds a sentence with a candidate edit than without it.

There are three steps. Each works on the candidates that the step before has kept.

1. The sentence is read once. The first token that a candidate changes is compared with the token that is there. A quota
of each group is kept.

2. The sentence is read on from that token with the candidate, over the changed tokens and `AFTER` tokens behind them:
`alone` is log P(with) - log P(without).

3. The sentence is scored again as the second half of a pair, "Original: <the sentence> Corrected: <the sentence>",
behind examples of such pairs: `corrected`. There the model has read the whole sentence, and knows from the examples
that most of it stays as it is.

The sum of both orders candidates better than either: see the README of the benchmarks."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from reviser.revisers.lm.forward import Branch, Llama, ReadText
from reviser.revisers.lm.kinds import Candidate, CandidateGroup, CandidateKind
from reviser.revisers.lm.steps import Steps
from reviser.revisers.lm.tokens import PIECE, Tokens

AFTER = 2  # tokens behind the change that are scored with it
# The least `alone` of a candidate that goes to the third step, in natural logarithms. It is lower for kinds with a
# threshold below zero, for which grammar is much of the evidence.
_LEAST = 1.0
_DOUBT = -7.0  # the least `corrected`: all labelled candidates above the thresholds with less were wrong
_REACH = 2.0  # how far `alone` may be below the threshold: no proposal on the essays was further below

_EXAMPLES = (
    ("Yesterday she go to the market for buy some apple.", "Yesterday she went to the market to buy some apples."),
    ("The report was finished on time.", "The report was finished on time."),
    (
        "In my opinion people should has more informations about health.",
        "In my opinion, people should have more information about health.",
    ),
    (
        "He is best player in the team and he play very good.",
        "He is the best player in the team, and he plays very well.",
    ),
    ("This is why we need to protect our environment.", "This is why we need to protect our environment."),
    (
        "There are many reason for this problem, and is difficult to solved it.",
        "There are many reasons for this problem, and it is difficult to solve it.",
    ),
)
_PAIRS = "".join(f"Original: {wrong}\nCorrected: {right}\n\n" for wrong, right in _EXAMPLES)


@dataclass(frozen=True, slots=True)
class Quota:
    """How many candidates of a group are kept after the first step. Their first token must be more likely than the
    token that is there, by `least` natural logarithms. At most `most` are kept in a sentence, and `each` at one
    place."""

    least: float
    most: int
    each: int


_QUOTAS = {
    CandidateGroup.REPLACEMENT: Quota(-1.0, 8, 3),
    CandidateGroup.INSERTION: Quota(6.0, 3, 2),
    CandidateGroup.COMMA: Quota(3.0, 2, 1),
    CandidateGroup.CLAUSE: Quota(-6.0, 3, 1),
    CandidateGroup.COMMA_AWAY: Quota(-1.0, 2, 1),
}
# The least `first` by kind: no proposal of the kind on the essays had less.
_LEAST_OF_KIND = {
    "comma-in": 4.0,
    "noun-preposition": 3.0,
    "number": 0.5,
    "preposition": 1.0,
}
# The least `alone` by kind: in 4,431 sentences of essays hardly a proposal of the kind, even of the unsure, had less.
_LEAST_ALONE = {
    "agreement": 1.25,
    "article-in": 2.0,
    "comma-out": 3.0,
    "confused": 1.75,
    "degree": 2.5,
    "hyphen": 1.25,
    "ing": 5.0,
    "noun-preposition": 4.5,
    "number": 2.0,
    "preposition": 2.75,
    "real-word": 3.0,
    "splice": 1.0,
    "word-in": 1.5,
}


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of a candidate, in natural logarithms. Candidates are compared by `gain`, the sum."""

    candidate: Candidate
    alone: float
    corrected: float

    @property
    def gain(self) -> float:
        return self.alone + self.corrected


@dataclass(frozen=True, slots=True)
class _Split:
    """A candidate in tokens. The sentence with the candidate has the first `place` tokens of the sentence without it,
    and then `tokens`, up to the end of the part that is scored. The sentence without it is scored up to its token
    `until`. `first`: how much more likely the first of `tokens` is than the token that is there, in natural
    logarithms."""

    candidate: Candidate
    place: int
    tokens: tuple[int, ...]
    until: int
    first: float = 0.0


class Scorer:
    """Scores candidates with a model and its tokenizer."""

    def __init__(self, model: Llama, tokens: Tokens) -> None:
        self._model = model
        self._tokens = tokens
        self._beginning: ReadText | None = None
        self._examples: ReadText | None = None
        self._encode = lru_cache(50_000)(tokens.encode)  # pieces of a text to tokens

    def score(self, sentences: Sequence[str], candidates: Sequence[Iterable[Candidate]]) -> Steps[list[list[Scored]]]:
        """For each sentence, the candidates that pass the three steps."""
        if self._examples is None:
            self._examples = yield from self._model.open((self._tokens.begin, *self._tokens.encode(_PAIRS)))
        cuts, readings = yield from self._read(sentences)
        splits = [
            _within_quota(self._split(cut, reading, 0, own, filtered=True))
            for cut, reading, own in zip(cuts, readings, candidates, strict=True)
        ]
        gains = yield from self._gains(cuts, readings, [0] * len(cuts), splits)
        alone = [
            {
                split.candidate: gain
                for split, gain in zip(own, scores, strict=True)
                if gain > _least_alone(split.candidate.kind)
            }
            for own, scores in zip(splits, gains, strict=True)
        ]
        scored: list[list[Scored]] = [[] for _ in sentences]
        live = [at for at, own in enumerate(alone) if own]
        if not live:
            return scored
        # There a space comes before the sentence, so all places move by one.
        fronts = [self._tokens.encode(f"Original: {sentences[at]}\nCorrected:") for at in live]
        shifts = [len(front) for front in fronts]
        cuts = [_TokenisedSentence(self._encode, f" {sentences[at]}") for at in live]
        moved = [[_moved(candidate, 1) for candidate in alone[at]] for at in live]
        # The tokens behind the last change are not needed.
        texts = [
            (*front, *cut.tokens[: cut.until(own) - 1]) for front, cut, own in zip(fronts, cuts, moved, strict=True)
        ]
        del readings  # frees tens of megabytes
        readings = yield from self._model.read(texts, self._examples)
        splits = [
            self._split(cut, reading, shift, own, filtered=False)
            for cut, reading, shift, own in zip(cuts, readings, shifts, moved, strict=True)
        ]
        gains = yield from self._gains(cuts, readings, shifts, splits)
        for at, own, scores in zip(live, splits, gains, strict=True):
            for split, score in zip(own, scores, strict=True):
                candidate = _moved(split.candidate, -1)
                if score > _DOUBT:
                    scored[at].append(Scored(candidate, alone[at][candidate], score))
        return scored

    def compare(self, sentences: Sequence[str], candidates: Sequence[Iterable[Candidate]]) -> Steps[list[list[Scored]]]:
        """For each sentence, all candidates, scored by `alone` only: one of them is right."""
        cuts, readings = yield from self._read(sentences)
        splits = [
            self._split(cut, reading, 0, own, filtered=False)
            for cut, reading, own in zip(cuts, readings, candidates, strict=True)
        ]
        gains = yield from self._gains(cuts, readings, [0] * len(cuts), splits)
        return [
            [Scored(split.candidate, gain, 0.0) for split, gain in zip(own, scores, strict=True)]
            for own, scores in zip(splits, gains, strict=True)
        ]

    def _read(self, sentences: Sequence[str]) -> Steps[tuple[list["_TokenisedSentence"], list[ReadText]]]:
        """The sentences in tokens, each read by itself. The last token is left out, because nothing is predicted from
        it."""
        if self._beginning is None:
            self._beginning = yield from self._model.open((self._tokens.begin,))
        cuts = [_TokenisedSentence(self._encode, sentence) for sentence in sentences]
        readings = yield from self._model.read([cut.tokens[:-1] for cut in cuts], self._beginning)
        return cuts, readings

    def _split(
        self,
        cut: "_TokenisedSentence",
        reading: ReadText,
        shift: int,
        candidates: Iterable[Candidate],
        *,
        filtered: bool,
    ) -> list[_Split]:
        """The candidates in tokens, with `first`. With `filtered` those below the group's `least` are left out. A
        candidate that only adds to the end of the sentence is left out too, because no token is there to compare it
        with."""
        splits = [split for candidate in candidates if (split := cut.split(candidate)) is not None]
        if not splits:
            return []
        hidden = reading.hidden[[shift + split.place for split in splits]]
        new = self._model.logits_of(hidden, np.asarray([split.tokens[0] for split in splits]))
        old = self._model.logits_of(hidden, np.asarray([cut.tokens[split.place] for split in splits]))
        return [
            replace(split, first=float(gain))
            for gain, split in zip(new - old, splits, strict=True)
            if not filtered or gain > _least(split.candidate.kind)
        ]

    def _gains(
        self,
        cuts: Sequence["_TokenisedSentence"],
        readings: Sequence[ReadText],
        shifts: Sequence[int],
        splits: Sequence[Sequence[_Split]],
    ) -> Steps[list[list[float]]]:
        """log P(with) - log P(without) of each candidate, over the changed tokens and those behind them. `shifts` is
        the number of tokens of each reading before the sentence."""
        branches = [
            [Branch(shift + split.place, split.tokens) for split in own]
            for shift, own in zip(shifts, splits, strict=True)
        ]
        ends = yield from self._model.extend(readings, branches)
        # The tokens that are there are scored once, however many candidates they are compared with.
        places = [sorted({place for split in own for place in range(split.place + 1, split.until)}) for own in splits]
        used = [at for at, own in enumerate(places) if own]
        scores: list[dict[int, float]] = [{} for _ in splits]
        if used:
            stands = yield from self._model.log_probabilities(
                np.concatenate([readings[at].hidden[[shifts[at] + place for place in places[at]]] for at in used]),
                np.asarray([cuts[at].tokens[place] for at in used for place in places[at]]),
            )
            start = 0
            for at in used:
                scores[at] = dict(zip(places[at], stands[start : start + len(places[at])].tolist(), strict=True))
                start += len(places[at])
        return [
            [
                split.first + float(end.sum()) - sum(standing[place] for place in range(split.place + 1, split.until))
                for split, end in zip(own, own_ends, strict=True)
            ]
            for own, own_ends, standing in zip(splits, ends, scores, strict=True)
        ]


class _TokenisedSentence:
    """A sentence in tokens, with the beginnings of its pieces. A change in one piece does not change the tokens of the
    others."""

    def __init__(self, encode: Callable[[str], tuple[int, ...]], text: str) -> None:
        self._encode = encode
        self.text = text
        self._starts: list[int] = []  # the start of each piece, in code points
        self._firsts: list[int] = []  # the index of the first token of each piece
        tokens: list[int] = []
        for match in PIECE.finditer(text):
            self._starts.append(match.start())
            self._firsts.append(len(tokens))
            tokens += encode(match.group())
        self._starts.append(len(text))
        self._firsts.append(len(tokens))
        self.tokens = tuple(tokens)

    def until(self, candidates: Iterable[Candidate]) -> int:
        """The end, in tokens, of the part that must be read to score these candidates."""
        return max(split.until for candidate in candidates if (split := self.split(candidate)) is not None)

    def split(self, candidate: Candidate) -> _Split | None:
        """The candidate in tokens. None if no token that can be scored changes."""
        # From the piece before the change to the piece behind it, because a space belongs to the word behind it.
        front = max(0, bisect_right(self._starts, max(0, candidate.start - 1)) - 1)
        back = min(len(self._starts) - 1, bisect_left(self._starts, candidate.end) + 1)
        start, end = self._starts[front], self._starts[back]
        first, last = self._firsts[front], self._firsts[back]
        behind = self.tokens[last : last + AFTER]
        old = self.tokens[first:last]
        window = self.text[start : candidate.start] + candidate.after + self.text[candidate.end : end]
        new = [token for match in PIECE.finditer(window) for token in self._encode(match.group())]
        shorter = min(len(old), len(new))
        place = 0
        while place < shorter and old[place] == new[place]:
            place += 1
        same = 0
        while same < shorter - place and old[-1 - same] == new[-1 - same]:
            same += 1
        tokens = (*new, *behind)[place : len(new) - same + AFTER]
        if not tokens or first + place >= len(self.tokens):
            return None
        return _Split(candidate, first + place, tokens, min(len(self.tokens), last - same + AFTER))


def _least(kind: CandidateKind) -> float:
    """The least `first` of a candidate of this kind."""
    return max(_QUOTAS[kind.group].least, _LEAST_OF_KIND.get(kind.name, -math.inf))


def _least_alone(kind: CandidateKind) -> float:
    """The least `alone` of a candidate of this kind."""
    least = max(_LEAST + min(0.0, kind.threshold), kind.threshold - _REACH)
    return max(least, _LEAST_ALONE.get(kind.name, -math.inf))


def _within_quota(splits: list[_Split]) -> list[_Split]:
    """The candidates that their groups' quotas keep, those with the highest `first`."""
    counts: dict[CandidateGroup, int] = {}
    placed: dict[tuple[CandidateGroup, int], int] = {}
    kept = []
    for split in sorted(splits, key=lambda split: -split.first):
        group = split.candidate.kind.group
        quota, at = _QUOTAS[group], (group, split.candidate.start)
        if counts.get(group, 0) >= quota.most or placed.get(at, 0) >= quota.each:
            continue
        counts[group] = counts.get(group, 0) + 1
        placed[at] = placed.get(at, 0) + 1
        kept.append(split)
    return kept


def _moved(candidate: Candidate, by: int) -> Candidate:
    """The candidate with its place moved by `by` code points."""
    return replace(candidate, start=candidate.start + by, end=candidate.end + by)
