"""Who chooses among the wordings of a place: a chat model, the scores of a language model, or a vote.

To leave the text as it is always stands among the wordings, and is what happens where nobody is chosen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from reviser.core.segment import Sentences
from reviser.core.text import Span
from reviser.errors import ReviserError, UserError
from reviser.revisers.base import Output, Request
from reviser.revisers.chat.judging import AT_ONCE, Judge
from reviser.revisers.chat.reviser import Chat
from reviser.revisers.scoring import PassageScorer, PassageWordings, gain
from reviser.revisers.strategies.candidate_places import CandidatePlace

LEAST_GAIN = 1.0  # natural logarithms by which a wording has to be better than the text as it is
_BEFORE = 200  # code points before a passage that are read with it
_KEPT = "keep"  # what a critic says of what is right


class RoundChooser(Protocol):
    """Chooses in one round. `failures`: errors, which are raised when the round ends; who failed once is not asked
    again."""

    @property
    def failures(self) -> list[ReviserError]: ...

    async def choose(self, places: Sequence[CandidatePlace], outputs: list[Output]) -> list[int]:
        """Of each place the number of the best wording, counted from 1; 0 to leave it. What was asked is added to
        `outputs`."""
        ...

    async def doubted(self, places: Sequence[CandidatePlace], outputs: list[Output]) -> list[bool]:
        """Of each place whether its first wording is doubted."""
        ...


class Chooser(Protocol):
    """Makes what chooses in a round. `at_once`: how many places it is given together."""

    @property
    def at_once(self) -> int: ...

    async def begin(self, request: Request) -> RoundChooser: ...


def vote(place: CandidatePlace) -> int:
    """The wording that more than half of the candidates propose; 0 where there is none."""
    return 1 if place.agreed(0) > 0.5 else 0


@dataclass(frozen=True, slots=True)
class _RoundVote:
    failures: list[ReviserError] = field(default_factory=list)

    async def choose(self, places: Sequence[CandidatePlace], outputs: list[Output]) -> list[int]:
        """What most candidates say."""
        del outputs  # nobody is asked
        return [vote(place) for place in places]

    async def doubted(self, places: Sequence[CandidatePlace], outputs: list[Output]) -> list[bool]:
        """All: a vote needs the others."""
        del outputs
        return [True for _ in places]


class VoteChooser:
    """What more than half of the candidates propose."""

    at_once = AT_ONCE

    async def begin(self, request: Request) -> RoundChooser:
        del request
        return _RoundVote()


class _RoundJudge:
    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    @property
    def failures(self) -> list[ReviserError]:
        return self._judge.failures

    async def choose(self, places: Sequence[CandidatePlace], outputs: list[Output]) -> list[int]:
        listed = "\n".join(f"P{number}\n{self._offered(place)}" for number, place in enumerate(places, 1))
        verdicts = await self._judge.verdicts("choose", listed, outputs)
        if verdicts is None:
            return [vote(place) for place in places]
        return [
            _choice(verdicts[number].choice, len(place.wordings)) if number in verdicts else 0
            for number, place in enumerate(places, 1)
        ]

    async def doubted(self, places: Sequence[CandidatePlace], outputs: list[Output]) -> list[bool]:
        listed = "\n".join(
            f"P{number}\n{self._judge.shown(place.hull, place.wordings[:1], first=0)}"
            for number, place in enumerate(places, 1)
        )
        verdicts = await self._judge.verdicts("criticise", listed, outputs) or {}
        return [
            number not in verdicts or verdicts[number].choice.casefold() != _KEPT
            for number in range(1, len(places) + 1)
        ]

    def _offered(self, place: CandidatePlace) -> str:
        shown = self._judge.shown(place.hull, place.wordings, first=1)
        return shown.replace("as it is:", "0 (as it is):", 1)


class ChatChooser:
    """A chat model is asked."""

    at_once = AT_ONCE

    def __init__(self, chat: Chat) -> None:
        self._chat = chat

    async def begin(self, request: Request) -> RoundChooser:
        return _RoundJudge(Judge(await self._chat.talk(), self._chat.prompt_builder(request), request))


class _RoundScores:
    def __init__(self, scorer: PassageScorer, request: Request) -> None:
        self.failures: list[ReviserError] = []
        self._scorer = scorer
        self._text = request.text
        self._sentences = Sentences(request.text)

    async def choose(self, places: Sequence[CandidatePlace], outputs: list[Output]) -> list[int]:
        del outputs  # nothing is sent
        return [_best(gains) for gains in await self._gains(places)]

    async def doubted(self, places: Sequence[CandidatePlace], outputs: list[Output]) -> list[bool]:
        del outputs
        return [not gains or gains[0] <= LEAST_GAIN for gains in await self._gains(places)]

    async def _gains(self, places: Sequence[CandidatePlace]) -> list[list[float]]:
        """Of each place the gain of each wording; none where nothing could be scored."""
        if self.failures:
            return [[] for _ in places]
        try:
            scores = await self._scorer.scores([self._passage(place) for place in places])
        except UserError as error:
            self.failures.append(error if isinstance(error, ReviserError) else ReviserError(error.message))
            return [[] for _ in places]
        return [[gain(score, own[0]) for score in own[1:]] for own in scores]

    def _passage(self, place: CandidatePlace) -> PassageWordings:
        text, hull = self._text, place.hull
        start = self._sentences.at(hull.start).start
        end = max(self._sentences.at(max(hull.start, hull.end - 1)).end, hull.end)
        span = Span(start, end)
        start += len(span.of(text)) - len(span.of(text).lstrip())
        start = min(start, hull.start)
        wordings = (hull.of(text), *place.wordings)
        passages = (f"{text[start : hull.start]}{wording}{text[hull.end : end]}".rstrip() for wording in wordings)
        return PassageWordings(tuple(passages), text[max(0, start - _BEFORE) : start])


def _best(gains: Sequence[float]) -> int:
    best = max(range(len(gains)), key=gains.__getitem__, default=0)
    return best + 1 if gains and gains[best] > LEAST_GAIN else 0


class ScoreChooser:
    """The wording whose sentence scores best, where that is better by LEAST_GAIN than leaving it. Nothing is proposed
    where nothing can be scored, and the round says why."""

    at_once = AT_ONCE

    def __init__(self, scorer: PassageScorer) -> None:
        self._scorer = scorer

    async def begin(self, request: Request) -> RoundChooser:
        return _RoundScores(self._scorer, request)


def _choice(said: str, most: int) -> int:
    """The number that was chosen; 0, as it is, where it is none of them."""
    digits = said.strip().strip("[]().")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 and int(digits) <= most else 0
