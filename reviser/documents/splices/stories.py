"""A document whose text is made of several ones, each in some part of the file: those that are edited, and behind them
those that are only shown (headers, text boxes)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from reviser.documents.splices.document import TrackedDocument
from reviser.documents.splices.pieces import PieceArrays

PiecesT = TypeVar("PiecesT", bound=PieceArrays[Any])


@dataclass(frozen=True, slots=True)
class Story(Generic[PiecesT]):
    """One text in the whole: `name` is that of its part, `offset` where it begins."""

    name: str
    offset: int
    pieces: PiecesT


class StoryDocument(TrackedDocument, Generic[PiecesT]):
    """One document in memory. `stories` are edited, `shown` are not."""

    stories: list[Story[PiecesT]]
    shown: list[Story[PiecesT]]

    @property
    def all_stories(self) -> list[Story[PiecesT]]:
        """Those that can be edited, then those that are only shown."""
        return [*self.stories, *self.shown]

    @property
    def parts(self) -> Iterable[tuple[int, PiecesT]]:
        return ((story.offset, story.pieces) for story in self.all_stories)

    def _append(self, stories: list[Story[PiecesT]], name: str, pieces: PiecesT) -> None:
        last = next(reversed(self.all_stories), None)
        stories.append(Story(name, last.offset + len(last.pieces.text) if last is not None else 0, pieces))

    def _show(self, name: str, pieces: PiecesT) -> bool:
        """Whether something stands there. It is shown once, however many headers say the same."""
        if all(story.pieces.text != pieces.text for story in self.shown) and pieces.text.strip():
            self._append(self.shown, name, pieces)
        return bool(pieces.text.strip())
