"""Quarto and R Markdown: Markdown whose chunks, code, fences, shortcodes, attributes and references are locked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reviser.core.edit import Edit, apply_within
from reviser.core.text import Span
from reviser.documents.base import FormatHandler
from reviser.documents.highlight import Highlighter
from reviser.documents.markdown import Markdown, MarkdownGuard
from reviser.documents.markdown_tree import LineBounds
from reviser.documents.spans import merged, touches

_SYNTAX = re.compile(
    r"""(?mx)
      ^[ \t]*:{3,}[^\r\n]*$                                       # the fence of a division
    | \{\{[<%][\s\S]{0,500}?[>%]\}\}                              # a shortcode
    | (?<=[\])`*_\w"'.!?]|[ \t])\{(?:[.\#=]|[\w-]+=)[^{}\r\n]{0,500}\}    # attributes
    | \[(?=[^\[\]\r\n]{0,300}@)[^\[\]\r\n]{1,300}\] | (?<![\w@\\])-?@[\w\{][\w:.\#$%&+?<>~/\{\}-]*(?<![.:?]) # citations
    | \\@ref\([^()\r\n]*\) | ^\(ref:[^()\r\n]*\) | \\[A-Za-z]+(?:\[[^\[\]\r\n]*\])*(?:\{[^{}\r\n]*\})*
    | (?<=\]\])\([^()\r\n]*\) | \^\[ | :::
    """
)

_PART = re.compile(r"(?m)^[ \t]*\{\{<\s*include\s+([^\s<>{}]{1,200})\s*>\}\}")


@dataclass(frozen=True, slots=True)
class QuartoGuard:
    """The guard for Markdown with additional locked syntax, which an edit must leave unchanged in its lines."""

    text: str
    inner: MarkdownGuard
    locked: tuple[Span, ...]
    protected: tuple[Span, ...]
    lines: LineBounds

    def keeps(self, edit: Edit) -> bool:
        return self.keeps_all((edit,))

    def keeps_all(self, edits: Sequence[Edit]) -> bool:
        if any(touches(self.locked, edit.span) for edit in edits) or not self.inner.keeps_all(edits):
            return False
        return all(self._same(span, part) for span, part in self._lines(sorted(edits)).items())

    def _lines(self, edits: Sequence[Edit]) -> dict[Span, list[Edit]]:
        """The edits by the range of lines that they are in, with one more line on each side."""
        lines: list[tuple[Span, list[Edit]]] = []
        for edit in edits:
            first, last = max(self.lines.at(edit.start) - 1, 0), self.lines.at(edit.end) + 2
            span = Span(self.lines.start(first), self.lines.start(last))
            if lines and span.start < lines[-1][0].end:
                before, theirs = lines.pop()
                span, theirs = Span(before.start, max(before.end, span.end)), [*theirs, edit]
            else:
                theirs = [edit]
            lines.append((span, theirs))
        return dict(lines)

    def _same(self, span: Span, edits: list[Edit]) -> bool:
        before = span.of(self.text)
        return _SYNTAX.findall(before) == _SYNTAX.findall(apply_within(self.text, span, edits))


class Quarto(FormatHandler):
    """Documents of Quarto, R Markdown and bookdown."""

    markup = True

    def __init__(self) -> None:
        self._markdown = Markdown()

    @property
    def highlighter(self) -> Highlighter | None:
        return self._markdown.highlighter

    def parts(self, text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_PART.findall(text)))

    def guard(self, text: str) -> QuartoGuard:
        inner = self._markdown.guard(text)
        locked = merged(Span(*found.span()) for found in _SYNTAX.finditer(text))
        return QuartoGuard(text, inner, locked, merged((*inner.protected, *locked)), LineBounds(text))
