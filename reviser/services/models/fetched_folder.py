"""Checkpoints that this program fetched from a hub: folders of its own, each with a file that says what belongs in it.
What a person gave is in no such folder, so it is never deleted."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reviser import files
from reviser.services.models.model_disk import size_of, writing

RECORD = "reviser-fetched.json"
PART = ".part"  # behind the name of a file that is not here whole


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file of a checkpoint on a hub. `size` in bytes; `sha256` is empty where the hub does not tell it."""

    name: str
    size: int
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class FetchedFolder:
    """`name`: OWNER/NAME on the hub. `commit`: the exact state of it. `files`: all that belong to it."""

    path: Path
    name: str
    commit: str
    files: tuple[HubFile, ...]

    @property
    def origin(self) -> str:
        """What was fetched, to the letter."""
        return f"{self.name}@{self.commit}"

    @property
    def size(self) -> int:
        """Bytes that it has when it is whole."""
        return sum(file.size for file in self.files)

    @property
    def here(self) -> int:
        """Bytes of it that are here."""
        return sum(file.size if self.has(file) else min(size_of(self.part(file)), file.size) for file in self.files)

    @property
    def whole(self) -> bool:
        return all(map(self.has, self.files))

    def has(self, file: HubFile) -> bool:
        """Whether the whole of it is here."""
        path = self.path / file.name
        return path.is_file() and size_of(path) == file.size

    def part(self, file: HubFile) -> Path:
        """Where the bytes that have come lie until it is whole."""
        return self.path / f"{file.name}{PART}"


def fetched_path(folder: Path, name: str, commit: str) -> Path:
    """Where, in the folder of fetched checkpoints, this state of OWNER/NAME lies."""
    return folder / f"{name.replace('/', '--')}--{commit[:12]}"


def write_record(fetched: FetchedFolder) -> None:
    """Make its folder, and write down in it what belongs there. UserError where that cannot be written."""
    entries = {
        "name": fetched.name,
        "commit": fetched.commit,
        "files": [{"name": file.name, "size": file.size, "sha256": file.sha256} for file in fetched.files],
    }
    with writing(fetched.path):
        files.make_folder(fetched.path)
        files.write(fetched.path / RECORD, json.dumps(entries, indent=2).encode())


def read_fetched(path: Path) -> FetchedFolder | None:
    """What was fetched into the folder `path`; None where nothing was, or its record cannot be read."""
    try:
        record = json.loads((path / RECORD).read_text("utf-8"))
        found = tuple(HubFile(str(each["name"]), int(each["size"]), str(each["sha256"])) for each in record["files"])
        return FetchedFolder(path, str(record["name"]), str(record["commit"]), found)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def fetched_folders(folder: Path) -> Iterator[FetchedFolder]:
    """Those in the folder of fetched checkpoints, by name; it need not exist."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            found = read_fetched(path)
            if found is not None:
                yield found


def delete_fetched(fetched: FetchedFolder) -> int:
    """Delete the files that belong to it, and its folder unless something else lies there. Returns how many bytes that
    freed. UserError where they cannot be deleted, or another program is fetching."""
    # Imported here: listing checkpoints, which much does, needs no lock.
    from reviser.services.models.model_files import held

    with held(fetched.path.parent):
        freed = fetched.here
        for path in _paths(fetched):
            path.unlink(missing_ok=True)
        with suppress(OSError):
            fetched.path.rmdir()
    return freed


def _paths(fetched: FetchedFolder) -> Sequence[Path]:
    """Its files, whole or not, and the record last."""
    own = [fetched.path / Path(file.name).name for file in fetched.files]
    return [*own, *(path.with_name(path.name + PART) for path in own), fetched.path / RECORD]
