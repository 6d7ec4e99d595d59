"""The common interface of documents that are one text: what is locked in it, and what its handler needs."""

import re
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar, Self

from reviser.core.edit import Edit, check
from reviser.core.text import Span
from reviser.documents.spans import merged, touches
from reviser.documents.splices.changes import Change
from reviser.documents.splices.pieces import PieceArrays, PieceState
from reviser.messages import Message

NO_NOTES: Mapping[Edit, str] = MappingProxyType({})
_SOME = re.compile(rb"[^\0]", re.DOTALL)  # anything except 0


class LockedError(ValueError):
    """An edit touches something that cannot be edited, or has no place."""


@dataclass(frozen=True, slots=True)
class PlacedComment:
    """A comment beside the text. `span` is what it refers to; empty if it only has a place."""

    span: Span
    author: str
    date: str
    text: str


class SplicedDocument(ABC):
    """A document in memory. `text` is the base that edits refer to; `called` is its name in messages, and `what` its
    kind ("a Word document"). Changes, comments and signatures exist in formats that have them."""

    what: ClassVar[Message]
    text: str
    called: str

    @abstractmethod
    def __init__(self, data: bytes, called: str) -> None:
        """Raises DocumentError if `data` is not a readable document of this kind."""

    def again(self, data: bytes) -> Self:
        """The document for the changed file `data`."""
        return type(self)(data, self.called)

    @property
    @abstractmethod
    def data(self) -> bytes:
        """The bytes of the file."""

    @property
    @abstractmethod
    def parts(self) -> Iterable[tuple[int, PieceArrays[Any]]]:
        """The parts of the text, each with its offset."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes of others as edits of the text, in order."""
        return ()

    @property
    def comments(self) -> tuple[PlacedComment, ...]:
        """The comments of others."""
        return ()

    @property
    def signed(self) -> bool:
        """Whether the file has a digital signature."""
        return False

    @abstractmethod
    def plan(self, edits: Sequence[Edit]) -> None:
        """Raise LockedError if these edits (sorted, not overlapping) cannot be made together."""

    @abstractmethod
    def clean(self, edits: Iterable[Edit]) -> bytes:
        """The file with the edits applied. Raises LockedError if one is not allowed, ValueError if they overlap."""

    @cached_property
    def locked(self) -> tuple[Span, ...]:
        """The spans that cannot be edited, and those that others have deleted, while that is undecided."""
        return merged(self._locked_pieces)

    @cached_property
    def _locked_pieces(self) -> list[Span]:
        """The same as `locked`, each thing separately: text can be inserted between two of them."""
        spans: list[Span] = []
        for offset, pieces in self.parts:
            for number in _shut(pieces):
                start, end = pieces.offsets[number], pieces.offsets[number + 1]
                if start < end:
                    spans.append(Span(start + offset, end + offset))
        return spans

    @cached_property
    def fixed(self) -> tuple[Span, ...]:
        """The spans that typing cannot move: everything that cannot be edited, each thing separately, and deletions by
        others that cannot be decided here."""
        decidable = merged(change.edit.span for change in self.changes)
        if not decidable:
            return tuple(self._locked_pieces)
        spans: list[Span] = []
        for offset, pieces in self.parts:
            for number in _shut(pieces):
                span = Span(pieces.offsets[number] + offset, pieces.offsets[number + 1] + offset)
                if len(span) and (pieces.locked[number] or not touches(decidable, span)):
                    spans.append(span)
        return tuple(spans)

    @property
    def unbroken(self) -> tuple[Span, ...]:
        """The spans in which no paragraph can end, sorted and not overlapping."""
        return ()

    def locked_in(self, span: Span) -> list[Span]:
        """The locked things within `span`, each separately."""
        number = bisect_left(self._locked_pieces, span.start, key=lambda each: each.start)
        found: list[Span] = []
        while number < len(self._locked_pieces) and self._locked_pieces[number].end <= span.end:
            found.append(self._locked_pieces[number])
            number += 1
        return found

    def allows(self, edit: Edit) -> bool:
        """Whether the edit touches nothing locked and has a place. Raises ValueError if it does not fit the text."""
        check(self.text, (edit,))
        try:
            self.plan((edit,))
        except LockedError:
            return False
        return True


class TrackedDocument(SplicedDocument):
    """A document of a format that tracks changes."""

    @abstractmethod
    def tracked(self, edits: Iterable[Edit], author: str, date: str, notes: Mapping[Edit, str] = NO_NOTES) -> bytes:
        """The file with each edit as a change tracked by `author` at `date` (ISO 8601, as 2026-01-31T12:00:00Z), with
        the comment in `notes` if there is one. Raises as `clean` does."""

    @abstractmethod
    def decided(self, accepted: Iterable[Change], rejected: Iterable[Change]) -> bytes:
        """The file with these of its `changes` accepted or rejected; all others are kept. Its text is the present text
        with the accepted edits applied."""


def by_part(parts: Iterable[tuple[int, PieceArrays[Any]]], edits: Iterable[Edit]) -> dict[int, list[Edit]]:
    """The edits by the number of their part, relative to it. Raises LockedError if an edit spans two parts."""
    spans = [Span(offset, offset + len(pieces.text)) for offset, pieces in parts]
    found: dict[int, list[Edit]] = {}
    for edit in edits:
        number = bisect_right(spans, edit.start, key=lambda span: span.start) - 1
        if edit.end > spans[number].end:
            raise LockedError("an edit goes over the end of a text")
        found.setdefault(number, []).append(edit.moved(-spans[number].start))
    return found


def _shut(pieces: PieceArrays[Any]) -> list[int]:
    """The pieces that cannot be edited or that others deleted, in order."""
    found = {match.start() for match in _SOME.finditer(pieces.locked)}
    found |= {match.start() for match in _SOME.finditer(pieces.states) if match[0][0] & PieceState.DELETED}
    return sorted(found)
