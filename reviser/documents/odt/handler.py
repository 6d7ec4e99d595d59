"""OpenDocument texts among the formats: a text with what it holds locked, the changes and comments of others, and
back."""

from collections.abc import Iterable, Sequence
from functools import partial

from reviser.documents.appearance import FileHighlighter, LineLook
from reviser.documents.base import Comment, Content, Tracked
from reviser.documents.odt.document import TextDocument, TextFacts
from reviser.documents.odt.looks import looks, styles_of
from reviser.documents.splices.document import SplicedDocument
from reviser.documents.splices.handler import UNWRITABLE, SplicedFormat, listed
from reviser.messages import Message, message, plural


class TextFormat(SplicedFormat):
    """The .odt file and its relatives. The content's source is its TextDocument."""

    def read(self, data: bytes, called: str) -> Content:
        return self.content(TextDocument(data, called))

    def content(self, document: SplicedDocument) -> Content:
        assert isinstance(document, TextDocument)
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


def _looks(document: TextDocument) -> Sequence[LineLook]:
    return looks(document.pieces, styles_of(document.package.styles))


def _notes(facts: TextFacts) -> Iterable[Message]:
    if facts.signed:
        yield message("The document is signed: saving it breaks the signature.")
    if facts.protected:
        yield message(
            "The document is protected in LibreOffice against being edited: ask its author before you change it."
        )
    shown = listed(
        plural("1 header or footer", "{n:,} headers and footers", facts.headers),
        plural("1 text box", "{n:,} text boxes", facts.text_boxes),
        plural("1 protected section", "{n:,} protected sections", facts.sections),
    )
    if shown:
        yield message("Kept as they are, and not to be edited here: {things}.", things=shown)
    kept = listed(
        plural(
            "1 change within another, or of a note or table",
            "{n:,} changes within others, or of notes or tables",
            facts.undecidable,
        ),
        plural("1 change of a format", "{n:,} changes of formats", facts.formats),
    )
    if kept:
        yield message("Tracked changes that stay as they are, and cannot be decided here: {changes}.", changes=kept)
