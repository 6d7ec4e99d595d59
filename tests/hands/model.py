"""What a document is after each thing that hands did, by a model as simple as can be: a text, the places of proposals
in it, what was decided about each, and all earlier states for undo."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tests.hands.kept import Decided


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal of a round: `start` in the text that the round began from."""

    start: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Stand:
    """The text, where each proposal stands in it now, and the decisions by the number of the proposal."""

    text: str
    places: tuple[int, ...]
    decided: tuple[tuple[int, Decided], ...] = ()

    def put(self, at: int, removed: int, words: str) -> "Stand":
        """Put words in the place of `removed` characters."""
        text = self.text[:at] + words + self.text[at + removed :]
        grown = len(words) - removed
        return replace(self, text=text, places=tuple(place + grown * (place > at) for place in self.places))


class Model:
    """A document with the proposals of one round."""

    def __init__(self, text: str, proposals: Iterable[Proposed]) -> None:
        self.proposals = tuple(proposals)
        self._stands = [Stand(text, tuple(each.start for each in self.proposals))]
        self._undone: list[Stand] = []

    @property
    def _now(self) -> Stand:
        return self._stands[-1]

    @property
    def text(self) -> str:
        return self._now.text

    @property
    def decisions(self) -> list[Decided]:
        """In order of place."""
        return sorted((each for _, each in self._now.decided), key=lambda each: each.start)

    @property
    def pending(self) -> list[int]:
        """The numbers of the proposals that are undecided, in order of place."""
        return sorted(set(range(len(self.proposals))) - {number for number, _ in self._now.decided})

    def accept(self, number: int) -> None:
        self._decide(number, "accept", self.proposals[number].after)

    def reject(self, number: int, reason: str = "") -> None:
        self._decide(number, "reject", None, reason)

    def rewrite(self, number: int, words: str) -> None:
        self._decide(number, "rewrite", words)

    def _decide(self, number: int, verdict: str, applied: str | None, reason: str = "") -> None:
        proposed, stand = self.proposals[number], self._now
        if applied is not None:
            stand = stand.put(stand.places[number], len(proposed.before), applied)
        decided = Decided(proposed.start, proposed.before, verdict, applied, reason)
        self._go_to(replace(stand, decided=(*stand.decided, (number, decided))))

    def put(self, at: int, words: str) -> None:
        """Type, or paste, words at a place."""
        self._go_to(self._now.put(at, 0, words))

    def _go_to(self, stand: Stand) -> None:
        self._stands.append(stand)
        self._undone.clear()

    def undo(self) -> None:
        self._undone.append(self._stands.pop())

    def redo(self) -> None:
        self._stands.append(self._undone.pop())
