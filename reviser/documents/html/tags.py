"""The tags and entities of HTML and XHTML (well-formed or not) as bytes in UTF-8 with their places. All operations take
linear time."""

import html
import re
from html.entities import html5

from reviser.documents.splices.markup import ATTRIBUTE, ILLEGAL

_REST = rb"""(?:[^<>"']|"[^"]{0,5000}"|'[^']{0,5000}')*+"""
# A tag: group 2 the slash of an end tag, 3 its name, 4 its attributes. Group 1 is the content of CDATA. No group: a
# comment, a declaration or an instruction.
TAG = re.compile(
    rb"<(?:!--.*?(?:-->|\Z)|!\[CDATA\[(.*?)(?:\]\]>|\Z)|![^>\[]*\[[^\]]{0,5000}\]\s*>|![^>]*(?:>|\Z)|\?.*?(?:\?>|\Z)"
    rb"|(/?)([A-Za-z][\w:.-]*)(" + _REST + rb")(?:>|\Z))",
    re.DOTALL,
)
_WHOLE = re.compile(rb"<!--.*-->|<!\[CDATA\[.*\]\]>|<\?.*\?>|<(?!!--|!\[CDATA\[|\?).*>", re.DOTALL)
EMPTY_LINE = b"<!--empty line-->"  # makes a line of an element that would otherwise be empty
_HIDDEN = rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|"
# In a script: the begin of a comment (group 1: that ends at once), its end, or a tag (group 2 the slash of an end tag).
_IN_SCRIPT = re.compile(rb"<!--(-*>)?|-->|<(/?)script(?=[\s/>])" + _REST + rb"(?:>|\Z)", re.IGNORECASE)
# Within a text: white space with a line end or tab, an entity, and characters that stand for themselves.
SPECIAL = re.compile(
    rb"[ \t\r\n\f]*[\t\r\n\f][ \t\r\n\f]*|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|[<&]"
)
ESCAPES = {b"<": b"&lt;", b"&": b"&amp;"}
_UNUSUAL = re.compile(f"{ILLEGAL.pattern}|[\r\n]")
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def is_cut_off(tag: re.Match[bytes]) -> bool:
    """Whether the source ends within the tag, comment or other markup: nothing can be written after it."""
    return _WHOLE.fullmatch(tag[0]) is None


def name_of(tag: re.Match[bytes]) -> bytes:
    """A tag's name in lower case, without a prefix."""
    return tag[3].lower().rpartition(b":")[2]


def is_empty(tag: re.Match[bytes]) -> bool:
    """Whether a start tag marks its element as empty."""
    rest: bytes = tag[4]
    return rest.endswith(b"/")


def attributes(raw: bytes) -> dict[bytes, str]:
    """The attributes of a tag, by name in lower case."""
    found: dict[bytes, str] = {}
    for attribute in ATTRIBUTE.finditer(raw):
        value = attribute[2] if attribute[2] is not None else attribute[3]
        found.setdefault(attribute[1].lower(), html.unescape(value.decode("utf-8", "replace")))
    return found


def character(entity: bytes) -> str:
    """The character that an entity stands for; empty if it stands for none or several."""
    text = entity.decode()
    meant = html.unescape(text) if text[1] == "#" else html5.get(text[1:], "")
    return meant if len(meant) == 1 and not _UNUSUAL.search(meant) else ""


def plain_text(raw: bytes) -> str:
    """The text of a piece of source without tags."""
    return _BLANKS.sub(" ", html.unescape(TAG.sub(b"", raw).decode("utf-8", "replace")))


class Ends:
    """Finds the ends of elements in a source."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._open: set[bytes] = set()  # names of elements for which no end tag was found

    def behind(self, tag: re.Match[bytes], *, raw: bool) -> tuple[int, int]:
        """Where the end tag of the element that `tag` opens begins and ends. `raw`: its content is not markup. If there
        is no end tag: the offset behind the tag, or for raw content behind the source."""
        place, name = tag.end(), tag[3]
        if is_empty(tag):
            return place, place
        if name.lower() == b"script":
            return self._behind_script(place)
        if name not in self._open:
            tags = rb"<(/?)" + re.escape(name) + rb"(?=[\s/>])" + _REST + rb"(?:>|\Z)"
            pattern = re.compile(tags if raw else _HIDDEN + tags, re.IGNORECASE | re.DOTALL)
            depth = 1
            for found in pattern.finditer(self._data, place):
                if found[1]:
                    depth = 0 if raw else depth - 1
                elif not raw and found[1] is not None and not found[0].endswith(b"/>"):
                    depth += 1
                if not depth:
                    return found.span()
            self._open.add(name)
        return (len(self._data), len(self._data)) if raw else (place, place)

    def _behind_script(self, place: int) -> tuple[int, int]:
        """As `behind`, for a script whose content begins at `place`. Within `<!--` and `-->`, the end tag of an inner
        script does not end it ("script data double escaped state" of the HTML standard); some write scripts."""
        in_comment = in_inner = False
        for found in _IN_SCRIPT.finditer(self._data, place):
            mark = found[0]
            if mark.startswith(b"<!--"):
                in_comment = in_comment or found[1] is None
            elif mark == b"-->":
                in_comment = in_inner = False
            elif not found[2]:
                in_inner = in_inner or in_comment
            elif in_inner:
                in_inner = False
            else:
                return found.span()
        return len(self._data), len(self._data)
