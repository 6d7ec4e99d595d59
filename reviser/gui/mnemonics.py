"""The mnemonics of menus: the underlined letter that opens an entry. In a name, "&" marks the letter, as in Qt."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

_SIGN = "\0"  # placeholder for "&&", which Qt shows as "&"


def mark_letters(names: Sequence[str]) -> list[str]:
    """The names with one mnemonic letter marked in each; no letter is used twice. An existing mark is kept if its
    letter is free. Other names get the first free letter, preferably at the beginning of a word."""
    keys = [str(number) for number in range(len(names))]
    found = assign_letters([keys], dict(zip(keys, names, strict=True)))
    return [found[key] for key in keys]


def assign_letters(menus: Sequence[Sequence[str]], names: Mapping[str, str]) -> dict[str, str]:
    """Assign one mnemonic letter to each name, such that no menu contains a letter twice. `menus` holds the keys of
    each menu's entries, `names` the name of each key. Returns the marked names by key.

    An existing mark is kept if its letter is free; names in several menus are served first. Of the other names, those
    with the fewest possible letters are served first, and a name that has an alternative gives up its letter if another
    needs it. A name for which no letter is left has no mark."""
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
        """A letter that its current name can give up for another one; empty if there is none."""
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
    """The marked letter in lower case; empty if none is marked."""
    return name.replace("&&", "").partition("&")[2][:1].lower()


def mark_letter(name: str, letter: str) -> str:
    """The name with only this letter marked: at the existing mark if it is there, else at the beginning of a word, else
    at its first occurrence. Without a mark if the name does not contain the letter."""
    if letter and letter_of(name) == letter:
        return name
    plain = _unmarked(name)
    at = next((place for place in _places(plain) if plain[place].lower() == letter), None)
    found = plain if at is None else f"{plain[:at]}&{plain[at:]}"
    return found.replace(_SIGN, "&&")


def _unmarked(name: str) -> str:
    """The name without a mark, and with a placeholder for a literal ampersand."""
    return name.replace("&&", _SIGN).replace("&", "")


@lru_cache(maxsize=1024)  # called again for each name in the same menu
def _letters(name: str) -> tuple[str, ...]:
    """The letters that can be a name's mnemonic, the marked one first."""
    plain = _unmarked(name)
    found = [letter_of(name), *(plain[at].lower() for at in _places(plain))]
    return tuple(dict.fromkeys(filter(str.isalnum, found)))


def _places(name: str) -> Iterator[int]:
    """The indexes of the letters of a name, beginnings of words first."""
    found = [place for place, letter in enumerate(name) if letter.isalnum()]
    yield from (place for place in found if place == 0 or not name[place - 1].isalnum())
    yield from found
