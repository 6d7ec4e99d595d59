"""Opens datasets with knowledge of document formats, which a dataset of drafts consists of."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from reviser.datasets import archive
from reviser.datasets.archive import DatasetFiles, DocumentChange
from reviser.documents import formats
from reviser.documents.base import Content
from reviser.documents.encodings import UTF_8
from reviser.documents.lock_files import is_lock_file
from reviser.errors import DocumentError
from reviser.messages import message


class Documents:
    """The documents among the files of a dataset, by the table of document formats."""

    def is_document(self, name: PurePosixPath) -> bool:
        """As `DocumentReader` has it."""
        return formats.has_known_suffix(name) and not is_lock_file(name)

    def text(self, name: PurePosixPath, data: bytes) -> str:
        """As in `DocumentReader`. An encoding that would have to be guessed is refused, because nobody checks each
        draft of a dataset."""
        return self._content(name, data).text

    def changes(self, name: PurePosixPath, data: bytes) -> tuple[str, tuple[DocumentChange, ...]]:
        """As `DocumentReader` has it."""
        content = self._content(name, data)
        said = {comment.span: comment.text for comment in content.comments}
        changes = (
            DocumentChange(each.edit, each.author, each.at, each.comment or said.get(each.edit.span, ""))
            for each in content.changes
        )
        return content.text, tuple(changes)

    def _content(self, name: PurePosixPath, data: bytes) -> Content:
        content = formats.format_of(name, data).handler.read(data, str(name))
        if content.encoding.name != UTF_8.name:
            raise DocumentError(message("It is not UTF-8 text; save it as UTF-8 first."))
        return content


@contextmanager
def open_dataset(path: Path) -> Iterator[DatasetFiles]:
    """The dataset at `path`: a folder, a zip archive, or a file. Raises UserError if it does not exist."""
    with archive.open_dataset(path, Documents()) as source:
        yield source
