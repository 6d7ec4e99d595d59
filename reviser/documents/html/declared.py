"""The encoding that an HTML page declares."""

import codecs
import re
from contextlib import suppress

from reviser.documents.encodings import UTF_8, Decoded, Encoding, decode, decode_as

_HEAD = 4096  # bytes in which a declaration is looked for
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9._:-]+)""", re.IGNORECASE)
_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252"}  # what these names mean on the web


def decode_page(data: bytes, called: str) -> Decoded:
    """Decode `data` such that `encode` gives the same bytes: by unambiguous bytes, else as the page declares, else by a
    guess. Raises DocumentError if it is not text."""
    decoded = decode(data, called)
    found = _CHARSET.search(data[:_HEAD])
    if decoded.encoding.bom or decoded.encoding == UTF_8 or found is None:
        return decoded
    with suppress(LookupError):
        name = codecs.lookup(found[1].decode()).name
        encoding = Encoding(_BROWSERS.get(name, name))
        text = decode_as(data, encoding)
        return Decoded(text, encoding) if text is not None else decoded
    return decoded
