"""A term is capitalised inside sentences everywhere or nowhere: Internet or internet, Artificial Intelligence or not.

Not counted are the beginnings of sentences, headings and quotations, words with two meanings (May and may, Turkey and
turkey), and parts of a longer name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from lemminflect import getAllLemmas

from reviser.core.edit import Edit, Intent, Proposal
from reviser.revisers.rules.consistency.page import ProsePage, Word, majority, times
from reviser.revisers.rules.consistency.tables import rows

_LONGEST = 3  # words in a term
_MIN_LETTERS = 4
_EVIDENCE = 3  # occurrences: one against one says nothing
_NO_TERMS = frozenset(
    ("these", "those", "this", "that", "they", "there", "them", "then", "when", "what", "with", "some", "more", "most")
)
_TIES = frozenset(("of", "the", "to", "and", "for", "in", "on", "&", "de"))


@cache
def two_meanings() -> frozenset[str]:
    """The words, in lower case, that mean something else with a capital."""
    return frozenset(row[0] for row in rows("capitals.tsv"))


def find(page: ProsePage) -> Iterator[Proposal | None]:
    if page.is_technical:
        return  # a capital may belong to a name in code: "class Test", "section Bugs", "Value error"
    runs: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for start, text in _capitalised(page):
        runs[text.lower()].append((start, text))
    yield None
    plain = _plain(page, frozenset(runs))
    for term, places in runs.items():
        yield None
        low = plain.get(term, [])
        if not low or (" " not in term and (term in two_meanings() or len(term) < _MIN_LETTERS)):
            continue
        counts = Counter([text for _, text in places] + [text for _, text in low])
        key = f"capital/{term}"
        accepted = page.accepted(key)
        best = accepted if accepted is not None and accepted.lower() == term else majority(counts.items(), term)
        if " " not in term and not (_can_be_noun(term) and (best != term or accepted or getAllLemmas(term))):
            continue  # a word in no dictionary is a name, which stays capitalised: Ghostscript
        others = " and ".join(f"“{form}” {times(count)}" for form, count in counts.items() if form != best)
        if not others or sum(counts.values()) < _EVIDENCE or page.is_own_word(term) or page.is_own_word(best):
            continue
        why = f"You write “{best}” {times(counts[best])} and {others}."
        for start, text in places + low:
            if text != best and not page.is_own_word(text):
                yield Proposal(
                    Edit(start, text, best), Intent.STYLE, "consistency", f"consistency/{key}", why, 0.7, form=key
                )


def _capitalised(page: ProsePage) -> Iterator[tuple[int, str]]:
    """Maximal runs of one to three capitalised words inside sentences, each with its place."""
    words, own = page.words, page.own
    index = 0
    while index < len(words):
        end = index
        while (
            end < len(words)
            and _is_capital(words[end])
            and (end == index or own[words[end - 1].end : words[end].start] == " ")
        ):
            end += 1
        if end == index:
            index += 1
            continue
        before = words[index - 1] if index else None
        glued = before is not None and before.text[0].isupper() and own[before.end : words[index].start] == " "
        run = words[index:end]
        if (
            not glued
            and not _in_name(page, index, end)
            and len(run) <= _LONGEST
            and not any(word.opens or page.in_heading(word.start) for word in run)
            and not _NUMBERED.match(own, run[-1].end)
        ):
            yield run[0].start, page.text[run[0].start : run[-1].end]
        index = end


_NUMBERED = re.compile(r" ?#?\d")  # Error 1, Section 2.3: a label


def _in_name(page: ProsePage, index: int, end: int) -> bool:
    """Whether small words connect the run `words[index:end]` to another capitalised word: "Department of
    Transportation"."""
    return _leads_to_capital(page, index - 1, -1) or _leads_to_capital(page, end, 1)


def _leads_to_capital(page: ProsePage, place: int, step: int) -> bool:
    """Whether one or two small words from `place` on, with one space between all of them, lead to a capitalised word.
    The first word of a sentence is connected only by "of": "Then the Internet" is no name. `step` is the direction: 1
    or -1."""
    words = page.words
    of = False
    for _ in range(2):
        if not (0 <= place < len(words) and words[place].text in _TIES and _joined(page, place, step)):
            return False
        of = of or words[place].text == "of"
        place += step
        if 0 <= place < len(words) and words[place].text[0].isupper():
            return _joined(page, place, step) and (of or not words[place].opens)
    return False


def _joined(page: ProsePage, place: int, step: int) -> bool:
    """Whether only white space is between the word at `place` and the word before it in the direction `step`."""
    first, second = sorted((place, place - step))
    if first < 0 or second >= len(page.words):
        return False
    return page.own[page.words[first].end : page.words[second].start].isspace()


@lru_cache(maxsize=4096)
def _can_be_noun(term: str) -> bool:
    """Whether `term` can be a noun. An unknown word can."""
    lemmas = getAllLemmas(term)
    return term not in _NO_TERMS and (not lemmas or "NOUN" in lemmas)


def _is_capital(word: Word) -> bool:
    return word.text[0].isupper() and word.text[1:].islower() and "'" not in word.text and "’" not in word.text


def _plain(page: ProsePage, terms: frozenset[str]) -> dict[str, list[tuple[int, str]]]:
    """The places of the terms in lower case, by term."""
    words, own = page.words, page.own
    places: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    firsts = {term.split()[0] for term in terms}
    for index, word in enumerate(words):
        if word.text not in firsts or page.in_heading(word.start):
            continue
        for size in range(_LONGEST, 0, -1):
            last = min(index + size, len(words)) - 1
            text = own[word.start : words[last].end]
            if text in terms:
                places[text].append((word.start, text))
                break
    return places
