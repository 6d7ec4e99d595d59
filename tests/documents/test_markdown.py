"""What Markdown protects, construct by construct, and which edits of the words would make syntax."""

import pytest

from reviser.core.edit import Edit
from reviser.documents.markdown import Markdown, signature

MARKDOWN = Markdown()


def open_parts(text: str) -> list[str]:
    """What proposals may touch, in order."""
    parts = []
    position = 0
    for span in MARKDOWN.protected(text):
        parts.append(text[position : span.start])
        position = span.end
    parts.append(text[position:])
    return [part for part in parts if part]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("Just words.", ["Just words."]),
        ("\n\nOne.\n\n\nTwo.\n", ["One.", "Two."]),
        ("---\ntitle: A title\n---\n\nText", ["Text"]),
        ("# Heading one #\n\n### Three", ["Heading one", "Three"]),
        ("Setext\n======\n\nof two\nlines\n---\n", ["Setext", "of two\nlines"]),
        ("*one* **two** ***three*** ~~four~~", ["one", " ", "two", " ", "three", " ", "four"]),
        ("Use `code` and ``a ` b`` now", ["Use ", " and ", " now"]),
        ("[words](http://x.y 'A title') after", ["words", " after"]),
        ("[words][ref] and [ref]\n\n[ref]: /url 'Title'\n", ["words", " and ", "ref"]),
        ("an ![image *text*](a.png) here", ["an ", " here"]),
        ("auto <http://x.y> and bare http://x.y/z, end", ["auto ", " and bare ", ", end"]),
        ("an <b class='x'>inline</b> tag", ["an ", "inline", " tag"]),
        ("<div>\nraw words\n</div>\n\nText", ["Text"]),
        ("<!-- a comment -->\n\nText", ["Text"]),
        ("```py\ncode\n```\n\n    more code\n\n~~~\ntilde\n~~~\n", []),
        ("> quoted\n> again\n\n> > deep", ["quoted", "again", "deep"]),
        ("> lazy\nline", ["lazy\nline"]),
        ("- one\n- two\n  more\n\n  * nested\n\n1) first\n", ["one", "two", "more", "nested", "first"]),
        ("- [ ] open task\n- [x] done", [" open task", " done"]),
        ("| Head | B |\n|:--|--:|\n| one cell | *two* |\n", ["Head", "B", "one cell", "two"]),
        ("a | b\n--|--\nc d | e", ["a", "b", "c d", "e"]),
        ("hard  \nbreak\\\nagain\nsoft", ["hard", "break", "again\nsoft"]),
        ("soft \nbreak", ["soft \nbreak"]),
        ("soft\r\nbreak\rlines", ["soft\r\nbreak\rlines"]),
        ("a &amp; b \\* c &#35;", ["a ", " b ", " c "]),
        ("note[^1] here\n\n[^1]: The *note*.\n", ["note", " here", "The ", "note", "."]),
        ("maths $a_1*b*$ and\n\n$$\nx = y\n$$\n\ncosts $5 or $6", ["maths ", " and", "costs $5 or $6"]),
        ("cite \\cite{key} and snake_case_name", ["cite ", " and "]),
        ("* * *\n\n___\n\ntext", ["text"]),
        ("\ttab code\n\n-\ttab item", ["tab item"]),
        ("| a \\| b | c |\n|--|--|\n| d | e |", ["a ", " b", "c", "d", "e"]),
        ("\u00a0no-break first\nsecond", ["no-break first\nsecond"]),
    ],
)
def test_open_parts(text: str, parts: list[str]) -> None:
    assert open_parts(text) == parts


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Some text here.", "text", "words"),
        ("Some text here.", "Some text", "Words"),
        ("# A heading\n\nText", "heading", "title"),
        ("a *good* day", "good", "very good"),
        ("[the words](/url) stay", "words", "word"),
        ("[the words][ref]\n\n[ref]: /u", "words", "word"),
        ("- an item\n- another", "item", "entry"),
        ("| one | two |\n|--|--|\n| three | four |", "three", "3"),
        ("> said so", "so", "this"),
        ("in order\nto go", "in order\nto", "to"),
        ("one  two", "  ", " "),
        ("Costs 5 or 6.", "6", "$6"),
        ("Setext\n===", "Setext", "Heading"),
        ("the note[^1]\n\n[^1]: a text", "text", "word"),
        ("Ask him.\n\n\n- x", "him", "him 1. or 2."),
    ],
)
def test_words_may_change(text: str, before: str, after: str) -> None:
    assert MARKDOWN.guard(text).keeps(Edit(text.index(before), before, after))


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Text", "Text", "# Text"),
        ("Text", "Text", "1. Text"),
        ("Text", "Text", "* Text"),
        ("Text", "Text", "> Text"),
        ("Text", "Text", "    Text"),
        ("Text", "Text", ""),
        ("Text\nmore", "more", "---"),
        ("Text\nmore", "more", "==="),
        ("Text\nmore", "more", "- more"),
        ("Text\nmore", "\n", "\n\n"),
        ("Text\nmore", "\n", "  \n"),
        ("Text\nmore", "\n", "\\\n"),
        ("a good day", "good", "*good*"),
        ("a good day", "good", "`good`"),
        ("a good day", "good", "<b>good</b>"),
        ("a good day", "good", "[good](/x)"),
        ("a good day", "good", "&amp;"),
        ("a *good* day", "good", ""),
        ("a *good* day", "good", " good"),
        ("[words](/url)", "words", ""),
        ("see [words]\n\n[words]: /url", "words", "word"),
        ("see [word]\n\n[words]: /url", "word", "words"),
        ("a | b\n--|--\nc | d", "c", "c | x"),
        ("a | b\n--|--\nc | d", "c", "c | x | y"),
        ("head\n\nrow", "head", "```"),
        ("x\n\n[^1]: note", "x", "x [^1]"),
        ("-- x", "x", "-"),
        ("Text", "Text", "[ref]: /url"),
        ("front\n\nrow", "front", "---\nfront\n---"),
        ("Text", "Text", "<div>"),
        ("a text", "text", "$x$"),
        ("- item", "item", "[ ] item"),
        ("a\n\nb", "a", "a\n\nc"),
        ("`x` y", "`x`", "`z`"),
        ("10 men came", "10 men", "10. Men"),
    ],
)
def test_edits_that_would_make_or_break_syntax_are_refused(text: str, before: str, after: str) -> None:
    assert not MARKDOWN.guard(text).keeps(Edit(text.index(before), before, after))


