"""How elements of WordprocessingML are read, by local name; all others become one sign each."""

from reviser.documents.docx.pieces import HYPHEN, SOFT
from reviser.documents.splices.pieces import LINE, PieceState

# Elements without visible content: skipped.
SILENT = frozenset(
    "tblPr tblGrid tblPrEx sectPr sdtEndPr smartTagPr customXmlPr proofErr bookmarkStart bookmarkEnd permStart permEnd "
    "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd "
    "customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd "
    "customXmlMoveToRangeStart customXmlMoveToRangeEnd instrText delInstrText "
    "lastRenderedPageBreak annotationRef background tblPrExChange "
    "rPr pPr docPartPr"
    .split()
)  # fmt: skip
# Elements that only contain other elements.
HOLDERS = frozenset(
    "document body tbl tr tc hyperlink smartTag customXml sdtContent footnotes endnotes hdr ftr dir bdo".split()
)
# Elements that can be split in two when their paragraph is split.
LINKS = frozenset({"hyperlink", "smartTag", "customXml", "dir", "bdo"})
CHANGES = {"ins": PieceState.INSERTED, "del": PieceState.DELETED} | {
    "moveTo": PieceState.INSERTED | PieceState.MOVED,
    "moveFrom": PieceState.DELETED | PieceState.MOVED,
}
SIGNS = {"tab": "\t", "cr": LINE, "noBreakHyphen": HYPHEN, "softHyphen": SOFT}
