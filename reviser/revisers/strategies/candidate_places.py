"""The places where several revisers propose something, and the wordings that they propose there."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviser.core.edit import Proposal
from reviser.core.text import Span
from reviser.revisers.base import Output
from reviser.revisers.chat.judging import JudgedPassage, reworded, units

# Code points: proposals that are decided together and lie further apart (all quotation marks of a document, say) are
# about no place.
_WIDEST = 800


@dataclass(frozen=True, slots=True)
class CandidatePlace:
    """A place where candidates propose something: what each proposes there, and the wordings, each once, most often
    first. `by`: the index of the candidate that each wording comes from; `votes`: how many propose it."""

    hull: Span
    offers: tuple[tuple[JudgedPassage, ...], ...]  # by candidate
    wordings: tuple[str, ...]
    by: tuple[int, ...]
    votes: tuple[int, ...]

    def units(self, wording: int) -> tuple[JudgedPassage, ...]:
        """What is proposed for a wording, by its index."""
        return self.offers[self.by[wording]]

    def agreed(self, wording: int) -> float:
        """The share of the candidates that propose this wording."""
        return self.votes[wording] / len(self.offers)


def proposed_units(outputs: Iterable[Output]) -> list[JudgedPassage]:
    """What is decided together."""
    return units(output for output in outputs if isinstance(output, Proposal))


def has_place(unit: JudgedPassage) -> bool:
    """Whether a unit is about one place."""
    return len(unit.hull) <= _WIDEST


def within(unit: JudgedPassage, spans: Sequence[Span]) -> bool:
    """Whether a unit begins in one of `spans`."""
    return any(span.start <= unit.hull.start < span.end for span in spans)


def places(text: str, candidates: Sequence[Sequence[JudgedPassage]]) -> list[CandidatePlace]:
    """Where anybody proposes something, in order; what overlaps is one place."""
    all_units = sorted(
        ((unit.hull, index, unit) for index, found in enumerate(candidates) for unit in found),
        key=lambda each: (each[0], each[1]),
    )
    found: list[CandidatePlace] = []
    gathered: list[tuple[int, JudgedPassage]] = []
    hull = Span(0, 0)
    for span, index, unit in all_units:
        if gathered and not (span.start < hull.end or span.start == hull.start):
            found.append(_place(text, hull, gathered, len(candidates)))
            gathered = []
        hull = span if not gathered else Span(hull.start, max(hull.end, span.end))
        gathered.append((index, unit))
    if gathered:
        found.append(_place(text, hull, gathered, len(candidates)))
    return found


def _place(text: str, hull: Span, gathered: Sequence[tuple[int, JudgedPassage]], candidates: int) -> CandidatePlace:
    offers = tuple(tuple(unit for index, unit in gathered if index == candidate) for candidate in range(candidates))
    said: dict[str, int] = {}
    votes: Counter[str] = Counter()
    for candidate, offered in enumerate(offers):
        if not offered:
            continue
        together = JudgedPassage(tuple(proposal for unit in offered for proposal in unit.proposals))
        inner = together.hull
        wording = text[hull.start : inner.start] + reworded(text, together) + text[inner.end : hull.end]
        votes[wording] += 1
        said.setdefault(wording, candidate)
    ranked = sorted(said, key=lambda wording: -votes[wording])
    return CandidatePlace(
        hull, offers, tuple(ranked), tuple(said[each] for each in ranked), tuple(votes[each] for each in ranked)
    )
