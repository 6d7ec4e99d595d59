"""Word documents among the formats: a text with what it holds locked, the changes and comments of others, and back."""

from collections.abc import Iterable, Sequence
from functools import partial

from reviser.documents.appearance import FileHighlighter, LineLook
from reviser.documents.base import Comment, Content, Tracked
from reviser.documents.docx.document import WordDocument, WordFacts
from reviser.documents.docx.looks import looks
from reviser.documents.docx.styles import styles_of
from reviser.documents.splices.document import SplicedDocument
from reviser.documents.splices.handler import UNWRITABLE, SplicedFormat, counted


class WordFormat(SplicedFormat):
    """The .docx file and its relatives. The content's source is its WordDocument."""

    def read(self, data: bytes, called: str) -> Content:
        return _content(WordDocument(data, called))

    def content(self, document: SplicedDocument) -> Content:
        assert isinstance(document, WordDocument)
        return _content(document)


def _content(document: WordDocument) -> Content:
    return Content(
        document.text,
        notes=tuple(_notes(document.facts)),
        locked=document.locked,
        source=document,
        changes=tuple(Tracked(change.edit, change.author, change.date) for change in document.changes),
        comments=tuple(Comment(comment.span, comment.text, comment.author) for comment in document.comments),
        signed=document.facts.signed,
        fixed=document.fixed,
        unbroken=document.unbroken,
        unwritable=UNWRITABLE,
        allows=document.allows,
        highlighter=FileHighlighter(document.text, partial(_looks, document)),
    )


def _looks(document: WordDocument) -> Sequence[LineLook]:
    return looks((story.pieces for story in document.stories), styles_of(document.package))


def _notes(facts: WordFacts) -> Iterable[str]:
    if facts.signed:
        yield "The document is signed: saving it breaks the signature."
    if facts.protected:
        yield "The document is protected in Word against being edited: ask its author before you change it."
    shown = counted(
        (facts.headers, "header or footer", "headers and footers"),
        (facts.text_boxes, "text box", "text boxes"),
        (facts.placeholders, "placeholder", "placeholders"),
        (facts.bound, "bound field", "bound fields"),
    )
    if shown:
        yield f"Kept as they are, and not to be edited here: {shown}."
    kept = counted(
        (facts.moves, "part of a move", "parts of moves"),
        (facts.rows, "changed row", "changed rows"),
        (facts.stacked, "change within another", "changes within others"),
        (facts.formats, "change of a format", "changes of formats"),
    )
    if kept:
        yield f"Tracked changes that stay as they are, and cannot be decided here: {kept}."
