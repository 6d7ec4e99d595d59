"""Documents whose text consists of several stories, each in a part of the file: editable ones, followed by those that
are only shown (headers, text boxes)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from reviser.documents.splices.document import TrackedDocument
from reviser.documents.splices.pieces import PieceArrays

PiecesT = TypeVar("PiecesT", bound=PieceArrays[Any])


@dataclass(frozen=True, slots=True)
class Story(Generic[PiecesT]):
    """A text within the whole: `name` is that of its part, `offset` where it begins."""

    name: str
    offset: int
    pieces: PiecesT


class StoryDocument(TrackedDocument, Generic[PiecesT]):
    """A document in memory. `stories` are editable, `shown` are not."""

    stories: list[Story[PiecesT]]
    shown: list[Story[PiecesT]]

    @property
    def all_stories(self) -> list[Story[PiecesT]]:
        """The editable stories, then those that are only shown."""
        return [*self.stories, *self.shown]

    @property
    def parts(self) -> Iterable[tuple[int, PiecesT]]:
        return ((story.offset, story.pieces) for story in self.all_stories)

    def _append(self, stories: list[Story[PiecesT]], name: str, pieces: PiecesT) -> None:
        last = next(reversed(self.all_stories), None)
        stories.append(Story(name, last.offset + len(last.pieces.text) if last is not None else 0, pieces))

    def _show(self, name: str, pieces: PiecesT) -> bool:
        """Add a story that is only shown, unless the same text has been added. Returns whether it has any text."""
        if all(story.pieces.text != pieces.text for story in self.shown) and pieces.text.strip():
            self._append(self.shown, name, pieces)
        return bool(pieces.text.strip())
