"""Replacements of two words or more: another degree of comparison, and comma splices."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from reviser.revisers.lm.case import in_case
from reviser.revisers.lm.compounds import compounds
from reviser.revisers.lm.kinds import KINDS, Candidate
from reviser.revisers.rules import inflect
from reviser.revisers.rules.spelling import Frequencies

_SUBJECTS = frozenset("i you he she it we they this that these those there all some many most".split())
_ENOUGH = 4  # least number of words before a comma and behind it that may be two sentences
LINKING = frozenset("however therefore thus moreover furthermore nevertheless otherwise consequently".split())
_DEGREES = {"more": ("JJR", "RBR"), "most": ("JJS", "RBS")}


def phrases(matches: Sequence[re.Match[str]], at: int, text: str, frequencies: Frequencies) -> Iterator[Candidate]:
    """Replacements of the phrase that begins with the word `matches[at]` of `text`."""
    if at + 1 >= len(matches):
        return
    one, two = matches[at], matches[at + 1]
    first, second = one.group(), two.group()
    if first == "," and text[one.end() : two.start()] == " ":
        yield from _comma_splices(matches, at)
    if text[one.end() : two.start()] != " " or not (first[0].isalpha() and second[0].isalpha()):
        return
    yield from compounds(matches, at, frequencies)
    if second.lower() in LINKING and matches[at + 2 : at + 3] and matches[at + 2].group() == "," and at >= _ENOUGH:
        yield Candidate(one.end(), one.end(), ";", KINDS["splice"])
    if first.lower() in _DEGREES and second.islower():
        for form in _degree(second, _DEGREES[first.lower()]):
            yield Candidate(one.start(), two.end(), in_case(form, first), KINDS["degree"])


@cache
def _degree(word: str, tags: tuple[str, ...]) -> tuple[str, ...]:
    """The adjective or adverb `word` in the degree `tags`. It may be in that degree already, as in "more better"."""
    found: dict[str, None] = {}
    for part in ("ADJ", "ADV"):
        for lemma in inflect.parts(word).get(part, ()):
            for tag in tags:
                found.update(dict.fromkeys(inflect.forms(lemma, part).get(tag, ())))
    return tuple(form for form in found if form.isalpha() and form not in ("more", "most"))


def _comma_splices(matches: Sequence[re.Match[str]], at: int) -> Iterator[Candidate]:
    """Replacements of a comma that joins two sentences: ", it" becomes ". It" or "; it"."""
    comma, subject = matches[at], matches[at + 1]
    word = subject.group()
    if at < _ENOUGH or at + 1 + _ENOUGH > len(matches):
        return
    if word in LINKING and at + 2 < len(matches) and matches[at + 2].group() == ",":
        yield Candidate(comma.start(), comma.end(), ";", KINDS["splice"])
    elif word == "that" and matches[at + 2].group() == "is" and matches[at + 3].group() == ",":
        return  # ", that is," explains the words before it
    elif word.lower() in _SUBJECTS and (word.islower() or word == "I"):
        yield Candidate(comma.start(), subject.end(), ". " + word[0].upper() + word[1:], KINDS["splice"])
        yield Candidate(comma.start(), subject.end(), "; " + word, KINDS["splice"])
