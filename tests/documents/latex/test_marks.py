"""Tracked changes in a LaTeX source: what is written compiles and is read back, and rejecting all gives the bytes."""

import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.diff import diff
from reviser.core.edit import Edit, apply
from reviser.documents.base import Content, Tracked
from reviser.documents.encodings import UTF_8
from reviser.documents.latex.handler import LatexWithChanges, LatexWithDiff
from reviser.documents.latex.marks import parse
from reviser.documents.store import read, save
from reviser.errors import DocumentError
from tests.data import shared

HANDLER = LatexWithChanges()
PREAMBLE = "\\documentclass{article}\n\\usepackage{hyperref}\n\\begin{document}\n"
END = "\n\\end{document}\n"
BOOK = r"""\documentclass{book}
\usepackage[dvipsnames]{xcolor}
\usepackage[T1]{fontenc}
\usepackage{hyperref}
\pagestyle{headings}
\begin{document}
\title{An old \emph{title}}\author{Ann}\maketitle
\tableofcontents
\listoffigures
\chapter{A bad chapter}
One two words\footnote{A note here, \emph{with} words.} three. \section{Some long title}
Text at 50\% of it, ``quoted words'' and so on --- see Figure~\ref{fig:a}, Schr\"odinger \& sons \ldots in text.
\begin{itemize}\item One word here. \item[Key] Two words here.\end{itemize}
\begin{tabular}{ll} One cell & two cells \\ three words & four \end{tabular}
\begin{figure}x\caption[Short words]{A bad caption of it}\label{fig:a}\end{figure}
\begin{quote}\textbf{Bold words here} and \href{http://a.b/c}{a link here}, $x^2$ and more text.\end{quote}
\newpage More words\index{word} stand here % and a comment

\newpage The last page has words.
\end{document}
"""


def edits_of(content: Content) -> list[tuple[str, str, str, str]]:
    return [(one.edit.before, one.edit.after, one.author, one.comment) for one in content.changes]


@pytest.mark.parametrize(
    ("raw", "text", "changes"),
    [
        (r"One \added{two }three", "One three", [("", "two ", "", "")]),
        (r"One \deleted[id=A]{two }three", "One two three", [("two ", "", "A", "")]),
        (r"One \replaced[id=A, comment={so, \& so}]{2}{two} three", "One two three", [("two", "2", "A", "so, & so")]),
        (r"\deleted{a}\added{b}", "a", [("a", "b", "", "")]),
        (r"\replaced[comment=why,id=Be]{\emph{x}}{y}", "y", [("y", r"\emph{x}", "Be", "why")]),
        (r"\DIFdelbegin \DIFdel{two}\DIFdelend \DIFaddbegin \DIFadd{2}\DIFaddend \emph{x}", r"two\emph{x}",
         [("two", "2", "", "")]),
        (r"\DIFdelbegin \DIFdel{Some }\DIFdelend title", "Some title", [("Some ", "", "", "")]),
        (r"\DIFaddFL{a}", "", [("", "a", "", "")]),
        (r"\definechangesauthor[name={Ann Lee}, color=red]{AL} \added[id=AL]{x}",
         r"\definechangesauthor[name={Ann Lee}, color=red]{AL} ", [("", "x", "Ann Lee", "")]),
        (r"\verb|\added{x}| and % \added{y}", r"\verb|\added{x}| and % \added{y}", []),
        (r"\added{one \deleted{two}}", r"\added{one \deleted{two}}", []),
        (r"\added{never closed", r"\added{never closed", []),
        (r"\replaced{one} two", r"\replaced{one} two", []),
        (r"\addedlater{x} \added x", r"\addedlater{x} \added x", []),
    ],
)  # fmt: skip
def test_markup_is_changes_of_the_text_without_it(
    raw: str, text: str, changes: list[tuple[str, str, str, str]]
) -> None:
    content = HANDLER.read(raw.encode(), "a")
    assert (content.text, edits_of(content)) == (text, changes)
    assert HANDLER.track(content, text, UTF_8, content.changes).data == raw.encode()


