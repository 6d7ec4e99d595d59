"""Decides whether the language model doubts a correction by a rule of grammar.

A rule sees only a few words: "AdjectiveOfA" removes "of" from "all of a sudden". The model reads the whole sentence. If
it finds the original sentence more likely than the corrected one, the correction is held back."""

import regex

from reviser.core.edit import Proposal
from reviser.revisers.rules.conflicts import layer_of

DOUBT = 0.5  # natural logarithms by which the original must be likelier; see the benchmarks' README
_GRAMMAR = frozenset({"harper", "grammar"})  # layers whose rules correct; what the others reword is a matter of style
_WORDS = regex.compile(r"[^\W_]+")


def is_questionable(proposal: Proposal) -> bool:
    """Whether `proposal` corrects words of a sentence by a rule of grammar. Spelling, capitals, spaces and punctuation
    are left to the rules, because the model knows less about them."""
    if layer_of(proposal) not in _GRAMMAR or proposal.word or proposal.confidence == 1.0:
        return False
    return _words(proposal.edit.before) != _words(proposal.edit.after)


def _words(text: str) -> list[str]:
    return [match.group().casefold() for match in _WORDS.finditer(text)]
