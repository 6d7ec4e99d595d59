"""Exact conversion of bytes to text and back: a file is written byte for byte as it was read, or refused with a
message.

UTF-8 is tried first, because text in another encoding is hardly ever valid UTF-8 by accident. Any other candidate is
used only if encoding its text again gives the same bytes."""

import codecs
import re
from dataclasses import dataclass

from reviser.errors import DocumentError
from reviser.messages import message, plural


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding of a file: a name that `encodings` knows, and the byte order mark before the text (empty if there
    was none)."""

    name: str = "utf-8"
    bom: bytes = b""


UTF_8 = Encoding()

# A byte that is not UTF-8 becomes one private-use character, U+EF80 for 0x80 to U+EFFF for 0xFF (the range that MirOS
# uses for this). Python's surrogate escapes are not Unicode text: databases, JSON and Qt reject them.
MIXED = "utf-8-mixed"
STRAY_FIRST, STRAY_LAST = "\uef80", "\uefff"
_STRAY = re.compile(f"[{STRAY_FIRST}-{STRAY_LAST}]")
_STRAY_BASE = ord(STRAY_FIRST) - 0x80

# UTF-32 before UTF-16, whose mark is a prefix of the other's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"PK\x03\x04", message("a ZIP archive or an office document")),
    (b"%PDF-", message("a PDF")),
    (b"\x89PNG", message("an image")),
    (b"\xff\xd8\xff", message("an image")),
    (b"\x1f\x8b", message("a compressed file")),
    (b"\x7fELF", message("a program")),
    (b"SQLite format 3\x00", message("a database")),
    (b"\xd0\xcf\x11\xe0", message("an old office document")),
    (b"{\\rtf", message("a Rich Text document")),
)

# All control characters except tab, line feed, vertical tab, form feed, carriage return, and escape (terminal logs).
_CONTROLS = bytes(byte for byte in (*range(1, 9), *range(14, 27), 28, 29, 30, 31, 127))
_BINARY_SHARE = 0.01
_SAMPLE_BYTES = 16_384
# With fewer bytes above 0x7F, the most common old encoding is a better choice than a statistical guess.
_ENOUGH_FOR_A_GUESS = 24
_WESTERN = "cp1252"
# Windows-1252 is used unless another encoding has a share of familiar letter pairs that is higher by this much: on
# French, German, English, Polish and Lithuanian text, wrong encodings led by 0, right ones by 0.12 or alone.
_CLOSE = 0.1
_NAMES = {"cp1252": "windows-1252", "latin-1": "ISO-8859-1"}
# With a lower share, a guess among single-byte encodings has no basis.
_FAMILIAR = 0.1
_WIDE = frozenset({"shift_jis", "cp932", "euc_jp", "gb18030", "big5", "euc_kr", "cp949"})
# Encodings of people's old documents; the guess chooses only among these.
_CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "iso8859_2", "iso8859_5", "iso8859_7", "koi8_r", "koi8_u", "mac_roman", "cp437", "cp850", "cp866",
    "shift_jis", "cp932", "euc_jp", "gb18030", "big5", "euc_kr", "cp949",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text, its encoding, and sentences for the person."""

    text: str
    encoding: Encoding
    notes: tuple[str, ...] = ()


