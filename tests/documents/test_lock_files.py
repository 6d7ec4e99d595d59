"""Lock files of word processors, beside documents of all names."""

from pathlib import Path

import pytest

from reviser.documents.store import read, save

# As LibreOffice 24 writes it; without a full name the first field is empty.
OFFICE = "Ann Miller,ann,laptop,28.11.2026 10:12,file:///home/ann/.config/libreoffice/4;"
# As Word writes it: the length of the name, the name, padding, then both again in UTF-16.
WORD = b"\x0aAnn Miller" + b" " * 44 + b"\x0a\x00" + "Ann Miller".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "lock", "content", "said"),
    [
        ("a.txt", ".~lock.a.txt#", OFFICE.encode(), "LibreOffice by Ann Miller:"),
        ("a.txt", ".~lock.a.txt#", OFFICE.removeprefix("Ann Miller").encode(), "LibreOffice by ann:"),
        ("a.md", ".~lock.a.md#", b"", "LibreOffice:"),
        ("a.md", ".~lock.a.md#", b"\xff\x00\x1b[31m,", "LibreOffice:"),
        ("ab.txt", "~$ab.txt", WORD, "Word by Ann Miller:"),
        ("letters.txt", "~$etters.txt", WORD, "Word by Ann Miller:"),
        ("document.txt", "~$cument.txt", WORD, "Word by Ann Miller:"),
        ("document.txt", "~$cument.txt", b"", "Word:"),
        ("document.txt", "~$ument.txt", WORD, ""),
        ("a.txt", "~$.txt", WORD, ""),
        ("a.txt", ".~lock.b.txt#", OFFICE.encode(), ""),
    ],
)
def test_a_document_that_is_open_elsewhere_is_said_when_it_is_read_and_saved(
    tmp_path: Path, name: str, lock: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_text("Words.\n", encoding="utf-8")
    (tmp_path / lock).write_bytes(content)
    document = read(path)
    notes = [*document.notes, *save(document, "More words.\n").notes]
    assert path.read_text(encoding="utf-8") == "More words.\n"
    assert len(notes) == (2 if said else 0)
    assert all(note.startswith(f"{name} seems to be open in {said}") for note in notes)
