"""Fields that are links (`HYPERLINK`): what they show is text like other words, where nothing else stands in them."""

import re

_EDGES = re.compile(rb"<[^\s<>]*fldChar\s[^>]*fldCharType\s*=\s*[\"'](\w+)[\"'][^>]*>")
_LINK = re.compile(rb"<[^\s<>]*(?:instr|delInstr)Text(?:\s[^>]*)?>\s*HYPERLINK\b")
_KINDS = [b"begin", b"separate", b"end"]


def link_end(data: bytes, begin: re.Match[bytes]) -> int:
    """Behind the last edge of a link whose first is the tag `begin`; 0 where that begins none: another field, one over
    several paragraphs, or with a field in it."""
    prefix = begin[2][: -len(b"fldChar")]
    field = data[begin.start() : data.find(b"</" + prefix + b"p>", begin.start())]
    edges = [edge for edge, _ in zip(_EDGES.finditer(field), _KINDS, strict=False)]
    if [edge[1] for edge in edges] != _KINDS or not _LINK.search(field, 0, edges[1].start()):
        return 0
    return begin.start() + edges[2].end()
