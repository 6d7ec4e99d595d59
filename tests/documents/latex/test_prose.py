"""What of a LaTeX source is prose, and what is closed to proposals."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit
from reviser.core.readings import STAND_IN
from reviser.core.text import Span
from reviser.documents.latex.handler import Latex
from reviser.documents.plain import PlainText
from reviser.documents.spans import complement
from reviser.documents.store import read

LATEX = Latex()
SOURCE = r"""\documentclass{article}
\title{A teh title}
\newcommand{\teh}[1]{teh #1}
\begin{document}
The first recieve % and teh comment
stands at 50\% of teh price.
\begin{align*}
  recieve &= \begin{array}{c} teh \end{array} \\
\end{align*}
\begin{lstlisting}[language=C]
int recieve = 5; % teh
\end{lstlisting}
A \verb|recieve teh| here, and $x_{recieve}
  + teh$ costs \$5, then teh \[ recieve \] end.
\end{document}
teh
"""


def open_words(text: str, form: PlainText | Latex, word: str) -> list[int]:
    """The lines in which `word` is open to proposals, from 1."""
    guard = form.guard(text)
    places = [at for at in range(len(text)) if text.startswith(word, at)]
    return [text.count("\n", 0, at) + 1 for at in places if guard.keeps(Edit(at, word, "new"))]


def open_parts(text: str) -> list[str]:
    """What is open, each part without the white space around it."""
    return [part.of(text).strip() for part in complement(LATEX.protected(text), len(text)) if part.of(text).strip()]


def as_read(text: str) -> str:
    """The text as whoever reads its prose alone reads it, what no word stands for as ▮."""
    parts: list[str] = []
    place = 0
    for reading in LATEX.readings(text):
        parts += text[place : reading.span.start], reading.text
        place = reading.span.end
    return "".join((*parts, text[place:])).replace(STAND_IN, "▮")


def test_comments_mathematics_listings_and_the_preamble_are_not_prose() -> None:
    assert open_words(SOURCE, LATEX, "recieve") == [5]
    assert open_words(SOURCE, LATEX, "teh") == [2, 6, 14]


def test_an_environment_that_never_ends_closes_its_paragraph_only() -> None:
    text = "One teh.\n\n\\begin{equation}\nteh\n\nA teh behind it."
    assert open_words(text, LATEX, "teh") == [1, 6]


@pytest.mark.parametrize("name", ["align", "align*", "equation", "verbatim", "lstlisting", "gather"])
def test_environments_are_closed_in_plain_text_too(name: str) -> None:
    text = f"A teh.\n\\begin{{{name}}}\nteh &= 1 \\\\\n\\end{{{name}}}\nA teh."
    assert open_words(text, PlainText(), "teh") == [1, 5]
    assert open_words(text, LATEX, "teh") == [1, 5]


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        (r"An \emph{open} and \textbf{bold \textit{word}}.", ["An", "open", "and", "bold", "word", "."]),
        (r"One\footnote{A note, \emph{too}.} two.", ["One", "A note,", "too", ".", "two."]),
        (r"\section[Short]{A long title}Text.", ["Short", "A long title", "Text."]),
        (r"\section*{Title} Text.", ["Title", "Text."]),
        (r"\caption{A caption with $x$ in it.}", ["A caption with", "in it."]),
        (r"\href{http://a.b/%20c}{The page} here.", ["The page", "here."]),
        (r"\textcolor{red}{Red words} and \color{blue}blue ones.", ["Red words", "and", "blue ones."]),
        (r"See~\ref{fig:a} and \cite[p.~3]{key} there.", ["See~", "and", "there."]),
        (r"A \foo{locked}[too] word, \bar*[x]{y}{z} and so on.", ["A", "word,", "and so on."]),
        (r"{\bf Bold words} and {\tt code here} end.", ["Bold words", "and", "end."]),
        (r"\begin{itemize}[nosep]\item One. \item[Key] Two.\end{itemize}", ["One.", "Key", "Two."]),
        (r"\begin{tabular}{ll} One & two \\ three & 4 \end{tabular}", ["One", "two", "three", "4"]),
        (r"\begin{mycode}not prose but code of some language\end{mycode} Prose.", ["Prose."]),
        (r"\begin{keyidea}[so]{x}These are the words of a whole sentence.\end{keyidea} Prose.",
         ["These are the words of a whole sentence.", "Prose."]),
        (r"\begin{keyidea}if x = 1; y += 2 then do it or not\end{keyidea} Prose.", ["Prose."]),
        (r"\begin{foo}One two.\end{foo} Prose.", ["Prose."]),
        (r"\newtheorem{satz}{Satz} \begin{satz}[By] A claim.\end{satz}", ["A claim."]),
        (r"\begin{tikzpicture}\node {word};\end{tikzpicture} Prose.", ["Prose."]),
        (r"\newcommand{\be}{\begin{equation}} \newcommand{\ee}{\end{equation}} A \be x = 1 \ee word.",
         ["A", "word."]),
        (r"\def\x#1{\emph{#1} in it} Prose \let\y=\x here.", ["Prose", "here."]),
        (r"\makeatletter \@foo bar \makeatother Prose.", ["Prose."]),
        (r"\iffalse gone \fi Prose.", ["Prose."]),
        (r"$a \text{ if $b$ is so}$ Prose with 5\$ and 6\$.", ["Prose with 5\\$ and 6\\$."]),
        (r"\(a\) and \[b\] and $$c$$ and \verb*+d e+ end.", ["and", "and", "and", "end."]),
        (r"\url{http://a.b/c%d} and ann@example.org say so.", ["and", "say so."]),
        (r"\lstinline[language=C]{int a%;} and \mintinline{c}|b c| end.", ["and", "end."]),
        (r"A word, {every !!{element} of} it.", ["A word,", "every", "of", "it."]),
        (r"\documentclass{ltxguide} \begin{document} Say |\begin{document}| or |\foo{|, |\end{document}|.",
         ["Say", "or", ",", "."]),
        (r"\MakeShortVerb{\!} A !\b{! word \verb|x|.", ["A", "word", "."]),
        (r"\begin{document} One. \verb|\end{document}| two. \end{document} Three.", ["One.", "two."]),
        ("One% a comment\n  two.\n\nThree.", ["One", "two.", "Three."]),
        ("One.\r\nTwo.\r\n\r\nThree.", ["One.\r\nTwo.", "Three."]),
        (r"\parindent=0pt \hbadness=10000 Words \parskip 1pt.", ["Words", "1pt."]),
        (r"\LaTeX{} and \LaTeX\ and \ldots and so on\dots.", ["and", "and", "and so on", "."]),
    ],
)  # fmt: skip
def test_the_table_says_which_commands_hold_prose_and_all_others_are_locked(source: str, parts: list[str]) -> None:
    assert open_parts(source) == parts


@pytest.mark.parametrize(
    "source",
    [
        "One } two.\n\nOpen words.", "One { two.\n\nOpen words.", "One $x two.\n\nOpen words.",
        "One \\( x two.\n\nOpen words.", "\\begin{foo} two.\n\nOpen words.", "\\end{foo} Open words.",
        "\\newcommand{\\a two.\n\nOpen words.", "\\verb|never closed\n\nOpen words.", "\\def\\a{b\n\nOpen words.",
        "\\url{never closed\n\nOpen words.", "\\begin{verbatim}\nnever closed\n\nOpen words.",
        "\\begin{itemize}\\item a \\end{enumerate}\n\nOpen words.", "\\emph{\\begin{quote} a}\n\nOpen words.",
        "\\section[Open\n\nOpen words.", "\\begin two\n\nOpen words.", "\\href{a\n\nOpen words.",
    ],
)  # fmt: skip
def test_what_is_broken_locks_no_more_than_its_paragraph(source: str) -> None:
    guard = LATEX.guard(source)
    assert guard.keeps(Edit(source.index("words"), "words", "text"))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"Figure~\ref{x} shows ``this'' at 50\% --- or more.", "Figure\u00a0▮ shows “this” at 50% — or more."),
        (r"A \emph{word}\footnote{A note.} goes on.", "A word (A note.) goes on."),
        ("One% not this\n  two.", "Onetwo."),
        ("One % not this\ntwo.", "One two."),
        (r"See \cite{a}, $x^2$ and \foo{bar}.", "See ▮, ▮ and ▮."),
        (r"na\"{\i}ve caf\'e \ss{} \LaTeX{} \& co.\ here, hy\-phen", "naïve café ß LaTeX & co. here, hyphen"),
        (r"One\label{a} word\index{word} more", "One word more"),
        (r"\section{Title} Text", "\n\nTitle\n\n Text"),
        (r"\begin{center}One\\ two\end{center}", "\n\nOne\n two\n\n"),
        (r"\begin{tabular}{l}a & b \\ c\end{tabular}", "\n\na \n\n b \n\n c\n\n"),
        (r"\begin{itemize}\item One. \item[Key] Two.\end{itemize}", "\n\n\n\nOne. \n\nKey\n\n Two.\n\n"),
        (r"pages 3--5, an `open' word", "pages 3–5, an ‘open’ word"),
    ],
)
def test_what_is_no_prose_reads_as_what_it_means(source: str, text: str) -> None:
    assert as_read(source) == text


def test_the_parts_of_a_document_are_named(tmp_path: Path) -> None:
    path = tmp_path / "thesis.tex"
    path.write_text("\\input{one}\n% \\input{gone}\n\\include{two/b} \\input{one}", encoding="utf-8")
    assert read(path).notes == ("2 parts of this document are separate files, each opened on its own: one, two/b.",)
    path.write_text("Words. \\subfile{c.tex}", encoding="utf-8")
    assert read(path).notes == ("A part of this document is a separate file, opened on its own: c.tex.",)
    path.write_text("\\input{a}\\input{b}\\input{c}\\input{d}", encoding="utf-8")
    assert read(path).notes[0].endswith("own: a, b, c, ….")


def test_a_percent_sign_in_plain_text_begins_no_comment() -> None:
    assert open_words("It rose 5 % and teh rest fell.", PlainText(), "teh") == [1]


def test_a_file_is_known_by_its_name(tmp_path: Path) -> None:
    for name in ("a.tex", "B.TEX"):
        (tmp_path / name).write_text("% teh\n", encoding="utf-8")
        assert read(tmp_path / name).format.code == "latex"


@pytest.mark.parametrize("entity", ["&amp;", "&lt;", "&nbsp;", "&#39;", "&#x27;", "&eacute;"])
def test_entities_in_plain_text_are_left_as_they_are(entity: str) -> None:
    text = f"Ham {entity} eggs"
    assert PlainText().protected(text) == (Span(4, 4 + len(entity)),)
    assert PlainText().protected("R&D and AT&T; ham & eggs;") == ()


PARTS = st.sampled_from(
    ["\\", "{", "}", "[", "]", "$", "$$", "%", "&", "#", "~", "\n", "\n\n", " ", "a", "word ", "\\begin{", "\\end{",
     "\\begin{a}", "\\end{a}", "\\begin{itemize}", "\\end{itemize}", "\\item ", "\\emph{", "\\section[", "\\verb|", "|",
     "\\newcommand", "\\def\\a", "\\(", "\\)", "\\[", "\\]", "\\'", "\\\\", "\\begin{verbatim}", "\\end{verbatim}",
     "\\begin{document}", "\\end{document}", "\\title{", "\\href{", "\\url{", "\\iffalse", "\\fi", "*", "!", "\r\n",
     "\\begin{tabular}{l}", "\\end{tabular}", "\\footnote{", "\ue000", "é", "\\unknown"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=40).map("".join))
def test_any_source_is_read(source: str) -> None:
    parts = complement(LATEX.protected(source), len(source))
    assert all(0 <= part.start < part.end <= len(source) for part in parts)
    place = 0
    for reading in LATEX.readings(source):
        assert place <= reading.span.start < reading.span.end <= len(source)
        place = reading.span.end


@pytest.mark.parametrize(
    "unit",
    ["{", "}", "\\begin{a}", "\\emph{", "$", "\\item[", "[", "\\section[", "\\newcommand{", "\\newcommand{\n\n", "\\(",
     "\\url{", "\\begin{verbatim}", "%\n", "\\verb|", "\\def\\a{", "\\href{", "{\\tt ", "\\foo[", "&", "\\'", "x{",
     "\\begin{itemize}\n\n", "\\title{", "\\iffalse ", "\\["],
)  # fmt: skip
def test_a_hostile_source_takes_no_longer_than_a_book(unit: str) -> None:
    source = unit * (60_000 // len(unit))
    begun = time.process_time()
    LATEX.protected(source)
    assert time.process_time() - begun < 10
