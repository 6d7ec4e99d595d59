"""The format handler for OpenDocument texts."""

from collections.abc import Iterable, Sequence

from reviser.documents.appearance import LineLook
from reviser.documents.odt.document import TextDocument
from reviser.documents.odt.looks import looks, styles_of
from reviser.documents.splices.handler import TrackedFormat, kept_notes, listed
from reviser.messages import Message, message, plural


class TextFormat(TrackedFormat[TextDocument]):
    """The .odt file and its variants. `Content.source` is a TextDocument."""

    kind = TextDocument

    def notes(self, document: TextDocument) -> Iterable[Message]:
        facts = document.facts
        if facts.protected:
            yield message(
                "The document is protected against editing in LibreOffice: ask its author before you change it."
            )
        shown = listed(
            plural("1 header or footer", "{n:,} headers and footers", facts.headers),
            plural("1 text box", "{n:,} text boxes", facts.text_boxes),
            plural("1 placeholder", "{n:,} placeholders", facts.placeholders),
            plural("1 bound field", "{n:,} bound fields", facts.bound),
            plural("1 protected section", "{n:,} protected sections", facts.sections),
        )
        kept = listed(
            plural(
                "1 nested change, or change of a note or table",
                "{n:,} nested changes, or changes of notes or tables",
                facts.undecidable,
            ),
            plural("1 change in a header or text box", "{n:,} changes in headers, footers and text boxes", facts.apart),
            plural("1 format change", "{n:,} format changes", facts.formats),
        )
        yield from kept_notes(shown, kept)

    def looks(self, document: TextDocument) -> Sequence[LineLook]:
        return looks((story.pieces for story in document.all_stories), styles_of(document.package.all_styles))
