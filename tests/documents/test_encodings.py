"""Bytes come back as they were, whatever they are; what is not text is refused in one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.documents.encodings import MIXED, UTF_8, Encoding, decode, encode
from reviser.errors import DocumentError

FRENCH = "« L’élève était déjà là », où ça ? À la forêt, près du château. "
POLISH = "Zażółć gęślą jaźń. Wśród nocnej ciszy głos się rozchodzi. "
RUSSIAN = "Привет, это простой русский текст для проверки кодировки. "
JAPANESE = "これは日本語の文章です。文字コードを調べるためのものです。"


@given(st.binary())
def test_any_bytes_come_back_or_are_refused(data: bytes) -> None:
    try:
        decoded = decode(data, "x.txt")
    except DocumentError:
        return
    assert encode(decoded.text, decoded.encoding) == data
    decoded.text.encode("utf-8")  # a text that a database and JSON take: no lone surrogate
    assert "\0" not in decoded.text


@given(
    st.lists(st.sampled_from([b"plain ", "é".encode(), "—".encode(), b"\xe9", b"\xff", b"\x80", b"\r\n", b"\n", b"\r"]))
)
def test_mixed_bytes_are_never_refused_and_come_back(parts: list[bytes]) -> None:
    data = b"".join(parts)
    decoded = decode(data, "x.txt")
    assert encode(decoded.text, decoded.encoding) == data


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cc", "Cs"])), st.booleans())
def test_utf8_is_read_as_utf8(text: str, mark: bool) -> None:
    bom = b"\xef\xbb\xbf" if mark else b""
    decoded = decode(bom + text.encode(), "x.txt")
    # A mark at the beginning of an unmarked text is its mark.
    expected = text if mark or not text.startswith("\ufeff") else text[1:]
    assert decoded.text == expected
    assert decoded.encoding.name == "utf-8"
    assert not decoded.notes


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_with_a_mark(codec: str) -> None:
    data = ("\ufeff" + FRENCH + JAPANESE).encode(codec)
    decoded = decode(data, "x.txt")
    assert decoded.text == FRENCH + JAPANESE
    assert decoded.encoding.name == codec
    assert "saved as such" in decoded.notes[0]
    assert encode(decoded.text, decoded.encoding) == data


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark(codec: str) -> None:
    decoded = decode(FRENCH.encode(codec), "x.txt")
    assert decoded.text == FRENCH
    assert "without a mark" in decoded.notes[0]


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (FRENCH, "cp1252"),
        (FRENCH * 20, "cp1252"),
        ("L’élève était déjà là, où ça ? " * 9, "cp1252"),
        ("The author’s “point”, if any – isn’t clear. " * 9, "cp1252"),
        ("Die Straße führt über die Brücke; schöne Grüße aus München. " * 9, "cp1252"),
        (POLISH * 3, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (JAPANESE, "cp932"),
    ],
)
def test_old_encodings_are_recognised(text: str, codec: str) -> None:
    decoded = decode(text.encode(codec), "x.txt")
    assert decoded.text == text
    assert decoded.encoding == Encoding(codec)
    assert len(decoded.notes) == 1
    assert "not UTF-8" in decoded.notes[0]


def test_windows_1252_is_said_by_the_name_people_know() -> None:
    note = "The file is not UTF-8: it is read as windows-1252 and saved as such."
    assert decode(b"caf\xe9", "x.txt").notes == (note,)


def test_stray_bytes_in_utf8_are_kept_and_said() -> None:
    data = "élève — déjà\nnaïve caf".encode() + b"\xe9, bien\n"
    decoded = decode(data, "x.txt")
    assert decoded.encoding.name == MIXED
    assert decoded.text == "élève — déjà\nnaïve caf\uefe9, bien\n"
    assert decoded.notes == ("The file is UTF-8 but has one byte that is not (first in line 2): kept as found.",)
    assert encode(decoded.text.replace("bien", "très bien"), decoded.encoding) == data.replace(
        b"bien", "très bien".encode()
    )


def test_a_real_private_use_character_is_not_taken_for_a_stray_byte() -> None:
    data = "éé\uefe9".encode() + b"\xe9"
    decoded = decode(data, "x.txt")
    assert decoded.encoding.name != MIXED
    assert encode(decoded.text, decoded.encoding) == data


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"text\0text", "NUL bytes"),
        (b"\x89PNG\r\n\x1a\n\0\0", "an image"),
        (b"PK\x03\x04 word/document.xml", "an office document"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"{\\rtf1\\ansi text}", "Rich Text"),
        (bytes(range(1, 256)), "control characters"),
        (b"\xff\xfea", "damaged"),
        ("\ufefftext\0".encode("utf-16-le"), "NUL bytes"),
        (b"\xef\xbb\xbftext\0", "NUL bytes"),
    ],
)
def test_what_is_not_text_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(DocumentError, match=words) as caught:
        decode(data, "thing.bin")
    assert str(caught.value).startswith("thing.bin ")
    assert str(caught.value).endswith(".")


def test_a_terminal_log_is_text() -> None:
    assert decode(b"\x1b[1mbold\x1b[0m and \x0c a page\n" * 3, "x.log").encoding == UTF_8


def test_what_the_encoding_lacks_is_named_with_its_place() -> None:
    with pytest.raises(DocumentError, match=r"“→” \(U\+2192\) in line 2, column 4 .* windows-1252"):
        encode("é\nto → from", Encoding("cp1252"))
    with pytest.raises(DocumentError, match=r"U\+D800"):
        encode("\ud800", UTF_8)
