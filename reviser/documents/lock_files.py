"""Detects that a document is open in a word processor, by the lock file beside it.

Word writes `~$` and the name, without one or two leading characters if the name is long; the file begins with the
length of its owner's name and the name. LibreOffice writes `.~lock.NAME#`, a line of comma-separated fields: full name,
account, machine, time, profile."""

import csv
from contextlib import suppress
from pathlib import Path, PurePath

from reviser.messages import message

_LONGEST = 4096  # bytes of a lock file that are read
_LEFT_OUT = 2  # characters of a long name that Word omits


def lock_warning(path: Path) -> str:
    """A sentence that a word processor has the document open; empty if none has."""
    with suppress(OSError, ValueError):
        for program, lock in _locks(path):
            if lock.is_file():
                owner = _owner(lock)
                if owner:
                    return message(
                        "{name} seems to be open in {program} by {owner}: save and close it there before you "
                        "save here, or the changes of one of the two are lost.",
                        name=path.name,
                        program=program,
                        owner=owner,
                    )
                return message(
                    "{name} seems to be open in {program}: save and close it there before you save here, or "
                    "the changes of one of the two are lost.",
                    name=path.name,
                    program=program,
                )
    return ""


def is_lock_file(path: PurePath) -> bool:
    """Whether a file with the name of a document is Word's lock file for another document."""
    return path.name.startswith("~$")


def _locks(path: Path) -> list[tuple[str, Path]]:
    left_out = range(min(_LEFT_OUT, max(len(path.stem) - 1, 0)) + 1)
    word = [("Word", path.with_name(f"~${path.name[count:]}")) for count in left_out]
    return [("LibreOffice", path.with_name(f".~lock.{path.name}#")), *word]


def _owner(lock: Path) -> str:
    """The name of the owner; empty if unknown."""
    with lock.open("rb") as file:
        data = file.read(_LONGEST)
    if lock.name.startswith("~$"):
        name = data[1 : 1 + data[0]].decode("cp1252", "replace") if data else ""
    else:
        fields = next(csv.reader([data.decode("utf-8", "replace")]), [])
        name = next((field for field in fields[:2] if field.strip()), "")
    return name.strip() if name.isprintable() else ""
