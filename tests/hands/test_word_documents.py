"""A person's day with a Word document, by real keys and a real mouse: a co-author's changes and comments are read and
decided, words are typed beside a picture, and it is saved, also as a copy with tracked changes."""

from tests.documents.docx.making import W, docx
from tests.hands.co_author import CoAuthorsDocument
from tests.hands.documents import Desk

RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
GONE = '<w:del w:id="1" w:author="Ann B." w:date="2026-01-31T12:00:00Z"><w:r><w:delText>old</w:delText></w:r></w:del>'
NEW = f'<w:ins w:id="2" w:author="Ann B." w:date="2026-01-31T12:00:00Z">{RUN.format("new")}</w:ins>'
ABOUT = f'<w:commentRangeStart w:id="7"/>{RUN.format(" words, ")}<w:commentRangeEnd w:id="7"/>'
PICTURE = "<w:r><w:drawing/></w:r>"
BODY = f"<w:p>{RUN.format('Some ')}{GONE}{NEW}{ABOUT}{RUN.format('and we recieve letters.')}{PICTURE}</w:p>"
COMMENT = f'<w:comment w:id="7" w:author="Bo"><w:p>{RUN.format("Which words?")}</w:p></w:comment>'
DOCUMENT = docx(BODY, {"word/comments.xml": f"<w:comments {W}>{COMMENT}</w:comments>"})


class TestWordDocument(CoAuthorsDocument):
    data, suffix = DOCUMENT, "docx"


def test_a_document_that_is_open_in_libreoffice_is_said(desk: Desk) -> None:
    path = desk.write(DOCUMENT, "docx")
    path.with_name(f".~lock.{path.name}#").write_text(",ann,desk,29.11.2026 12:00,file:///home/ann;")
    program = desk.lay_path(path)
    program.await_said(f"{path.name} seems to be open in LibreOffice by ann")
