"""CriticMarkup: what its signs mean, and that rejecting all of them gives the text without a byte changed."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviser.core.diff import diff
from reviser.core.edit import Edit, apply
from reviser.core.text import Span
from reviser.documents.base import Content, Tracked
from reviser.documents.criticmarkup.handler import CriticMarkup, OverMarkdown, OverPlain, OverQuarto
from reviser.documents.criticmarkup.signs import parse
from reviser.documents.encodings import UTF_8
from reviser.documents.store import read, save

# As the toolkits that know no code reject and accept all: by one expression each.
_REJECTED = re.compile(
    r"\{\+\+(?s:.*?)\+\+\}|\{>>(?s:.*?)<<\}|\{--(?s:(.*?))--\}|\{~~(?s:(.*?))~>(?s:.*?)~~\}|\{==(?s:(.*?))==\}"
)
_ACCEPTED = re.compile(
    r"\{--(?s:.*?)--\}|\{>>(?s:.*?)<<\}|\{\+\+(?s:(.*?))\+\+\}|\{~~(?s:.*?)~>(?s:(.*?))~~\}|\{==(?s:(.*?))==\}"
)
WORDS = st.text(st.sampled_from("ab c\n.{}+-~=<>`#*é\u00a0\U0001f600"), max_size=40)
SIGNS = (
    "a", " b ", "\n\n", "{++new++}", "{--old--}", "{~~old~>new~~}", "{==", "==}", "{>>why<<}", "`", "```\n", "{", "}",
    "{++", "++}", "{--", "--}", "{~~", "~>", "~~}", "<<}", "{{--", "\r\n", "é",
)  # fmt: skip
SPELLED = st.lists(st.sampled_from(SIGNS), max_size=12).map("".join)


def rejected(raw: str) -> str:
    return _REJECTED.sub(lambda found: "".join(filter(None, found.groups())), raw)


def accepted(raw: str) -> str:
    return _ACCEPTED.sub(lambda found: "".join(filter(None, found.groups())), raw)


@pytest.mark.parametrize(
    ("raw", "text", "changes"),
    [
        ("One {++two ++}three", "One three", [Edit(4, "", "two ")]),
        ("One {--two --}three", "One two three", [Edit(4, "two ", "")]),
        ("One {~~two~>2~~} three", "One two three", [Edit(4, "two", "2")]),
        ("One {--two--}{++2++} three", "One two three", [Edit(4, "two", "2")]),
        ("One {++2++}{--two--} three", "One two three", [Edit(4, "two", "2")]),
        ("{--two--}{>>why<<}{++2++}{>>because<<}", "two", [Edit(0, "two", "2")]),
        ("a{++b++} {++c++}", "a ", [Edit(1, "", "b"), Edit(2, "", "c")]),
        ("{==one {++two++} three==}{>>?<<}", "one  three", [Edit(4, "", "two")]),
        ("{--a\n\nb--}", "a\n\nb", [Edit(0, "a\n\nb", "")]),
        ("nothing {++ here", "nothing {++ here", []),
        ("{++++} {----} {~~a~>a~~} {--a--}{++a++}", "{++++} {----} {~~a~>a~~} {--a--}{++a++}", []),
        ("{{-- Blade --}} and a dash {--} or two {--}", "{{-- Blade --}} and a dash {--} or two {--}", []),
        ("Ca^{++} and Mg^{++}", "Ca^{++} and Mg^{++}", []),
        ("a^{==} or b_{==}, c^{~~} ~> d^{~~}, e^{>>} f<<}", "a^{==} or b_{==}, c^{~~} ~> d^{~~}, e^{>>} f<<}", []),
        ("{++one {++two++}", "{++one two".replace("two", ""), [Edit(7, "", "two")]),
        ("{~~no arrow~~}", "{~~no arrow~~}", []),
    ],
)
def test_signs_are_changes_of_the_text_without_them(raw: str, text: str, changes: list[Edit]) -> None:
    parsed = parse(raw, code=False)
    assert (parsed.text, [change.edit for change in parsed.changes]) == (text, changes)


def test_signs_in_code_are_no_markup_in_markdown_alone() -> None:
    raw = "`{++a++}` ``{--`--}`` {++b++}\n\n```\n{~~c~>d~~}\n```\n\n~~~~ x\n{==e==}\n~~~\n~~~~\n{>>f<<}\n"
    parsed = parse(raw, code=True)
    assert [change.edit.after for change in parsed.changes] == ["b"]
    assert [comment.text for comment in parsed.comments] == ["f"]
    assert parsed.text == raw.replace("{++b++}", "").replace("{>>f<<}", "")
    assert len(parse(raw, code=False).changes) == 4


def test_a_comment_is_about_what_stands_right_before_it() -> None:
    raw = "{==One two==}{>> three? <<} four {--five--}{>>my<<}{++5++}{>>style<<} six{>>and more<<}."
    parsed = parse(raw, code=True)
    assert [(comment.span, comment.text) for comment in parsed.comments] == [
        (Span(0, 7), "three?"),
        (Span(21, 21), "and more"),
    ]
    assert [(change.edit.after, change.comment) for change in parsed.changes] == [("5", "my style")]


@given(SPELLED, st.sampled_from([OverMarkdown(), OverPlain(), OverQuarto()]))
@example("{==a{++b++}==}{>>c<<}", OverPlain())
@example("{==`==}`", OverMarkdown())
def test_with_everything_left_undecided_the_file_is_what_it_was(raw: str, handler: CriticMarkup) -> None:
    content = handler.read(raw.encode(), "a")
    written = handler.track(content, content.text, content.encoding, content.changes)
    assert written.data.decode() == raw
    assert (written.content, written.left_out) == (content, ())


@given(SPELLED, WORDS, st.sampled_from([OverMarkdown(), OverPlain(), OverQuarto()]))
def test_signs_that_are_no_change_stay_whatever_becomes_of_the_text(
    raw: str, other: str, handler: CriticMarkup
) -> None:
    content = handler.read(raw.encode(), "a")
    written = handler.write(content, other, content.encoding).data.decode()
    bare = written
    for mark in parse(raw, code=not isinstance(handler, OverPlain)).marks:
        before, signs, after = bare.partition(mark.raw)
        assert signs == mark.raw
        bare = before + after
    assert bare == other


@given(WORDS, WORDS, st.sampled_from([OverMarkdown(), OverPlain(), OverQuarto()]), st.booleans())
def test_what_is_tracked_is_read_back_and_what_cannot_be_is_left_out_and_said(
    text: str, other: str, handler: CriticMarkup, why: bool
) -> None:
    changes = [Tracked(edit, comment="why" if why else "") for edit in diff(text, other)]
    written = handler.track(Content(text), text, UTF_8, changes)
    kept = [change for change in changes if change not in written.left_out]
    raw = written.data.decode()
    assert len(kept) + len(written.left_out) == len(changes)
    if not kept:
        assert raw == text
        return
    parsed = parse(raw, code=not isinstance(handler, OverPlain))
    assert parsed.text == text
    assert [change.edit for change in parsed.changes] == [change.edit for change in kept]


PROSE = st.lists(st.sampled_from(["one", "two", "three", "four", ".", "\n", "\n\n", "é"]), max_size=20).map(" ".join)


@given(PROSE, PROSE)
def test_other_programs_reject_and_accept_what_is_written(text: str, other: str) -> None:
    changes = [Tracked(edit, comment="why") for edit in diff(text, other)]
    written = OverMarkdown().track(Content(text), text, UTF_8, changes)
    assert written.left_out == ()
    assert rejected(written.data.decode()) == text
    assert accepted(written.data.decode()) == other == apply(text, [change.edit for change in changes])


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.qmd", "a.Rmd"])
def test_a_file_with_changes_is_opened_without_them_and_saved_with_those_that_are_undecided(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    raw = "\ufeffTeh {--old--}{++new++} words.{>>Which?<<}\r\nAnd {~~moar~>more~~}.\r\n"
    path.write_bytes(raw.encode("utf-8"))
    document = read(path)
    assert document.format.code.endswith("-criticmarkup")
    assert document.text == "Teh old words.\r\nAnd moar.\r\n"
    saved = save(document, document.text, tracked=document.content.changes)
    assert path.read_bytes() == raw.encode("utf-8")
    first, second = saved.content.changes
    moved = Tracked(Edit(first.edit.start + 5, first.edit.before, first.edit.after))
    saved = save(saved, "The good old words.\r\nAnd more.\r\n", tracked=[Tracked(Edit(9, "old", "new"))])
    assert path.read_bytes() == "\ufeffThe good {--old--}{++new++} words.{>>Which?<<}\r\nAnd more.\r\n".encode()
    assert saved.content.changes == (moved,)
    assert second.edit.after == "more"
    saved = save(saved, "The good new words.\r\n")
    assert path.read_bytes() == "\ufeffThe good new words.{>>Which?<<}\r\n".encode()
    path.write_bytes(b"Plain.\n")
    assert "criticmarkup" not in read(path).format.code


def test_signs_that_the_person_types_take_no_change_of_others_away() -> None:
    handler = OverPlain()
    content = handler.read(b"One {++two++} three.", "a")
    typed = "{++Zero++} one  three."
    moved = [Tracked(Edit(15, "", "two"))]
    written = handler.track(content, typed, UTF_8, [*moved, Tracked(Edit(16, "three", "four"))])
    assert written.data == b"{++Zero++} one {++two++} three."
    assert [change.edit for change in written.left_out] == [Edit(16, "three", "four")]


QUARTO = """---
title: "Teh paper"
---

