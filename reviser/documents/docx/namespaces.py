"""The namespaces of WordprocessingML."""

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACES = frozenset({TRANSITIONAL.encode(), STRICT.encode()})
