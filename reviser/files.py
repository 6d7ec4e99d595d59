"""Files that are there whole, or as they were before: written beside their place, brought to the disk and renamed into
it, so that neither a full disk nor a power cut leaves half of one. What is new is the person's alone; what replaces a
file keeps its mode, owner and extended attributes (access lists), and a link stays a link.
"""

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
    """A name for a file or a folder that stays where it is put, of at most `longest` bytes, made of words that anybody
    may have written. What is too long ends with a part of its hash, so that two of one beginning stay two."""
    name = "".join("_" if sign in _NO_NAME or not sign.isprintable() else sign for sign in words)
    name = "_" * len(name) if set(name) <= {"."} else name
    if len(name.encode()) <= longest:
        return name or "_"
    hashed = sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name.encode()[: longest - 9].decode('utf-8', 'ignore')}+{hashed}"


def make_folder(folder: Path) -> None:
    """The folder and those above it, as far as they are missing; what is new is the person's alone. OSError."""
    missing: list[Path] = []
    while not folder.is_dir():
        missing.append(folder)
        if folder == folder.parent:
            break
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(PRIVATE_FOLDER, exist_ok=True)


def create(path: Path) -> None:
    """An empty file for the person alone, where there is none. OSError."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE))


def open_new(path: Path) -> BinaryIO:
    """A file to write to, for the person alone, where there is none. OSError."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE), "wb")


def append_line(path: Path, line: bytes) -> None:
    """Add a line (with its end) to a file, which is made for the person alone where there is none. What stands there
    without an end, for the write was cut off, becomes a line of its own. OSError."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, PRIVATE)
    with os.fdopen(descriptor, "a+b") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            line = line if file.read(1) == b"\n" else b"\n" + line
        file.write(line)


def unreadable(path: Path, error: OSError) -> UserError:
    """What to say where a file cannot be read."""
    return UserError(message("{path} cannot be read: {reason}.", path=path, reason=error.strerror or error))


def unwritable(path: Path, error: OSError) -> UserError:
    """What to say where a file cannot be written."""
    return UserError(message("{path} cannot be written: {reason}.", path=path, reason=error.strerror or error))


def beside(path: Path) -> Path:
    """A name for what is to take the place of `path`, in the same folder, that nobody has."""
    return path.with_name(f".reviser-{secrets.token_hex(8)}.tmp")


def write(path: Path, data: bytes, *, mode: int = PRIVATE, ready: Callable[[], None] = lambda: None) -> None:
    """A file with these bytes at `path`, in its folder, which there must be. `mode`: of one that is new, less what the
    umask takes. `ready` is called when all is written: what it raises leaves everything as it was, as OSError does,
    unless only the certainty is missing that the name survives a power cut."""
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
    """Give a file, or a folder with all in it, that lies whole in the same folder the name `path`. `private`: it is the
    person's alone, unless it replaces a file, whose mode it takes. OSError; what stood there is then as it was, and
    `unfinished` where it was."""
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
    """Bring the names in a folder to the disk. OSError."""
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
    """Bring a file to the disk, with the mode, owner and attributes of `old` where that is a file."""
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
