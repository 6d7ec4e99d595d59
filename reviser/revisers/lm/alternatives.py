"""Which of several corrections of a misspelled word was meant: a noisy channel with the language model as its source.

What a slip costs is `spelling.slip_cost`; how likely each correction is where it stands, the model says. Both are
weighed as in `spelling`, whose word pairs chose the order that the proposal comes with.
"""

from collections.abc import Mapping
from dataclasses import replace

from reviser.core.edit import Proposal
from reviser.revisers.lm.kinds import CandidateGroup, CandidateKind
from reviser.revisers.rules.spelling import LANGUAGE, SLIP, slip_cost

CORRECTION = CandidateKind("spelling", None, CandidateGroup.REPLACEMENT, 0.0)  # of what is compared
MOST = 6  # alternatives that are looked at
_AS_NEAR = 1.5  # slips more than the first correction needs: what is further away cannot be meant
_SURER = 0.7  # natural logarithms by which another one must be better, to go before the first


def is_doubtful(proposal: Proposal) -> bool:
    """Whether a misspelled word has other corrections that may have been meant: none where only an apostrophe, a hyphen
    or a capital is missing, or where the person's own correction stands."""
    if not proposal.word or proposal.confidence == 1.0 or _bare(proposal.edit.after) == _bare(proposal.word):
        return False
    return bool(near(proposal))


def near(proposal: Proposal) -> tuple[str, ...]:
    """The alternatives that are about as near to what stands there as the first correction is."""
    edit = proposal.edit
    return tuple(
        text
        for text in proposal.alternatives[:MOST]
        if text.strip() and _slips(edit.before, text) - _slips(edit.before, edit.after) <= _AS_NEAR
    )


def ranked(proposal: Proposal, gains: Mapping[str, float]) -> Proposal:
    """The proposal with its corrections in order, the likeliest first. `gains`: by the alternative, how much likelier
    the sentence is with it than with the first one (natural logarithm)."""
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
    return slip_cost(before, after.replace(" ", ""))


def _bare(word: str) -> str:
    return word.lower().replace("'", "").replace("’", "").replace("-", "")
