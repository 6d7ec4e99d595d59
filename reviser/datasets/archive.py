"""The files of a dataset, read from a folder or directly from a zip archive. Files that operating systems leave there
are ignored."""

import io
import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple, Protocol, cast
from zipfile import ZipFile

from reviser.core.edit import Edit
from reviser.errors import UserError
from reviser.messages import message

# What zipfile raises for damaged archives. RuntimeError: the archive is encrypted. NotImplementedError: the compression
# method is unknown.
UNREADABLE = (
    OSError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, ValueError, RuntimeError,
    NotImplementedError,
)  # fmt: skip
# The most bytes that are held at once: a whole file, or one line of a file that is read by lines. A larger one is no
# dataset of edits, or was made to fill the memory.
LARGEST = 200_000_000
# The most bytes that an archive may unpack to. Of these, one line at a time is held. A larger dataset is read from a
# folder.
MOST_UNPACKED = 20_000_000_000
_AT_ONCE = 1 << 20
MANIFEST = ".manifest.json"  # how the name of an export's manifest ends (manifest.py)
CARD = "README.md"  # what an export's card is called (card.py)


def _go_on() -> None:
    """The default for `tick`: it never ends the reading."""


class DocumentChange(NamedTuple):
    """A tracked change of a document: its author, its time (as the file writes it), and the comment on it."""

    edit: Edit
    author: str
    at: str
    comment: str


class DocumentReader(Protocol):
    """Finds and reads the documents among a dataset's files."""

    def is_document(self, name: PurePosixPath) -> bool:
        """Whether a file's name is that of a document."""
        ...

    def text(self, name: PurePosixPath, data: bytes) -> str:
        """The text of a document. Raises UserError, with the reason alone, if it cannot be read."""
        ...

    def changes(self, name: PurePosixPath, data: bytes) -> tuple[str, tuple[DocumentChange, ...]]:
        """The text of a document without its tracked changes, and the changes in order. Raises UserError as `text`
        does."""
        ...


@dataclass(frozen=True, slots=True)
class DatasetFiles:
    """The files of a dataset's folder or archive. `documents` tells which of them are documents. `tick` is called for
    each megabyte that is read by lines; an exception from it ends the reading."""

    path: Path
    archive: ZipFile | None
    documents: DocumentReader
    tick: Callable[[], None] = field(default=_go_on, compare=False)

    def names(self, suffix: str) -> list[PurePosixPath]:
        """The files whose names end with `suffix`, sorted, relative to the dataset. `.DS_Store`, `__MACOSX`, `._*` and
        the manifests of exports are left out."""
        alone = self._is_file()
        return [
            name for name in self._all() if name.name.endswith(suffix) and (alone or not name.name.endswith(MANIFEST))
        ]

    def _is_file(self) -> bool:
        return self.archive is None and self.path.is_file()

    def _all(self) -> list[PurePosixPath]:
        if self.archive is not None:
            paths = [PurePosixPath(name) for name in self.archive.namelist() if not name.endswith("/")]
        elif self.path.is_file():
            paths = [PurePosixPath(self.path.name)]
        else:
            paths = [
                PurePosixPath(Path(folder, name).relative_to(self.path))
                for folder, _, files in os.walk(self.path, onerror=_unreadable)
                for name in files
                if Path(folder, name).is_file()
            ]
        return sorted(name for name in paths if not _is_ignored(name))

    def manifests(self) -> list[PurePosixPath]:
        """The manifests of exports in the folder or archive, sorted."""
        return [] if self._is_file() else [name for name in self._all() if name.name.endswith(MANIFEST)]

    def files(self, *suffixes: str) -> list[PurePosixPath]:
        """The files whose names end with one of `suffixes`, sorted. If the dataset is a single file, that file,
        whatever its name."""
        found = sorted({name for suffix in suffixes for name in self.names(suffix)})
        return found or ([PurePosixPath(self.path.name)] if self._is_file() else [])

    def document_names(self) -> list[PurePosixPath]:
        """The files whose names are those of documents, sorted, without the dataset card of an export."""
        cards = {name.parent / CARD for name in self.manifests()}
        return [name for name in self.names("") if name not in cards and self.documents.is_document(name)]

    def text(self, name: PurePosixPath) -> str:
        """The text of a document. Raises UserError if it cannot be read."""
        return self.documents.text(name, self.read(name))

    def changes(self, name: PurePosixPath) -> tuple[str, tuple[DocumentChange, ...]]:
        """The text of a document without its tracked changes, and the changes. Raises UserError if it cannot be
        read."""
        return self.documents.changes(name, self.read(name))

    def lines_of_json(self) -> list[PurePosixPath]:
        """The files whose names are those of JSON files. If the dataset is a single file, that file, whatever its
        name."""
        return self.files(".jsonl", ".json")

    def read(self, name: PurePosixPath) -> bytes:
        """The bytes of a file. Raises UserError if it is too large or cannot be read."""
        content = self.begin(name, LARGEST + 1)
        if len(content) > LARGEST:
            raise UserError(
                message(
                    "{name} is larger than {largest} MB, so it is not a dataset of edits.",
                    name=name,
                    largest=LARGEST // 1_000_000,
                )
            )
        return content

    def begin(self, name: PurePosixPath, size: int) -> bytes:
        """The first `size` bytes of a file, or all if it has fewer. Raises UserError if it cannot be read."""
        with self.open(name) as file, _reading(name):
            return file.read(size)

    def lines(self, name: PurePosixPath) -> Iterator[bytes]:
        """The lines of a file with their ends; one at a time is held. Raises UserError if a line is too long or the
        file cannot be read to its end. For an archive this is raised before the first line, because only the end of a
        file in an archive tells whether it is whole."""
        with self.open(name) as file:
            more = self.archive is not None
            while more:
                with _reading(name):
                    more = bool(file.read(_AT_ONCE))
                self.tick()
            with _reading(name):
                file.seek(0)
            size = 0
            while True:
                try:
                    line = file.readline(LARGEST + 1)
                except UNREADABLE as error:
                    raise _read_error(name, error) from error
                if not line:
                    return
                size += len(line)
                if size > _AT_ONCE:
                    size = 0
                    self.tick()
                if len(line) > LARGEST:
                    raise UserError(
                        message(
                            "{name} has a line of more than {largest} MB, so it is not a dataset.",
                            name=name,
                            largest=LARGEST // 1_000_000,
                        )
                    )
                yield line

    @contextmanager
    def open(self, name: PurePosixPath) -> Iterator[BinaryIO]:
        """A context manager: a file in which one can seek. Raises UserError if it cannot be opened; exceptions raised
        while reading it are passed on unchanged."""
        with _reading(name):
            if self.archive is not None:
                found: BinaryIO = io.BufferedReader(cast(io.RawIOBase, self.archive.open(self._in_archive(name))))
            else:
                found = (self.path if self.path.is_file() else self.path / name).open("rb")
        with found:
            yield found

    def _in_archive(self, name: PurePosixPath) -> str:
        """The name of a file as the archive writes it, for example "./a" or "a//b"."""
        assert self.archive is not None
        if str(name) in self.archive.NameToInfo:
            return str(name)
        return next(each for each in self.archive.namelist() if PurePosixPath(each) == name)


