"""Writes files so that each is complete or unchanged. A file is written beside its place, flushed to the disk, and then
renamed, so that neither a full disk nor a power failure leaves half of one. A new file is readable by the person only.
A replaced file keeps its mode, owner and extended attributes (access lists), and a symbolic link stays a link."""

import errno
import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from reviser.errors import UserError
from reviser.messages import message

PRIVATE, PRIVATE_FOLDER = 0o600, 0o700
LONGEST_NAME = 120  # bytes; file systems take 255, of which the ending needs some
_NO_NAME = frozenset('/\\:*?"<>|')  # of these every system refuses some in a name


def name_of(words: str, longest: int = LONGEST_NAME) -> str:
    """A name for a file or a folder that is valid on every system, made from any words, at most `longest` bytes long. A
    longer one ends with a part of its hash, so that two names with the same beginning stay different."""
    name = "".join("_" if sign in _NO_NAME or not sign.isprintable() else sign for sign in words)
    name = "_" * len(name) if set(name) <= {"."} else name
    if len(name.encode()) <= longest:
        return name or "_"
    hashed = sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name.encode()[: longest - 9].decode('utf-8', 'ignore')}+{hashed}"


def make_folder(folder: Path) -> None:
    """Create the folder, and those above it that do not exist, for the person only. Raises OSError."""
    missing: list[Path] = []
    while not folder.is_dir():
        missing.append(folder)
        if folder == folder.parent:
            break
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(PRIVATE_FOLDER, exist_ok=True)


def create(path: Path) -> None:
    """Create an empty file for the person only, unless it exists. Raises OSError."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE))


def open_new(path: Path) -> BinaryIO:
    """Create a file for the person only, and open it to write. Raises OSError, also if it exists."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE), "wb")


def append_line(path: Path, line: bytes) -> None:
    """Append a line, with its end, to a file, which is created for the person only if it does not exist. An incomplete
    line at its end, left by an interrupted write, becomes a line of its own. Raises OSError."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, PRIVATE)
    with os.fdopen(descriptor, "a+b") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            line = line if file.read(1) == b"\n" else b"\n" + line
        file.write(line)


def unreadable(path: Path, error: OSError) -> UserError:
    """The error for a file that cannot be read."""
    return UserError(message("{path} cannot be read: {reason}.", path=path, reason=error.strerror or error))


def unwritable(path: Path, error: OSError) -> UserError:
    """The error for a file that cannot be written."""
    return UserError(message("{path} cannot be written: {reason}.", path=path, reason=error.strerror or error))


def beside(path: Path) -> Path:
    """An unused name in the folder of `path`, for a file that will replace it."""
    return path.with_name(f".reviser-{secrets.token_hex(8)}.tmp")


def write(path: Path, data: bytes, *, mode: int = PRIVATE, ready: Callable[[], None] = lambda: None) -> None:
    """Write a file with these bytes to `path`, whose folder must exist. `mode` is that of a new file, before the umask.
    `ready` is called when everything is written. An exception of `ready`, and an OSError, leave everything as it was.
    Only an error while flushing the folder comes when the file is already replaced."""
    real = Path(os.path.realpath(path))  # every component, so that the new file lands beside the real one
    old = _status(real)
    temporary = beside(real)
    # Never more open than the old file, not even while it is written.
    descriptor = os.open(
        temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode if old is None else PRIVATE
    )
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if old is not None:
                _keep(real, descriptor, old)
            os.fsync(descriptor)
        ready()
        temporary.replace(real)
    except BaseException:
        with suppress(FileNotFoundError):
            temporary.unlink()
        raise
    sync_folder(real.parent)


def move_into_place(unfinished: Path, path: Path, *, private: bool = True) -> None:
    """Rename the complete file or folder `unfinished`, which is in the same folder, to `path`. With `private` it is
    readable by the person only, unless it replaces a file, whose mode it takes. Raises OSError; then both are as
    before."""
    real = Path(os.path.realpath(path))
    if unfinished.is_dir():
        for folder, _, names in os.walk(unfinished, topdown=False):
            for name in names:
                _sync(Path(folder, name), None, private=private)
            if private:
                Path(folder).chmod(PRIVATE_FOLDER)
            sync_folder(Path(folder))
    else:
        _sync(unfinished, real, private=private)
    unfinished.replace(real)
    sync_folder(real.parent)


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems cannot; they promise nothing either way.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _sync(path: Path, old: Path | None, *, private: bool) -> None:
    """Flush a file to the disk, with the mode, owner and attributes of `old` if that is a file."""
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        status = None if old is None else _status(old)
        if old is not None and status is not None:
            _keep(old, descriptor, status)
        elif private:
            os.fchmod(descriptor, PRIVATE)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _status(path: Path) -> os.stat_result | None:
    with suppress(FileNotFoundError):
        return path.stat()
    return None


def _keep(real: Path, descriptor: int, old: os.stat_result) -> None:
    new = os.fstat(descriptor)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        # Only root may give a file away; who may write to another's file and folder saves as oneself, as editors do.
        try:
            os.fchown(descriptor, old.st_uid, old.st_gid)
        except PermissionError:
            with suppress(PermissionError):
                os.fchown(descriptor, -1, old.st_gid)
    for name in _attributes(real):
        try:
            os.setxattr(descriptor, name, os.getxattr(real, name))
        except OSError as error:
            # Some belong to the system; a file system may have none.
            if error.errno not in (errno.ENOTSUP, errno.EPERM, errno.EACCES, errno.ENODATA, errno.EINVAL):
                raise
    # Last, because a change of owner clears bits.
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def _attributes(real: Path) -> list[str]:
    try:
        return os.listxattr(real)
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.EPERM, errno.ENOSYS):
            return []
        raise
