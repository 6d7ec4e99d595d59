"""The files that a document consists of: those that it includes by `input`, `include::` and the like, recursively."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath

from reviser.documents import store
from reviser.documents.base import Document
from reviser.documents.formats import has_known_suffix, part_names
from reviser.errors import DocumentError
from reviser.messages import Message, message, plural, shortened

MOST = 500  # files of one document, at most
NAMED = 5  # files that a sentence names


@dataclass(slots=True)
class DocumentParts:
    """`files` are the existing included documents in reading order, without the document itself. `missing` are the
    names of those that do not exist."""

    files: list[Path] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def parts_of(document: Document) -> DocumentParts:
    """The parts of a document, recursively. A name is looked up in the folder of the document first, as TeX does, then
    in that of the file that names it. Other kinds of files (pictures, code) and absolute names are left out. A document
    without a file has no parts."""
    found = DocumentParts()
    if document.path is not None:
        _add_parts(document, document.path.parent, {_real(document.path)}, found)
    return found


def with_parts(paths: Iterable[Path]) -> list[Path]:
    """Files, each followed by its parts, without duplicates. A file that cannot be read as a document is kept."""
    by_path: dict[Path, Path] = {}
    for path in paths:
        by_path.setdefault(_real(path), path)
        try:
            parts = parts_of(store.read(path))
        except DocumentError:
            continue
        for part in parts.files:
            by_path.setdefault(_real(part), part)
    return list(by_path.values())


def parts_said(parts: DocumentParts) -> tuple[Message, ...]:
    """Sentences about which parts were opened, and which are missing."""
    names = [path.name for path in parts.files]
    if not names and not parts.missing:
        return (message("This document includes no other documents."),)
    opened = plural(
        "Its part is open in its own tab: {names}.",
        "Its {n:,} parts are open, each in its own tab: {names}.",
        len(names),
        names=shortened(names, NAMED),
    )
    missing = plural(
        "A file that it includes is missing: {names}.",
        "{n:,} files that it includes are missing: {names}.",
        len(parts.missing),
        names=shortened(parts.missing, NAMED),
    )
    return (*((opened,) if names else ()), *((missing,) if parts.missing else ()))


def _add_parts(document: Document, root: Path, seen: set[Path], parts: DocumentParts) -> None:
    assert document.path is not None
    for name in part_names(document.format, document.text):
        if not _is_relative(name) or len(seen) > MOST:
            continue
        spellings = tuple(_spellings(name, document.format.suffixes))
        candidates = (folder / spelling for folder in (root, document.path.parent) for spelling in spellings)
        path = next(filter(_is_file, candidates), None)
        if path is None:
            if name not in parts.missing:
                parts.missing.append(name)
            continue
        if _real(path) in seen:
            continue
        seen.add(_real(path))
        parts.files.append(path)
        try:
            part = store.read(path)
        except DocumentError:
            continue  # the error is reported when it is opened
        _add_parts(part, root, seen, parts)


def _is_relative(name: str) -> bool:
    """Whether the name is relative to a folder of the document. On Windows, even a look at a network path sends log-in
    data."""
    return not (PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor)


def _spellings(name: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    """The possible file names: the suffix of the document's format can be omitted."""
    if not has_known_suffix(Path(name)):
        yield name + suffixes[0]
    yield name


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # the name is too long
        return False


def _real(path: Path) -> Path:
    return path.resolve()
