"""Reads and saves documents so that no failure loses a byte.

Saving writes a new file beside the old one and replaces it in one step: the disk always has either the complete old
file or the complete new one. (A hard link to the old file keeps the old text.)"""

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BufferedReader
from pathlib import Path

from reviser import files
from reviser.documents.base import (
    ARCHIVE_LIMIT_BYTES,
    TEXT_LIMIT_BYTES,
    Content,
    Document,
    DocumentFormat,
    Tracked,
    Written,
)
from reviser.documents.encodings import UTF_8, Encoding
from reviser.documents.formats import (
    PLAIN,
    format_for_saving,
    format_for_tracking,
    format_of,
    has_known_suffix,
    part_names,
    troubles,
)
from reviser.documents.lock_files import lock_warning
from reviser.errors import DocumentError, UserError
from reviser.messages import message, plural, shortened, verbatim

ZIP_MAGIC = b"PK\x03\x04"  # what ZIP archives begin with
_NAMED = 3  # files that a sentence names
_NEW = 0o666  # permissions of a new file, before the umask

_REASONS = {
    errno.ENOSPC: message("the disk is full: free some space or save elsewhere"),
    errno.EDQUOT: message("your disk quota is used up: free some space or save elsewhere"),
    errno.EFBIG: message("the file would be larger than is allowed here: save elsewhere"),
    errno.EROFS: message("the disk is read-only: save elsewhere"),
    errno.EACCES: message("you have no permission: ask for it, or choose another place"),
    errno.EPERM: message("the system does not allow it: choose another place"),
    errno.ENOENT: message("the folder does not exist: create it, or choose another"),
    errno.ENOTDIR: message("a part of the path is a file, not a folder: check the path"),
    errno.EISDIR: message("it is a folder: give the name of a file"),
    errno.ENAMETOOLONG: message("the name is too long: choose a shorter one"),
    errno.ELOOP: message("the link leads back to itself: choose another file"),
    errno.EIO: message("the disk reports an error: save elsewhere and check the disk"),
}


class ChangedOnDiskError(DocumentError):
    """The file has changed since it was read: ask the person before overwriting it."""


class SignedError(DocumentError):
    """The file is signed, and saving would break the signature: ask the person first."""


def untitled(text: str = "", kind: DocumentFormat = PLAIN) -> Document:
    """A document that has no file yet; its digest is that of its text in UTF-8. If files of `kind` are more than their
    text, the document is plain text. Raises DocumentError if `text` is not valid Unicode (a lone surrogate)."""
    kind = kind if kind.from_text else PLAIN
    content = Content(text)
    return Document(None, content, kind, _digest(kind.handler.write(content, text, UTF_8).data))


def read(path: Path) -> Document:
    """Read the document at `path`. Raises DocumentError if it cannot be read exactly."""
    called = _display_path(path)
    data = _read_bytes(path, called)
    kind = format_of(path, data)
    if len(data) > kind.limit_bytes:
        raise _too_large(called, len(data), kind.limit_bytes)
    content = _read(kind, data, called)
    notes = content.notes
    if kind is PLAIN and not has_known_suffix(path):
        notes = (*notes, *troubles())  # the plug-in for this file may be among these
    notes = (*notes, *_open_elsewhere(path))
    if not content.text:
        notes = (*notes, message("The file is empty."))
    return Document(path, content, kind, _digest(data), notes)


def changed_on_disk(document: Document) -> bool:
    """Whether the file differs from the one that was read or saved. Raises DocumentError if it cannot be read."""
    if document.path is None:
        return False
    with _opened(document.path, _display_path(document.path)) as file:
        return hashlib.file_digest(file, "sha256").hexdigest() != document.digest