@contextmanager
def _reading(name: PurePosixPath) -> Iterator[None]:
    try:
        yield
    except UNREADABLE as error:
        raise _read_error(name, error) from error


def _read_error(name: PurePosixPath, error: Exception) -> UserError:
    return UserError(message("{name} cannot be read: {problem}.", name=name, problem=error))


@contextmanager
def open_dataset(path: Path, documents: DocumentReader) -> Iterator[DatasetFiles]:
    """A context manager: the dataset at `path`, which is a folder, a zip archive, or one file. `documents` finds the
    documents in it. Raises UserError if there is no dataset."""
    try:
        if not path.exists():
            raise UserError(message("There is no {path}; name the dataset's folder, zip archive or file.", path=path))
        archive = ZipFile(path) if path.is_file() and _is_archive(path) else None
    except PermissionError as error:
        raise UserError(message("{path} may not be read; check its permissions.", path=path)) from error
    except UNREADABLE as error:
        raise UserError(message("{path} is damaged: {problem}. Fetch it again.", path=path, problem=error)) from error
    with archive or nullcontext():
        size = sum(each.file_size for each in archive.infolist()) if archive is not None else 0
        if size > MOST_UNPACKED:
            raise UserError(
                message(
                    "{path} unpacks to {size:,.0f} GB, which is probably a mistake: if it is not, unpack it "
                    "and name its folder.",
                    path=path,
                    size=size / 1e9,
                )
            )
        yield DatasetFiles(path, archive, documents)


def _is_archive(path: Path) -> bool:
    """Whether a file is a zip archive: both its end and, if the end is missing, its beginning can tell."""
    with path.open("rb") as file:
        return zipfile.is_zipfile(path) or file.read(4) == b"PK\x03\x04"


def _unreadable(error: OSError) -> None:
    raise UserError(message("{file} cannot be read: {reason}.", file=error.filename, reason=error.strerror)) from error


def _is_ignored(name: PurePosixPath) -> bool:
    return "__MACOSX" in name.parts or name.name == ".DS_Store" or name.name.startswith("._")
