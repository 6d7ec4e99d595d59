"""Which edits leave a LaTeX source's commands, groups and paragraphs as they are, and no others are let through."""

import random
import re
from itertools import pairwise
from pathlib import Path

import pytest

from reviser.core.edit import Edit, apply
from reviser.documents.latex.handler import Latex
from reviser.documents.latex.prose import read_source
from reviser.documents.spans import complement
from reviser.documents.store import read, save
from tests.data import shared

LATEX = Latex()
TEXT = r"""A \LaTeX{} word\footnote{One note.}, 50\% of ``it'' \dots here --- and \item text [see] so.
A line $x$
alone
$y$ end.% comment
\item\label{a} More ~\emph{only} words.

Last."""


def edit(before: str, after: str) -> Edit:
    found = re.search(re.escape(before) if before.strip("\\") else before, TEXT)
    assert found is not None
    return Edit(found.start(), before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("One note", "A note"), ("50\\% of", "half of"), ("``it''", "it"), ("it''", "it all''"), ("word", "50\\% word"),
        (" --- and ", ", and "), ("words", "words and more\nof them"), ("text [see]", "words [see]"), (" so.", ""),
        ("More", "Much more"), ("here", "there"), ("A line", "One line"),
    ],
)  # fmt: skip
def test_words_and_what_stands_for_signs_can_change(before: str, after: str) -> None:
    assert LATEX.guard(TEXT).keeps(edit(before, after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("word", "\\emph{word}"), ("word", "50% word"), ("50\\%", "50%"), ("word", "a & b"), ("word", "word_x"),
        ("word", "$x$"), ("word", "one\n\ntwo"), ("word\\", "word"), ("only", ""), ("only", "only}"), ("word", "x^2"),
        ("word", "{word"), ("alone", ""), ("note", "note # 1"), ("50\\% of", "\\\\% of"), ("word", "a \\ b"),
        ("text [see]", "text see"), ("text [see]", "[see]"), ("text ", "*text "), ("More ~", "More ~\n\n"),
        ("Last.", "Last\\"), ("% comment", ""), ("$x$", "x"), ("{only}", "only"), ("here", "here\\\\"),
    ],
)  # fmt: skip
def test_what_would_be_syntax_or_takes_it_away_cannot(before: str, after: str) -> None:
    assert not LATEX.guard(TEXT).keeps(edit(before, after))


def test_a_letter_does_not_join_the_command_before_it() -> None:
    text = r"Some \foo, \ldots."
    guard = LATEX.guard(text)
    assert not guard.keeps(Edit(text.index(","), ", ", "and "))
    assert not guard.keeps(Edit(len(text) - 1, "", "more"))
    assert guard.keeps(Edit(len(text) - 1, ".", "!"))


def test_edits_that_are_harmless_one_by_one_do_not_add_up_to_a_blank_line() -> None:
    text = "One two\nthree\nfour."
    first, second = Edit(8, "three", ""), Edit(4, "two", "2")
    guard = LATEX.guard(text)
    assert not guard.keeps(first)
    assert guard.keeps_all([second])
    assert not guard.keeps_all([second, Edit(8, "thr", ""), Edit(11, "ee", "")])


def sources() -> list[Path]:
    return sorted(shared("documents").rglob("*.tex"))


def test_no_edit_gives_the_same_bytes_and_locked_bytes_never_change(tmp_path: Path) -> None:
    for path in sources():
        document = read(path)
        assert document.format.code == "latex"
        text = document.text
        saved = save(document, text, tmp_path / path.name)
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()
        assert saved.text == text
        protected = LATEX.protected(text)
        assert all(one.end < other.start for one, other in pairwise(protected))
        edits = _edits(text, random.Random(path.name), 60)
        assert edits, path.name
        assert LATEX.guard(text).keeps_all(edits)
        save(document, apply(text, edits), tmp_path / f"edited-{path.name}")
        raw = (tmp_path / f"edited-{path.name}").read_bytes().decode("utf-8")
        place = 0
        for span in protected:
            place = raw.index(span.of(text), place) + len(span)
        assert [locked.strip() for locked in _locked(raw)] == [locked.strip() for locked in _locked(text)], path.name


def _locked(text: str) -> list[str]:
    return [span.of(text) for span in read_source(text).syntax]


AFTERS = (
    "", "word", "two words", "50\\% of it", "``quoted''", "a -- b", "%", "{", "}", "$x$", "&", "\\emph{x}", "\\", "[1]",
    "\n", "\n\n", "*", "~", "x_1", "a\\\\b", "\\_", "'", "]", "(", " ", ".", "\r\n", "^", "#", "\\item ", "=5",
)  # fmt: skip


def _edits(text: str, lot: random.Random, count: int) -> list[Edit]:
    """Edits of any kind, of which the guard lets these through, together."""
    guard = LATEX.guard(text)
    kept: list[Edit] = []
    words = [found.span() for found in re.finditer(r"\S+", text)]
    for word in sorted(lot.sample(words, min(len(words), count * 5))):
        start, end = sorted((lot.randint(*word), lot.randint(*word)))
        made = Edit(start, text[start:end], lot.choice(AFTERS))
        if (not kept or kept[-1].end < made.start) and guard.keeps(made) and guard.keeps_all([*kept, made]):
            kept.append(made)
    return kept


def test_whatever_is_let_through_leaves_the_locked_parts_as_they_were() -> None:
    for path in sources():
        text = path.read_text(encoding="utf-8", errors="replace")
        for seed in range(5):
            made = _edits(text, random.Random(f"{path.name} {seed}"), 40)
            assert [each.strip() for each in _locked(apply(text, made))] == [each.strip() for each in _locked(text)]


def test_damaged_sources_are_read() -> None:
    for path in sources():
        text = path.read_text(encoding="utf-8", errors="replace")[:20_000]
        lot = random.Random(path.name)
        for _ in range(15):
            damaged = text
            for _ in range(lot.randint(1, 6)):
                start = lot.randrange(len(damaged))
                cut = start + lot.choice((0, 1, 1, 5, 200))
                damaged = damaged[:start] + lot.choice(("", "{", "}", "$", "\\", "%", "\\begin{")) + damaged[cut:]
            parts = complement(LATEX.protected(damaged), len(damaged))
            assert all(0 <= part.start < part.end <= len(damaged) for part in parts)
