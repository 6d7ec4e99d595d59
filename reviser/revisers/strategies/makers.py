"""How each strategy of the table asks."""

from reviser.revisers.base import Reviser
from reviser.revisers.chat.methods import Pinpoint, SourceAnchored
from reviser.revisers.chat.reviser import Chat
from reviser.revisers.strategies.choosers import ChatChooser, Chooser, ScoreChooser, VoteChooser
from reviser.revisers.strategies.parts import CandidateReviser, StrategyParts
from reviser.revisers.strategies.select import CandidateSelection
from reviser.revisers.strategies.self_refine import SelfRefine
from reviser.revisers.strategies.simulated_annealing import SimulatedAnnealing

_WARM = 0.8  # the temperature of samples: enough for them to differ
_SAMPLES = 3


def direct(parts: StrategyParts) -> Reviser:
    """One request for each part of the text."""
    return parts.proposer.reviser


def self_refine(parts: StrategyParts) -> Reviser:
    """What is proposed, and up to four requests for each twelve edits. TypeError without a critic."""
    return SelfRefine(parts.proposer.reviser, _critic(parts))


def sample_and_select(parts: StrategyParts) -> Reviser:
    """Three requests, and one for each twelve places where a chat model chooses."""
    samples = [CandidateReviser(parts.chat.sampled(_WARM, seed)) for seed in range(1, _SAMPLES + 1)]
    return CandidateSelection(samples, _chooser(parts), "sample-and-select")


def ensemble(parts: StrategyParts) -> Reviser:
    """Each reviser once, and one request for each twelve places where a chat model chooses."""
    return CandidateSelection(parts.candidates, _chooser(parts), "ensemble")


def screws(parts: StrategyParts) -> Reviser:
    """The first reviser once, the others where it is doubted, and where a chat model chooses up to two requests for
    each twelve places."""
    return CandidateSelection(parts.candidates, _chooser(parts), "screws", resampling=True)


def anneal(parts: StrategyParts) -> Reviser:
    """For each twelve sentences one request, and for those with errors two for each of up to four candidates."""
    return SimulatedAnnealing(parts.chat, parts.critic or parts.chat, parts.scorer)


def pinpoint(parts: StrategyParts) -> Reviser:
    """One request, and a second where something was found."""
    return parts.chat.asking(Pinpoint())


def source_anchored(parts: StrategyParts) -> Reviser:
    """One request, with the source."""
    return parts.chat.asking(SourceAnchored())


def _critic(parts: StrategyParts) -> Chat:
    if parts.critic is None:
        raise TypeError("no chat model judges")
    return parts.critic


def _chooser(parts: StrategyParts) -> Chooser:
    if parts.critic is not None:
        return ChatChooser(parts.critic)
    return VoteChooser() if parts.scorer is None else ScoreChooser(parts.scorer)
