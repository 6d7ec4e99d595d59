"""The probability that this person accepts a proposal, estimated from its features, the confidence of its reviser, and
the person's earlier decisions.

The embedded layers report a confidence. A model that writes freely does not, so its proposals are judged by features of
the edit, with weights fitted to the decisions of two annotators of R3 (Apache-2.0; `tests/benchmarks/eval_chance.py`).
What this person does differently is added in log odds."""

import math
import re
from collections.abc import Callable, Mapping

from rapidfuzz.distance import Indel

from reviser.core.edit import Edit, Intent, Proposal
from reviser.core.memory import BROAD, USUAL
from reviser.core.preferences import Preferences, Weight, pair_of
from reviser.core.text import words

SURE = "embedded"  # the reviser whose confidence is a probability
_GROUP = Weight(1.8, 1.2)  # the prior for all proposals, in decisions
_INTENT = 3.0  # weight of a reviser's overall share in the estimate for an intent, in decisions
_HALF = 0.5  # the share of an intent's log odds that counts, relative to the reviser's
_EDGE = 0.005  # probabilities stay this far from 0 and 1
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_GARBAGE = ("\u2047", "\ufffd")  # what models write for characters that they lack
_SMALL = frozenset(
    "a an and are as at be been but by for from had has have he her his i if in into is it its not of on or our she so"
    " that the their them there they this to was we were which who will with would you your".split()
)

# Log odds of each of `features`, computed by `python -m tests.benchmarks.eval_chance weights`.
WEIGHTS: Mapping[str, float] = {
    "bias": 0.13,
    "alike": 0.92,
    "content in": 0.48,
    "content out": -0.24,
    "cuts a word": 0.49,
    "garbage": -1.03,
    "intent clarity": 0.18,
    "intent coherence": -0.12,
    "intent fluency": 0.05,
    "intent meaning-changed": -0.32,
    "intent style": 0.21,
    "longer": -0.32,
    "markup": -0.49,
    "mends spelling": 0.85,
    "name in": -0.32,
    "name out": -0.43,
    "one word": 0.61,
    "only capitals": -0.64,
    "only signs": 0.00,
    "only space": -0.79,
    "type A": 0.38,
    "type D": -0.28,
    "type R": -0.10,
    "words after": 0.29,
    "words before": -0.42,
}


def acceptance_chance(text: str, proposal: Proposal, taste: Preferences, knows: Callable[[str], bool]) -> float:
    """The probability (0 to 1) that the person with the preferences `taste` accepts `proposal`, an edit of `text`.
    `knows` returns whether a lower-case word is in the language."""
    return odds_to_chance(baseline_log_odds(text, proposal, knows) + personal_log_odds(text, proposal, taste))


def baseline_log_odds(
    text: str, proposal: Proposal, knows: Callable[[str], bool], weights: Mapping[str, float] = WEIGHTS
) -> float:
    """The log odds that an average person accepts it."""
    if proposal.reviser == SURE:
        return log_odds(proposal.confidence)
    return sum(weights.get(name, 0.0) * value for name, value in features(text, proposal, knows).items())


def personal_log_odds(text: str, proposal: Proposal, taste: Preferences) -> float:
    """The log odds that this person's decisions add: those about the same rule if its confidence is a probability,
    otherwise those about the reviser and the intent; and those about the same words. 0 for broad rules, whose
    thresholds, and thus confidence, are already adapted to the decisions."""
    if proposal.rule.startswith(BROAD):
        return 0.0
    if proposal.reviser == SURE:
        before = USUAL.share
        share = (USUAL + taste.kinds.get(proposal.rule, Weight())).share
        moved = log_odds(share) - log_odds(before)
    else:
        of_all = (_GROUP + taste.groups.get((proposal.reviser, ""), Weight())).share
        own = taste.groups.get((proposal.reviser, proposal.intent.value), Weight())
        share = (Weight(of_all, 1 - of_all).times(_INTENT) + own).share
        moved = log_odds(of_all) - log_odds(_GROUP.share) + _HALF * (log_odds(share) - log_odds(of_all))
    return moved + log_odds(taste.of_pair(pair_of(text, proposal.edit), share)) - log_odds(share)


def features(text: str, proposal: Proposal, knows: Callable[[str], bool]) -> dict[str, float]:
    """The features of an edit, by name; most are 0 or 1."""
    edit = proposal.edit
    before, after = edit.before.strip(), edit.after.strip()
    old, new = (_WORD.findall(side) for side in _whole_words(text, edit))
    lower_old, lower_new = ({word.lower() for word in side} for side in (old, new))
    values = {
        "bias": 1.0,
        f"type {edit.type.value}": 1.0,
        "words before": _log_count(sum(not word.isspace() for word in words(before))),
        "words after": _log_count(sum(not word.isspace() for word in words(after))),
        "longer": _log_count(len(after)) - _log_count(len(before)),
        "alike": Indel.normalized_similarity(before, after) if before and after else 0.0,
        "content in": _log_count(sum(word not in _SMALL for word in lower_new - lower_old)),
        "content out": _log_count(sum(word not in _SMALL for word in lower_old - lower_new)),
        "only space": float(not before and not after),
        "only signs": float(before + after != "" and not any(character.isalnum() for character in before + after)),
        "only capitals": float(before != after and before.lower() == after.lower()),
        "one word": float(len(old) == len(new) == 1),
        "mends spelling": float(_count_unknown(old, knows) > _count_unknown(new, knows)),
        "name in": float(any(word[0].isupper() and word.lower() not in lower_old for word in new[1:])),
        "name out": float(any(word[0].isupper() and word.lower() not in lower_new for word in old[1:])),
        "garbage": float(any(sign in edit.after and sign not in edit.before for sign in _GARBAGE)),
        "markup": float("\\" in edit.before + edit.after),
        "cuts a word": float(_cuts(text, edit.start) or _cuts(text, edit.end)),
    }
    if proposal.intent is not Intent.OTHER:
        values[f"intent {proposal.intent.value}"] = 1.0
    return values


def log_odds(share: float) -> float:
    share = min(max(share, _EDGE), 1 - _EDGE)
    return math.log(share / (1 - share))


def odds_to_chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _log_count(count: int) -> float:
    return math.log1p(count)


def _count_unknown(words: list[str], knows: Callable[[str], bool]) -> int:
    """How many of these words are in no dictionary and in lower case, so not names."""
    return sum(word.islower() and not knows(word) for word in words)


def _cuts(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _whole_words(text: str, edit: Edit) -> tuple[str, str]:
    """The text before and after an edit, extended to whole words."""
    start, end = edit.start, edit.end
    while _cuts(text, start):
        start -= 1
    while _cuts(text, end):
        end += 1
    head, tail = text[start : edit.start], text[edit.end : end]
    return head + edit.before + tail, head + edit.after + tail
