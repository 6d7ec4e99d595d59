"""Checks that edits of a LaTeX source keep its commands, groups and paragraphs."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from reviser.core.edit import Edit, apply_within
from reviser.core.text import Span
from reviser.documents.latex.brackets import BLANK
from reviser.documents.latex.prose import GLUED
from reviser.documents.spans import complement

# What would be more than words: commands except escaped signs, groups, formulas, comments, cells, parameters.
_SYNTAX = re.compile(r"\\(?![%&$#_])|(?<!\\)[{}$%&#^_]|(?<=\\\\)[%&$#_]")
_COMMAND_END = re.compile(r"\\[A-Za-z@]+\*?$")
_BRACKETS = re.compile(r"[\[\]]")  # they end options


class LatexGuard:
    """Guards one LaTeX source: everything except its prose is protected."""

    def __init__(self, text: str, prose: tuple[Span, ...]) -> None:
        self._text = text
        self._prose = prose
        self._starts = [span.start for span in prose]
        self._protected = complement(prose, len(text))

    @property
    def protected(self) -> tuple[Span, ...]:
        return self._protected

    def keeps(self, edit: Edit) -> bool:
        return self.keeps_all((edit,))

    def keeps_all(self, edits: Sequence[Edit]) -> bool:
        inside: dict[Span, list[Edit]] = {}
        for edit in sorted(edits):
            index = bisect_right(self._starts, edit.start) - 1
            if index < 0 or edit.end > self._prose[index].end:
                return False
            inside.setdefault(self._prose[index], []).append(edit)
        return all(self._keeps(span, theirs) for span, theirs in inside.items())

    def _keeps(self, span: Span, edits: Sequence[Edit]) -> bool:
        try:
            after = apply_within(self._text, span, edits)
        except ValueError:
            return False
        return self._allows(span, span.of(self._text), after)

    def _allows(self, span: Span, before: str, after: str) -> bool:
        """Whether the prose at `span` may change from `before` to `after`."""
        if _SYNTAX.search(after) or after.endswith("\\"):
            return False
        if (before.strip() and not after.strip()) or _BRACKETS.findall(before) != _BRACKETS.findall(after):
            return False
        left, right = self._text[max(0, span.start - 200) : span.start], self._text[span.end : span.end + 200]
        around = left[len(left.rstrip()) :], right[: len(right) - len(right.lstrip())]
        if _blanks(around[0] + after + around[1]) != _blanks(around[0] + before + around[1]):
            return False
        if right[:1] == "{" and bool(GLUED.search(before)) != bool(GLUED.search(after)):
            return False
        if left:
            if _COMMAND_END.search(left) and after[:1].isalpha() and not before[:1].isalpha():
                return False
            # An asterisk or bracket after a command would become part of it.
            if after.lstrip()[:1] in ("[", "*", "<", "(", "=") and before.lstrip()[:1] != after.lstrip()[:1]:
                return False
        return not left.endswith("\\")


def _blanks(text: str) -> int:
    return len(BLANK.findall(text))
