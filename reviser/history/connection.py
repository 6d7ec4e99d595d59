"""Connections to the history, and the one place where errors of SQLite become sentences.

The kind of a file is determined from its first 100 bytes before SQLite opens it, so that a database of a newer version
or of another program is refused without writing a byte. https://www.sqlite.org/fileformat2.html#the_database_header"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from reviser.errors import HistoryError
from reviser.history.foreign_objects import refuse_foreign
from reviser.messages import filled, message, template

BUSY_MS = 5000  # milliseconds that a write waits for another program, unless a window waits for it
APPLICATION_ID = 0x52565352  # "RVSR"
OLDEST_SCHEMA = 8  # the schema of the first migration; older ones were never released
_MAGIC = b"SQLite format 3\x00"
_WORLD = {
    "SQLITE_FULL": template(
        "The disk is full, so the history at {path} could not be written: free some space and try again."
    ),
    "SQLITE_READONLY": template(
        "The history at {path} is read-only; allow writing to the file and its folder, or name another with --db."
    ),
    "SQLITE_CANTOPEN": template(
        "The history at {path} cannot be opened; check that the file and its folder can be read and written."
    ),
    "SQLITE_PERM": template(
        "The history at {path} may not be opened; check the permissions of the file and its folder."
    ),
    "SQLITE_CORRUPT": template(
        "The history at {path} is damaged. Keep the file: you can restore a backup (reviser backup list), or "
        "save what can still be read (reviser repair)."
    ),
    "SQLITE_NOTADB": template("The file {path} is not a history of this program; name another with --db."),
    "SQLITE_IOERR": template(
        "The history at {path} could not be read or written: check the disk and its free space, then try again."
    ),
    "SQLITE_NOLFS": template("The history at {path} has grown too large for its disk."),
    "SQLITE_TOOBIG": template("A text is too large for the history: it can hold texts of up to one billion bytes."),
    "SQLITE_PROTOCOL": template("The history at {path} is in use by another program; try again in a moment."),
}


# Damage for which SQLite and Python have no error code: these messages cannot occur with a sound file of a known
# schema.
_DAMAGE = (
    "unsupported file format",
    "no such ",
    "error in ",
    "malformed",
    "Could not decode to UTF-8",
    "foreign key mismatch",
)


class DamagedError(HistoryError):
    """The file is damaged: a backup can be restored, or the readable part can be saved."""


def damaged_error(path: Path) -> HistoryError:
    """The error for a damaged history at `path`."""
    return DamagedError(filled(_WORLD["SQLITE_CORRUPT"], path=path))


class OldSchemaError(HistoryError):
    """The history is older than the first schema that can be migrated."""


class BusyError(HistoryError):
    """Another connection is writing. Nothing was written, and the call can be repeated."""


@contextmanager
def translating_errors(path: Path) -> Iterator[None]:
    """Inside the block, errors of SQLite that are caused by the environment become HistoryError. Errors in our own code
    pass through."""
    try:
        yield
    except sqlite3.Error as error:
        # An extended name begins with the primary one: SQLITE_IOERR_WRITE.
        name = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
        if name in {"SQLITE_BUSY", "SQLITE_LOCKED"}:
            raise BusyError(
                message("The history at {path} is being written by another program; try again in a moment.", path=path)
            ) from error
        if name in {"", "SQLITE_ERROR"} and str(error).startswith(_DAMAGE):
            name = "SQLITE_CORRUPT"
        if name not in _WORLD:
            raise
        kind = DamagedError if name in {"SQLITE_CORRUPT", "SQLITE_NOTADB"} else HistoryError
        raise kind(filled(_WORLD[name], path=path)) from error


@contextmanager
def reading_values(path: Path) -> Iterator[None]:
    """Like `translating_errors`, for code that decodes stored values: a value that this program cannot have written is
    reported as damage."""
    with translating_errors(path):
        try:
            yield
        except (ValueError, TypeError, KeyError) as error:
            raise damaged_error(path) from error


def check_history(path: Path, newest: int) -> bool:
    """Whether there is a history at `path`, of a schema from OLDEST_SCHEMA to `newest`. False if there is no file, or
    an empty one. Raises HistoryError if the file is anything else. Writes nothing."""
    try:
        if path.is_dir():
            raise HistoryError(message("{path} is a folder; name a file for the history.", path=path))
        if path.exists() and not path.is_file():
            raise HistoryError(message("{path} is not a file; name a file for the history.", path=path))
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return False
    except NotADirectoryError as error:
        raise HistoryError(
            message("{path} is below a file, not a folder: name another place for the history.", path=path)
        ) from error
    except PermissionError as error:
        raise HistoryError(
            message("The history at {path} may not be read; check its permissions.", path=path)
        ) from error
    except OSError as error:
        raise HistoryError(
            message("The history at {path} cannot be read: {reason}.", path=path, reason=error.strerror)
        ) from error
    if not header:
        _refuse_log(path)
        return False
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise DamagedError(filled(_WORLD["SQLITE_NOTADB"], path=path))
    version = int.from_bytes(header[60:64], "big")
    application = int.from_bytes(header[68:72], "big")
    if application != APPLICATION_ID or has_wal(path):
        # A program was killed: the latest transactions may be in the log only. Reading them writes nothing but the
        # log's index (-shm).
        with translating_errors(path), closing(connect_to_look(path, 0, untouched=True)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        if empty and not application:
            return False  # it was killed before it had created anything
    if application != APPLICATION_ID:
        raise HistoryError(message("The file {path} is another program's database; name another with --db.", path=path))
    _refuse_schema(version, newest, path)
    return True


def _refuse_schema(version: int, newest: int, path: Path) -> None:
    """Raise HistoryError if a history of schema `version` cannot be read."""
    if version < OLDEST_SCHEMA:
        raise OldSchemaError(
            message(
                "The history at {path} was written by a reviser from before the first release (schema "
                "{version}, this one reads {oldest} and later): save its content to a new file with reviser "
                "repair, or name another with --db.",
                path=path,
                version=version,
                oldest=OLDEST_SCHEMA,
            )
        )
    if version > newest:
        raise HistoryError(
            message(
                "The history at {path} was written by a newer reviser (schema {version}, this one knows"
                " {newest}); update reviser, or name another with --db.",
                path=path,
                version=version,
                newest=newest,
            )
        )


def _refuse_log(path: Path) -> None:
    """Raise HistoryError if an empty database file has a log with content. The content of the history may still be in
    the log, and creating a new history would delete it."""
    if has_wal(path):
        raise damaged_error(path)


def has_wal(path: Path) -> bool:
    """Whether there is a write-ahead log with content beside the database."""
    wal = path.with_name(path.name + "-wal")
    return wal.is_file() and wal.stat().st_size > 0


def connect(path: Path, busy_timeout_ms: int) -> sqlite3.Connection:
    """Open the writing connection: WAL, synchronous=FULL, foreign keys, no implicit transactions."""
    if path.exists() and not os.access(path, os.W_OK):
        # Checked before SQLite creates the files of its log.
        raise HistoryError(filled(_WORLD["SQLITE_READONLY"], path=path))
    connection = sqlite3.connect(path, isolation_level=None, timeout=busy_timeout_ms / 1000)
    try:
        refuse_foreign(connection, path)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        # SQLite silently opens a file without write permission as read-only and accepts BEGIN IMMEDIATE. This write
        # tests it; it is rolled back and reaches no file.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("PRAGMA application_id = 0")
        connection.execute("ROLLBACK")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_read(path: Path, busy_timeout_ms: int, *, untouched: bool = False) -> sqlite3.Connection:
    """Open a connection that cannot write. `untouched`: create no files beside the database either; for a file that may
    be damaged and that no other program has open. Raises ForeignError if the database has a trigger or view of another
    program."""
    connection = connect_to_look(path, busy_timeout_ms, untouched=untouched)
    try:
        refuse_foreign(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_look(path: Path, busy_timeout_ms: int, *, untouched: bool = False) -> sqlite3.Connection:
    """Like `connect_to_read`, for any SQLite database, to read its pragmas and its schema."""
    if untouched and not has_wal(path):
        return _connect_by(path, "immutable=1", busy_timeout_ms)
    connection = _connect_by(path, "mode=ro", busy_timeout_ms)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorname not in {"SQLITE_CANTOPEN", "SQLITE_READONLY_DIRECTORY"} or has_wal(path):
            raise
        # The folder is read-only: no log can be created, so no program can be writing.
        return _connect_by(path, "immutable=1", busy_timeout_ms)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run the block in one transaction, committed at its end and rolled back on an exception. The write lock is taken
    at the start, so that another writer cannot block in the middle."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # After some errors (a full disk), SQLite has already rolled back.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _connect_by(path: Path, query: str, busy_timeout_ms: int) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{query}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=busy_timeout_ms / 1000)
