"""The files of a dataset, from a folder or straight out of its zip archive, without what systems leave between them."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from reviser.errors import UserError

LARGEST = 200_000_000  # bytes of one file: more is no dataset of edits, or an archive made to fill the memory


@dataclass(frozen=True, slots=True)
class Source:
    """A dataset's folder or archive."""

    path: Path
    archive: ZipFile | None

    def names(self, suffix: str) -> list[PurePosixPath]:
        """The files whose names end so, sorted, relative to the dataset, without `.DS_Store`, `__MACOSX` and `._*`."""
        if self.archive is not None:
            found = [PurePosixPath(name) for name in self.archive.namelist() if not name.endswith("/")]
        elif self.path.is_file():
            found = [PurePosixPath(self.path.name)]
        else:
            found = [PurePosixPath(file.relative_to(self.path)) for file in self.path.rglob("*") if file.is_file()]
        return sorted(name for name in found if name.name.endswith(suffix) and not _left_behind(name))

    def lines_of_json(self) -> list[PurePosixPath]:
        """The files that hold JSON by their names, or the one file that was named, however it ends."""
        found = sorted({*self.names(".jsonl"), *self.names(".json")})
        alone = self.archive is None and self.path.is_file()
        return found or ([PurePosixPath(self.path.name)] if alone else [])

    def read(self, name: PurePosixPath) -> bytes:
        """A file's bytes. UserError where it is too large or cannot be read."""
        try:
            if self.archive is not None:
                with self.archive.open(str(name)) as file:
                    found = file.read(LARGEST + 1)
            else:
                path = self.path if self.path.is_file() else self.path / name
                with path.open("rb") as file:
                    found = file.read(LARGEST + 1)
        except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
            # RuntimeError: encrypted; NotImplementedError: a way of packing that zipfile does not know.
            raise UserError(f"{name} cannot be read: {error}.") from error
        if len(found) > LARGEST:
            raise UserError(f"{name} is larger than {LARGEST // 1_000_000} MB; a dataset of edits is not.")
        return found


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The dataset at `path`: a folder, a zip archive, or one file. UserError where there is none."""
    if not path.exists():
        raise UserError(f"There is no {path}; name the dataset's folder, zip archive or file.")
    if path.is_file() and zipfile.is_zipfile(path):
        try:
            with ZipFile(path) as archive:
                yield Source(path, archive)
        except zipfile.BadZipFile as error:
            raise UserError(f"{path} is damaged: {error}. Fetch it again.") from error
    else:
        yield Source(path, None)


def _left_behind(name: PurePosixPath) -> bool:
    return "__MACOSX" in name.parts or name.name == ".DS_Store" or name.name.startswith("._")
