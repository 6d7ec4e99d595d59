"""XML as bytes: checked by expat, then read by regular expressions that give the offset of every tag.

expat checks well-formedness and refuses a DTD; using it for offsets needs a call for each tag, which is too slow for a
book. Checked XML consists of tags, text, comments, CDATA and instructions, with no other `<`."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from reviser.errors import DocumentError
from reviser.messages import message

OTHERS = rb"!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>"
_REST = rb"""[^>"']*+(?:"[^"]*"[^>"']*+|'[^']*'[^>"']*+)*+"""
# A tag: group 1 the slash of an end tag, 2 its name, 3 its attributes, which end with a slash if the element is empty.
# No group for a comment, CDATA or an instruction.
TAG = re.compile(rb"<(?:" + OTHERS + rb"|(/?)([^\s/>!?]+)(" + _REST + rb")>)", re.DOTALL)
ATTRIBUTE = re.compile(rb"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
ENTITY = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
# Characters that XML 1.0 cannot hold, not even escaped.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARED = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Coding:
    """The encoding of a part: a name that Python knows, and the byte order mark."""

    name: str = "utf-8"
    mark: bytes = b""

    def encode(self, utf8: bytes) -> bytes:
        """UTF-8 converted to the encoding of the part. Raises DocumentError if the encoding lacks a character."""
        if self.name == "utf-8":
            return self.mark + utf8
        try:
            return self.mark + utf8.decode().encode(self.name)
        except UnicodeEncodeError as error:
            sign = error.object[error.start]
            raise DocumentError(
                message(
                    "The character {sign} does not exist in {name}, the encoding used inside this document: "
                    "replace it, or save the document once in the program that created it. Nothing was "
                    "written.",
                    sign=repr(sign),
                    name=self.name,
                )
            ) from error


def decoded(raw: bytes, called: str, program: str) -> tuple[bytes, Coding]:
    """The XML of a part as UTF-8 without a mark, and its encoding, such that encoding it again gives `raw`. Raises
    DocumentError if it is not well-formed, has a DTD, or is not text; `program` is what the person can save it with
    again."""
    utf8, coding = as_utf8(raw, called, program)
    check(utf8, called, program)
    return utf8, coding


def as_utf8(raw: bytes, called: str, program: str) -> tuple[bytes, Coding]:
    """The same without the check for well-formedness. Raises DocumentError if it is not text."""
    coding = next((Coding(name, mark) for mark, name in _MARKS if raw.startswith(mark)), None)
    if coding is None:
        match = _DECLARED.match(raw)
        coding = Coding(match[1].decode().lower() if match else "utf-8")
    body = raw[len(coding.mark) :]
    try:
        if codecs.lookup(coding.name).name != "utf-8":
            utf8 = body.decode(coding.name).encode()
            if coding.encode(utf8) != raw:
                raise _malformed(called, program)
            return utf8, coding
        body.decode()
    except (UnicodeError, LookupError) as error:
        raise _malformed(called, program) from error
    return body, Coding("utf-8", coding.mark)


def check(utf8: bytes, called: str, program: str) -> None:
    """Raise DocumentError unless this is well-formed XML in UTF-8 without a document type definition."""

    def refuse(*_: object) -> NoReturn:
        raise DocumentError(
            message(
                "{path} has a document type definition, which {program} does not write and which can do harm:"
                " save it again in {program}, if you know where it comes from.",
                path=called,
                program=program,
            )
        )

    parser = expat.ParserCreate(encoding="UTF-8")
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(utf8, True)
    except expat.ExpatError as error:
        raise _malformed(called, program) from error


def _malformed(called: str, program: str) -> DocumentError:
    return DocumentError(
        message(
            "{path} is damaged inside (it is not well-formed XML): open it in {program} and save it again.",
            path=called,
            program=program,
        )
    )


def unescape(text: str) -> str:
    """Text as written between tags, with entities resolved and each line end as one character."""
    if "&" in text:
        text = ENTITY.sub(_entity, text)
    return text


def _entity(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    return chr(int(match[1], 16) if match[1] else int(match[2]))


def escape(text: str) -> bytes:
    """Text to be written between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def attribute_value(text: str) -> bytes:
    """Text as the value of an attribute, including quotation marks."""
    signs = escape(text).replace(b'"', b"&quot;").replace(b"\n", b"&#10;").replace(b"\t", b"&#9;")
    return b'"' + signs + b'"'


def attributes(raw: bytes) -> dict[bytes, str]:
    """The attributes of a tag, by raw name."""
    return {
        match[1]: unescape((match[2] if match[2] is not None else match[3]).decode())
        for match in ATTRIBUTE.finditer(raw)
    }


def spliced(data: bytes, splices: list[tuple[int, int, bytes]]) -> bytes:
    """`data` with `[start:end]` replaced for each splice; splices at one place are applied in the given order. Raises
    ValueError if two overlap."""
    parts: list[bytes] = []
    done = 0
    for start, end, new in sorted(splices, key=lambda splice: (splice[0], splice[1])):
        if start < done or end < start:
            raise ValueError(f"splices overlap at {start}")
        parts += data[done:start], new
        done = end
    parts.append(data[done:])
    return b"".join(parts)


@lru_cache(maxsize=512)
def closing(name: bytes) -> re.Pattern[bytes]:
    """The pattern for tags of elements called `name`: group 1 is the slash of an end tag, group 2 the attributes."""
    return re.compile(rb"<(?:" + OTHERS + rb"|(/?)" + re.escape(name) + rb"(?=[\s/>])(" + _REST + rb")>)", re.DOTALL)


def end_of(data: bytes, tags: re.Pattern[bytes], place: int) -> tuple[int, int]:
    """Where the end tag of the element whose content begins at `place` begins and ends; `tags` finds tags of its name.
    Raises ValueError if there is none."""
    depth = 1
    for tag in tags.finditer(data, place):
        if tag[1]:
            depth -= 1
            if not depth:
                return tag.start(), tag.end()
        elif tag[1] is not None and not tag[2].endswith(b"/"):
            depth += 1
    raise ValueError("no end tag")


class ElementPlaces(NamedTuple):
    """The start tag of an element, the offset of its end tag (behind the start tag if it has none), and the offset
    behind it."""

    tag: re.Match[bytes]
    stop: int
    end: int


def elements(data: bytes, start: int, end: int) -> Iterator[ElementPlaces]:
    """The elements between two places, without nested ones."""
    place = start
    while (tag := TAG.search(data, place, end)) is not None:
        stop = place = tag.end()
        if tag[2] is None:
            continue
        if tag[1]:
            return
        if not tag[3].endswith(b"/"):
            stop, place = end_of(data, closing(tag[2]), place)
        yield ElementPlaces(tag, stop, place)
