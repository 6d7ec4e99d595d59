"""Two main clauses that only "and", "but", "or" or "so" joins, between which a comma stands."""

import re
from collections.abc import Iterator, Sequence

from reviser.revisers.lm.kinds import KINDS, Candidate
from reviser.revisers.rules import inflect

_COORDINATING = frozenset("and but or so".split())
_PRONOUNS = frozenset("i he she it we they this these those there".split())
_FINITE = (inflect.AUXILIARIES | frozenset("wasn't weren't".split())) - {"be", "been", "being", "having"}
_ARTICLES = inflect.DETERMINERS - {"one", "all", "both"}
_SUBORDINATING = frozenset(
    "that which who if when whenever because while although though whether than as since unless until where how what"
    " both either between".split()
)
_BEFORE, _BEHIND = 4, 5  # words of a clause before the conjunction, and of one behind it
_LONGEST = 3  # words of a subject behind its article


def clauses(matches: Sequence[re.Match[str]], at: int) -> Iterator[Candidate]:
    """A comma before the conjunction `matches[at]`, where a subject and its verb stand behind it, and a verb before."""
    if at < _BEFORE or len(matches) - at <= _BEHIND or matches[at].group().lower() not in _COORDINATING:
        return
    before = matches[at - 1]
    if not before.group()[-1].isalnum() or before.end() + 1 != matches[at].start():
        return
    words = [match.group().lower().replace("’", "'") for match in matches]
    # Where another clause is open, what is joined may be its parts.
    if _SUBORDINATING.isdisjoint(words[:at]) and any(map(_is_finite, words[:at])) and _begins_clause(words, at + 1):
        yield Candidate(before.end(), before.end(), ",", KINDS["comma-clause"])


def _begins_clause(words: Sequence[str], at: int) -> bool:
    if words[at] in _PRONOUNS:
        verb = words[at + 1]
        return verb in _FINITE or ("VERB" in inflect.parts(verb) and not verb.endswith("ing"))
    if words[at] not in _ARTICLES:
        return False
    end = at + 1
    while end < len(words) - 1 and end - at <= _LONGEST and _is_of_subject(words[end]):
        end += 1
    return end > at + 1 and words[end] in _FINITE


def _is_of_subject(word: str) -> bool:
    if not word[0].isalpha() or word in _FINITE | _SUBORDINATING | _COORDINATING:
        return False
    return "NOUN" in inflect.parts(word) or inflect.is_adjective(word) or word.endswith(("ed", "ing"))


def _is_finite(word: str) -> bool:
    if word in _FINITE:
        return True
    return any(
        not inflect.tags(word, lemma).isdisjoint(("VBZ", "VBD")) for lemma in inflect.parts(word).get("VERB", ())
    )