Teh {~~result~>outcome~~} holds [@smith2020].

```{r}
#| label: fig-one
x <- "{++no change++}"
```

::: {.callout-note}
It is {++very ++}fine.{>>Really?<<}
:::
"""


def test_quarto_tracks_as_markdown_does_and_its_chunks_stay_locked(tmp_path: Path) -> None:
    path = tmp_path / "paper.qmd"
    path.write_text(QUARTO, encoding="utf-8")
    document = read(path)
    assert document.format.code == "quarto-criticmarkup"
    assert document.text == rejected(QUARTO.replace("{++no change++}", "NO")).replace("NO", "{++no change++}")
    assert [change.edit.after for change in document.content.changes] == ["outcome", "very "]
    guard = document.format.handler.guard(document.text)
    for locked in ("no change", "callout", "smith2020", "```"):
        start = document.text.index(locked)
        assert not guard.keeps(Edit(start, locked, "x"))
    teh = Edit(document.text.rindex("Teh"), "Teh", "The")
    assert guard.keeps(teh)
    assert save(document, document.text, tracked=document.content.changes).digest == document.digest
    saved = save(document, document.text, tracked=[Tracked(teh), *document.content.changes])
    assert path.read_text(encoding="utf-8") == QUARTO.replace("\nTeh", "\n{~~Teh~>The~~}")
    assert saved.content.changes[0].edit == teh
    plain = save(document, document.text, tmp_path / "plain.qmd")
    assert (tmp_path / "plain.qmd").read_text(encoding="utf-8") == document.text.replace("fine.", "fine.{>>Really?<<}")
    assert plain.format.code == "quarto-criticmarkup"


def test_a_quarto_document_gets_its_first_tracked_changes(tmp_path: Path) -> None:
    path, text = tmp_path / "paper.Rmd", "Teh words.\n\n```{r}\nplot(1)\n```\n"
    path.write_text(text, encoding="utf-8")
    document = read(path)
    assert document.format.code == "quarto"
    tracked = save(document, text, tmp_path / "out.Rmd", tracked=[Tracked(Edit(0, "Teh", "The"), comment="spelling")])
    assert (tmp_path / "out.Rmd").read_text(encoding="utf-8") == "{~~Teh~>The~~}{>>spelling<<}" + text[3:]
    assert tracked.format.code == "quarto-criticmarkup"
    assert save(tracked, text, tmp_path / "back.Rmd").content.changes == ()
    assert (tmp_path / "back.Rmd").read_text(encoding="utf-8") == text
