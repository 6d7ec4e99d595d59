"""Lossless conversion of texts to the values that SQLite stores, and back."""

import hashlib
import json

Stored = str | bytes


def pack(text: str) -> Stored:
    """The text itself, or, if UTF-8 cannot represent it, its bytes: lone surrogates stand for undecodable bytes and
    must be restored."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def unpack(stored: object) -> str:
    """The text that `pack` was given. Raises TypeError or ValueError for a value that `pack` never returns: the file is
    damaged."""
    if isinstance(stored, bytes):
        return stored.decode("utf-8", "surrogatepass")
    if isinstance(stored, str):
        return stored
    raise TypeError(f"not a text: {stored!r}")


def pack_optional(text: str | None) -> Stored | None:
    return None if text is None else pack(text)


def unpack_optional(stored: object) -> str | None:
    return None if stored is None else unpack(stored)


def pack_json(value: object) -> Stored:
    # Not escaped to ASCII: two adjacent escaped lone surrogates would be read back as one character.
    return pack(json.dumps(value, ensure_ascii=False))


def hash_of(text: str) -> str:
    """The SHA-256 of the text's UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def unpack_list(stored: object) -> tuple[str, ...]:
    """The texts of a JSON list."""
    texts: list[str] = json.loads(unpack(stored))
    return tuple(texts)


def unpack_pairs(stored: object) -> tuple[tuple[str, str], ...]:
    """The pairs of a JSON list whose elements are lists of two texts."""
    pairs: list[tuple[str, str]] = json.loads(unpack(stored))
    return tuple((first, second) for first, second in pairs)
