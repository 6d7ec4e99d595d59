"""What a strategy is made of: who proposes, who else does, and who judges."""

from dataclasses import dataclass

from reviser.revisers.base import Reviser
from reviser.revisers.chat.reviser import Chat
from reviser.revisers.scoring import PassageScorer


@dataclass(frozen=True, slots=True)
class CandidateReviser:
    """A reviser whose proposals are chosen from. `by_scope`: it reads no more than the scope that it is asked about, so
    that it can be asked about one part of a text after the other; one that reads all is asked once in a round."""

    reviser: Reviser
    by_scope: bool = True


@dataclass(frozen=True, slots=True)
class StrategyParts:
    """`proposer`: who was chosen to propose, with the `others` that propose too. `critic`: the chat model that judges;
    `scorer`: what scores in its place; a vote decides where there is neither. Where nobody was named and a chat model
    proposes, that is the critic too."""

    proposer: CandidateReviser
    others: tuple[CandidateReviser, ...] = ()
    critic: Chat | None = None
    scorer: PassageScorer | None = None

    @property
    def chat(self) -> Chat:
        """The chat model that proposes. TypeError where another reviser does."""
        if not isinstance(self.proposer.reviser, Chat):
            raise TypeError(f"{self.proposer.reviser.name} is no chat model")
        return self.proposer.reviser

    @property
    def candidates(self) -> tuple[CandidateReviser, ...]:
        return (self.proposer, *self.others)


def alone(chat: Chat) -> StrategyParts:
    """A chat model that also judges."""
    return StrategyParts(CandidateReviser(chat), critic=chat)
