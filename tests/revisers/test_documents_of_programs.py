"""READMEs, lists of authors, licences: what an adversary found wrong there, and the same kind where it is right."""

import pytest

from reviser.core.edit import Proposal, apply
from reviser.core.text import Span
from reviser.documents.plain import tokens
from reviser.revisers.base import Request
from reviser.revisers.embedded import default_layers, outputs_of

LAYERS = default_layers()
CODE = "Set x_y and a_b with f_g in n_m, then run p_q as r_s. "


def changes(text: str) -> set[tuple[str, str]]:
    request = Request(text, tuple(Span(span.start, span.end) for span in tokens(text)))
    found = [output for output in outputs_of(LAYERS, request) if isinstance(output, Proposal)]
    return {(proposal.edit.before, proposal.edit.after) for proposal in found}


def accepted(text: str) -> str:
    found = (output for output in outputs_of(LAYERS, Request(text)) if isinstance(output, Proposal))
    return apply(text, [proposal.edit for proposal in found])


@pytest.mark.parametrize(
    "text",
    [
        "Adrien Grand\nBernhard Fischer\nThijs Alkemade\nVille Skyttä\nArmin Ronacher\nStephane\nCoombs\n",
        "Adrien <a@b.org>\nBernhard <c@d.org>\n",
        "We thank Falk Hueffner and Martin v. Loewis.",
        "Iain Buclaw wrote the letter.",
        "Write it to stderr in the dir, with a param and an arg.",
        "Call it ASAP, FYI.",
        "They agreed to license their previously submitted code.",
        "As Smith et. al have shown, it works.",
        "It holds mutatis mutandis here.",
        "We used the wifi at home, and the src was ok.",
        CODE + "The refspec and the postimage are read by shar.",
        CODE + "The ps command and gcc are there. dpkg reads it.",
        " pr66368 is fixed.\nlibgo-testsuite: run it.\nex = 5\n",
        "alpha  one   long\nomega  two   more\n",
        "one\ttwo\tthree\nfour\tfive\tsix\n",
        "How to run it:\n\n    teh = recieve(an apple)\n    foo  bar\n",
        "You may obtain a copy of the license and modify it; there is no warranty.",
        "If A equals B, take A. A and B are files.",
        "It comes in a SPEC file.",
        ".. image:: one.png\n.. image:: two.png\n",
        "See the TODO file.",
        "Needs a little help to open it.",
        "Packages that are bit-for-bit equal.",
        "It is out of date.",
        "Q:  What is it for?\n\nA:  It is for this and that.",
        CODE + "The `ni' interface is in the .POSIX target.",
        CODE + "Go to .. and build it.",
        CODE + "It is a mixin on the wishlist.",
        "2009-04-05  Jess Thrysoee\n\nIt was changed there.",
        "-   one thing that we do\n-   another thing that we do\n",
    ],
)
def test_what_is_no_slip_is_left(text: str) -> None:
    assert changes(text) == set()


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Becouse it rained, we went home.", ("Becouse", "Because")),
        ("Introdution\n\nIt is short.", ("Introdution", "Introduction")),
        ("I saw teh house and a yong man.", ("teh", "the")),
        ("I saw teh house and a yong man.", ("yong", "young")),
        (CODE + "It is a diffierent place.", ("diffierent", "different")),
        ("It is over. then they went home.", ("then", "Then")),
        ("They obtain a copy and modify it.", ("obtain", "get")),
        ("It is a very unique idea.", ("very ", "")),
        ("It has two  blanks.", ("  ", " ")),
        ("It is a apple.", ("a", "an")),
    ],
)
def test_what_is_one_is_not(text: str, change: tuple[str, str]) -> None:
    assert change in changes(text)


def test_very_unique_stays_unique() -> None:
    assert accepted("It is a very unique idea.") == "It is a unique idea."


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("We saw the\nthe cat.", "We saw the\ncat."),
        ("We met in order\nto feed it.", "We met\nto feed it."),
        ("They are able\nto go there.", "They can\ngo there."),
        ("We saw a large number\nof times there.", "We saw many\ntimes there."),
    ],
)
def test_a_line_end_is_kept(text: str, after: str) -> None:
    assert accepted(text) == after
