"""What could stand instead of two words or more: joined, with another degree, parted in sentences."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from reviser.revisers.lm.case import in_case
from reviser.revisers.lm.kinds import KINDS, Candidate
from reviser.revisers.rules import inflect

_JOINED = frozenset(
    "everyday maybe sometimes into cannot someone everyone anyone something everything anything nothing nobody somebody"
    " everybody without within today nowadays however moreover furthermore nevertheless although whenever wherever"
    " whatever therefore weekend homework classroom bedroom lifestyle worldwide online outside inside myself yourself"
    " himself herself itself ourselves themselves another throughout upon overall highlight breakfast newspaper network"
    " website textbook lifetime overcome become understand teenager grandmother grandfather football basketball"
    " sunlight birthday somewhere anywhere everywhere somehow anyway".split()
)
_SUBJECTS = frozenset("i you he she it we they this that these those there".split())
_ENOUGH = 4  # words before a comma, and behind it, that may be two sentences
_DEGREES = {"more": ("JJR", "RBR"), "most": ("JJS", "RBS")}


def phrases(matches: Sequence[re.Match[str]], at: int, text: str) -> Iterator[Candidate]:
    """What could stand instead of what begins with the word `matches[at]` of `text`."""
    if at + 1 >= len(matches):
        return
    one, two = matches[at], matches[at + 1]
    first, second = one.group(), two.group()
    if first == "," and text[one.end() : two.start()] == " ":
        yield from _parted(matches, at)
    if text[one.end() : two.start()] != " " or not (first[0].isalpha() and second[0].isalpha()):
        return
    whole = first.lower() + second.lower()
    if whole in _JOINED:
        yield Candidate(one.start(), two.end(), in_case(whole, first), KINDS["join"])
    if first.lower() in _DEGREES and second.islower():
        for form in _degree(second, _DEGREES[first.lower()]):
            yield Candidate(one.start(), two.end(), in_case(form, first), KINDS["degree"])


@cache
def _degree(word: str, tags: tuple[str, ...]) -> tuple[str, ...]:
    """`word`, an adjective or adverb, in the degree `tags`: also where it is in it already ("more better")."""
    found: dict[str, None] = {}
    for part in ("ADJ", "ADV"):
        for lemma in inflect.parts(word).get(part, ()):
            for tag in tags:
                found.update(dict.fromkeys(inflect.forms(lemma, part).get(tag, ())))
    return tuple(form for form in found if form.isalpha() and form not in ("more", "most"))


def _parted(matches: Sequence[re.Match[str]], at: int) -> Iterator[Candidate]:
    """Two sentences of one that only a comma joins: ", it" becomes ". It"."""
    comma, subject = matches[at], matches[at + 1]
    word = subject.group()
    enough = at >= _ENOUGH and at + 1 + _ENOUGH <= len(matches)
    if enough and word.lower() in _SUBJECTS and (word.islower() or word == "I"):
        after = ". " + word[0].upper() + word[1:]
        yield Candidate(comma.start(), subject.end(), after, KINDS["splice"])
