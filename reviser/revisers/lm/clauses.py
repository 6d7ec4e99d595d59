"""Commas that grammar requires or forbids: between main clauses, behind the opening of a sentence, before “which”.

A candidate is generated only if a subject and its verb are certain, or are certainly missing. The model then needs much
less evidence than for a comma anywhere."""

import re
from collections.abc import Iterator, Sequence

from reviser.revisers.lm.kinds import KINDS, Candidate
from reviser.revisers.rules import inflect

_COORDINATING = frozenset("and but or so".split())
_JOINING = _COORDINATING | {"yet", "for"}  # "yet" and "for" get a comma only in complex sentences
_PRONOUNS = frozenset("i he she it we they this these those there".split())
_FINITE = (inflect.AUXILIARIES | frozenset("wasn't weren't".split())) - {"be", "been", "being", "having"}
_ARTICLES = inflect.DETERMINERS - {"one", "all", "both"}
_QUANTITIES = frozenset("all both many most some people".split())
_SUBORDINATING = frozenset(
    "that which who if when whenever because while although though whether than as since unless until where how what"
    " both either between".split()
)
_NO_SUBJECT = _FINITE | _SUBORDINATING | _COORDINATING | _PRONOUNS | {"you"}
_BEFORE, _BEHIND = 4, 5  # least number of words before the conjunction, and behind it
_LONGEST = 3  # words of a subject behind its article
# Words that can open a sentence: of a clause, of a clause or a phrase, of a phrase without a verb.
_OPENING_CLAUSE = frozenset("if when while although though because whenever whether where unless until once".split())
_OPENING_EITHER = frozenset("since as after before".split())
_OPENING_PHRASE = frozenset(
    "in with without by for on at from during due despite through under according to throughout over among within"
    " besides beyond instead".split()
)
_OPENING = _OPENING_CLAUSE | _OPENING_EITHER | _OPENING_PHRASE
_LEADING = frozenset("even only just and but so yet".split())  # words that may come before an opening word
# Words behind which a clause continues, or a subordinate clause begins: "if you think it is", "the cars that they".
_GOES_ON = (
    inflect.PREPOSITIONS
    | inflect.DETERMINERS
    | frozenset(
        "think thinks thought believe believes believed know knows knew say says said feel feels felt hope hopes see"
        " sees saw suppose mean means argue argues claim claims show shows ensure ensures so that than and or but"
        " which who what how why where when if because".split()
    )
)
_ENDS_OPENING = frozenset([",", ";", ":", "—", "–", "(", '"', "“"])
# Words that have no comma directly behind them, except before an insertion: "But, in my opinion, it is".
_NO_COMMA = frozenset("although and because but if or that unless until whereas yet".split())
_INSERTED = 8  # words of an insertion, at most
_POINTING = frozenset("this that these those every each many".split())
_BARE_WHICH = inflect.PREPOSITIONS | frozenset("to even and but or not".split())  # "in which", "and which"


def commas(matches: Sequence[re.Match[str]], at: int) -> Iterator[Candidate]:
    """The candidates for a comma before `matches[at]`, or for the removal of the comma at `matches[at]`."""
    if not 0 < at < len(matches) - 2:
        return
    word = matches[at].group().lower()
    if word == ",":
        if matches[at - 1].end() == matches[at].start():
            yield from (Candidate(*matches[at].span(), "", KINDS[kind]) for kind in _needless(_words(matches), at))
    elif at > 1 and _follows(matches, at):
        end = matches[at - 1].end()
        if word in _JOINING:
            yield from (Candidate(end, end, ",", KINDS[kind]) for kind in _joining(_words(matches), at))
        elif word == "which":
            if matches[at - 1].group().lower() not in _BARE_WHICH:
                yield Candidate(end, end, ",", KINDS["comma-which"])
        elif _opener([match.group().lower() for match in matches[:2]]) in _OPENING and _ends_opening(
            _words(matches), at
        ):
            yield Candidate(end, end, ",", KINDS["comma-opening"])


def _words(matches: Sequence[re.Match[str]]) -> list[str]:
    """The words in lower case, with straight apostrophes."""
    return [match.group().lower().replace("’", "'") for match in matches]


def _follows(matches: Sequence[re.Match[str]], at: int) -> bool:
    """Whether exactly one space is between `matches[at]` and the word before it."""
    before = matches[at - 1]
    return before.group()[-1].isalnum() and before.end() + 1 == matches[at].start()


def _joining(words: Sequence[str], at: int) -> Iterator[str]:
    """The kind of comma before the conjunction `words[at]`, if it joins two main clauses."""
    if not any(map(_is_finite, words[:at])) or (words[at] == "so" and "may" in words[at : at + 1 + _BEHIND]):
        return  # "so the driver may": a clause of purpose
    if words[at + 1] in ("that", "whose"):
        return  # "and that it is": continues the clause before it
    # In a subordinate clause the conjunction may join its parts.
    plain = at >= _BEFORE and len(words) - at > _BEHIND and _SUBORDINATING.isdisjoint(words[:at])
    if plain and words[at] in _COORDINATING and _begins_plain_clause(words, at + 1):
        yield "comma-clause"
        return
    last = max((place for place, word in enumerate(words[:at]) if word == ","), default=-1)
    # In an opening clause without a comma, both parts may belong to it. Without a verb it is a list.
    open_yet = last < 0 and _opener(words) in _OPENING_CLAUSE
    if not open_yet and any(map(_is_finite, words[last + 1 : at])) and _begins_clause(words, at + 1):
        yield "comma-complex"