def save(
    document: Document,
    text: str,
    path: Path | None = None,
    *,
    expected: str | None = None,
    encoding: Encoding | None = None,
    tracked: Sequence[Tracked] = (),
    tracked_as: str = "",
    breaking: bool = False,
) -> Document:
    """Write `text` as the document was read (or in `encoding`), to its own path or to `path`. Returns the document as
    saved. The format is the one that was read, or that of the suffix of `path` if nothing is lost.

    `tracked` are undecided changes of `text` (in order, not overlapping) to be stored in the file. Those that it cannot
    hold are left out, as the notes of the document say. `tracked_as` is the code of the format for them, if not the
    default. Raises DocumentError if the format cannot track changes.

    `breaking` allows overwriting the document's file although that breaks its signature; otherwise SignedError is
    raised. `expected` is the digest that the file must still have; otherwise ChangedOnDiskError is raised and nothing
    is written. None always writes.

    A symbolic link is followed and stays a link; mode, owner and extended attributes (access lists) of an existing file
    are kept. Raises DocumentError if the file cannot be written; the old file is then unchanged."""
    target = path if path is not None else document.path
    if target is None:
        raise DocumentError(message("The document has no file yet: choose where to save it."))
    chosen = encoding if encoding is not None else document.encoding
    kind = format_for_saving(document, target)
    if tracked:
        kind = format_for_tracking(kind, tracked_as)
    data, content, left_out, warnings = _write(kind, document.content, text, chosen, tracked)
    if len(data) > kind.limit_bytes:
        raise DocumentError(
            message(
                "The text is larger than {limit}, so it could not be opened again: split it.",
                limit=_megabytes(kind.limit_bytes),
            )
        )
    breaks_signature = document.content.signed and _digest(data) != document.digest
    if breaks_signature and not breaking and _is_own(document, target):
        raise SignedError(
            message(
                "{path} is signed, and saving it breaks the signature: save a copy under another name, and the"
                " signed file stays as it is.",
                path=_display_path(target),
            )
        )
    try:
        # All components are resolved, so that the new file is created beside the real one.
        real = Path(os.path.realpath(target))
        _replace(real, data, expected, _display_path(target), document.path)
    except (OSError, ValueError) as error:
        raise _error("save", _display_path(target), error) from error
    # A plain text whose content makes it another format (LaTeX) has that format from now on.
    told = format_of(target, data) if has_known_suffix(target) else kind
    kind = kind if told.holds else told
    notes = (*warnings, *_untracked(left_out), *_open_elsewhere(target))
    if breaks_signature:
        notes = (*notes, message("The signature in {name} no longer holds: have it signed again.", name=target.name))
    content = replace(content, signed=document.content.signed and not breaks_signature)
    return Document(target, content, kind, _digest(data), notes)


def _is_own(document: Document, target: Path) -> bool:
    """Whether `target` is the file that the document was read from."""
    return document.path is not None and os.path.realpath(target) == os.path.realpath(document.path)


def _untracked(changes: Sequence[Tracked]) -> tuple[str, ...]:
    if not changes:
        return ()
    return (
        plural(
            "One change is not in the file, because there are markup signs or code at its place.",
            "{n:,} changes are not in the file, because there are markup signs or code at their places.",
            len(changes),
        ),
    )


def _open_elsewhere(path: Path) -> tuple[str, ...]:
    said = lock_warning(path)
    return (said,) if said else ()


def _parts_said(names: Sequence[str]) -> tuple[str, ...]:
    """The note that a document has parts in separate files."""
    if not names:
        return ()
    return (
        plural(
            "A part of this document is a separate file, opened on its own: {names}.",
            "{n:,} parts of this document are separate files, each opened on its own: {names}.",
            len(names),
            names=shortened(names, _NAMED),
        ),
    )


def _read(kind: DocumentFormat, data: bytes, called: str) -> Content:
    try:
        content = kind.handler.read(data, called)
        said = _parts_said(part_names(kind, content.text))
        return replace(content, notes=(*content.notes, *said))
    except UserError:
        raise
    except Exception as error:
        if not kind.plugin:
            raise
        raise kind.failed(error) from error


def _write(
    kind: DocumentFormat, content: Content, text: str, encoding: Encoding, tracked: Sequence[Tracked]
) -> Written:
    try:
        handler = kind.handler
        return handler.track(content, text, encoding, tracked) if tracked else handler.write(content, text, encoding)
    except UserError:
        raise
    except Exception as error:
        if not kind.plugin:
            raise
        raise kind.failed(error) from error


