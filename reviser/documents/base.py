"""What a document and a document format are, so that everything above handles every format alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from reviser.core.edit import Edit
from reviser.core.text import Span
from reviser.documents.highlight import Highlighter


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file's bytes become text and again the same bytes: a name that `encodings` knows, and the byte order mark
    that stood before the text (empty where there was none)."""

    name: str = "utf-8"
    bom: bytes = b""


UTF_8 = Encoding()


class Guard(Protocol):
    """One text as its format reads it, prepared once so that many edits can be asked about.

    `protected`: what no proposal may touch, in code points: sorted, not empty, neither overlapping nor adjacent.
    """

    @property
    def protected(self) -> tuple[Span, ...]: ...

    def keeps(self, edit: Edit) -> bool:
        """Whether `edit`, applied alone, touches nothing protected and leaves the structure as it was."""
        ...

    def keeps_all(self, edits: Sequence[Edit]) -> bool:
        """The same of edits applied together, which may add up to what none of them does alone."""
        ...


class Format(Protocol):
    """A kind of document. `suffixes` are lower case, with the dot. `markup`: whether its syntax says what is a table, a
    list and code, and not blanks and indents. Formats inherit from this class."""

    name: str
    suffixes: tuple[str, ...]
    markup: bool = False

    @property
    def highlighter(self) -> Highlighter | None:
        """What tells how a document's lines look by its syntax; always the same one. None where it has none."""
        return None

    def guard(self, text: str) -> Guard:
        """`text` prepared; worth keeping while the text stays the same."""
        ...

    def protected(self, text: str) -> tuple[Span, ...]:
        """Syntax that no proposal may touch: `guard(text).protected`."""
        return self.guard(text).protected

    def keeps_syntax(self, text: str, edit: Edit) -> bool:
        """Whether this one edit leaves the structure as it was. For many edits of one text, ask its guard."""
        return self.guard(text).keeps(edit)


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is needed to write it back as it was.

    `text`: decoded, BOM left out, line ends as they are. `digest`: SHA-256 (hex) of the file's bytes as read or saved,
    to see a change on the disk later. `notes`: whole sentences worth telling the person. `path` is None before the
    first save.
    """

    path: Path | None
    text: str
    encoding: Encoding
    format: Format
    digest: str
    notes: tuple[str, ...] = ()
