"""Whether edits of a LaTeX source leave its commands, groups and paragraphs as they are."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reviser.core.edit import Edit, apply
from reviser.core.text import Span
from reviser.documents.latex.brackets import BLANK
from reviser.documents.latex.prose import GLUED
from reviser.documents.spans import complement

# What would be more than words: commands but for escaped signs, groups, formulas, comments, cells, parameters.
_SYNTAX = re.compile(r"\\(?![%&$#_])|(?<!\\)[{}$%&#^_]|(?<=\\\\)[%&$#_]")
_COMMAND_END = re.compile(r"\\[A-Za-z@]+\*?$")
_BRACKETS = re.compile(r"[\[\]]")  # they end options


@dataclass(frozen=True, slots=True)
class _Change:
    """A stretch of prose between two locked parts, as it is and as it would be."""

    span: Span
    before: str
    after: str


class LatexGuard:
    """One LaTeX source; everything but its prose is protected."""

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
        changes = self._changes(sorted(edits))
        return changes is not None and all(self._keeps(change) for change in changes)

    def _changes(self, edits: Sequence[Edit]) -> list[_Change] | None:
        """What becomes of the stretches of prose that the edits are in; None where one reaches out of them."""
        inside: dict[Span, list[Edit]] = {}
        for edit in edits:
            index = bisect_right(self._starts, edit.start) - 1
            span = self._prose[index] if index >= 0 else None
            if span is None or edit.end > span.end:
                return None
            inside.setdefault(span, []).append(edit)
        changes: list[_Change] = []
        for span, theirs in inside.items():
            before = span.of(self._text)
            try:
                after = apply(before, [Edit(each.start - span.start, each.before, each.after) for each in theirs])
            except ValueError:
                return None
            changes.append(_Change(span, before, after))
        return changes

    def _keeps(self, change: _Change) -> bool:
        span, before, after = change.span, change.before, change.after
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
            # An asterisk or bracket behind a command would be its own.
            if after.lstrip()[:1] in ("[", "*", "<", "(", "=") and before.lstrip()[:1] != after.lstrip()[:1]:
                return False
        return not left.endswith("\\")


def _blanks(text: str) -> int:
    return len(BLANK.findall(text))
