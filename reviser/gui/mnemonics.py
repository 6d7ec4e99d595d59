"""The letters that the entries of menus go by."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

_SIGN = "\0"  # that stands for "&&", which Qt shows as one


def mark_letters(names: Sequence[str]) -> list[str]:
    """The names with the letters marked that a menu goes by, no letter twice. A mark that is there stays where its
    letter is free; who has none takes the first free letter, beginnings of words before others."""
    keys = [str(number) for number in range(len(names))]
    found = assign_letters([keys], dict(zip(keys, names, strict=True)))
    return [found[key] for key in keys]


def assign_letters(menus: Sequence[Sequence[str]], names: Mapping[str, str]) -> dict[str, str]:
    """The names by their keys, each with one letter marked that it goes by in every menu that it stands in; no letter
    twice in a menu. `menus`: the keys of each. A mark that is there stays where its letter is free, of what stands in
    more menus first; who has none takes the first free letter, who has least choice first, and one that has to spare
    gives its letter up. A name of which all that cannot be has no mark."""
    beside: dict[str, set[str]] = defaultdict(set)
    count: dict[str, int] = defaultdict(int)
    for menu in menus:
        for key in menu:
            beside[key].update(menu)
            count[key] += 1
    letters: dict[str, str] = {}

    def free(key: str) -> list[str]:
        taken = {letters.get(other, "") for other in beside[key]}
        return [letter for letter in _letters(names[key]) if letter not in taken]

    def freed(key: str) -> str:
        """A letter that the one which has it gives up for another; empty where none can."""
        for letter in _letters(names[key]):
            holders = [other for other in beside[key] if letters.get(other) == letter]
            others = [each for each in free(holders[0]) if each != letter] if len(holders) == 1 else []
            if others:
                letters[holders[0]] = others[0]
                return letter
        return ""

    order = sorted(beside, key=lambda key: -count[key])
    for key in order:
        wanted = letter_of(names[key])
        if wanted and wanted in free(key):
            letters[key] = wanted
    left = [key for key in order if key not in letters]
    while left:
        key = min(left, key=lambda each: len(free(each)))
        left.remove(key)
        letters[key] = next(iter(free(key)), "") or freed(key)
    return {key: mark_letter(names[key], letters.get(key, "")) for key in beside}


def letter_of(name: str) -> str:
    """The letter that is marked, small; empty where none is."""
    return name.replace("&&", "").partition("&")[2][:1].lower()


def mark_letter(name: str, letter: str) -> str:
    """The name with this letter marked and no other: where it is marked already, else at the beginning of a word, else
    wherever it stands. Without a mark where it has none."""
    if letter and letter_of(name) == letter:
        return name
    plain = _unmarked(name)
    at = next((place for place in _places(plain) if plain[place].lower() == letter), None)
    found = plain if at is None else f"{plain[:at]}&{plain[at:]}"
    return found.replace(_SIGN, "&&")


def _unmarked(name: str) -> str:
    """The name without a mark, and with a placeholder for a literal ampersand."""
    return name.replace("&&", _SIGN).replace("&", "")


@lru_cache(maxsize=1024)  # of each name is asked for each that it stands beside
def _letters(name: str) -> tuple[str, ...]:
    """The letters that a name can go by, the one that is marked first."""
    plain = _unmarked(name)
    found = [letter_of(name), *(plain[at].lower() for at in _places(plain))]
    return tuple(dict.fromkeys(filter(str.isalnum, found)))


def _places(name: str) -> Iterator[int]:
    """Where letters stand, beginnings of words first."""
    found = [place for place, letter in enumerate(name) if letter.isalnum()]
    yield from (place for place in found if place == 0 or not name[place - 1].isalnum())
    yield from found
