"""What the elements of WordprocessingML are to who reads the text, by their local names; all others are one sign."""

from reviser.documents.docx.pieces import HYPHEN, SOFT
from reviser.documents.splices.pieces import LINE, PieceState

# What shows nothing of its own: jumped over.
SILENT = frozenset(
    "tblPr tblGrid tblPrEx sectPr sdtEndPr smartTagPr customXmlPr proofErr bookmarkStart bookmarkEnd permStart permEnd "
    "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd "
    "customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd "
    "customXmlMoveToRangeStart customXmlMoveToRangeEnd instrText delInstrText "
    "lastRenderedPageBreak annotationRef background tblPrExChange "
    "rPr pPr docPartPr"
    .split()
)  # fmt: skip
# What only holds others that are read.
HOLDERS = frozenset(
    "document body tbl tr tc hyperlink smartTag customXml sdtContent footnotes endnotes hdr ftr dir bdo".split()
)
# What may stand in a paragraph twice in its place, around parts of what it held.
LINKS = frozenset({"hyperlink", "smartTag", "customXml", "dir", "bdo"})
CHANGES = {"ins": PieceState.INSERTED, "del": PieceState.DELETED} | {
    "moveTo": PieceState.INSERTED | PieceState.MOVED,
    "moveFrom": PieceState.DELETED | PieceState.MOVED,
}
SIGNS = {"tab": "\t", "cr": LINE, "noBreakHyphen": HYPHEN, "softHyphen": SOFT}
