"""A person's day with a text of LibreOffice's, by real keys: a co-author's changes are decided, and a copy is saved
with what is accepted as changes for them."""

from tests.documents.odt.making import deletion, gone, insertion, new, odt
from tests.hands.co_author import CoAuthorsDocument

ABOUT = (
    '<office:annotation office:name="c"><dc:creator>Bo</dc:creator><text:p>Which words?</text:p></office:annotation>'
    '{}<office:annotation-end office:name="c"/>'
)
BODY = (
    f"<text:p>Some {new('i', 'new')}{gone('d')}{ABOUT.format(' words')}, and we recieve letters.<draw:frame/></text:p>"
)
DOCUMENT = odt(BODY, insertion("i", "Ann B.") + deletion("d", "<text:p>old</text:p>", "Ann B."))


class TestOpenDocument(CoAuthorsDocument):
    data, suffix = DOCUMENT, "odt"
