"""Text boxes within drawings and pictures, which are one sign of the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reviser.documents.splices.markup import closing, end_of

_BOX = re.compile(rb"<((?:[\w.-]+:)?txbxContent)(?:\s[^>]*)?(?<!/)>")
_FALLBACK = re.compile(rb"<(?:[\w.-]+:)?Fallback[\s>]")


@dataclass(frozen=True, slots=True)
class TextBox:
    """Where the content of a text box begins and ends, and the namespace prefixes in force there."""

    start: int
    end: int
    names: dict[bytes, str]


def boxes_in(data: bytes, start: int, end: int, names: dict[bytes, str]) -> Iterator[TextBox]:
    """The text boxes between `start` and `end`, without fallback copies for older programs and without nested ones."""
    older = _FALLBACK.search(data, start, end)
    end, place = older.start() if older is not None else end, start
    while (tag := _BOX.search(data, place, end)) is not None:
        stop, place = end_of(data, closing(tag[1]), tag.end())
        yield TextBox(tag.end(), stop, names)
