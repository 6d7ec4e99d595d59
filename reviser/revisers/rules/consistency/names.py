"""A name with two spellings: a rare form one letter away from a frequent one, both capitalised inside sentences."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from lemminflect import getAllLemmas
from rapidfuzz.distance import OSA

from reviser.core.edit import Edit, Intent, Proposal
from reviser.revisers.rules.consistency.page import ProsePage, Word, times

_MIN_LETTERS = 5
_OFTEN = 3  # least number of occurrences of the frequent form, and least ratio to the rare form


def find(page: ProsePage) -> Iterator[Proposal | None]:
    places: defaultdict[str, list[Word]] = defaultdict(list)
    lowered: set[str] = set()
    for word in page.words:
        if word.text[0].isupper() and not word.opens:
            places[word.text].append(word)
        else:
            lowered.add(word.lower)
    yield None
    counts = Counter({name: len(words) for name, words in places.items() if _is_name(name)})
    frequent = [name for name, count in counts.items() if count >= _OFTEN]
    near: defaultdict[str, set[str]] = defaultdict(set)
    for name in frequent:
        yield None
        for hole in _holes(name):
            near[hole].add(name)
    for rare in counts:
        yield None
        key = f"name/{rare.lower()}"
        if page.is_own_word(rare) or rare.lower() in lowered or page.accepted(key) == rare:
            continue
        candidates = {name for hole in _holes(rare) for name in near[hole]} - {rare}
        for name in sorted(candidates, key=lambda name: (-counts[name], name)):
            if counts[name] >= _OFTEN * counts[rare] and _differs(rare, name):
                why = f"You write “{name}” {times(counts[name])} and “{rare}” {times(counts[rare])}."
                for word in places[rare]:
                    edit, rule = Edit(word.start, rare, name), f"consistency/{key}"
                    yield Proposal(edit, Intent.COHERENCE, "consistency", rule, why, 0.6, word=rare, form=key)
                break


def _is_name(word: str) -> bool:
    """Whether the word can be a name: long enough, no abbreviation, and in no dictionary."""
    return len(word) >= _MIN_LETTERS and word.isalpha() and word[1:].islower() and not getAllLemmas(word.lower())


def _holes(name: str) -> set[str]:
    """The name, and the name without each one of its letters. Two names that differ in one letter have one of these in
    common."""
    return {name, *(name[:index] + name[index + 1 :] for index in range(len(name)))}


def _differs(rare: str, name: str) -> bool:
    """Whether one name is a misspelling of the other: one letter differs, and not only in the ending (Iran, Iranian;
    Maria, Marie)."""
    if rare.startswith(name) or name.startswith(rare) or rare[0] != name[0] or rare[:-1] == name[:-1]:
        return False
    return OSA.distance(rare, name) == 1
