"""Word documents made for a test, and the real ones."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from reviser.documents.docx.namespaces import TRANSITIONAL
from tests.data import SHARED

W = f'xmlns:w="{TRANSITIONAL}"'
TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


BELONGING = {"footnotes", "endnotes", "comments", "settings", "styles", "numbering", "header", "footer"}
EDGE = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def field(inner: str, code: str = 'HYPERLINK "x"') -> str:
    """A field that shows these runs."""
    begin = EDGE.format("begin") + f"<w:r><w:instrText> {code} </w:instrText></w:r>" + EDGE.format("separate")
    return begin + inner + EDGE.format("end")


def relation(identity: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"/>'


def docx(body: str, parts: Mapping[str, str | bytes] | None = None, root: str = W) -> bytes:
    """A document with this in its body, and other members: those called footnotes, endnotes, comments, settings,
    styles, numbering, or header and footer with a number, belong to it."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(relation("rId1", f"{KIND}/officeDocument", "word/document.xml")),
        "word/document.xml": f"{HEAD}<w:document {root}><w:body>{body}</w:body></w:document>",
    }
    more = dict(parts or {})
    related = "".join(
        relation(f"rId{number}", f"{KIND}/{Path(name).stem.rstrip('0123456789')}", Path(name).name)
        for number, name in enumerate(more, 1)
        if Path(name).stem.rstrip("0123456789") in BELONGING
    )
    if related:
        members["word/_rels/document.xml.rels"] = RELATIONS.format(related)
    return zipped({**members, **more})


def zipped(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return file.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The members in their order."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


# Hostile on purpose: it has a DTD.
REFUSED = {"ExternalEntityInText.docx"}


def real(folder: str = "") -> list[Path]:
    """The real documents, without those that are to be refused; none where the shared data is missing."""
    found = sorted((SHARED / "documents" / "docx" / folder).rglob("*.docx"))
    return [path for path in found if path.name not in REFUSED]
