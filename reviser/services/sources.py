"""Datasets opened with what the program knows of documents: a dataset of drafts is made of those."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from reviser.datasets import archive
from reviser.datasets.archive import DatasetFiles
from reviser.documents import formats
from reviser.documents.encodings import UTF_8
from reviser.errors import DocumentError
from reviser.messages import message


class Documents:
    """The documents among the files of a dataset, by the table of document formats."""

    def is_document(self, name: PurePosixPath) -> bool:
        """As `DocumentReader` has it."""
        return formats.has_known_suffix(name)

    def text(self, name: PurePosixPath, data: bytes) -> str:
        """As `DocumentReader` has it. An encoding that would have to be guessed is refused: nobody looks at each draft
        of a dataset."""
        content = formats.format_of(name, data).handler.read(data, str(name))
        if content.encoding.name != UTF_8.name:
            raise DocumentError(message("It is not UTF-8 text; save it as UTF-8 first."))
        return content.text


@contextmanager
def opened(path: Path) -> Iterator[DatasetFiles]:
    """The dataset at `path`: a folder, a zip archive, or one file. UserError where there is none."""
    with archive.opened(path, Documents()) as source:
        yield source
