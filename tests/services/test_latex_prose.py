"""A LaTeX source is revised as it reads, by the real layers: what stands for a word is one, and signs mean what they
print."""

from collections.abc import Sequence

import pytest

from reviser.core.edit import Edit, Proposal, apply
from reviser.core.memory import Memory
from reviser.documents.latex.handler import Latex
from reviser.revisers.as_read import AsRead
from reviser.revisers.embedded import default_layers, outputs_of
from reviser.revisers.rules.layer import Layer
from reviser.services.rounds.proposal_checks import ProposalChecks
from reviser.services.rounds.round_settings import RoundSettings


@pytest.fixture(scope="module")
def layers() -> Sequence[Layer]:
    return default_layers()


def revised(layers: Sequence[Layer], text: str) -> str:
    checks = ProposalChecks(text, Latex())
    read = AsRead(checks.request(Memory(), "American", RoundSettings()))
    edits: list[Edit] = []
    for output in outputs_of(layers, read.request):
        found = read.back(output)
        if isinstance(found, Proposal):
            assert checks.admit(found) is not None, found
            edits.append(found.edit)
    return apply(text, edits)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (r"Figure~\ref{fig:a} shows that they recieve it.", r"Figure~\ref{fig:a} shows that they receive it."),
        (r"He said ``teh end'' and left.", r"He said ``the end'' and left."),
        (r"About 50\% of teh people came --- in pages 3--5.", r"About 50\% of the people came --- in pages 3--5."),
        (r"Smith \& Sons came.  They left\footnote{They recieve it.} soon.",
         r"Smith \& Sons came.  They left\footnote{They receive it.} soon."),
        (r"\section{Teh title} Text of it. \emph{An} book.", r"\section{The title} Text of it. \emph{A} book."),
        ("They% not teh comment\n  recieve it.", "They% not teh comment\n  recieve it."),
        (r"A na\"{\i}ve caf\'e, and so on\dots", r"A na\"{\i}ve caf\'e, and so on\dots"),
        (r"If $x = 1$ then \(y\) is an number.", r"If $x = 1$ then \(y\) is a number."),
        (r"\begin{tabular}{ll} Teh name & wich is it \\ \hline one & two \end{tabular}",
         r"\begin{tabular}{ll} The name & which is it \\ \hline one & two \end{tabular}"),
        (r"\begin{verbatim}teh\end{verbatim} \newcommand{\teh}{recieve}", None),
        (r"As \cite{teh} shows, \textbf{we} don't recieve it.", r"As \cite{teh} shows, \textbf{we} don't receive it."),
    ],
)  # fmt: skip
def test_words_are_revised_and_nothing_else(layers: Sequence[Layer], text: str, wanted: str | None) -> None:
    assert revised(layers, text) == (wanted or text)
