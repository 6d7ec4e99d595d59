"""CriticMarkup over Markdown or plain text, in and out.

The text that is revised is the one with every change rejected and without the signs. What stays undecided is written
back as it was spelled.
"""

from collections.abc import Sequence

from reviser.core.diff import diff
from reviser.core.readings import Reading
from reviser.documents.base import Content, FormatHandler, Guard, Tracked, Written
from reviser.documents.criticmarkup.signs import Mark, Parsed, Spelled, moved, parse, woven
from reviser.documents.encodings import Encoding, decode, encode
from reviser.documents.highlight import Highlighter
from reviser.documents.markdown import Markdown
from reviser.documents.plain import PlainText


class CriticMarkup(FormatHandler):
    """The signs over the syntax of another format, `under`."""

    def __init__(self, under: FormatHandler, *, code: bool) -> None:
        self._under = under
        self._code = code
        self.markup = under.markup

    @property
    def highlighter(self) -> Highlighter | None:
        return self._under.highlighter

    def guard(self, text: str) -> Guard:
        return self._under.guard(text)

    def readings(self, text: str) -> tuple[Reading, ...]:
        return self._under.readings(text)

    def read(self, data: bytes, called: str) -> Content:
        decoded = decode(data, called)
        parsed = parse(decoded.text, code=self._code)
        changes = tuple(Tracked(change.edit, comment=change.comment) for change in parsed.changes)
        return Content(
            parsed.text, decoded.encoding, decoded.notes, source=parsed, changes=changes, comments=parsed.comments
        )

    def write(self, content: Content, text: str, encoding: Encoding) -> Written:
        return self.track(content, text, encoding, ())

    def track(self, content: Content, text: str, encoding: Encoding, tracked: Sequence[Tracked]) -> Written:
        known = content.source if isinstance(content.source, Parsed) else Parsed(content.text)
        marks = moved(known.marks, diff(content.text, text))
        if tracked and not self._reads_back(woven(text, [], (), marks), text, ()):
            # The person typed signs: what the file had stays as it was, and nothing can be told of anything new.
            had = {(change.edit.before, change.edit.after) for change in known.changes}
            fitting = [one for one in tracked if (one.edit.before, one.edit.after) in had]
            raw = woven(text, fitting, known.changes, marks)
        else:
            raw, fitting = self._fitting(text, list(tracked), known.changes, marks)
        kept = set(fitting)
        parsed = parse(raw, code=self._code)
        data = encode(raw, encoding)
        changes = tuple(Tracked(change.edit, comment=change.comment) for change in parsed.changes)
        written = Content(parsed.text, encoding, source=parsed, changes=changes, comments=parsed.comments)
        return Written(data, written, tuple(one for one in tracked if one not in kept))

    def _fitting(
        self, text: str, tracked: list[Tracked], known: tuple[Spelled, ...], marks: list[Mark]
    ) -> tuple[str, list[Tracked]]:
        """The file with as many of `tracked` as are read back as they are, and these."""
        raw = woven(text, tracked, known, marks)
        if not tracked or self._reads_back(raw, text, tracked):
            return raw, tracked
        if len(tracked) == 1:
            return woven(text, [], known, marks), []
        half = len(tracked) // 2
        kept = [*self._fitting(text, tracked[:half], known, marks)[1]]
        kept += self._fitting(text, tracked[half:], known, marks)[1]
        raw = woven(text, kept, known, marks)
        return (raw, kept) if self._reads_back(raw, text, kept) else (woven(text, [], known, marks), [])

    def _reads_back(self, raw: str, text: str, tracked: Sequence[Tracked]) -> bool:
        parsed = parse(raw, code=self._code)
        return parsed.text == text and [each.edit for each in parsed.changes] == [one.edit for one in tracked]


class OverMarkdown(CriticMarkup):
    """CriticMarkup in Markdown."""

    def __init__(self) -> None:
        super().__init__(Markdown(), code=True)


class OverPlain(CriticMarkup):
    """CriticMarkup in plain text, which has no code."""

    def __init__(self) -> None:
        super().__init__(PlainText(), code=False)
