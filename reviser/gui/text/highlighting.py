"""Adds syntax to lines: to all lines of a page, or only to changed lines and those that depend on them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import overload

from reviser.documents.highlight import Highlighter
from reviser.gui.text.lines import Line


class _Texts(Sequence[str]):
    """The texts of lines as a sequence, for a highlighter."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        return [line.text for line in self._lines[index]] if isinstance(index, slice) else self._lines[index].text


def highlight(lines: list[Line], highlighter: Highlighter, fresh: Sequence[range] | None = None) -> None:
    """Set the syntax of lines in place. `fresh` holds the ranges of new lines, in order; all other lines have their
    syntax already. There must be at least one new line wherever lines were inserted or removed. None: all lines are
    new."""
    texts = _Texts(lines)
    done = 0  # lines before this one are finished
    for part in (range(len(lines)),) if fresh is None else fresh:
        if part.stop <= done:
            continue
        at = max(done, _beginning(lines, part.start))
        if at < highlighter.head(texts[0]):
            at = 0
        begun = lines[at].syntax
        state = highlighter.start if at == 0 or begun is None else begun.before
        while at < len(lines):
            known = lines[at].syntax
            if at >= part.stop and known is not None and known.begins and known.before == state:
                break
            found, state = highlighter.block(texts, at, state)
            for number, syntax in enumerate(found, at):
                if lines[number].syntax != syntax:
                    lines[number] = replace(lines[number], syntax=syntax)
            at += len(found)
        done = at


def _beginning(lines: Sequence[Line], first: int) -> int:
    """The number of the line that begins the block before `first`, because that block can look different now."""
    at = first - 1
    while at > 0:
        syntax = lines[at].syntax
        if syntax is not None and syntax.begins:
            return at
        at -= 1
    return 0