@contextlib.contextmanager
def _opened(path: Path, called: str) -> Iterator[BufferedReader]:
    """The file at `path`, opened to read. Raises DocumentError if that fails."""
    try:
        # Non-blocking: opening a pipe without a writer would wait forever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if stat.S_ISDIR(status.st_mode):
                raise DocumentError(message("{path} is a folder: open a file in it.", path=called))
            if not stat.S_ISREG(status.st_mode):
                raise DocumentError(
                    message(
                        "{path} is a device or a pipe, not a file: save its text to a file and open that.", path=called
                    )
                )
            yield file
    except FileNotFoundError as error:
        raise DocumentError(message("{path} does not exist: check the name and the folder.", path=called)) from error
    except PermissionError as error:
        raise DocumentError(
            message("{path} cannot be read, because you have no permission: ask its owner.", path=called)
        ) from error
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise DocumentError(
                message("{path} is a device or a socket, not a file: open a file.", path=called)
            ) from error
        raise _error("read", called, error) from error
    except ValueError as error:  # the path contains a NUL
        raise _error("read", called, error) from error


def _read_bytes(path: Path, called: str) -> bytes:
    with _opened(path, called) as file:
        limit = ARCHIVE_LIMIT_BYTES if file.peek(len(ZIP_MAGIC)).startswith(ZIP_MAGIC) else TEXT_LIMIT_BYTES
        size = os.fstat(file.fileno()).st_size
        # The reported size can be wrong (/proc) or grow: what counts is what is read.
        data = file.read(max(size, TEXT_LIMIT_BYTES) + 1) if size <= limit else b""
        if max(len(data), size) > limit:
            raise _too_large(called, max(len(data), size), limit)
        return data


def _too_large(called: str, size: int, limit: int) -> DocumentError:
    return DocumentError(
        message(
            "{path} is too large ({size:.0f} MB; the limit is {limit}): split it.",
            path=called,
            size=size / 1_000_000,
            limit=_megabytes(limit),
        )
    )


def _megabytes(size: int) -> str:
    return f"{size // 1_000_000} MB"


def _replace(real: Path, data: bytes, expected: str | None, called: str, source: Path | None) -> None:
    """Write a new file and put it in place, as open to others as `source` if there is no old file. Raises OSError on
    failure; then nothing has changed, except possibly that the new name might not survive a power failure."""
    old = _status(real, called)
    mode = _NEW
    if old is None and source is not None:
        with contextlib.suppress(OSError):
            mode &= source.stat().st_mode | stat.S_IWUSR  # who makes a copy of a read-only file goes on in it

    def ready() -> None:
        if expected is not None:
            _check_unchanged(real, expected, called)

    files.write(real, data, mode=mode, ready=ready)


def _status(real: Path, called: str) -> os.stat_result | None:
    """The status of the existing file; None if there is none. Raises DocumentError if it must not be replaced."""
    try:
        status = real.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise DocumentError(message("{path} is a folder: give the name of a file.", path=called))
    if not stat.S_ISREG(status.st_mode):
        raise DocumentError(message("{path} is a device or a pipe, not a file: choose another name.", path=called))
    # Replacing needs only permission for the folder; the file's own permissions say what its owner wants. Root passes
    # every check, so the bits are checked too.
    if not status.st_mode & 0o222 or not os.access(real, os.W_OK):
        raise DocumentError(
            message("{path} is read-only: allow writing to it, or save under another name.", path=called)
        )
    return status


def _check_unchanged(real: Path, expected: str, called: str) -> None:
    try:
        with real.open("rb") as file:
            now = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise ChangedOnDiskError(
            message("{path} was moved or deleted since it was opened: save it again, or elsewhere.", path=called)
        ) from error
    if now != expected:
        raise ChangedOnDiskError(
            message(
                "{path} was changed by another program since it was opened: read it again, or overwrite it.",
                path=called,
            )
        )


def _error(verb: str, called: str, error: OSError | ValueError) -> DocumentError:
    if isinstance(error, OSError):
        reason = _REASONS.get(error.errno or 0) or verbatim(error.strerror or str(error))
    else:
        reason = message("the name is not allowed: choose another")
    if verb == "read":
        return DocumentError(message("{path} cannot be read: {why}.", path=called, why=reason))
    return DocumentError(message("{path} cannot be saved: {why}.", path=called, why=reason))


def _display_path(path: Path) -> str:
    """The path for a message; a name that is not UTF-8 is made printable."""
    return str(path).encode("utf-8", "replace").decode("utf-8").replace("\0", "\\0") or "."


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
