"""Word documents among the formats: a text with what it holds locked, the changes and comments of others, and back."""

from collections.abc import Iterable, Sequence
from functools import partial

from reviser.documents.appearance import FileHighlighter, LineLook
from reviser.documents.base import Comment, Content, Tracked
from reviser.documents.docx.document import WordDocument, WordFacts
from reviser.documents.docx.looks import looks
from reviser.documents.docx.styles import styles_of
from reviser.documents.splices.document import SplicedDocument
from reviser.documents.splices.handler import UNWRITABLE, SplicedFormat, listed
from reviser.messages import Message, message, plural


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


def _notes(facts: WordFacts) -> Iterable[Message]:
    if facts.signed:
        yield message("The document is signed: saving it breaks the signature.")
    if facts.protected:
        yield message("The document is protected in Word against being edited: ask its author before you change it.")
    shown = listed(
        plural("1 header or footer", "{n:,} headers and footers", facts.headers),
        plural("1 text box", "{n:,} text boxes", facts.text_boxes),
        plural("1 placeholder", "{n:,} placeholders", facts.placeholders),
        plural("1 bound field", "{n:,} bound fields", facts.bound),
    )
    if shown:
        yield message("Kept as they are, and not to be edited here: {things}.", things=shown)
    kept = listed(
        plural("1 part of a move", "{n:,} parts of moves", facts.moves),
        plural("1 changed row", "{n:,} changed rows", facts.rows),
        plural("1 change within another", "{n:,} changes within others", facts.stacked),
        plural("1 change of a format", "{n:,} changes of formats", facts.formats),
    )
    if kept:
        yield message("Tracked changes that stay as they are, and cannot be decided here: {changes}.", changes=kept)
