"""How the lines of a text look that has no syntax for it: as its file says. The file's lines are known by their looks,
and a line that was changed since looks as far as it can as the one that it was.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property
from os.path import commonprefix
from typing import NamedTuple

from reviser.core.diff import diff
from reviser.core.edit import Edit
from reviser.documents.highlight import StyledSpan, Syntax, SyntaxStyle, TableCell

OBJECT_SIGN = "\ufffc"
# As the text view ends lines: a text of paragraphs has line feeds, whatever else stands in it.
_ENDS = re.compile("[\n\r\u2029\ufdd0\ufdd1](?:(?<=\r)\n)?")
_AHEAD = 60  # lines that may have gone


class LineLook(NamedTuple):
    """A line of the file. `spans`: what does not look plain, in order, apart. `columns`: how far a list sets it in;
    `mark`: the bullet or number before it. `labels`: what stands for each of its objects."""

    spans: tuple[StyledSpan, ...] = ()
    columns: int = 0
    mark: str = ""
    cell: TableCell | None = None
    labels: tuple[str, ...] = ()


PLAIN = LineLook()


class FileHighlighter:
    """The looks of one file's lines (`looks` finds them, once, when they are first asked for). The state is the number
    of the file's line that is next."""

    start: object = 0

    def __init__(self, text: str, looks: Callable[[], Sequence[LineLook]]) -> None:
        self._text = text
        self._find = looks

    @cached_property
    def _looks(self) -> Sequence[LineLook]:
        return self._find()

    @cached_property
    def _lines(self) -> list[str]:
        return _ENDS.split(self._text)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines):
            if line:
                found.setdefault(line, []).append(number)
        return found

    def head(self, line: str) -> int:
        del line
        return 0

    def block(self, lines: Sequence[str], first: int, before: object) -> tuple[list[Syntax], object]:
        assert isinstance(before, int)
        text, number, known = lines[first], before, self._lines
        if number < len(known) and known[number] != text:
            number = self._ahead(text, number)
        if number < len(known) and known[number] == text:
            return [_syntax(before, self._look(number), text)], number + 1
        following = lines[first + 1] if first + 1 < len(lines) else None
        is_new = number >= len(known) or following == known[number]
        if is_new and number > 0:
            look = self._look(number - 1)._replace(mark="")
            return [_syntax(before, _inherit_look(look, known[number - 1], text), text)], number
        return [_syntax(before, _inherit_look(self._look(number), known[number], text), text)], number + 1

    def _ahead(self, text: str, number: int) -> int:
        """The next line of the file that is `text`, where there is one soon: those before it have gone."""
        places = self._places.get(text, [])
        at = bisect_left(places, number)
        return places[at] if at < len(places) and places[at] - number <= _AHEAD else number

    def _look(self, number: int) -> LineLook:
        return self._looks[number] if number < len(self._looks) else PLAIN


def _syntax(before: object, look: LineLook, text: str) -> Syntax:
    labels = look.labels if len(look.labels) == text.count(OBJECT_SIGN) else ()
    return Syntax(before, True, look.spans, look.columns, 0, look.mark, look.cell, labels)


def _inherit_look(look: LineLook, old: str, new: str) -> LineLook:
    """The look of a line after it was changed: what comes in looks as what stands before it."""
    if not look.spans and OBJECT_SIGN not in new:
        return look
    faces = [0] * len(old)
    for start, end, face in look.spans:
        faces[start:end] = [face] * (end - start)
    made: list[int] = []
    done = 0
    for edit in _edits(old, new):
        made += faces[done : edit.start]
        near = faces[edit.start] if edit.before else faces[edit.start - 1] if edit.start else 0
        made += [near & ~SyntaxStyle.OBJECT] * len(edit.after)
        done = edit.end
    made += faces[done:]
    for place, sign in enumerate(new):
        if sign == OBJECT_SIGN:
            made[place] = SyntaxStyle.OBJECT
    return look._replace(spans=spans_of(made))


def _edits(old: str, new: str) -> Sequence[Edit]:
    """What became of a line; where something only came in or only went, to the character."""
    shortest = min(len(old), len(new))
    ahead = len(commonprefix((old, new)))
    behind = len(commonprefix((old[ahead:][::-1], new[ahead:][::-1])))
    if ahead + behind < shortest:
        return diff(old, new)
    return (Edit(ahead, old[ahead : len(old) - behind], new[ahead : len(new) - behind]),)


def spans_of(faces: Sequence[int]) -> tuple[StyledSpan, ...]:
    """The looks of characters one by one, as spans."""
    found: list[StyledSpan] = []
    start = 0
    for place in range(1, len(faces) + 1):
        if place == len(faces) or faces[place] != faces[start]:
            if faces[start]:
                found.append(StyledSpan(start, place, faces[start]))
            start = place
    return tuple(found)
