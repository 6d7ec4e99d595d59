"""Markups that are told by their lines: what is syntax is locked, and whatever an edit does, it is found again."""

import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit, apply
from reviser.documents.base import DocumentFormat
from reviser.documents.formats import format_of
from reviser.documents.quarto import QuartoGuard
from reviser.documents.spans import complement
from reviser.documents.store import read, save
from tests.data import shared
from tests.documents.lines.samples import SAMPLES

FORMATS = {name: format_of(Path(name), b"") for name in SAMPLES}


def locked(form: DocumentFormat, text: str) -> list[str]:
    guard = form.handler.guard(text)
    spans = guard.locked if isinstance(guard, QuartoGuard) else guard.protected  # the rest is Markdown's
    return [part for span in spans if (part := span.of(text).strip())]


@pytest.mark.parametrize("name", SAMPLES)
def test_prose_is_open_and_syntax_is_locked(name: str) -> None:
    text, guard = SAMPLES[name], FORMATS[name].handler.guard(SAMPLES[name])
    words = list(re.finditer(r"\b[ol]\w{2,}", text))
    wrong = [
        f"line {text.count(chr(10), 0, found.start()) + 1}: {found.group()}"
        for found in words
        if guard.keeps(Edit(found.start(), found.group(), "word"[: len(found.group())]))
        != found.group().startswith("o")
    ]
    assert not wrong


AFTERS = (
    "", "word", "two words", "``", "*", "_", "`x`", "::", "..", "#", "=", "-", "- ", "* ", "|", "\n", "\n\n", " ", "  ",
    "$", "[x]", "{", "}", "<", ">", "@x", "//", ":", "----", "1. ", "\\", "+", "~", "^", ":::", "{{< x >}}", "a_", "_a",
    "/", "&", "%", ". ", "(", ")", "\t", "```", "!", "'", "—", "é",
)  # fmt: skip


def edits(form: DocumentFormat, text: str, lot: random.Random, count: int) -> list[Edit]:
    """Edits of any kind, of which the guard lets these through, together."""
    guard = form.handler.guard(text)
    kept: list[Edit] = []
    words = [found.span() for found in re.finditer(r"\S+", text)]
    for word in sorted(lot.sample(words, min(len(words), count))):
        start, end = sorted((lot.randint(*word), lot.randint(*word)))
        made = Edit(start, text[start:end], lot.choice(AFTERS))
        if (not kept or kept[-1].end < made.start) and guard.keeps(made) and guard.keeps_all([*kept, made]):
            kept.append(made)
    return kept


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_structure_is_found_again_after_any_edits(name: str) -> None:
    form, text = FORMATS[name], SAMPLES[name]
    count = 0
    for seed in range(60):
        made = edits(form, text, random.Random(f"{name} {seed}"), 60)
        count += len(made)
        after = apply(text, made)
        assert locked(form, after) == locked(form, text), made
        assert after.count("\n") == text.count("\n") or name == "a.qmd"
    assert count > 300


@pytest.mark.parametrize("name", SAMPLES)
def test_no_edit_gives_the_same_bytes_and_edits_change_their_words_alone(name: str, tmp_path: Path) -> None:
    form = FORMATS[name]
    data = SAMPLES[name].replace("\n", "\r\n").encode("utf-8-sig")
    (tmp_path / name).write_bytes(data)
    document = read(tmp_path / name)
    assert document.format is form
    save(document, document.text, tmp_path / f"b-{name}")
    assert (tmp_path / f"b-{name}").read_bytes() == data
    made = edits(form, document.text, random.Random(name), 40)
    assert made
    save(document, apply(document.text, made), tmp_path / f"c-{name}")
    assert (tmp_path / f"c-{name}").read_bytes() == apply(document.text, made).encode("utf-8-sig")


PARTS = st.sampled_from(
    ["word ", "\n", "\n\n", "  ", "    ", "``", "`", "*", "_", "::", ".. note::", ".. x::", "----\n", "====\n",
     "|===\n",
     "#+begin_src\n", "#+end_src\n", ":END:\n", ":X:\n", "$", "#let ", "#f(", ")", "[", "]", "{", "}", "\\", "//", "/*",
     "*/", "```\n", ":::", "{{<", ">}}", "@", "<", ">", "|", "#", "= ", "- ", "1. ",
     "\r\n", "\t", "'''\n", '"', "~", "+"]
)  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
@given(st.lists(PARTS, max_size=30).map("".join), st.randoms(use_true_random=False))
def test_any_text_is_read_and_what_is_let_through_keeps_what_is_locked(
    name: str, text: str, lot: random.Random
) -> None:
    form = FORMATS[name]
    guard = form.handler.guard(text)
    spans = complement(guard.protected, len(text))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    for span in spans[:3]:
        made = Edit(span.start, text[span.start : span.start + 1], lot.choice(AFTERS))
        if guard.keeps(made):
            # Where what parted two locked pieces is gone, they are one.
            after, before = ("".join("".join(locked(form, each)).split()) for each in (apply(text, [made]), text))
            assert after == before, made


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize(
    "unit", ["`", "*a", "_", "[", "#f(", "$", "::\n\n  ", "|", "{", "<<", "#+begin_src\n", "----\n", ":::", "@", "\\",
             "/*", "a\n\n", "[[", "+", "=x", "footnote:[", "{{<", "![", "- ", "a. "]
)  # fmt: skip
def test_a_hostile_text_takes_no_longer_than_a_book(name: str, unit: str) -> None:
    text = unit * (20_000 // len(unit))
    begun = time.process_time()
    FORMATS[name].handler.protected(text)
    assert time.process_time() - begun < 10


def test_a_title_stays_as_short_as_its_line() -> None:
    text = "open title\n----------\n\nopen words.\n"
    for name in ("a.rst", "a.adoc"):
        guard = FORMATS[name].handler.guard(text)
        assert guard.keeps(Edit(0, "open", "an"))
        assert not guard.keeps(Edit(0, "open", "a longer"))


def test_real_documents_are_read() -> None:
    for path in sorted(shared("documents", "other").iterdir()):
        document = read(path)
        assert document.format.code in ("typst", "restructuredtext")
        protected = document.format.handler.protected(document.text)
        assert 0 < sum(map(len, protected)) < len(document.text)
        for seed in range(20):
            made = edits(document.format, document.text, random.Random(seed), 30)
            after = apply(document.text, made)
            assert locked(document.format, after) == locked(document.format, document.text)
