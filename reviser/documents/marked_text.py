"""Tracked changes as markup in a text: what all such markups have in common.

The module of a markup provides its tokens and the spelling of a change. The text to revise has every change rejected
and no markup. Changes that stay undecided are written back as they were spelled."""

import math
from abc import abstractmethod
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import NamedTuple

from reviser.core.diff import diff
from reviser.core.edit import Edit
from reviser.core.text import Span
from reviser.documents.base import Comment, Content, FormatHandler, Tracked, Written
from reviser.documents.encodings import Encoding, decode, encode


class TokenKind(Enum):
    TEXT = auto()
    CHANGE = auto()
    MARK = auto()  # the beginning or the end of a highlight
    COMMENT = auto()


class Token(NamedTuple):
    """The token `raw[start:end]`. For a change: what is replaced by what; for a comment: what it says (`after`); and
    the author. `note` is the change's own comment. A sign around changes is a change of nothing."""

    kind: TokenKind
    start: int
    end: int
    before: str = ""
    after: str = ""
    author: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Markup in the file that is no change: `offset` in the text, `raw` as spelled, `order` among all markup."""

    offset: int
    raw: str
    order: int


@dataclass(frozen=True, slots=True)
class Spelled:
    """A change as the file spells it, with the comments directly after it, which are removed when it is decided."""

    edit: Edit
    raw: str
    order: int
    comment: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The text of a file without its markup, and the markup."""

    text: str
    changes: tuple[Spelled, ...] = ()
    marks: tuple[Mark, ...] = ()
    comments: tuple[Comment, ...] = ()


def assembled(raw: str, tokens: Iterable[Token], opening: str = "", closing: str = "") -> Parsed:
    """The text and markup that `tokens`, which cover all of `raw` in order, represent. `opening` and `closing` are the
    marks around commented text."""
    text: list[str] = []
    changes: list[Spelled] = []
    marks: list[Mark] = []
    comments: list[Comment] = []
    offset = begun = order = 0
    about = Span(0, 0)  # the span that a comment refers to, directly before it
    for run in _runs(tokens):
        first, last = run[0], run[-1]
        if first.kind is TokenKind.TEXT:
            text.append(raw[first.start : last.end])
            offset += last.end - first.start
            about = Span(offset, offset)
            continue
        before = "".join(token.before for token in run if token.kind is TokenKind.CHANGE)
        after = "".join(token.after for token in run if token.kind is TokenKind.CHANGE)
        spelled = raw[first.start : last.end]
        said = [token.after.strip() if token.kind is TokenKind.COMMENT else token.note for token in run]
        said = [text for text in said if text]
        authors = [token.author for token in run if token.author]
        if first.kind is TokenKind.CHANGE:
            about = Span(offset + len(before), offset + len(before))
            changes.append(Spelled(Edit(offset, before, after), spelled, order, " ".join(said), "".join(authors[:1])))
        else:
            marks.append(Mark(offset, spelled, order))
            comments += [Comment(about, text, first.author) for text in said]
        if spelled == opening:
            begun = offset
        elif spelled == closing:
            about = Span(begun, offset)
        text.append(before)
        offset += len(before)
        order += 1
    return Parsed("".join(text), tuple(changes), tuple(marks), tuple(comments))