def _opener(words: Sequence[str]) -> str:
    """The word that opens the sentence, without a leading word: "if" of "even if", "when" of "but when"."""
    return words[words[0] in _LEADING]


def may_stay_open(matches: Sequence[re.Match[str]], at: int) -> bool:
    """Whether the opening of the sentence may continue at `matches[at]` without a comma: so soon behind a time or a
    place ("In 2020 we"), or inside an opening that a later comma ends."""
    first, second = matches[0].group().lower(), matches[1].group()
    if at <= _LONGEST and (first in _POINTING or (first in inflect.PREPOSITIONS and _points(second))):
        return True
    words = _words(matches)
    return _opener(words) in _OPENING and "," not in words[:at] and _ends_later(words, at)


def _points(word: str) -> bool:
    """Whether the word shows that a time or a place is named: "this", a number, or a capital."""
    return word.lower() in _POINTING or word[0].isdigit() or (word[0].isupper() and word != "I")


def _ends_later(words: Sequence[str], at: int) -> bool:
    """Whether a comma behind `words[at]` ends the opening of the sentence."""
    return any(word == "," and _begins_clause(words, place + 1) for place, word in enumerate(words[at:], at))


def _ends_opening(words: Sequence[str], at: int) -> bool:
    """Whether the opening of the sentence can end before `words[at]`, so that the main clause begins there."""
    if words[at - 1] in _GOES_ON or not _ENDS_OPENING.isdisjoint(words[:at]) or _ends_later(words, at):
        return False
    if any(map(_is_finite, words[2:at])):
        return _opener(words) in _OPENING and _begins_clause(words, at + (words[at] == "then"))
    # Behind a short phrase the comma is optional.
    return at > _LONGEST and _opener(words) not in _OPENING_CLAUSE and _begins_clause(words, at)


def _needless(words: Sequence[str], at: int) -> Iterator[str]:
    """The kind of needless comma at `words[at]`: directly behind a conjunction, or the only comma of a sentence, before
    an "and" or "or" that joins no clause."""
    inserts = "," in words[at + 1 : at + 2 + _INSERTED]
    if words[at - 1] in _NO_COMMA and not (inserts and words[at - 1] in _COORDINATING):
        yield "comma-behind"
    elif words[at + 1] in ("and", "or") and words.count(",") == 1 and not _begins_clause(words, at + 2):
        yield "comma-pair"


def _begins_plain_clause(words: Sequence[str], at: int) -> bool:
    """Whether a clause begins at index `at` with a pronoun, or with an article and a noun, directly before its verb."""
    if words[at] in _PRONOUNS:
        return _is_verb_of_pronoun(words[at + 1])
    if words[at] not in _ARTICLES:
        return False
    end = at + 1
    while end < len(words) - 1 and end - at <= _LONGEST and _is_of_subject(words[end]):
        end += 1
    return end > at + 1 and words[end] in _FINITE


def _begins_clause(words: Sequence[str], at: int) -> bool:
    """Whether a clause begins at index `at`. Unlike `_begins_plain_clause`, subjects without an article and words that
    can only be verbs count too."""
    if at >= len(words) - 1:
        return False
    word = words[at]
    if word in _PRONOUNS or word == "you":
        return _is_verb_of_pronoun(words[at + 1])
    if not (word in _ARTICLES or word in _QUANTITIES or _is_noun_or_adjective(word)):
        return False
    start = at + (word in _ARTICLES or word in _QUANTITIES)
    end = start if word == "people" else _end_of_noun(words, start)
    if end > at and words[end] in ("of", "in", "for") and end < len(words) - 2:
        start = end + 1 + (words[end + 1] in _ARTICLES)  # "the price of the cars will"
        end = _end_of_noun(words, start)
        if end == start:
            return False
    return end > at and (words[end] in _FINITE or _is_surely_finite(words[end]))


def _end_of_noun(words: Sequence[str], start: int) -> int:
    """The index behind the noun phrase that begins at `start`; `start` if none does."""
    end = start
    while end < len(words) - 1 and end - start <= _LONGEST and _is_of_subject(words[end]):
        end += 1
        if words[end] == "-" and end < len(words) - 2 and _is_of_subject(words[end + 1]):
            end += 1
            start += 2  # "self-driving" is one
    return end


def _is_verb_of_pronoun(word: str) -> bool:
    """Whether `word` behind a pronoun is its verb."""
    return word in _FINITE or ("VERB" in inflect.parts(word) and not word.endswith("ing"))


def _is_noun_or_adjective(word: str) -> bool:
    return word[0].isalpha() and ("NOUN" in inflect.parts(word) or inflect.is_adjective(word))


def _is_of_subject(word: str) -> bool:
    """Whether `word` can be part of a subject."""
    if not word[0].isalpha() or word in _NO_SUBJECT:
        return False
    return "NOUN" in inflect.parts(word) or inflect.is_adjective(word) or word.endswith(("ed", "ing"))


def _is_finite(word: str) -> bool:
    """Whether `word` can be a verb with a subject."""
    if word in _FINITE:
        return True
    return any(
        not inflect.tags(word, lemma).isdisjoint(("VBZ", "VBD")) for lemma in inflect.parts(word).get("VERB", ())
    )


def _is_surely_finite(word: str) -> bool:
    """Whether `word` can only be a verb in a form that has a subject."""
    parts = inflect.parts(word)
    return (
        "NOUN" not in parts
        and not word.endswith("ing")
        and any(not inflect.tags(word, lemma).isdisjoint(("VBZ", "VBD", "VBP")) for lemma in parts.get("VERB", ()))
    )
