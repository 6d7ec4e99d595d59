"""An edit over several formats, word by word: each word takes the format of the one that it replaces."""

import re

from reviser.core.diff import diff
from reviser.core.edit import Edit

_WORDS = re.compile(r"(\s+)")


def parts(edit: Edit) -> tuple[Edit, ...]:
    """The smaller edits that do the same, as far as both sides have as many words with the same blanks between."""
    return tuple(word for part in diff(edit.before, edit.after) for word in _by_word(edit.start, part))


def _by_word(offset: int, edit: Edit) -> tuple[Edit, ...]:
    before, after = _WORDS.split(edit.before), _WORDS.split(edit.after)
    if len(before) != len(after) or before[1::2] != after[1::2]:
        return (edit.moved(offset),)
    found: list[Edit] = []
    place = offset + edit.start
    for old, new in zip(before, after, strict=True):
        if old != new:
            found.append(Edit(place, old, new))
        place += len(old)
    return tuple(found)
