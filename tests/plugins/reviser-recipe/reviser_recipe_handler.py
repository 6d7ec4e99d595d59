"""Recipes: a header of any bytes, a line of dashes, and prose. Lines that begin with a star are quantities, which no
proposal may touch."""

import re

from reviser.core.text import Span
from reviser.documents.base import Content, FormatHandler, Written
from reviser.documents.encodings import Encoding, decode, encode
from reviser.documents.plain import PlainGuard
from reviser.errors import DocumentError
from reviser.messages import message

DASHES = b"\n---\n"


class Recipe(FormatHandler):
    """Reads and writes recipes; the header is `Content.source`."""

    def guard(self, text: str) -> PlainGuard:
        return PlainGuard(tuple(Span(*found.span()) for found in re.finditer(r"https?://\S+", text)))

    def read(self, data: bytes, called: str) -> Content:
        head, dashes, body = data.partition(DASHES)
        if not dashes:
            raise DocumentError(message("{called} has no line of dashes under its header: add one.", called=called))
        prose = decode(body, called)
        quantities = tuple(Span(*found.span()) for found in re.finditer(r"^\*.*$", prose.text, re.MULTILINE))
        return Content(prose.text, prose.encoding, prose.notes, quantities, head + dashes)

    def write(self, content: Content, text: str, encoding: Encoding) -> Written:
        assert isinstance(content.source, bytes)
        data = content.source + encode(text, encoding)
        return Written(data, self.read(data, "What was written"))
