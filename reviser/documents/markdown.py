"""Markdown: its words are open to proposals, its syntax is not.

An edit of words can still create syntax ("1. " at the beginning of a line, a line of dashes under a paragraph).
Top-level blocks do not depend on blocks two positions away, so the blocks around an edit are parsed again and compared.
If they have the same structure, and the next block begins where it began, the structure of the whole document is
unchanged."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reviser.core.edit import Edit, apply_within
from reviser.core.text import Span
from reviser.documents.base import FormatHandler
from reviser.documents.markdown_highlight import MarkdownHighlighter
from reviser.documents.markdown_tree import Environment, LineBounds, Parser, Signature
from reviser.documents.plain import tokens
from reviser.documents.spans import complement, merged, touches

# Characters that can create syntax within a line, and line ends.
_RISKY = re.compile(r"[\\`*_\[\]<>&~$!|#^\n\r]")


@dataclass(frozen=True, slots=True)
class _Region:
    """Edits in order, and the blocks `first` to `last` (inclusive) around them."""

    first: int
    last: int
    edits: tuple[Edit, ...]


class MarkdownGuard:
    """Guards one Markdown text. `protected` and the structure of a block are computed when first needed."""

    def __init__(self, text: str, parser: Parser) -> None:
        self._text = text
        self._parser = parser
        self._lines = LineBounds(text)
        self._blocks, self._references = parser.blocks(text)
        self._block_lines = [block.line for block in self._blocks]
        self._signatures: dict[int, Signature] = {}
        self._plain: dict[int, Span] = {}
        self._protected = self._find_protected()

    @property
    def protected(self) -> tuple[Span, ...]:
        return self._protected

    @cached_property
    def signature(self) -> tuple[Signature, ...]:
        """The structure of the whole document."""
        return tuple(self._signature(index) for index in range(len(self._blocks)))

    def keeps(self, edit: Edit) -> bool:
        return self.keeps_all((edit,))

    def keeps_all(self, edits: Sequence[Edit]) -> bool:
        if any(touches(self._protected, edit.span) for edit in edits):
            return False
        ordered = tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))
        return all(self._keeps_region(region) for region in self._regions(ordered))

    def _find_protected(self) -> tuple[Span, ...]:
        prose: list[Span] = []
        for block in self._blocks:
            for part in self._parser.prose(block, self._text, self._lines, self._references):
                prose += part.spans
                self._plain.update(part.plain)
        syntax = complement(merged(prose), len(self._text))
        return merged((*syntax, *tokens(self._text)))

    def _signature(self, index: int) -> Signature:
        if index not in self._signatures:
            self._signatures[index] = self._parser.signature(self._blocks[index], self._references)
        return self._signatures[index]

    def _block_at(self, offset: int) -> int:
        """The block at or before the line of `offset`; -1 before the first."""
        return bisect_right(self._block_lines, self._lines.at(offset)) - 1

    def _regions(self, edits: Sequence[Edit]) -> list[_Region]:
        """The blocks around the edits, one before and one after each; edits with overlapping blocks are checked
        together."""
        regions: list[_Region] = []
        for edit in edits:
            first = max(self._block_at(edit.start) - 1, 0)
            last = min(self._block_at(edit.end) + 1, len(self._blocks) - 1)
            if regions and first <= regions[-1].last:
                before = regions.pop()
                regions.append(_Region(before.first, max(before.last, last), (*before.edits, edit)))
            else:
                regions.append(_Region(first, last, (edit,)))
        return regions

    def _is_table(self, index: int) -> bool:
        return any(token.type == "table_open" for token in self._blocks[index].tokens)

    def _keeps_region(self, region: _Region) -> bool:
        if all(self._harmless(edit) for edit in region.edits):
            return True
        indices = range(region.first, region.last + 1)
        # An additional pipe in a row would push the last cell out of the table, which the structure does not show.
        if any("|" in edit.after for edit in region.edits) and any(self._is_table(index) for index in indices):
            return False
        # Start at the very beginning (front matter, blank lines) or at the beginning of a block.
        first_line = self._block_lines[region.first] if region.first > 0 else 0
        last_known = region.last + 1 < len(self._blocks)
        end_line = self._block_lines[region.last + 1] if last_known else len(self._lines)
        start, end = self._lines.start(first_line), self._lines.start(end_line)
        part = apply_within(self._text, Span(start, end), region.edits)
        # Only a document begins with front matter, not a part of it.
        part = part if start == 0 else "\n" + part
        blocks, _ = self._parser.blocks(part, self._references)
        if len(blocks) != len(indices):
            return False
        if any(
            self._parser.signature(block, self._references) != self._signature(index)
            for block, index in zip(blocks, indices, strict=True)
        ):
            return False
        if not last_known:
            return True
        # The last block was not edited: if it begins at the same distance from the end, everything after it is
        # unchanged.
        return len(LineBounds(part)) - blocks[-1].line == end_line + 1 - self._block_lines[region.last]

    def _harmless(self, edit: Edit) -> bool:
        """Whether the edit is within a line that begins with a letter, in a paragraph or heading without special
        characters, and inserts none: such a line keeps its kind."""
        line = self._plain.get(self._lines.at(edit.start))
        return (
            line is not None
            and line.start < edit.start
            and edit.end < line.end
            and self._text[line.start].isalpha()
            and not _RISKY.search(edit.after)
        )


class Markdown(FormatHandler):
    """CommonMark, with tables, strikethrough, front matter, footnotes and maths in dollar signs."""

    markup = True

    def __init__(self) -> None:
        self._parser = Parser()
        self._highlighter = MarkdownHighlighter()

    @property
    def highlighter(self) -> MarkdownHighlighter:
        return self._highlighter

    def guard(self, text: str) -> MarkdownGuard:
        return MarkdownGuard(text, self._parser)


def signature(text: str, references: Environment | None = None) -> tuple[Signature, ...]:
    """The structure of a Markdown text: two texts with the same structure differ only in their words."""
    parser = Parser()
    blocks, known = parser.blocks(text, references)
    return tuple(parser.signature(block, known) for block in blocks)