def test_a_comment_is_told_and_stays() -> None:
    content = HANDLER.read(rb"One\comment[id=B]{Which? 50\%} \added{two}", "a")
    assert [(each.text, each.author) for each in content.comments] == [("Which? 50%", "B")]
    assert HANDLER.write(content, content.text, UTF_8).data == rb"One\comment[id=B]{Which? 50\%} "


WORDS = st.lists(
    st.sampled_from(["one", "two", "three", "50\\%", "\n", "``four''", "--", "é", "\\emph{five}", "~", ".", "$x$"]),
    max_size=14,
).map(" ".join)


@given(WORDS, WORDS, st.booleans())
def test_what_is_tracked_is_read_back_and_rejecting_all_gives_the_bytes(one: str, other: str, whole: bool) -> None:
    text = f"{PREAMBLE}{one}{END}" if whole else one
    wanted = f"{PREAMBLE}{other}{END}" if whole else other
    changes = [Tracked(edit, "Ann Lee", comment="it's 5% “so”") for edit in diff(text, wanted)]
    written = HANDLER.track(Content(text), text, UTF_8, changes)
    kept = [change for change in changes if change not in written.left_out]
    again = HANDLER.read(written.data, "a")
    assert again.text == text
    assert [change.edit for change in again.changes] == [change.edit for change in kept]
    assert {change.author for change in again.changes} <= {"Ann Lee" if whole else ""}
    assert {change.comment for change in again.changes} <= {"", "it’s 5% “so”"}
    assert HANDLER.track(again, text, UTF_8, again.changes).data == written.data
    assert HANDLER.write(again, text, UTF_8).data == text.encode()
    accepted = apply(text, [change.edit for change in again.changes])
    assert HANDLER.write(again, accepted, UTF_8).data == accepted.encode()


