"""What a document and a document format are. Everything above this module handles all formats alike."""

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
    """A text as its format reads it, prepared once for checks of many edits. `protected` are the spans (code points)
    that no proposal may touch: sorted, not empty, neither overlapping nor adjacent."""

    @property
    def protected(self) -> tuple[Span, ...]: ...

    def keeps(self, edit: Edit) -> bool:
        """Whether `edit`, applied alone, touches nothing protected and leaves the structure unchanged."""
        ...

    def keeps_all(self, edits: Sequence[Edit]) -> bool:
        """Whether several edits, applied together, keep the structure. Together they can change what none of them
        changes alone."""
        ...


@dataclass(frozen=True, slots=True)
class Tracked:
    """An undecided change in a file; the text does not contain it. `author` and `at` (the date as written in the file)
    are empty if the format has none; `comment` is the reason."""

    edit: Edit
    author: str = ""
    at: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in a file about `span` of its text."""

    span: Span
    text: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What a format reads from the bytes of a file.

    `text` is the text to revise; spans are in its code points. `encoding` is set for formats whose file is text.
    `notes` are complete sentences for the person. `locked` are spans that no proposal may touch because of the file's
    content (sorted, not overlapping); what follows from the text alone is the guard's business. `source` is private to
    the format, which needs it to write the file again. `changes` are the undecided changes, in order and not
    overlapping; `comments` are those of anybody. `signed`: the file has a digital signature, which is broken when
    anything in it is rewritten. `fixed` are the things in the text that typing cannot move, in order. Within the spans
    `unbroken`, no paragraph can end. `unwritable` matches the characters that the file cannot hold. `allows` returns
    whether an edit of `text` can be written. `highlighter` is set for formats whose lines look as the file says."""

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
    """The bytes of a file, and the content that they represent. `left_out` are changes that could not be tracked and
    are not in the file. `notes` are complete sentences for the person."""

    data: bytes
    content: Content
    left_out: tuple[Tracked, ...] = ()
    notes: tuple[str, ...] = ()


class FormatHandler(ABC):
    """Reads, guards and writes the documents of one format. This base class handles files that consist only of their
    text. `markup`: tables, lists and code are recognised by syntax, not by spaces and indents."""

    markup: bool = False

    @property
    def highlighter(self) -> Highlighter | None:
        """The highlighter of the format's syntax, always the same object; None if it has no syntax."""
        return None

    @abstractmethod
    def guard(self, text: str) -> Guard:
        """Prepare `text` for checks. Worth keeping while the text stays the same."""

    def protected(self, text: str) -> tuple[Span, ...]:
        """The spans of syntax that no proposal may touch: `guard(text).protected`."""
        return self.guard(text).protected

    def readings(self, text: str) -> tuple[Reading, ...]:
        """The parts of `text` that stand for other text, in order and not overlapping: an escaped sign, an accented
        letter written as a command, a comment that stands for nothing."""
        del text
        return ()

    def parts(self, text: str) -> tuple[str, ...]:
        """The other files that a document brings in (`\\input`, `include::`), as it names them, each once, in order."""
        del text
        return ()

    def read(self, data: bytes, called: str) -> Content:
        """Read the bytes of a file. Raises DocumentError, naming the file as `called`, if they cannot be read in a way
        that `write` reproduces the same bytes."""
        decoded = decode(data, called)
        return Content(decoded.text, decoded.encoding, decoded.notes)

    def write(self, content: Content, text: str, encoding: Encoding) -> Written:
        """The file with `text` in place of `content.text`; everything else stays as it was read. `encoding` is for
        formats whose file is text. Raises DocumentError if that cannot be written."""
        return Written(encode(text, encoding), replace(content, text=text, encoding=encoding, notes=()))

    def track(self, content: Content, text: str, encoding: Encoding, tracked: Sequence[Tracked]) -> Written:
        """The file as from `write`, with the undecided changes `tracked` of `text` in it (in order, not overlapping).
        Only for formats that can track changes."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A document format in the table, or from a plug-in. Creating one is cheap; `handler` loads the code.

    `code` is stored in the history. `name` is the English name that the terminal shows; the window has its own words
    for known codes. `suffixes` are in lower case with the dot; new files get the first. `handler_path` is
    "module:class" of the FormatHandler. `recognises` returns whether bytes with a suffix are of this format; None if
    the suffix alone decides. `holds` names what a file contains besides its text ("formatting", "footnotes") and other
    formats cannot keep. `from_text`: a file can be created from a text alone. `tracked_as` is the code of the format
    that tracked changes are written in, its own or another; empty if there is none. `also_tracked_as` are further codes
    that can be requested. `plugin` is the package that provides it; empty for formats of the table."""

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
        """The FormatHandler, always the same object. Raises DocumentError if a plug-in does not provide one."""
        try:
            return _handler(self.handler_path)
        except Exception as error:
            if not self.plugin:
                raise
            raise self.failed(error) from error

    def failed(self, error: Exception) -> DocumentError:
        """The error to raise when the plug-in that provides the format has failed."""
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
        """Whether a file with these bytes and this suffix (in lower case) is of this format."""
        return suffix in self.suffixes if self.recognises is None else self.recognises(data, suffix)


@cache
def _handler(path: str) -> FormatHandler:
    made = resolve_name(path)()
    if not isinstance(made, FormatHandler):
        raise TypeError(f"{path} is no FormatHandler")
    return made


@dataclass(frozen=True, slots=True)
class Document:
    """A text, and what is needed to write it back into its file.

    `content` is the content of the file as read or saved. `digest` is the SHA-256 (hex) of the file's bytes at that
    time, to detect a change on the disk. `notes` are complete sentences for the person. `path` is None before the first
    save."""

    path: Path | None
    content: Content
    format: DocumentFormat
    digest: str
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The decoded text, without byte order mark and with its own line ends."""
        return self.content.text

    @property
    def highlighter(self) -> Highlighter | None:
        """The highlighter of its lines, the same object until the document is saved; None for plain text."""
        return self.content.highlighter or self.format.handler.highlighter

    @property
    def encoding(self) -> Encoding:
        """The encoding of the text in the file."""
        return self.content.encoding
