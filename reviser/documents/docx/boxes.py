"""The text boxes in what is one sign of the text: a drawing, a picture."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reviser.documents.splices.markup import closing, end_of

_BOX = re.compile(rb"<((?:[\w.-]+:)?txbxContent)(?:\s[^>]*)?(?<!/)>")
_FALLBACK = re.compile(rb"<(?:[\w.-]+:)?Fallback[\s>]")


@dataclass(frozen=True, slots=True)
class TextBox:
    """Where the content of a text box begins and ends, and what raw names mean there."""

    start: int
    end: int
    names: dict[bytes, str]


def boxes_in(data: bytes, start: int, end: int, names: dict[bytes, str]) -> Iterator[TextBox]:
    """The text boxes from `start` to `end`, but for those that say it again for older programs, and those in another
    one."""
    older = _FALLBACK.search(data, start, end)
    end, place = older.start() if older is not None else end, start
    while (tag := _BOX.search(data, place, end)) is not None:
        stop, place = end_of(data, closing(tag[1]), tag.end())
        yield TextBox(tag.end(), stop, names)
