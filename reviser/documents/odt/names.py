"""Names of OpenDocument elements: with any prefix when reading, and with the part's own prefixes when writing."""

from collections.abc import Iterable

from reviser.documents.splices.markup import ATTRIBUTE, TAG, attribute_value, attributes

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
SPACES = {
    "office": _OASIS.format("office"),
    "text": _OASIS.format("text"),
    "table": _OASIS.format("table"),
    "draw": _OASIS.format("drawing"),
    "style": _OASIS.format("style"),
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_BY_URI = {uri: space for space, uri in SPACES.items()}
_PERSONAL = frozenset({b"id", b"start-value", b"restart-numbering"})  # attributes that no copy of an element may have


class NameScope:
    """The meaning of raw names at a place: qualified names such as "text:p" by raw name, one dict per scope."""

    __slots__ = ("_known", "names")

    def __init__(self, known: Iterable[str]) -> None:
        """`known` are the names to be resolved."""
        self._known: dict[str, list[str]] = {}
        for name in known:
            space, _, local = name.partition(":")
            self._known.setdefault(space, []).append(local)
        self.names: dict[bytes, str] = {}

    def bound(self, raw: bytes, names: dict[bytes, str] | None = None) -> dict[bytes, str]:
        """The names within an element with the attributes `raw`, if `names` (default: those of this place) hold around
        it."""
        names = self.names if names is None else names
        for key, value in attributes(raw).items():
            if key == b"xmlns" or key.startswith(b"xmlns:"):
                prefix = key[6:] + b":" if key != b"xmlns" else b""
                names = {
                    name: meant
                    for name, meant in names.items()
                    if not (name.startswith(prefix) if prefix else b":" not in name)
                }
                space = _BY_URI.get(value, "")
                names |= {prefix + local.encode(): f"{space}:{local}" for local in self._known.get(space, ())}
        return names


class ElementNames:
    """How new elements are written in a part: with the prefixes that its root element declares, if they are
    unambiguous, else with a prefix that each new element declares."""

    def __init__(self, data: bytes) -> None:
        root = next((tag for tag in TAG.finditer(data) if tag[2]), None)
        self._data = data
        self._declared = ATTRIBUTE.findall(root[3]) if root is not None else []
        self._prefixes: dict[str, bytes] = {}  # of the namespaces that were asked for; empty where there is none

    def element(self, kind: str, content: bytes = b"", more: bytes = b"", **values: str) -> bytes:
        """The element `kind` ("text:change-end") with attributes of its own namespace ("change_id") and further
        attributes as given."""
        space, _, local = kind.partition(":")
        prefix, declaration = self._prefix(space)
        inner = b"".join(
            b" " + prefix + key.replace("_", "-").encode() + b"=" + attribute_value(value)
            for key, value in values.items()
        )
        opening = b"<" + prefix + local.encode() + declaration + more + inner
        return opening + (b">" + content + b"</" + prefix + local.encode() + b">" if content else b"/>")

    def _prefix(self, space: str) -> tuple[bytes, bytes]:
        if space not in self._prefixes:
            uri = SPACES[space].encode()
            mine = (name for name, one, other in self._declared if name.startswith(b"xmlns:") and uri in (one, other))
            once = (name[6:] + b":" for name in mine if self._data.count(name + b"=") == 1)
            self._prefixes[space] = next(once, b"")
        if self._prefixes[space]:
            return self._prefixes[space], b""
        prefix = b"rv" + space.encode()
        return prefix + b":", b" xmlns:" + prefix + b'="' + SPACES[space].encode() + b'"'


def copied(opening: bytes) -> bytes:
    """A start tag (or empty tag) as the start tag of another element of the same kind, without unique attributes."""
    tag = TAG.match(opening)
    assert tag is not None
    opening = tag[0][:-2].rstrip() + b">" if tag[0].endswith(b"/>") else tag[0]
    for found in reversed(list(ATTRIBUTE.finditer(opening, len(tag[2]) + 1))):
        if found[1].rpartition(b":")[2] in _PERSONAL:
            opening = opening[: found.start()].rstrip() + opening[found.end() :]
    return opening


def closed(opening: bytes) -> bytes:
    """The end tag for a start tag."""
    tag = TAG.match(opening)
    assert tag is not None
    return b"</" + tag[2] + b">"