SIGNS = st.lists(
    st.sampled_from(
        ["\\added{", "\\deleted[id=A]{", "\\replaced{", "}", "{", "a", " ", "\\DIFadd{", "\\DIFdelbegin ",
         "\\DIFaddend",
         "\\comment{", "%", "\n", "[", "]", "\\", "$", "% Tracked changes: begin\n", "% Tracked changes: end\n",
         "\\begin{document}", "\\verb|"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(SIGNS)
def test_with_everything_left_undecided_the_file_is_what_it_was(raw: str) -> None:
    content = HANDLER.read(raw.encode(), "a")
    if content.changes:
        assert HANDLER.track(content, content.text, UTF_8, content.changes).data.decode() == raw


def test_edits_where_no_markup_can_stand_are_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.tex"
    path.write_text(BOOK, encoding="utf-8")
    document = read(path)
    changed = BOOK.replace("Key", "Word").replace("$x^2$", "$y$").replace("two words", "2 words")
    saved = save(document, BOOK, tmp_path / "b.tex", tracked=[Tracked(edit) for edit in diff(BOOK, changed)])
    assert saved.notes == ("2 changes are not in the file, because there are markup signs or code at their places.",)
    assert saved.format.code == "latex-changes"
    assert [change.edit.after for change in read(tmp_path / "b.tex").content.changes] == ["2"]


def test_latexdiffs_markup_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.tex"
    path.write_text(BOOK, encoding="utf-8")
    document = read(path)
    at = BOOK.index("bad")
    changes = [Tracked(Edit(at, "bad", "good"), "Ann", comment="why")]
    saved = save(document, BOOK, tmp_path / "b.tex", tracked=changes, tracked_as="latexdiff")
    assert saved.format.code == read(tmp_path / "b.tex").format.code == "latexdiff"
    raw = (tmp_path / "b.tex").read_text(encoding="utf-8")
    assert "\\DIFdel{bad}\\DIFadd{good}" in raw
    assert "%DIF END PREAMBLE EXTENSION ADDED BY LATEXDIFF\n\\begin{document}" in raw
    assert save(saved, BOOK, tmp_path / "c.tex").format.code == "latex"
    assert (tmp_path / "c.tex").read_bytes() == path.read_bytes()
    with pytest.raises(
        DocumentError, match="LaTeX has no tracked changes of this kind: choose latex-changes, latexdiff"
    ):
        save(document, BOOK, tmp_path / "d.tex", tracked=changes, tracked_as="docx")


def test_a_part_of_a_document_is_marked_and_says_what_its_main_file_needs(tmp_path: Path) -> None:
    path = tmp_path / "chapter.tex"
    path.write_text("\\chapter{One}\nTeh words.\n", encoding="utf-8")
    document = read(path)
    at = document.text.index("Teh")
    saved = save(document, document.text, tmp_path / "b.tex", tracked=[Tracked(Edit(at, "Teh", "The"), "Ann")])
    assert (tmp_path / "b.tex").read_text(encoding="utf-8") == "\\chapter{One}\n\\replaced{The}{Teh} words.\n"
    assert any("\\usepackage{changes}" in note for note in saved.notes)


def test_a_second_author_joins_the_first() -> None:
    text = f"{PREAMBLE}One two three.{END}"
    at = text.index("One")
    first = HANDLER.track(Content(text), text, UTF_8, [Tracked(Edit(at, "One", "1"), "Ann Lee")])
    content = HANDLER.read(first.data, "a")
    second = HANDLER.track(content, text, UTF_8, [*content.changes, Tracked(Edit(at + 4, "two", "2"), "Al Loy")])
    raw = second.data.decode()
    assert "\\definechangesauthor[name={Ann Lee}]{AL}\n\\definechangesauthor[name={Al Loy}]{AL2}\n" in raw
    assert "\\replaced[id=AL]{1}{One} \\replaced[id=AL2]{2}{two}" in raw
    assert raw.count("\\usepackage{changes}") == 1
    assert [change.author for change in HANDLER.read(second.data, "a").changes] == ["Ann Lee", "Al Loy"]


def test_a_file_of_latexdiff_stays_one_and_its_preamble_goes_with_its_last_change() -> None:
    text = f"{PREAMBLE}One two.{END}"
    block = (
        "%DIF PREAMBLE EXTENSION ADDED BY LATEXDIFF\n\\providecommand{\\DIFadd}[1]{{#1}} %DIF PREAMBLE\n"
        "%DIF END PREAMBLE EXTENSION ADDED BY LATEXDIFF\n"
    )
    raw = text.replace("\\begin{document}", f"{block}\\begin{{document}}").replace("One", "\\DIFdel{One}\\DIFadd{1}")
    content = HANDLER.read(raw.encode(), "a")
    assert content.text == text
    more = Tracked(Edit(text.index("two"), "two", "2"))
    both = HANDLER.track(content, text, UTF_8, [*content.changes, more]).data.decode()
    assert both == raw.replace("two", "\\DIFdel{two}\\DIFadd{2}")
    assert HANDLER.write(content, text, UTF_8).data.decode() == text


def test_markup_that_is_no_change_keeps_its_definitions_when_the_last_change_is_decided() -> None:
    """latexdiff writes commands around its changes where whole commands came or went; they stay as they are."""
    block = (
        "%DIF PREAMBLE EXTENSION ADDED BY LATEXDIFF\n\\providecommand{\\DIFadd}[1]{{#1}} %DIF PREAMBLE\n"
        "%DIF END PREAMBLE EXTENSION ADDED BY LATEXDIFF\n"
    )
    preamble = PREAMBLE.replace("\\begin", f"{block}\\begin")
    raw = f"{preamble}\\DIFdelbegin \\emph{{\\DIFdel{{one}}}}%DIFAUXCMD\n\\DIFdelend two.{END}"
    content = HANDLER.read(raw.encode(), "a")
    assert [change.edit.before for change in content.changes] == ["one"]
    rejected = HANDLER.write(content, content.text, UTF_8).data.decode()
    assert rejected == raw.replace("\\DIFdel{one}", "one")
    assert block in rejected


def test_real_sources_come_back_to_the_byte() -> None:
    for path in sorted(shared("documents").rglob("*.tex")):
        document = read(path)
        text = document.text
        lot = random.Random(path.name)
        words = list(re.finditer(r"[a-z]{4,}", text))
        changes = [
            Tracked(Edit(found.start(), found.group(), lot.choice(("", "word", "two words"))), "Ann Lee", comment="why")
            for found in sorted(lot.sample(words, min(len(words), 80)), key=lambda found: found.start())
        ]
        written = HANDLER.track(document.content, text, document.encoding, changes)
        again = HANDLER.read(written.data, "a")
        assert len(again.changes) == len(changes) - len(written.left_out)
        assert again.changes, path.name
        assert HANDLER.write(again, again.text, document.encoding).data == path.read_bytes()


def compiled(source: str, folder: Path) -> str:
    """The words of the pages that a real TeX makes of a source; it must make them without an error."""
    pdfium = pytest.importorskip("pypdfium2")
    folder.mkdir()
    (folder / "a.tex").write_text(source, encoding="utf-8")
    for _ in range(2):
        run = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
        made = subprocess.run(run, cwd=folder, capture_output=True, timeout=120, check=False)
        assert made.returncode == 0, made.stdout.decode("utf-8", "replace")[-2000:]
    pages = pdfium.PdfDocument(folder / "a.pdf")
    try:
        return " ".join(re.findall(r"\w+", "\n".join(page.get_textpage().get_text_range() for page in pages)))
    finally:
        pages.close()


def _found(*names: str) -> list[str]:
    made = subprocess.run(["kpsewhich", *names], capture_output=True, text=True, timeout=60, check=False)
    return made.stdout.split()


@pytest.mark.parametrize("seed", range(3))
def test_what_is_written_compiles_and_its_final_version_is_the_accepted_one(tmp_path: Path, seed: int) -> None:
    if not shutil.which("pdflatex") or len(_found("changes.sty", "ulem.sty", "todonotes.sty")) < 3:
        pytest.skip("no TeX with the package changes: apt install texlive-latex-extra texlive-plain-generic")
    lot = random.Random(seed)
    body = BOOK.index("\\title")
    words = [found for found in re.finditer(r"(?<![\\\w])[A-Za-z]{2,}(?![\w\\])", BOOK) if found.start() > body]
    changes = [
        Tracked(Edit(found.start(), found.group(), lot.choice(("", "new", "two words", "5\\%", "``so''"))), "Ann Lee",
                comment="clarity: it's “better” & 5% shorter_ {so}")
        for found in words if lot.random() < 0.7
    ]  # fmt: skip
    written = HANDLER.track(Content(BOOK), BOOK, UTF_8, changes)
    raw = written.data.decode()
    kept = [change.edit for change in changes if change not in written.left_out]
    assert len(kept) > 30
    compiled(raw, tmp_path / "draft")
    final = compiled(raw.replace("\\usepackage{changes}", "\\usepackage[final]{changes}"), tmp_path / "final")
    assert final == compiled(apply(BOOK, kept), tmp_path / "accepted")
    assert parse(raw).text == BOOK
    marked = LatexWithDiff().track(Content(BOOK), BOOK, UTF_8, changes)
    compiled(marked.data.decode(), tmp_path / "latexdiff")
    again = LatexWithDiff().read(marked.data, "a")
    assert [change.edit for change in again.changes] == kept
    assert LatexWithDiff().write(again, BOOK, UTF_8).data.decode() == BOOK
