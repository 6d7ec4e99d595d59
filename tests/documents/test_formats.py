"""The table of document formats: which format a file has, and what saving it elsewhere makes of it."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.documents.base import DocumentFormat
from reviser.documents.formats import FORMATS, format_of, format_of_code, has_known_suffix, suffixes
from reviser.documents.store import read, save

PAPER = "% A paper\n\n\\documentclass{article}\n\\begin{document}\nTeh words.\n\\end{document}\n"


def test_every_line_of_the_table_holds() -> None:
    assert len({known.code for known in FORMATS}) == len(FORMATS)
    assert len(suffixes()) == len(set(suffixes()))
    assert {suffix for known in FORMATS for suffix in known.suffixes} == set(suffixes())
    assert all(format_of_code(known.tracked_as).tracked_as == known.tracked_as for known in FORMATS if known.tracked_as)
    for known in FORMATS:
        assert known.suffixes
        assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in known.suffixes)
        assert known.handler is known.handler
        text = "One two.\n"
        assert not any(span.of(text).strip() for span in known.handler.protected(text))
        if not known.from_text:
            continue
        written = known.handler.write(
            known.handler.read(text.encode(), "a"), text, known.handler.read(b"", "a").encoding
        )
        assert written.data == text.encode()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.MD", "markdown"),
        ("README.markdown", "markdown"),
        ("notes.mkd", "markdown"),
        ("a.txt", "plain-text"),
        ("LICENSE", "plain-text"),
        ("run.log", "plain-text"),
        ("B.TEX", "latex"),
    ],
)
def test_a_file_has_the_format_of_its_suffix(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / name).write_text("One two.\n", encoding="utf-8")
    assert read(tmp_path / name).format.code == code


@pytest.mark.parametrize("name", ["paper", "paper.txt", "paper.md", "paper.bak"])
def test_what_a_file_holds_counts_more_than_its_suffix(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("\ufeff" + PAPER, encoding="utf-8")
    assert read(tmp_path / name).format.code == "latex"
    talk = "A paper begins with \\documentclass{article}.\n"
    (tmp_path / name).write_text(talk, encoding="utf-8")
    assert read(tmp_path / name).format.code == format_of(tmp_path / name, b"").code != "latex"


def test_a_document_without_a_file_is_plain_text() -> None:
    assert format_of(None, b"One two.").code == "plain-text"


def test_formats_are_found_by_their_codes_and_as_older_histories_write_them() -> None:
    assert all(format_of_code(known.code) is known for known in FORMATS)
    assert [format_of_code(name).code for name in ("plain text", "Markdown", "LaTeX")] == [
        "plain-text",
        "markdown",
        "latex",
    ]
    assert format_of_code("of a plug-in that is gone").code == "plain-text"


def test_documents_are_told_by_their_names_whatever_the_case() -> None:
    names = ("a.MD", "a.mdown", "a.TeX", "a.txt")
    assert all(has_known_suffix(Path(name)) for name in names)
    assert not any(has_known_suffix(Path(name)) for name in ("a", ".md", "a.py", "a.md~"))


@pytest.mark.parametrize(
    ("name", "code"),
    [("b.txt", "plain-text"), ("b.tex", "latex"), ("b.MD", "markdown"), ("b", "markdown"), ("b.bak", "markdown")],
)
def test_the_format_that_was_read_is_written_but_where_the_suffix_says_another(
    tmp_path: Path, name: str, code: str
) -> None:
    (tmp_path / "a.md").write_bytes("# Café\r\n".encode("cp1252"))
    saved = save(read(tmp_path / "a.md"), "# Cafés\r\n", tmp_path / name)
    assert saved.format.code == code
    assert (tmp_path / name).read_bytes() == "# Cafés\r\n".encode("cp1252")


def test_nothing_but_the_table_lists_suffixes_of_documents() -> None:
    """Two of them together are a list: in one string ("*.txt *.md", "txt|md"), or in a tuple, list or set."""
    package = Path(__file__).parents[2] / "reviser"
    known = "|".join(re.escape(suffix.removeprefix(".")) for suffix in suffixes())
    named = re.compile(rf"(?<!\w)\*?\.({known})(?!\w)|(?<=[(|])({known})(?=[)|])")
    found: list[str] = []
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            parts = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
            said = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            if len({match.group() for text in said for match in named.finditer(text)}) > 1:
                found.append(f"{path.relative_to(package)}: {said}")
    assert {where.split(":")[0] for where in found} == {"documents/formats.py"}, found


WRITTEN = st.text(st.sampled_from("ab \n\r#`*{}+-~=<>%\\$\u00a0é\U0001f600"), max_size=60)
WORDS = st.text(st.sampled_from("ab \n.é\u00a0"), max_size=10)


@pytest.mark.parametrize("known", [known for known in FORMATS if known.from_text], ids=lambda known: known.code)
@given(WRITTEN, WORDS)
def test_no_edit_gives_the_same_bytes_and_an_edit_is_read_back(known: DocumentFormat, text: str, more: str) -> None:
    """Of files that are text, in UTF-8; other encodings, and files that hold more than a text, have tests of their
    own."""
    data, handler = text.encode(), known.handler
    content = handler.read(data, "a")
    if content.changes:
        assert handler.track(content, content.text, content.encoding, content.changes).data == data
        return
    assert handler.write(content, content.text, content.encoding).data == data
    changed = handler.write(content, content.text + more, content.encoding)
    assert changed.content.text == content.text + more
    assert handler.read(changed.data, "a").text == content.text + more
