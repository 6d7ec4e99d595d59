"""The format handler for Word documents."""

from collections.abc import Iterable, Sequence

from reviser.documents.appearance import LineLook
from reviser.documents.docx.document import WordDocument
from reviser.documents.docx.looks import looks
from reviser.documents.docx.styles import styles_of
from reviser.documents.splices.handler import TrackedFormat, kept_notes, listed
from reviser.messages import Message, message, plural


class WordFormat(TrackedFormat[WordDocument]):
    """The .docx file and its variants. `Content.source` is a WordDocument."""

    kind = WordDocument

    def notes(self, document: WordDocument) -> Iterable[Message]:
        facts = document.facts
        if facts.protected:
            yield message("The document is protected against editing in Word: ask its author before you change it.")
        shown = listed(
            plural("1 header or footer", "{n:,} headers and footers", facts.headers),
            plural("1 text box", "{n:,} text boxes", facts.text_boxes),
            plural("1 placeholder", "{n:,} placeholders", facts.placeholders),
            plural("1 bound field", "{n:,} bound fields", facts.bound),
        )
        kept = listed(
            plural("1 part of a move", "{n:,} parts of moves", facts.moves),
            plural("1 changed row", "{n:,} changed rows", facts.rows),
            plural("1 nested change", "{n:,} nested changes", facts.stacked),
            plural("1 change in a header or text box", "{n:,} changes in headers, footers and text boxes", facts.apart),
            plural("1 format change", "{n:,} format changes", facts.formats),
        )
        yield from kept_notes(shown, kept)

    def looks(self, document: WordDocument) -> Sequence[LineLook]:
        return looks((story.pieces for story in document.all_stories), styles_of(document.package))
