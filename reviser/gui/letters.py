"""The letters that the entries of a menu go by."""

from collections.abc import Sequence


def with_letters(names: Sequence[str]) -> list[str]:
    """The names with the letters marked that a menu goes by, no letter twice. A mark that is there stays where its
    letter is free; who has none takes the first free letter, beginnings of words before others."""
    taken: set[str] = set()
    made = list(names)
    for at, name in enumerate(names):
        place = name.find("&")
        if 0 <= place < len(name) - 1 and name[place + 1].lower() not in taken:
            taken.add(name[place + 1].lower())
        else:
            made[at] = name.replace("&", "")
    for at, name in enumerate(made):
        if "&" not in name:
            letters = [place for place, letter in enumerate(name) if letter.isalnum()]
            begins = [place for place in letters if place == 0 or not name[place - 1].isalnum()]
            free = next((place for place in (*begins, *letters) if name[place].lower() not in taken), None)
            if free is not None:
                taken.add(name[free].lower())
                made[at] = f"{name[:free]}&{name[free:]}"
    return made
