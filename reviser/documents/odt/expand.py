"""Expands elements that stand for several characters, and empty tags, where edits need a place inside them."""

from collections.abc import Iterable

from reviser.core.edit import Edit
from reviser.documents.odt.names import closed
from reviser.documents.odt.pieces import TextPieces
from reviser.documents.odt.plan import EditStep, ParagraphJoin, TextPut
from reviser.documents.odt.scan import TextDocumentScanner
from reviser.documents.odt.seams import Splice
from reviser.documents.splices.markup import TAG, spliced
from reviser.documents.splices.pieces import Kind


def expanded(pieces: TextPieces, edits: Iterable[Edit], steps: Iterable[EditStep]) -> TextPieces:
    """The document read again after elements were expanded for these edits and steps; the same object if nothing is
    needed. Its text is unchanged."""
    splices: dict[int, Splice] = {}
    for edit in edits:
        for place in (edit.start, edit.end):
            number = pieces.piece_at(place) if place < pieces.offsets[-1] else -1
            if number >= 0 and pieces.kinds[number] == Kind.SIGN and place > pieces.offsets[number]:
                splices[pieces.starts[number]] = _singly(pieces, number)
    for step in steps:
        if isinstance(step, TextPut | ParagraphJoin):
            following = pieces.paragraph_next[step.paragraph] if isinstance(step, ParagraphJoin) else step.paragraph
            for paragraph in (step.paragraph, following):
                start, end = pieces.paragraph_starts[paragraph], pieces.paragraph_ends[paragraph]
                if pieces.paragraph_inner[paragraph] == end:
                    bare = pieces.data[start:end][:-2].rstrip() + b">"
                    splices[start] = start, end, bare + closed(bare)
    return TextDocumentScanner(spliced(pieces.data, list(splices.values()))).run() if splices else pieces


def _singly(pieces: TextPieces, number: int) -> Splice:
    start, end = pieces.starts[number], pieces.ends[number]
    tag = TAG.match(pieces.data, start)
    assert tag is not None
    return start, end, (b"<" + tag[2] + b"/>") * len(pieces.texts[number])
