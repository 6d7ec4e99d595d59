"""The format handlers for LaTeX, with and without tracked changes. Only the prose of a source is open to proposals."""

from collections.abc import Sequence
from dataclasses import replace

from reviser.core.diff import diff
from reviser.core.readings import Reading
from reviser.documents.base import Content, FormatHandler, Tracked, Written
from reviser.documents.encodings import Encoding
from reviser.documents.latex.guard import LatexGuard
from reviser.documents.latex.highlight import LatexHighlighter
from reviser.documents.latex.marks import ParsedLatex, block_for, has_commands, identities, markable, parse, spelled
from reviser.documents.latex.prose import read_source
from reviser.documents.latex.scan import parts
from reviser.documents.marked_text import Mark, MarkedFormat, Parsed, moved, woven
from reviser.documents.spans import touches
from reviser.messages import message

_HIGHLIGHTER = LatexHighlighter()
_USES = {False: "\\usepackage{changes}", True: "latexdiff's preamble"}


class LatexSyntax(FormatHandler):
    """What the handlers for LaTeX share: which text is prose, how it reads, and how it looks."""

    markup = True

    @property
    def highlighter(self) -> LatexHighlighter:
        return _HIGHLIGHTER

    def guard(self, text: str) -> LatexGuard:
        return LatexGuard(text, read_source(text).prose)

    def readings(self, text: str) -> tuple[Reading, ...]:
        return read_source(text).readings

    def parts(self, text: str) -> tuple[str, ...]:
        return parts(text)


class Latex(LatexSyntax):
    """A LaTeX source."""


class LatexWithChanges(LatexSyntax, MarkedFormat):
    """A LaTeX source with the markup of the package `changes` or of latexdiff."""

    latexdiff = False  # whether new changes are marked as by latexdiff

    def parse(self, raw: str) -> ParsedLatex:
        return parse(raw)

    def spell(self, tracked: Tracked) -> str:
        return spelled(tracked, "", diff=False)

    def admits(self, text: str, tracked: Sequence[Tracked]) -> list[Tracked]:
        return markable(text, tracked)

    def track(self, content: Content, text: str, encoding: Encoding, tracked: Sequence[Tracked]) -> Written:
        written = super().track(content, text, encoding, tracked)
        parsed = written.content.source
        assert isinstance(parsed, ParsedLatex)
        is_part = parsed.block is None and "\\documentclass" not in text
        if not is_part or not written.content.changes:
            return written
        said = message(
            "This is a part of a document: its main file needs {package} in its preamble.", package=_USES[parsed.diff]
        )
        return written._replace(notes=(said,))

    def weave(self, text: str, tracked: Sequence[Tracked], known: Parsed, marks: Sequence[Mark]) -> str:
        old = known if isinstance(known, ParsedLatex) else ParsedLatex(known.text, diff=self.latexdiff)
        spelled_so = {(change.edit.before, change.edit.after) for change in old.changes}
        new = [one for one in tracked if (one.edit.before, one.edit.after) not in spelled_so]
        names = identities((one.author for one in new), old.authors)
        had = moved((old.block,), diff(known.text, text)) if old.block is not None else []
        used = {one.author: names[one.author] for one in new if one.author}
        needed = new or (had and (tracked or marks or has_commands(text)))
        block = block_for(text, old, used, had[0].offset if had else None) if needed else None
        can_name = block is not None or old.authors
        source = read_source(text) if tracked else None

        def spell(one: Tracked) -> str:
            assert source is not None
            said = replace(one, comment="") if touches(source.narrow, one.edit.span) else one
            named = can_name and not touches(source.headings, one.edit.span)
            return spelled(said, names.get(one.author, "") if named else "", diff=old.diff)

        return woven(text, tracked, old.changes, [*([block] if block is not None else []), *marks], spell)


class LatexWithDiff(LatexWithChanges):
    """A LaTeX source with the markup of latexdiff, which has no authors and no comments."""

    latexdiff = True
