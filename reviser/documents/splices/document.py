"""A document as one text, whatever its format: what of it is locked, and what its handler asks of it."""

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
_SOME = re.compile(rb"[^\0]", re.DOTALL)  # what is not 0


class LockedError(ValueError):
    """An edit touches what is not to be edited, or has no place."""


@dataclass(frozen=True, slots=True)
class PlacedComment:
    """What somebody wrote beside the text. `span`: what it is about; empty where it only has a place."""

    span: Span
    author: str
    date: str
    text: str


class SplicedDocument(ABC):
    """One document in memory. `text` is the base that edits are relative to; `called` names it in messages, which say
    `what` it is ("a Word document"). Others' changes and comments, and signatures, are of formats that have them."""

    what: ClassVar[Message]
    text: str
    called: str

    @abstractmethod
    def __init__(self, data: bytes, called: str) -> None:
        """DocumentError, one sentence, where `data` cannot be read as such a document."""

    def again(self, data: bytes) -> Self:
        """The document that is made of this one's file, changed."""
        return type(self)(data, self.called)

    @property
    @abstractmethod
    def data(self) -> bytes:
        """The file."""

    @property
    @abstractmethod
    def parts(self) -> Iterable[tuple[int, PieceArrays[Any]]]:
        """What the text is made of, each with where it begins in the text."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """What others changed, as edits of the text by their authors, in its order."""
        return ()

    @property
    def comments(self) -> tuple[PlacedComment, ...]:
        """What others wrote beside the text."""
        return ()

    @property
    def signed(self) -> bool:
        """Whether the file carries a digital signature."""
        return False

    @abstractmethod
    def plan(self, edits: Sequence[Edit]) -> None:
        """LockedError where these edits, sorted and apart, cannot be made together."""

    @abstractmethod
    def clean(self, edits: Iterable[Edit]) -> bytes:
        """The file with the edits applied. LockedError where one is not allowed; ValueError where they overlap."""

    @cached_property
    def locked(self) -> tuple[Span, ...]:
        """What is shown and cannot be edited, and what others have deleted, as long as that is not decided."""
        return merged(self._locked_pieces)

    @cached_property
    def _locked_pieces(self) -> list[Span]:
        """The same, each thing apart: between two of them something may come in."""
        spans: list[Span] = []
        for offset, pieces in self.parts:
            for number in _shut(pieces):
                start, end = pieces.offsets[number], pieces.offsets[number + 1]
                if start < end:
                    spans.append(Span(start + offset, end + offset))
        return spans

    @cached_property
    def fixed(self) -> tuple[Span, ...]:
        """What stays where it is whatever a person types: all that cannot be edited, each thing apart, and what others
        deleted, where nobody can decide it here."""
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
        """Where no paragraph can end: sorted, apart."""
        return ()

    def locked_in(self, span: Span) -> list[Span]:
        """The locked things that lie wholly in `span`, each apart."""
        number = bisect_left(self._locked_pieces, span.start, key=lambda each: each.start)
        found: list[Span] = []
        while number < len(self._locked_pieces) and self._locked_pieces[number].end <= span.end:
            found.append(self._locked_pieces[number])
            number += 1
        return found

    def allows(self, edit: Edit) -> bool:
        """Whether the edit touches nothing locked and has a place. ValueError where it does not fit the text."""
        check(self.text, (edit,))
        try:
            self.plan((edit,))
        except LockedError:
            return False
        return True


class TrackedDocument(SplicedDocument):
    """One document of a format that tracks changes."""

    @abstractmethod
    def tracked(self, edits: Iterable[Edit], author: str, date: str, notes: Mapping[Edit, str] = NO_NOTES) -> bytes:
        """The file with each edit as a tracked change by `author`, at `date` (ISO 8601, as 2026-01-31T12:00:00Z), and
        with a comment where `notes` has one for it. Raises as `clean`."""

    @abstractmethod
    def decided(self, accepted: Iterable[Change], rejected: Iterable[Change]) -> bytes:
        """The file with these of `changes` accepted and those rejected; all others stay as they are. Its text is this
        one with the accepted edits applied."""


def by_part(parts: Iterable[tuple[int, PieceArrays[Any]]], edits: Iterable[Edit]) -> dict[int, list[Edit]]:
    """By the number of the part, the edits that it has, in its own places. LockedError where one goes over two."""
    spans = [Span(offset, offset + len(pieces.text)) for offset, pieces in parts]
    found: dict[int, list[Edit]] = {}
    for edit in edits:
        number = bisect_right(spans, edit.start, key=lambda span: span.start) - 1
        if edit.end > spans[number].end:
            raise LockedError("an edit goes over the end of a text")
        found.setdefault(number, []).append(edit.moved(-spans[number].start))
    return found


def _shut(pieces: PieceArrays[Any]) -> list[int]:
    """The pieces that cannot be edited, or that others deleted, in order: few of many."""
    found = {match.start() for match in _SOME.finditer(pieces.locked)}
    found |= {match.start() for match in _SOME.finditer(pieces.states) if match[0][0] & PieceState.DELETED}
    return sorted(found)
