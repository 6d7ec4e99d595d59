"""Splits an edit over several formats word by word, so that each word takes the format of the one it replaces."""

import re
from collections.abc import Callable
from typing import Any

from reviser.core.diff import diff
from reviser.core.edit import Edit
from reviser.documents.splices.pieces import Kind, PieceArrays

_WORDS = re.compile(r"(\s+)")


def refined(pieces: PieceArrays[Any], edit: Edit, format_of: Callable[[int], object]) -> tuple[Edit, ...]:
    """The edit, or smaller edits if it spans several formats, paragraphs or objects. `format_of` returns the format of
    a piece."""
    covered = list(pieces.covering(edit.start, edit.end))
    if not edit.after or not covered:
        return (edit,)
    is_text = all(pieces.kinds[number] in {Kind.TEXT, Kind.SIGN} for number in covered)
    if is_text and "\n" not in edit.after and len({format_of(number) for number in covered}) == 1:
        return (edit,)
    return tuple(word for part in diff(edit.before, edit.after) for word in _by_word(edit.start, part))


def _by_word(offset: int, edit: Edit) -> tuple[Edit, ...]:
    """Smaller edits with the same result, if both sides have the same number of words with the same spaces between
    them."""
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
