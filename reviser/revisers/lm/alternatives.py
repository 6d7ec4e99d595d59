"""Chooses between several corrections of a misspelled word with a noisy-channel model whose source is the language
model.

The cost of a slip is `spelling.slip_cost`; the language model gives the probability of each correction in its sentence.
The weights are those of `spelling`, whose counts of word pairs gave the order in which the corrections arrive."""

from collections.abc import Mapping
from dataclasses import replace

from reviser.core.edit import Proposal
from reviser.revisers.lm.kinds import CandidateGroup, CandidateKind
from reviser.revisers.rules.spelling import LANGUAGE, SLIP, slip_cost

CORRECTION = CandidateKind("spelling", None, CandidateGroup.REPLACEMENT, 0.0)  # the kind of the candidates compared
MOST = 6  # alternatives that are compared
_AS_NEAR = 1.5  # highest additional cost, in slips, over the first correction
_SURER = 0.7  # natural logarithms by which another correction must be better than the first to replace it


def is_doubtful(proposal: Proposal) -> bool:
    """Whether a misspelled word has other possible corrections. False if only an apostrophe, a hyphen or a capital is
    missing, or if the correction is the person's own."""
    if not proposal.word or proposal.confidence == 1.0 or _bare(proposal.edit.after) == _bare(proposal.word):
        return False
    return bool(near(proposal))


def near(proposal: Proposal) -> tuple[str, ...]:
    """The alternatives that are about as near to the written word as the first correction is."""
    edit = proposal.edit
    return tuple(
        text
        for text in proposal.alternatives[:MOST]
        if text.strip() and _slips(edit.before, text) - _slips(edit.before, edit.after) <= _AS_NEAR
    )


def ranked(proposal: Proposal, gains: Mapping[str, float]) -> Proposal:
    """The proposal with its corrections in order, the most likely first. `gains` maps an alternative to how much more
    likely the sentence is with it than with the first correction, in natural logarithms."""
    edit = proposal.edit
    first = _slips(edit.before, edit.after)
    scores = {
        text: LANGUAGE * gain - SLIP * (_slips(edit.before, text) - first) - _SURER
        for text, gain in gains.items()
        if text in proposal.alternatives
    }
    better = sorted((text for text, score in scores.items() if score > 0), key=lambda text: -scores[text])
    if not better:
        return proposal
    rest = (edit.after, *(text for text in proposal.alternatives if text not in better))
    return replace(proposal, edit=replace(edit, after=better[0]), alternatives=(*better[1:], *rest))


def _slips(before: str, after: str) -> float:
    """The cost of the slip from `after` to `before`, without regard to spaces."""
    return slip_cost(before, after.replace(" ", ""))


def _bare(word: str) -> str:
    """The letters of `word` in lower case, without apostrophes and hyphens."""
    return word.lower().replace("'", "").replace("’", "").replace("-", "")
