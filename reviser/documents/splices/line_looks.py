"""The look of the lines of a text, computed from its pieces: the part that all formats share."""

from abc import ABC, abstractmethod
from typing import Any, Generic, TypeVar

from reviser.documents.appearance import LineLook, spans_of
from reviser.documents.highlight import SyntaxStyle
from reviser.documents.splices.pieces import OBJECT_SIGN, Kind, PieceArrays, PieceState

PiecesT = TypeVar("PiecesT", bound=PieceArrays[Any])


class LineLooks(ABC, Generic[PiecesT]):
    """The looks of the lines of `pieces`; a subclass provides the details."""

    def __init__(self, pieces: PiecesT) -> None:
        self._pieces = pieces

    def run(self) -> list[LineLook]:
        pieces, looks = self._pieces, list[LineLook]()
        faces: list[int] = []
        labels: list[str] = []
        for number, state in enumerate(pieces.states):
            if state & PieceState.INSERTED:
                continue
            text, kind = pieces.texts[number], pieces.kinds[number]
            if kind == Kind.MARK or text.endswith("\n"):
                if kind != Kind.MARK:
                    faces += [SyntaxStyle.OBJECT if sign == OBJECT_SIGN else 0 for sign in text[:-1]]
                    labels += ["" for sign in text if sign == OBJECT_SIGN]
                look = LineLook(spans_of(faces) if any(faces) else (), labels=tuple(labels))
                looks.append(self._line_look(number, look) if kind == Kind.MARK else look)
                faces, labels = [], []
            elif kind == Kind.OBJECT:
                faces.append(SyntaxStyle.OBJECT)
                labels.append(self._label(number))
            else:
                faces += [self._face(number)] * len(text)
        return looks

    @abstractmethod
    def _line_look(self, mark: int, look: LineLook) -> LineLook:
        """The look of the paragraph with this mark, with its list mark and its cell."""

    @abstractmethod
    def _face(self, number: int) -> int:
        """The bits of `SyntaxStyle` for a piece of text."""

    @abstractmethod
    def _label(self, number: int) -> str:
        """The displayed text of an object."""
