"""The look of lines that the file determines, for texts without a syntax of their own. Lines of the text are matched to
lines of the file; a line that was changed keeps the look of the original line as far as possible."""

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
# Line ends as in the text view: a text of paragraphs has line feeds, whatever else it contains.
_ENDS = re.compile("[\n\r\u2029\ufdd0\ufdd1](?:(?<=\r)\n)?")
_AHEAD = 60  # how many removed lines are skipped when matching


class LineLook(NamedTuple):
    """The look of a line of the file. `spans` are the parts that do not look plain, in order and not overlapping.
    `columns` is the indent by lists; `mark` is the bullet or number before the line; `labels` are the displayed texts
    of its objects."""

    spans: tuple[StyledSpan, ...] = ()
    columns: int = 0
    mark: str = ""
    cell: TableCell | None = None
    labels: tuple[str, ...] = ()


PLAIN = LineLook()


class FileHighlighter:
    """A highlighter based on the looks of a file's lines. `looks` computes them once, when first needed. The state is
    the number of the next line of the file."""

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
        """The number of the next line of the file that equals `text`, if it is close: the lines before it were
        removed."""
        places = self._places.get(text, [])
        at = bisect_left(places, number)
        return places[at] if at < len(places) and places[at] - number <= _AHEAD else number

    def _look(self, number: int) -> LineLook:
        return self._looks[number] if number < len(self._looks) else PLAIN


def _syntax(before: object, look: LineLook, text: str) -> Syntax:
    labels = look.labels if len(look.labels) == text.count(OBJECT_SIGN) else ()
    return Syntax(before, True, look.spans, look.columns, 0, look.mark, look.cell, labels)


def _inherit_look(look: LineLook, old: str, new: str) -> LineLook:
    """The look of a line after a change: inserted text looks like the text before it."""
    if not look.spans and OBJECT_SIGN not in new:
        return look
    faces = [0] * len(old)
    for start, end, face in look.spans:
        faces[start:end] = [face] * (end - start)
    inherited: list[int] = []
    done = 0
    for edit in _edits(old, new):
        inherited += faces[done : edit.start]
        near = faces[edit.start] if edit.before else faces[edit.start - 1] if edit.start else 0
        inherited += [near & ~SyntaxStyle.OBJECT] * len(edit.after)
        done = edit.end
    inherited += faces[done:]
    for place, sign in enumerate(new):
        if sign == OBJECT_SIGN:
            inherited[place] = SyntaxStyle.OBJECT
    return look._replace(spans=spans_of(inherited))


def _edits(old: str, new: str) -> Sequence[Edit]:
    """The edits from one version of a line to another; a pure insertion or deletion is exact to the character."""
    shortest = min(len(old), len(new))
    ahead = len(commonprefix((old, new)))
    behind = len(commonprefix((old[ahead:][::-1], new[ahead:][::-1])))
    if ahead + behind < shortest:
        return diff(old, new)
    return (Edit(ahead, old[ahead : len(old) - behind], new[ahead : len(new) - behind]),)


def spans_of(faces: Sequence[int]) -> tuple[StyledSpan, ...]:
    """The looks of single characters, joined into spans."""
    found: list[StyledSpan] = []
    start = 0
    for place in range(1, len(faces) + 1):
        if place == len(faces) or faces[place] != faces[start]:
            if faces[start]:
                found.append(StyledSpan(start, place, faces[start]))
            start = place
    return tuple(found)
