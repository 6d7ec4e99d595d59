"""Fields that are links (`HYPERLINK`): their displayed text is editable text, if it contains nothing else."""

import re

_EDGES = re.compile(rb"<[^\s<>]*fldChar\s[^>]*fldCharType\s*=\s*[\"'](\w+)[\"'][^>]*>")
_LINK = re.compile(rb"<[^\s<>]*(?:instr|delInstr)Text(?:\s[^>]*)?>\s*HYPERLINK\b")
_KINDS = [b"begin", b"separate", b"end"]


def link_end(data: bytes, begin: re.Match[bytes]) -> int:
    """The offset behind the link field that starts with the tag `begin`; 0 if it is another field, spans several
    paragraphs, or contains a field."""
    prefix = begin[2][: -len(b"fldChar")]
    field = data[begin.start() : data.find(b"</" + prefix + b"p>", begin.start())]
    edges = [edge for edge, _ in zip(_EDGES.finditer(field), _KINDS, strict=False)]
    if [edge[1] for edge in edges] != _KINDS or not _LINK.search(field, 0, edges[1].start()):
        return 0
    return begin.start() + edges[2].end()
