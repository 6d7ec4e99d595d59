"""The documents of a run: those of a folder, of a list of files, or the rows of a JSON Lines file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path, PurePath

from reviser import files
from reviser.datasets.annotations import Damaged
from reviser.datasets.json_lines import lines
from reviser.errors import UserError
from reviser.messages import Message, message
from reviser.services.datasets.queues import files_named_in, files_of
from reviser.services.sources import open_dataset

TEXT, NAME = ("text", "source", "original"), ("id", "name")  # possible columns of a row, the first existing one is used
JSON_LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class CorpusDocument:
    """A document to revise. `name` is unique in its corpus. `path` is its file; None for a row, whose text is
    `text`."""

    name: str
    path: Path | None = None
    text: str = ""

    @property
    def digest(self) -> str:
        """The SHA-256 (hex) of its file or text, to see whether it has changed. Raises UserError if it cannot be
        read."""
        if self.path is None:
            return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        try:
            with self.path.open("rb") as file:
                digest = sha256()
                while block := file.read(1 << 20):
                    digest.update(block)
                return digest.hexdigest()
        except OSError as error:
            raise files.unreadable(self.path, error) from error

    def output_path(self, folder: Path) -> Path:
        """The path of its result in a folder for results. A name that is an absolute path keeps that path below the
        folder."""
        path = PurePath(self.name)
        return folder / path.relative_to(path.anchor)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents in order. `title` is the name of the corpus, `count` their number."""

    title: str
    count: int
    paths: tuple[tuple[str, Path], ...] = ()
    rows: Path | None = None

    def __iter__(self) -> Iterator[CorpusDocument]:
        if self.rows is None:
            yield from (CorpusDocument(name, path) for name, path in self.paths)
            return
        for name, text in _rows(self.rows):
            yield CorpusDocument(name, None, text)

    @property
    def is_of_rows(self) -> bool:
        """Whether it is a JSON Lines file."""
        return self.rows is not None


def corpus_of(path: Path) -> Corpus:
    """The documents in a folder, recursively and sorted by name, or the rows of a JSON Lines file. Raises UserError if
    there are none, a row is damaged, or two have the same name."""
    if path.is_dir():
        files = files_of([path])
        return _of_files(path.resolve().name, [(file.relative_to(path).as_posix(), file) for file in files])
    seen: set[str] = set()
    count = 0
    for name, _ in _rows(path):
        if name in seen:
            raise UserError(_double(name))
        seen.add(name)
        count += 1
    if not count:
        raise UserError(message("{path} is empty: each line must be a JSON object with a text.", path=path))
    return Corpus(path.stem, count, rows=path)


def corpus_listed(listing: Path) -> Corpus:
    """The files that a text file lists, one per line. Raises UserError as `corpus_of` does."""
    folder = listing.parent.resolve()
    named: dict[Path, tuple[str, Path]] = {}  # by file: a file that is listed twice is revised once
    for path in files_of(files_named_in(listing)):
        whole = path.resolve()
        inside = whole.is_relative_to(folder)
        named.setdefault(whole, ((whole.relative_to(folder) if inside else whole).as_posix(), path))
    if not named:
        raise UserError(message("{path} lists no file: each line must be the path of a file.", path=listing))
    return _of_files(listing.stem, list(named.values()))


def is_corpus(path: Path) -> bool:
    """Whether a path stands for several documents."""
    return path.is_dir() or path.suffix.lower() in JSON_LINES


def _of_files(title: str, named: Sequence[tuple[str, Path]]) -> Corpus:
    for (before, _), (name, _) in pairwise(sorted(named)):
        if before == name:
            raise UserError(_double(name))
    return Corpus(title, len(named), tuple(named))


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    with open_dataset(path) as source:
        for number, found in enumerate(lines(source), 1):
            if isinstance(found, Damaged):
                raise UserError(_damaged(found))
            where, record = found
            text = next((record[column] for column in TEXT if column in record), None)
            if not isinstance(text, str) or not text:
                raise UserError(
                    message(
                        "{where} has no text: one of the columns {columns} must contain it.",
                        where=where,
                        columns=", ".join(TEXT),
                    )
                )
            yield str(next((record[column] for column in NAME if column in record), number)), text


def _damaged(damaged: Damaged) -> Message:
    return message("{where}: {problem}", where=damaged.where, problem=damaged.reason)


def _double(name: str) -> Message:
    return message("Two documents are called {name}: give each row another id.", name=name)
