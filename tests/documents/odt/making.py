"""OpenDocument texts made for a test, and the real ones."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from reviser.documents.odt.document import TextDocument
from reviser.documents.odt.names import SPACES
from tests.data import SHARED

NAMES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items()) + (
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
KIND = "application/vnd.oasis.opendocument.text"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/></manifest:manifest>'
)
WHO = "<office:change-info><dc:creator>{}</dc:creator><dc:date>2026-01-31T12:00:00</dc:date></office:change-info>"


def xml(body: str, changes: str = "", names: str = NAMES) -> bytes:
    """The member that is the text."""
    listed = f"<text:tracked-changes>{changes}</text:tracked-changes>" if changes else ""
    inner = f"<office:body><office:text>{listed}{body}</office:text></office:body>"
    return f"{HEAD}<office:document-content {names}>{inner}</office:document-content>".encode()


def odt(body: str, changes: str = "", members: Mapping[str, str | bytes] | None = None, names: str = NAMES) -> bytes:
    """A document with this in its body, and other members."""
    made: dict[str, str | bytes] = {"mimetype": KIND, "Thumbnails/t.png": bytes(range(256))}
    made["content.xml"] = xml(body, changes, names)
    return zipped({**made, "styles.xml": HEAD + "<s/>", **(members or {}), "META-INF/manifest.xml": MANIFEST})


def pages(inner: str) -> str:
    """The member `styles.xml` with this in a master page."""
    return (
        f"{HEAD}<office:document-styles {NAMES}><office:styles><text:p>none</text:p></office:styles>"
        f"<office:master-styles><draw:layer-set/><style:master-page>{inner}</style:master-page></office:master-styles>"
        "</office:document-styles>"
    )


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """The members in a ZIP file, the type as it is, the others packed."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return file.getvalue()


def unzipped(data: bytes) -> list[tuple[str, int, bytes]]:
    """The members in their order: name, how it is packed, content."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [(info.filename, info.compress_type, archive.read(info)) for info in archive.infolist()]


def insertion(name: str, author: str = "B") -> str:
    return (
        f'<text:changed-region xml:id="{name}" text:id="{name}"><text:insertion>{WHO.format(author)}'
        "</text:insertion></text:changed-region>"
    )


def deletion(name: str, content: str, author: str = "B") -> str:
    return (
        f'<text:changed-region xml:id="{name}" text:id="{name}"><text:deletion>{WHO.format(author)}{content}'
        "</text:deletion></text:changed-region>"
    )


def new(name: str, inner: str) -> str:
    """What was inserted between its marks."""
    return f'<text:change-start text:change-id="{name}"/>{inner}<text:change-end text:change-id="{name}"/>'


def gone(name: str) -> str:
    return f'<text:change text:change-id="{name}"/>'


def note(text: str, kind: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>1</text:note-citation><text:note-body>'
        f"<text:p>{text}</text:p></text:note-body></text:note>"
    )


def items(*contents: str) -> str:
    """A list."""
    return f"<text:list>{''.join(f'<text:list-item>{content}</text:list-item>' for content in contents)}</text:list>"


def shown(document: TextDocument) -> str:
    """What of its text is only shown."""
    return "".join(story.pieces.text for story in document.shown)


def real() -> list[Path]:
    """The real documents; none where the shared data is missing."""
    folder = SHARED / "documents" / "odt"
    return sorted(path for path in folder.glob("*") if path.suffix in {".odt", ".fodt"})