def test_edits_that_are_harmless_alone_can_break_together() -> None:
    text = "a b, c\n\nx1, y"
    guard = MARKDOWN.guard(text)
    first, second = Edit(0, "a", "*a"), Edit(2, "b", "b*")
    assert guard.keeps(first)
    assert guard.keeps(second)
    assert not guard.keeps_all([second, first])
    list_mark = [Edit(8, "x1", "1"), Edit(10, ",", ".")]
    assert all(guard.keeps(edit) for edit in list_mark)
    assert not guard.keeps_all(list_mark)
    assert guard.keeps_all([first, list_mark[0]])
    assert guard.keeps_all([])


def test_an_edit_does_not_reach_into_the_block_before() -> None:
    # Indented, the paragraph would go on with the item.
    text = "- item\n\nText\n\nEnd"
    assert not MARKDOWN.guard(text).keeps(Edit(text.index("Text"), "Text", "  Text"))


def test_signature_sees_structure_not_words() -> None:
    assert signature("# One\n\ntwo *three*") == signature("# Uno\n\nzwei drei *vier*")
    assert signature("# One") != signature("## One")
    assert signature("1. a") != signature("2. a")
    assert signature("- a\n- b") != signature("- a\n\n- b")
    assert signature("`a`") != signature("`b`")
    assert signature("[a](/x)") != signature("[a](/y)")
    assert signature("![a](/x)") != signature("![b](/x)")


def test_brackets_without_end_are_left_alone_and_cost_nothing() -> None:
    text = "[" * 100_000 + " words\n\nText"
    guard = MARKDOWN.guard(text)
    assert [len(span) for span in guard.protected] == [100_008]
    assert guard.keeps(Edit(text.index("Text"), "Text", "Word"))
    assert not guard.keeps(Edit(text.index("Text"), "Text", "# Word"))
