"""Two words that belong together: written as one, or with a hyphen before the noun that they describe."""

import re
from collections.abc import Iterator, Sequence

from reviser.revisers.lm.case import in_case
from reviser.revisers.lm.kinds import KINDS, Candidate
from reviser.revisers.rules import inflect
from reviser.revisers.rules.spelling import Frequencies

_JOINED = frozenset(
    "everyday maybe sometimes into cannot someone everyone anyone something everything anything nothing nobody somebody"
    " everybody without within today nowadays however moreover furthermore nevertheless although whenever wherever"
    " whatever therefore weekend homework classroom bedroom lifestyle worldwide online outside inside myself yourself"
    " himself herself itself ourselves themselves another throughout upon overall highlight breakfast newspaper network"
    " website textbook lifetime overcome become understand teenager grandmother grandfather football basketball"
    " sunlight birthday somewhere anywhere everywhere somehow anyway".split()
)
_PART = 3  # least number of letters of a part of a compound
_WRITTEN = 5.0e5  # least count of a compound, see Frequencies
_OF_GRAMMAR = (
    inflect.DETERMINERS
    | inflect.PREPOSITIONS
    | inflect.AUXILIARIES
    | frozenset("i you he she it we they me him them us who which what there here then thus and but or not".split())
)
_APART = (_OF_GRAMMAR - {"some", "any", "every"}) | frozenset("not no never out up off all too over out".split())
_SELF = "self"
_GRADES = frozenset(
    "long short high low middle upper lower full part real large small first second third well single double hard"
    " open early late deep far".split()
)
_GRADED = frozenset("term run level class time scale quality speed end risk cost income range distance hand".split())
_COUNTS = frozenset("one two three four five six seven eight nine ten twelve twenty thirty fifty hundred".split())
_UNITS = frozenset("year month week day hour minute second mile kilometer kilometre foot inch page word".split())


def compounds(matches: Sequence[re.Match[str]], at: int, frequencies: Frequencies) -> Iterator[Candidate]:
    """Replacements of `matches[at]` and the next word, which are separated by one space."""
    one, two = matches[at], matches[at + 1]
    first, second = one.group(), two.group()
    whole = first.lower() + second.lower()
    if whole in _JOINED or (second.islower() and _is_parted(first.lower(), second, frequencies)):
        yield Candidate(one.start(), two.end(), in_case(whole, first), KINDS["join"])
    if second.islower() and (first.islower() or at == 0):
        behind = matches[at + 2] if at + 2 < len(matches) else None
        described = behind.group() if behind is not None and behind.start() == two.end() + 1 else ""
        if _takes_hyphen(first.lower(), second, described):
            yield Candidate(one.start(), two.end(), f"{first}-{second}", KINDS["hyphen"])


def _is_parted(first: str, second: str, frequencies: Frequencies) -> bool:
    """Whether the two words are the parts of one common word: "head lights"."""
    if min(len(first), len(second)) < _PART or first in _APART or second in _APART:
        return False
    return frequencies.words.get(first + second, 0) > _WRITTEN


def _takes_hyphen(first: str, second: str, described: str) -> bool:
    """Whether the two words can form an adjective of the word `described`: "a long-term plan", "a self-driving car"."""
    parts = inflect.parts(second)
    if first == _SELF:
        return len(second) > _PART and bool(parts)
    if not described.islower() or inflect.parts(described).keys().isdisjoint(("NOUN", "ADJ")):
        return False
    if first in _COUNTS or first.isdigit():
        return second in _UNITS
    if first in _GRADES and second in _GRADED:
        return True
    participle = len(first) >= _PART and second.endswith(("ing", "ed")) and "VERB" in parts
    return participle and first not in _OF_GRAMMAR and "NOUN" in inflect.parts(first) and not inflect.is_plural(first)
