"""What a document and a document format are, so that everything above handles every format alike."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from pkgutil import resolve_name
from typing import NamedTuple, Protocol

from reviser.core.edit import Edit
from reviser.core.readings import Reading
from reviser.core.text import Span
from reviser.documents.encodings import UTF_8, Encoding, decode, encode
from reviser.documents.highlight import Highlighter
from reviser.errors import DocumentError
from reviser.messages import message

# Several times the longest novel; what is larger is a log or a dump, and nothing here was measured with it.
TEXT_LIMIT_BYTES = 20_000_000
# A book full of pictures. It is in the memory twice while it is saved.
ARCHIVE_LIMIT_BYTES = 500_000_000


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


@dataclass(frozen=True, slots=True)
class Tracked:
    """A change that a file keeps undecided: the text is without it. `author` and `at` (as the file writes the date) are
    empty where the format has none; `comment` says why."""

    edit: Edit
    author: str = ""
    at: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody says in a file about `span` of its text."""

    span: Span
    text: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What a format reads out of a file's bytes.

    `text`: what is revised, in code points. `encoding`: of formats whose file is text. `notes`: whole sentences worth
    telling the person. `locked`: spans of `text` that no proposal may touch because of what the file holds there
    (sorted, apart); what the text alone tells is its guard's. `source`: what the format needs to write the file again;
    only it reads that. `changes`: those that it holds undecided, in order, apart; `comments`: of anybody. `signed`: the
    file carries a digital signature, which holds only as long as nothing in it is written anew. `fixed`: the things in
    the text that stay where they are whatever a person types, each apart, in order; `unbroken`: within these spans
    (sorted, apart) no paragraph can end; `unwritable`: the characters that the file cannot hold;
    `allows`: whether an edit of `text` alone can be written. `highlighter`: what tells how this file's lines look, of
    formats whose text does not say it.
    """

    text: str
    encoding: Encoding = UTF_8
    notes: tuple[str, ...] = ()
    locked: tuple[Span, ...] = ()
    source: object = None
    changes: tuple[Tracked, ...] = ()
    comments: tuple[Comment, ...] = ()
    signed: bool = False
    fixed: tuple[Span, ...] = ()
    unbroken: tuple[Span, ...] = ()
    unwritable: re.Pattern[str] | None = None
    allows: Callable[[Edit], bool] | None = field(default=None, compare=False)
    highlighter: Highlighter | None = field(default=None, compare=False)


class Written(NamedTuple):
    """A file's bytes, and what they hold. `left_out`: the changes that could not be tracked, and are not in them.
    `notes`: whole sentences worth telling the person."""

    data: bytes
    content: Content
    left_out: tuple[Tracked, ...] = ()
    notes: tuple[str, ...] = ()


class FormatHandler(ABC):
    """Reads, guards and writes the documents of one format. Formats inherit from this class, which reads and writes
    files that are their text and nothing else. `markup`: whether the syntax says what is a table, a list and code, and
    not blanks and indents."""

    markup: bool = False

    @property
    def highlighter(self) -> Highlighter | None:
        """What tells how a document's lines look by its syntax; always the same one. None where it has none."""
        return None

    @abstractmethod
    def guard(self, text: str) -> Guard:
        """`text` prepared; worth keeping while the text stays the same."""

    def protected(self, text: str) -> tuple[Span, ...]:
        """Syntax that no proposal may touch: `guard(text).protected`."""
        return self.guard(text).protected

    def readings(self, text: str) -> tuple[Reading, ...]:
        """What stands in `text` for something else, in order, apart: an escaped sign, a letter with its accent as a
        command, a comment for nothing."""
        del text
        return ()

    def parts(self, text: str) -> tuple[str, ...]:
        """The other files that a document brings in (`\\input`, `include::`), as it names them, each once, in order."""
        del text
        return ()

    def read(self, data: bytes, called: str) -> Content:
        """What the bytes of a file hold. DocumentError, naming the file as `called`, where they cannot be read such
        that `write` gives the same bytes again."""
        decoded = decode(data, called)
        return Content(decoded.text, decoded.encoding, decoded.notes)

    def write(self, content: Content, text: str, encoding: Encoding) -> Written:
        """The file with `text` in the place of `content.text`; all else stays as it was read. `encoding`: of formats
        whose file is text. DocumentError where that cannot be written."""
        return Written(encode(text, encoding), replace(content, text=text, encoding=encoding, notes=()))

    def track(self, content: Content, text: str, encoding: Encoding, tracked: Sequence[Tracked]) -> Written:
        """The same with `tracked` in it: changes of `text`, in order, apart, that the file holds undecided. Only of
        formats that can track."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A document format, as the table lists it and a plug-in gives it. It costs nothing until `handler` is used.

    `code`: its name in the history; the window has its own words for those it knows. `name`: what it is called in
    English, as the terminal says it. `suffixes`: lower case, with the dot; the first is given to new files.
    `handler_path`: "module:class" of its FormatHandler. `recognises`: whether a file with these bytes and this suffix
    is of the format; None where the suffix alone tells. `holds`: what a file of it holds besides its text, in words
    ("formatting", "footnotes"): nothing else can keep these. `from_text`: whether a file can be made out of a text
    alone. `tracked_as`: the code of the format that its tracked changes are written in, its own or another; empty where
    they cannot be. `also_tracked_as`: codes of others that they can be written in, where that is asked for.
    `is_archive`: its files are ZIP archives, of which the text is read and all else (pictures) is copied.
    `plugin`: the package that brings it; empty for those of the table.
    """

    code: str
    name: str
    suffixes: tuple[str, ...]
    handler_path: str = field(repr=False)
    recognises: Callable[[bytes, str], bool] | None = field(default=None, repr=False)
    holds: tuple[str, ...] = ()
    from_text: bool = True
    tracked_as: str = ""
    also_tracked_as: tuple[str, ...] = ()
    is_archive: bool = False
    plugin: str = ""

    @property
    def limit_bytes(self) -> int:
        """How large a file of it may be."""
        return ARCHIVE_LIMIT_BYTES if self.is_archive else TEXT_LIMIT_BYTES

    @property
    def handler(self) -> FormatHandler:
        """What reads and writes it; always the same one. DocumentError where a plug-in does not give it."""
        try:
            return _handler(self.handler_path)
        except Exception as error:
            if not self.plugin:
                raise
            raise self.failed(error) from error

    def failed(self, error: Exception) -> DocumentError:
        """What to say where the plug-in that brings it did."""
        why = f"{type(error).__name__}: {error}".rstrip(": .")
        return DocumentError(
            message(
                "{plugin}, which reads {name} files, failed ({why}): update or uninstall it.",
                plugin=self.plugin,
                name=self.name,
                why=why,
            )
        )

    def is_of(self, data: bytes, suffix: str) -> bool:
        """Whether a file with these bytes, whose name ends so (lower case), is of this format."""
        return suffix in self.suffixes if self.recognises is None else self.recognises(data, suffix)


@cache
def _handler(path: str) -> FormatHandler:
    made = resolve_name(path)()
    if not isinstance(made, FormatHandler):
        raise TypeError(f"{path} is no FormatHandler")
    return made


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is needed to write it back as it was.

    `content`: what the file holds as read or saved. `digest`: SHA-256 (hex) of the file's bytes then, to see a change
    on the disk later. `notes`: whole sentences worth telling the person. `path` is None before the first save.
    """

    path: Path | None
    content: Content
    format: DocumentFormat
    digest: str
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Decoded, byte order mark left out, line ends as they are."""
        return self.content.text

    @property
    def highlighter(self) -> Highlighter | None:
        """What tells how its lines look; always the same one until it is saved. None for plain text."""
        return self.content.highlighter or self.format.handler.highlighter

    @property
    def encoding(self) -> Encoding:
        """How the text becomes the file's bytes."""
        return self.content.encoding
