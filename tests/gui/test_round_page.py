"""The page that is kept from state to state is, whatever happened, the page that would be made anew."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviser.core.edit import Decision, Edit, Intent, Proposal, Verdict
from reviser.core.events import Arrived, Changed, Decided, Outcome, RoundEnded, RoundStarted
from reviser.core.filters import EVERYTHING, Filters
from reviser.core.round_state import RoundState, Status
from reviser.core.text import Span
from reviser.documents.highlight import Highlighter
from reviser.documents.latex.handler import Latex
from reviser.documents.lines.asciidoc import AsciiDoc
from reviser.documents.lines.restructuredtext import ReStructuredText
from reviser.documents.markdown import Markdown
from reviser.gui.text.lines import Look
from reviser.gui.text.round_page import RoundPage, page_of
from tests.core.recording import Recording, propose

LETTERS = "ab \n\r\n\u2029é😀"
TEXT = st.one_of(st.just(""), st.text(alphabet=LETTERS, min_size=12, max_size=60))
DECIDABLE = {Status.PENDING, Status.ACCEPTED, Status.REJECTED}
# Texts with all that Markdown knows, and what can be typed into them.
SIGNS = "ab \n\n#>*_`-|=~$[]()!<\\1.:"
PARTS = (
    "# ", "## ", "> ", "- ", "1. ", "    ", "---\n", "===\n", "```\n", "$$\n", "<!-- ", "-->", "<div>\n", "**", "*",
    "_", "`", "a | b\n", "|---|---\n", "[a](b)", "[^1]: ", "one two", "\n", "\n\n", "word\n",
)  # fmt: skip
MARKDOWN = st.lists(st.sampled_from(PARTS), min_size=4, max_size=40).map("".join)


CHOICES = (
    EVERYTHING,
    Filters(undecided=True),
    Filters(intents=frozenset({Intent.FLUENCY, Intent.CLARITY})),
    Filters(words="a"),
    Filters(within=Span(4, 30)),
    Filters(words="nothing has this"),
)


def edits(data: st.DataObject, text: str, most: int, letters: str) -> list[Edit]:
    """Edits of `text`, at places of their own, that change something."""
    cuts = sorted(
        data.draw(st.lists(st.integers(0, len(text)), min_size=min(2, len(text)), max_size=2 * most, unique=True))
    )
    found: list[Edit] = []
    for start, stop in zip(cuts[::2], cuts[1::2], strict=False):
        end = start if data.draw(st.booleans()) else min(stop, start + 6)
        after = data.draw(st.text(alphabet=letters, max_size=4))
        if after != text[start:end]:
            found.append(Edit(start, text[start:end], after))
    return found


def act(data: st.DataObject, recording: Recording, letters: str) -> None:
    """Something that can happen, at random."""
    state = recording.state
    round_state = state.round_state
    choices = ["round", "begin", "type"]
    choices += ["decide", "decide", "arrive"] * (round_state is not None)
    choices += ["undo"] * bool(recording.timeline.undo_step)
    choices += ["redo"] * bool(recording.timeline.redo_step)
    match data.draw(st.sampled_from(choices)):
        case "round":
            recording.round(*proposals(data, state.text, letters))
        case "begin":
            recording.do(RoundStarted(f"b{len(recording.records)}", "test"))
        case "arrive" if round_state is not None and round_state.round.outcome is None:
            recording.do(Arrived(round_state.round.id, tuple(proposals(data, round_state.round.base, letters))))
            if data.draw(st.booleans()):
                recording.do(RoundEnded(round_state.round.id, Outcome.COMPLETE))
        case "type":
            typed = edits(data, state.text, 2, letters)
            if typed:
                recording.do(Changed(tuple(typed)))
        case "decide" if round_state is not None:
            decide(data, recording, round_state)
        case "undo":
            recording.undo()
        case "redo":
            recording.redo()
        case _:
            pass


def decide(data: st.DataObject, recording: Recording, round_state: RoundState) -> None:
    """Decide some that can be."""
    open_ = [
        item.id for item in round_state.round.live if round_state.status(item) in DECIDABLE and round_state.place(item)
    ]
    if open_:
        chosen = data.draw(st.lists(st.sampled_from(open_), min_size=1, unique=True))
        verdict = data.draw(st.sampled_from([Verdict.ACCEPT, Verdict.REJECT, Verdict.UNDECIDED]))
        with suppress(ValueError):  # two that insert at one place by now: the state stays
            recording.do(Decided(tuple(Decision(each, verdict) for each in chosen)))


def proposals(data: st.DataObject, text: str, letters: str) -> list[Proposal]:
    intents = list(Intent)
    return [Proposal(edit, intents[n % 6], "test", "r", "why") for n, edit in enumerate(edits(data, text, 5, letters))]


@given(text=TEXT, data=st.data())
@settings(max_examples=250)
def test_a_kept_page_is_the_page_made_anew(text: str, data: st.DataObject) -> None:
    keep(text, data, None, LETTERS)


@given(text=MARKDOWN, data=st.data())
@settings(max_examples=250)
def test_a_kept_page_of_markdown_is_the_page_made_anew(text: str, data: st.DataObject) -> None:
    keep(text, data, Markdown().highlighter, SIGNS)


# The same for markups that are highlighted in ways of their own: what a text is made of, and what is typed into it.
LATEX = (
    "\\section{", "\\emph{", "\\textbf{", "\\begin{verbatim}", "\\end{verbatim}", "\\begin{document}", "\\cite[p]{k}",
    "$", "$$", "\\[", "\\]", "{", "}", "[", "]", "% ", "\\verb|a|", "one two", "\n", "\n\n", "\\documentclass{a}\n",
)  # fmt: skip
ASCIIDOC = (
    "= ", "== ", "----\n", "====\n", "....\n", "[source]\n", "* ", "word::\n", "`", "one two\n", "  one", "\n", "\n\n",
    "|===\n", "// ", "title\n=====\n",
)  # fmt: skip
RST = (
    "title\n=====\n", ".. note::", ".. code::\n", "    ", "::\n", "``", "* ", "one two\n", "\n", "\n\n", "=== ===\n",
    ">>> ", "| ", "\n\n\n",
)  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "highlighter", "signs"),
    [
        (LATEX, Latex().highlighter, "ab \n\n\\{}[]$%"),
        (ASCIIDOC, AsciiDoc().highlighter, "ab \n\n=-.*[]`|"),
        (RST, ReStructuredText().highlighter, "ab \n\n=-:.`|>"),
    ],
    ids=["LaTeX", "AsciiDoc", "reStructuredText"],
)
@given(data=st.data())
@settings(max_examples=80)
def test_a_kept_page_of_other_markup_is_the_page_made_anew(
    parts: tuple[str, ...], highlighter: Highlighter, signs: str, data: st.DataObject
) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from(parts), min_size=4, max_size=40)))
    keep(text, data, highlighter, signs)


def keep(text: str, data: st.DataObject, highlighter: Highlighter | None, letters: str) -> None:
    """Let things happen, and compare the page that is kept with one made anew."""
    recording = Recording(text)
    live, choice = RoundPage(), EVERYTHING
    for _ in range(data.draw(st.integers(5, 20))):
        act(data, recording, letters)
        if not data.draw(st.integers(0, 2)):
            choice = data.draw(st.sampled_from(CHOICES))
        if data.draw(st.integers(0, 4)):  # not every state is shown
            page = live.of(recording.state, highlighter, choice)
            fresh = page_of(recording.state, choice).highlighted(highlighter)
            assert page.text == fresh.text == recording.state.text
            assert page.lines == fresh.lines
            assert page.starts == fresh.starts
            assert page.marks == fresh.marks


@pytest.mark.parametrize("typed", [Edit(2, "", "\n"), Edit(2, "b", ""), Edit(1, "\r", "\n"), Edit(2, "b\r", "\n")])
def test_line_ends_that_come_together_are_one(typed: Edit) -> None:
    recording = Recording("a\rb\r\nc\n\nd")
    live = RoundPage()
    live.of(recording.state)
    recording.do(Changed((typed,)))
    assert live.of(recording.state).lines == page_of(recording.state).lines


def test_a_mark_that_ends_where_a_line_begins_stays_with_both() -> None:
    recording = Recording("one\ntwo\nthree")
    recording.round(propose("one\ntwo\nthree", "one\n", "1 "), propose("one\ntwo\nthree", "two", "2"))
    live = RoundPage()
    live.of(recording.state)
    recording.decide(Verdict.REJECT, 1)
    assert live.of(recording.state).lines == page_of(recording.state).lines
    recording.undo()
    page = live.of(recording.state)
    assert page.lines == page_of(recording.state).lines
    assert [mark.look for mark in page.marks] == [Look.PENDING, Look.PENDING]


def test_lines_where_nothing_happened_are_the_same_objects() -> None:
    text = "teh cat\n" * 50
    recording = Recording(text)
    recording.round(*(propose(text, "teh", "the", nth=nth) for nth in range(50)))
    live = RoundPage()
    before = live.of(recording.state)
    recording.decide(Verdict.ACCEPT, 20)
    after = live.of(recording.state)
    assert [n for n in range(51) if before.lines[n] is not after.lines[n]] == [20]
    recording.type(3, " ", "\n")
    split = live.of(recording.state)
    assert split.lines[2:] == after.lines[1:]
    assert all(one is other for one, other in zip(split.lines[2:], after.lines[1:], strict=True))


def test_what_became_stale_is_marked_as_far_as_it_stands() -> None:
    recording = Recording("a teh cat")
    recording.round(propose("a teh cat", "teh cat", "the cat"))
    recording.type(5, "", "xx")
    (mark,) = page_of(recording.state).marks
    assert (mark.look, mark.start, mark.end, mark.ghost) == (Look.STALE, 2, 11, "")
    recording.type(2, recording.state.text[2:], "")
    assert page_of(recording.state).marks == ()
