"""What of a LaTeX source is prose, and what is closed to proposals."""

from itertools import pairwise
from pathlib import Path

import pytest

from reviser.core.edit import Edit
from reviser.core.text import Span
from reviser.documents.latex import Latex
from reviser.documents.plain import PlainText
from reviser.documents.store import read
from tests.data import shared

LATEX = Latex()
SOURCE = r"""\documentclass{article}
\title{A teh title}
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


def test_comments_mathematics_listings_and_the_preamble_are_not_prose() -> None:
    assert open_words(SOURCE, LATEX, "recieve") == [4]
    assert open_words(SOURCE, LATEX, "teh") == [5, 13]


def test_an_environment_that_never_ends_closes_its_paragraph_only() -> None:
    text = "One teh.\n\n\\begin{equation}\nteh\n\nA teh behind it."
    assert open_words(text, LATEX, "teh") == [1, 6]


@pytest.mark.parametrize("name", ["align", "align*", "equation", "verbatim", "lstlisting", "gather"])
def test_environments_are_closed_in_plain_text_too(name: str) -> None:
    text = f"A teh.\n\\begin{{{name}}}\nteh &= 1 \\\\\n\\end{{{name}}}\nA teh."
    assert open_words(text, PlainText(), "teh") == [1, 5]


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


def test_real_sources_are_read_whole() -> None:
    for path in sorted(shared("documents").rglob("*.tex")):
        text = path.read_text(encoding="utf-8", errors="replace")
        protected = LATEX.protected(text)
        assert 0 < sum(map(len, protected)) < len(text), path.name
        assert all(one.end < other.start for one, other in pairwise(protected))
