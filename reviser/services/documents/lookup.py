"""Finds a document of the history by its file, by its number, or by the text of a file that was moved."""

from pathlib import Path

from reviser.documents import store as files
from reviser.errors import UserError
from reviser.history.log.store import DocumentRow, HistoryReader
from reviser.messages import message
from reviser.services.documents.digest_updates import load_timeline

LONGEST_NUMBER = 18  # digits of a number that SQLite can hold


def find_document(history: HistoryReader, document: str, *, copies: bool = True) -> DocumentRow:
    """The document with this file or number; without `copies`, not the one whose file this is a copy of. Raises
    UserError if there is none."""
    path = Path(document)
    document_id = history.find_document(path)
    if document_id is None and document.isdecimal() and len(document) < LONGEST_NUMBER:
        document_id = int(document)
    if document_id is None and path.is_file():
        document_id = find_by_text(history, files.read(path).text, copies=copies)
    if document_id is None:
        raise UserError(
            message("{document} is not in this history: reviser library lists its documents.", document=document)
        )
    return history.document(document_id)


def find_by_text(history: HistoryReader, text: str, *, copies: bool = True) -> int | None:
    """The document that a file with an unknown path belongs to: one that had this text and has no file any more (moved
    or renamed), or, with `copies`, has this text now (a copy). A copy of an earlier version is a separate document: it
    must not open with later text."""
    for found in history.documents_with(text):
        if is_gone(history, found) or (copies and load_timeline(history, found).state.text == text):
            return found
    return None


def is_gone(history: HistoryReader, document_id: int) -> bool:
    """Whether a document's file is not at its place, or never existed."""
    path = history.document(document_id).path
    return path is None or not Path(path).exists()