def decode(data: bytes, called: str) -> Decoded:
    """Decode `data` such that `encode` gives the same bytes. Raises DocumentError, naming the file as `called`, if it
    is not text."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data, Encoding(name, mark), called)
    _refuse_binary(data, called)
    if b"\0" in data:
        return _with_nuls(data, called)
    text = decode_as(data, Encoding("utf-8"))
    if text is not None:
        return Decoded(text, Encoding("utf-8"))
    return _not_utf8(data)


def encode(text: str, encoding: Encoding) -> bytes:
    """The bytes to write. Raises DocumentError with the first character that the encoding lacks, and its place."""
    try:
        return encoding.bom + _encode(text, encoding.name)
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        column = error.start - (text.rfind("\n", 0, error.start) + 1) + 1
        character = text[error.start]
        code = f"U+{ord(character):04X}"
        shown = f"“{character}” ({code})" if character.isprintable() else code
        raise DocumentError(
            message(
                "The character {shown} in line {line}, column {column} does not exist in {encoding}, the"
                " encoding of this file: replace it, or save as UTF-8. Nothing was written.",
                shown=shown,
                line=line,
                column=column,
                encoding=spoken(encoding),
            )
        ) from error


def spoken(encoding: Encoding) -> str:
    """The usual written name of an encoding."""
    if encoding.name == MIXED:
        return message("UTF-8 with stray bytes")
    return _NAMES.get(encoding.name, encoding.name.upper().replace("_", "-"))


def _encode(text: str, name: str) -> bytes:
    if name != MIXED:
        return text.encode(name)
    # Each stray byte returns to its place between runs of valid text.
    parts: list[bytes] = []
    position = 0
    for match in _STRAY.finditer(text):
        parts += text[position : match.start()].encode("utf-8"), bytes([ord(match[0]) - _STRAY_BASE])
        position = match.end()
    parts.append(text[position:].encode("utf-8"))
    return b"".join(parts)


def _decode(data: bytes, name: str) -> str:
    if name != MIXED:
        return data.decode(name)
    # The surrogate escape of byte B is U+DC00 + B; decoded UTF-8 contains no other surrogates.
    escaped = data.decode("utf-8", "surrogateescape")
    return re.sub("[\udc80-\udcff]", lambda match: chr(ord(match[0]) - 0xDC00 + _STRAY_BASE), escaped)


def decode_as(data: bytes, encoding: Encoding) -> str | None:
    """The text of `data`, including its mark, if encoding it again gives `data`; else None."""
    try:
        text = _decode(data[len(encoding.bom) :], encoding.name)
        return text if encoding.bom + _encode(text, encoding.name) == data else None
    except UnicodeError:
        return None


def _marked(data: bytes, encoding: Encoding, called: str) -> Decoded:
    text = decode_as(data, encoding)
    if text is not None:
        if "\0" in text:
            raise _nul_error(called)
        note = (
            ()
            if encoding.name == "utf-8"
            else (message("The file is {encoding} and is saved as such.", encoding=spoken(encoding)),)
        )
        return Decoded(text, encoding, note)
    if encoding.name == "utf-8":
        _refuse_binary(data, called)
        return _mixed(data, encoding.bom) or _single_byte(data)
    raise DocumentError(
        message(
            "{path} begins as {encoding} text but is damaged: open it in the program that created it.",
            path=called,
            encoding=spoken(encoding),
        )
    )


def _refuse_binary(data: bytes, called: str) -> None:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise DocumentError(
                message(
                    "{path} is {kind}, not text: save its text as plain text or Markdown, and open that.",
                    path=called,
                    kind=kind,
                )
            )
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > len(data) * _BINARY_SHARE and b"\0" not in data:
        raise DocumentError(
            message(
                "{path} is not a text file: it is full of control characters. Open a text or Markdown file.",
                path=called,
            )
        )


def _nul_error(called: str) -> DocumentError:
    return DocumentError(
        message("{path} contains NUL bytes, so it is binary or damaged: open a text or Markdown file.", path=called)
    )


def _with_nuls(data: bytes, called: str) -> Decoded:
    """Decode UTF-16 without a mark, in which every second byte of western text is NUL. Other data with a NUL is not
    text."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    name = "utf-16-be" if even > odd else "utf-16-le"
    text = decode_as(data, Encoding(name)) if max(even, odd) > len(data) // 8 > min(even, odd) * 8 else None
    # If NULs or wide control characters remain, the guess was wrong.
    if text is None or re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]", text):
        raise _nul_error(called)
    encoding = Encoding(name)
    return Decoded(
        text,
        encoding,
        (message("The file is {encoding} without a mark, and is saved as such.", encoding=spoken(encoding)),),
    )


def _not_utf8(data: bytes) -> Decoded:
    return _mixed(data, b"") or _single_byte(data)


def _mixed(data: bytes, bom: bytes) -> Decoded | None:
    """Decode UTF-8 with some invalid bytes. Only if valid multi-byte characters outnumber the invalid bytes, because
    text in an old encoding hardly ever forms one."""
    encoding = Encoding(MIXED, bom)
    text = decode_as(data, encoding)
    if text is None:
        return None
    strays = len(_STRAY.findall(text))
    multiple = sum(1 for character in text if character > "\x7f") - strays
    if multiple < strays:
        return None
    line = text.count("\n", 0, match.start()) + 1 if (match := _STRAY.search(text)) else 1
    note = plural(
        "The file is UTF-8 but has one byte that is not (first in line {line:,}): kept as found.",
        "The file is UTF-8 but has {n:,} bytes that are not (first in line {line:,}): kept as found.",
        strays,
        line=line,
    )
    return Decoded(text, encoding, (note,))


def _single_byte(data: bytes) -> Decoded:
    names = [_WESTERN, "latin-1"]
    guess = _guess(data)
    if guess:
        names.insert(0, guess)
    # Latin-1 decodes and encodes any bytes, so one always fits.
    for name in names:
        encoding = Encoding(name)
        text = decode_as(data, encoding)
        if text is not None:
            note = message(
                "The file is not UTF-8: it is read as {encoding} and saved as such.", encoding=spoken(encoding)
            )
            return Decoded(text, encoding, (note,))
    raise AssertionError("latin-1 decodes every byte")


def _guess(data: bytes) -> str | None:
    """The likely encoding of the bytes above 0x7F, guessed from samples so that the time does not grow with the
    file."""
    samples: list[bytes] = []
    size = high = 0
    for match in re.finditer(rb"[^\n]*[\x80-\xff][^\n]*\n?", data):
        line = match[0][:_SAMPLE_BYTES]
        samples.append(line)
        size += len(line)
        high += sum(byte > 0x7F for byte in line)
        if size > _SAMPLE_BYTES:
            break
    if high < _ENOUGH_FOR_A_GUESS:
        return None
    from charset_normalizer import from_bytes  # imported here, because UTF-8 does not need it

    matches = from_bytes(b"".join(samples), cp_isolation=_CANDIDATES)
    best = matches.best()
    if best is None or (best.coherence < _FAMILIAR and best.encoding not in _WIDE):
        return None
    western = any(
        _WESTERN in match.could_be_from_charset and match.coherence >= best.coherence - _CLOSE for match in matches
    )
    return _WESTERN if western else best.encoding