def _runs(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """Groups of tokens: adjacent changes without text between them form one change (a deletion and an insertion), with
    the comments between and after them. Groups that change nothing are text."""
    waiting: list[Token] = []
    for token in tokens:
        if token.kind is TokenKind.CHANGE or (token.kind is TokenKind.COMMENT and waiting):
            waiting.append(token)
            continue
        yield from _of_changes(waiting)
        waiting = []
        yield [token]
    yield from _of_changes(waiting)


def _of_changes(tokens: list[Token]) -> Iterator[list[Token]]:
    changes = [token for token in tokens if token.kind is TokenKind.CHANGE]
    if "".join(token.before for token in changes) != "".join(token.after for token in changes):
        yield tokens
        return
    for token in tokens:
        yield [token if token.kind is TokenKind.COMMENT else token._replace(kind=TokenKind.TEXT, before="", after="")]


def woven(
    text: str,
    tracked: Sequence[Tracked],
    known: tuple[Spelled, ...],
    marks: Sequence[Mark],
    spell: Callable[[Tracked], str],
) -> str:
    """`text` with its changes and marks. A change that the file had is spelled as it was, others by `spell`."""
    had: dict[tuple[str, str], deque[Spelled]] = defaultdict(deque)
    for old in known:
        had[old.edit.before, old.edit.after].append(old)
    signs: list[tuple[int, float, str, int]] = []
    for one in tracked:
        same = had[one.edit.before, one.edit.after]
        before = same.popleft() if same else None
        order, raw = (math.inf, spell(one)) if before is None else (before.order, before.raw)
        signs.append((one.edit.start, order, raw, one.edit.end))
    signs += [(mark.offset, mark.order, mark.raw, mark.offset) for mark in marks]
    parts: list[str] = []
    place = 0
    for start, _, raw, end in sorted(signs, key=lambda sign: sign[:2]):
        if start > place:
            parts.append(text[place:start])
        parts.append(raw)
        place = max(place, start, end)
    parts.append(text[place:])
    return "".join(parts)


def moved(marks: Sequence[Mark], edits: Sequence[Edit]) -> list[Mark]:
    """The marks after `edits`, in order. A mark inside replaced text moves behind it."""
    result: list[Mark] = []
    passed = shift = 0
    for mark in marks:
        while passed < len(edits) and edits[passed].end <= mark.offset:
            shift += len(edits[passed].after) - len(edits[passed].before)
            passed += 1
        offset = mark.offset + shift
        if passed < len(edits) and edits[passed].start < mark.offset:
            offset = edits[passed].start + shift + len(edits[passed].after)
        result.append(replace(mark, offset=offset))
    return result


class MarkedFormat(FormatHandler):
    """A markup of tracked changes over the syntax of another format."""

    @abstractmethod
    def parse(self, raw: str) -> Parsed:
        """Parse the markup of a file's text."""

    @abstractmethod
    def spell(self, tracked: Tracked) -> str:
        """The markup of a change, with its comment."""

    def weave(self, text: str, tracked: Sequence[Tracked], known: Parsed, marks: Sequence[Mark]) -> str:
        """The text of the file with the changes `tracked`. `known` is the markup that the file had; `marks` are its
        parts that stay in any case."""
        return woven(text, tracked, known.changes, marks, self.spell)

    def admits(self, text: str, tracked: Sequence[Tracked]) -> list[Tracked]:
        """The changes in `tracked` that the markup can express at their places in `text`."""
        del text
        return list(tracked)

    def read(self, data: bytes, called: str) -> Content:
        decoded = decode(data, called)
        parsed = self.parse(decoded.text)
        return Content(
            parsed.text,
            decoded.encoding,
            decoded.notes,
            source=parsed,
            changes=_changes(parsed),
            comments=parsed.comments,
        )

    def write(self, content: Content, text: str, encoding: Encoding) -> Written:
        return self.track(content, text, encoding, ())

    def track(self, content: Content, text: str, encoding: Encoding, tracked: Sequence[Tracked]) -> Written:
        known = content.source if isinstance(content.source, Parsed) else Parsed(content.text)
        marks = moved(known.marks, diff(content.text, text))
        if tracked and not self._reads_back(self.weave(text, [], known, marks), text, ()):
            # The person typed markup signs: existing markup stays, and nothing new can be marked reliably.
            had = {(change.edit.before, change.edit.after) for change in known.changes}
            fitting = [one for one in tracked if (one.edit.before, one.edit.after) in had]
            raw = self.weave(text, fitting, known, marks)
        else:
            had = {(change.edit.before, change.edit.after) for change in known.changes}
            new = [one for one in tracked if (one.edit.before, one.edit.after) not in had]
            refused = set(new) - set(self.admits(text, new)) if new else set()
            raw, fitting = self._largest_readable(text, [one for one in tracked if one not in refused], known, marks)
        kept = set(fitting)
        parsed = self.parse(raw)
        written = Content(parsed.text, encoding, source=parsed, changes=_changes(parsed), comments=parsed.comments)
        return Written(encode(raw, encoding), written, tuple(one for one in tracked if one not in kept))

    def _largest_readable(
        self, text: str, tracked: list[Tracked], known: Parsed, marks: Sequence[Mark]
    ) -> tuple[str, list[Tracked]]:
        """The file with as many of the changes `tracked` as are read back unchanged, and those changes."""
        raw = self.weave(text, tracked, known, marks)
        if not tracked or self._reads_back(raw, text, tracked):
            return raw, tracked
        if len(tracked) == 1:
            return self.weave(text, [], known, marks), []
        half = len(tracked) // 2
        kept = [*self._largest_readable(text, tracked[:half], known, marks)[1]]
        kept += self._largest_readable(text, tracked[half:], known, marks)[1]
        raw = self.weave(text, kept, known, marks)
        return (raw, kept) if self._reads_back(raw, text, kept) else (self.weave(text, [], known, marks), [])

    def _reads_back(self, raw: str, text: str, tracked: Sequence[Tracked]) -> bool:
        parsed = self.parse(raw)
        return parsed.text == text and [each.edit for each in parsed.changes] == [one.edit for one in tracked]


def _changes(parsed: Parsed) -> tuple[Tracked, ...]:
    return tuple(Tracked(change.edit, change.author, comment=change.comment) for change in parsed.changes)
