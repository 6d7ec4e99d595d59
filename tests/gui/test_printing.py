"""The text on paper: what stands on the pages of a PDF, read back from it."""

import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from reviser.errors import UserError
from reviser.gui.controllers.printing import write_pdf
from reviser.gui.printing import Sheet
from reviser.gui.theme import Theme, palette_for

LONG = "".join(f"Line {number} of the text, which is long enough to be read.\n" for number in range(200))


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    assert isinstance(qapp, QApplication)  # fonts need one
    return Theme(palette_for("dark"), 13)


def pages(path: Path) -> list[list[str]]:
    """The lines of each page."""
    document = pypdfium2.PdfDocument(path)
    found = [page.get_textpage().get_text_range().splitlines() for page in document]
    document.close()
    return found


def test_every_word_is_on_the_pages_once_under_its_title_and_over_its_number(theme: Theme, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    count = write_pdf(Sheet("essay & <b>.md", LONG), path, theme)
    found = pages(path)
    assert len(found) == count > 3
    for number, lines in enumerate(found, 1):
        assert {"essay & <b>.md", f"{number} / {count}"} <= set(lines)
    read = " ".join(line for lines in found for line in lines)
    assert [int(number) for number in re.findall(r"Line (\d+) of the text, which is long", read)] == list(range(200))


@pytest.mark.parametrize("text", ["", "One.", "NBSP: 10\u00a0km\r\nand \u2028 a line", "x" * 3000, "\n" * 100])
def test_any_text_can_be_printed(theme: Theme, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.pdf"
    assert write_pdf(Sheet("The title", text), path, theme) == len(pages(path)) > 0
    read = Counter("".join(line for lines in pages(path) for line in lines if line != "The title"))
    letters = Counter(character for character in text if character.isalpha())
    assert letters <= read


def test_paper_is_white_in_every_theme(theme: Theme, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_pdf(Sheet("a", "Black on white.\n"), path, theme)
    document = pypdfium2.PdfDocument(path)
    drawn = bytes(document[0].render(scale=1, grayscale=True).buffer)
    document.close()
    assert max(drawn) == 255
    assert drawn.count(255) > len(drawn) * 0.95
    assert min(drawn) < 100


def test_what_cannot_be_written_is_said_and_nothing_is_left(theme: Theme, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Choose another place"):
        write_pdf(Sheet("a", "One.\n"), tmp_path / "none" / "a.pdf", theme)
    (tmp_path / "b.pdf").mkdir()
    with pytest.raises(UserError, match="Choose another place"):
        write_pdf(Sheet("a", "One.\n"), tmp_path / "b.pdf", theme)
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]
