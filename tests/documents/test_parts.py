"""The files that a document brings in, by each markup's own command."""

from pathlib import Path

import pytest

from reviser.documents.parts import DocumentParts, parts_of, parts_said, with_parts
from reviser.documents.store import read, untitled


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def parts(folder: Path, name: str) -> tuple[list[str], list[str]]:
    found = parts_of(read(folder / name))
    return [path.relative_to(folder).as_posix() for path in found.files], found.missing


@pytest.mark.parametrize(
    ("main", "text", "part"),
    [
        ("main.tex", "\\input{part}", "part.tex"),
        ("main.tex", "\\include{in/part}", "in/part.tex"),
        ("main.tex", "\\subfile{part.tex}", "part.tex"),
        ("main.tex", "\\input{v1.2}", "v1.2.tex"),
        ("main.tex", "\\added{New.} \\input{part}", "part.tex"),
        ("main.qmd", "{{< include _part.qmd >}}", "_part.qmd"),
        ("main.adoc", "include::in/part.adoc[leveloffset=+1]", "in/part.adoc"),
        ("main.rst", "Words.\n\n.. include:: part.rst\n", "part.rst"),
        ("main.org", '#+INCLUDE: "part.org" :minlevel 1', "part.org"),
        ("main.org", '#+include: "part.org::*Heading"', "part.org"),
        ("main.typ", '#include "in/part.typ"', "in/part.typ"),
    ],
)
def test_a_part_is_found_by_the_name_that_the_markup_gives_it(tmp_path: Path, main: str, text: str, part: str) -> None:
    write(tmp_path, {main: text, part: "Words."})
    assert parts(tmp_path, main) == ([part], [])
    assert any("separate file" in note for note in read(tmp_path / main).notes)


@pytest.mark.parametrize(
    ("main", "text"),
    [
        ("main.tex", "% \\input{part}"),
        ("main.tex", "\\includegraphics{part}"),
        ("main.adoc", "See include::part.adoc[] there."),
        ("main.org", '#+INCLUDE: "part.org" src org'),
        ("main.typ", '// #include "part.typ"'),
        ("main.txt", "\\input{part}"),
        ("main.md", "{{< include part.md >}}"),
    ],
)
def test_what_only_looks_like_a_part_is_none(tmp_path: Path, main: str, text: str) -> None:
    write(tmp_path, {main: text, "part" + Path(main).suffix: "Words."})
    assert parts(tmp_path, main) == ([], [])


def test_parts_of_parts_come_in_the_order_in_which_they_are_read_each_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "main.tex": "\\input{one/a}\\input{two}\\input{one/a}\\input{gone}\\input{main}",
            "one/a.tex": "\\input{one/b}\\input{c}\\input{main}",  # as TeX reads it, and as many write it
            "one/b.tex": "Words.",
            "one/c.tex": "Words.",
            "two.tex": "\\input{one/b}",
        },
    )
    assert parts(tmp_path, "main.tex") == (["one/a.tex", "one/b.tex", "one/c.tex", "two.tex"], ["gone"])
    assert [path.name for path in with_parts([tmp_path / "two.tex", tmp_path / "main.tex"])] == [
        "two.tex",
        "b.tex",
        "main.tex",
        "a.tex",
        "c.tex",
    ]


def test_pictures_code_and_what_is_elsewhere_are_no_parts(tmp_path: Path) -> None:
    outside = tmp_path / "outside.adoc"
    write(tmp_path, {"outside.adoc": "Words.", "code.rb": "puts 1"})
    names = ["code.rb", "gone.rb", str(outside), "//server/share/a.adoc", "\\\\server\\share\\a.adoc", "C:\\a.adoc"]
    write(tmp_path, {"main.adoc": "".join(f"include::{name}[]\n" for name in names)})
    assert parts(tmp_path, "main.adoc") == ([], [])


def test_a_part_that_cannot_be_read_is_still_named(tmp_path: Path) -> None:
    write(tmp_path, {"main.tex": "\\input{part}\\input{folder}"})
    (tmp_path / "part.tex").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "folder.tex").mkdir()
    assert parts(tmp_path, "main.tex") == (["part.tex"], ["folder"])
    long = "ü" * 200
    write(tmp_path, {"main.tex": f"\\input{{{long}}}"})
    assert parts(tmp_path, "main.tex") == ([], [long])
    assert with_parts([tmp_path / "none.tex"]) == [tmp_path / "none.tex"]


def test_a_text_without_a_file_has_none() -> None:
    assert parts_of(untitled("\\input{part}")) == DocumentParts()


def test_what_is_said_of_parts(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.tex" for name in "abcdef"]
    assert [*parts_said(DocumentParts())] == ["This document includes no other documents."]
    assert [*parts_said(DocumentParts(files[:1], ["x", "y"]))] == [
        "Its part is open in its own tab: a.tex.",
        "2 files that it includes are missing: x, y.",
    ]
    assert [*parts_said(DocumentParts(files))] == [
        "Its 6 parts are open, each in its own tab: a.tex, b.tex, c.tex, d.tex, e.tex, …."
    ]
