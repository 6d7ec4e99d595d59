"""The embedded reviser with its real layers: what always holds of its proposals, one ending, quick to stop."""

import asyncio
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviser.core.edit import Edit, Intent, Proposal, apply, check
from reviser.core.memory import Memory, Rewritten
from reviser.core.text import Span, is_boundary
from reviser.revisers.base import Found, ReadProgress, Request
from reviser.revisers.embedded import Embedded, build, outputs_of
from reviser.revisers.rules.conflicts import ConflictResolver, trimmed
from reviser.revisers.rules.layer import Layer
from reviser.revisers.rules.protected_words import WORD, merged

PHRASES = [
    "We recieve teh the letters", "in order to", "utilized", "an good", "Vazirani", "  ", "   ", ". ", ", ", "\n\n",
    "\r\n", "😀", "e\u0301", "👩‍👩‍👧", "colour", "color", "e-mail", "email", "i has", "alot", "\\varepsilon", "$x  y$",
    "becouse", "`code teh`", "“quote”", '"quote"', "10", "ten", "NBSP\u00a0here", "make a decision about", "and also",
]  # fmt: skip
texts = st.lists(st.sampled_from(PHRASES), max_size=25).map(" ".join)


@pytest.fixture(scope="module")
def embedded() -> Iterator[Embedded]:
    reviser = build()
    yield reviser
    reviser.close()


def run(embedded: Embedded, request: Request) -> list[Found]:
    async def collect() -> list[Found]:
        return [output async for output in embedded.revise(request)]

    return asyncio.run(collect())


def proposals(embedded: Embedded, request: Request) -> list[Proposal]:
    return [output for output in run(embedded, request) if isinstance(output, Proposal)]


def test_it_proposes_from_real_layers(embedded: Embedded) -> None:
    text = "We recieve  an letter.\n\nThe the end is near."
    found = proposals(embedded, Request(text))
    assert apply(text, [proposal.edit for proposal in found]) == "We receive a letter.\n\nThe end is near."
    assert {proposal.reviser for proposal in found} == {"embedded"}


@settings(max_examples=60)
@given(texts, st.data())
def test_what_always_holds_of_proposals(embedded: Embedded, text: str, data: st.DataObject) -> None:
    """They fit, lie apart, touch nothing protected, split no grapheme, say something, and are the same each time."""
    places = st.integers(0, len(text))
    protected = merged(
        Span(*sorted(pair)) for pair in data.draw(st.lists(st.tuples(places, places), max_size=3)) if pair[0] != pair[1]
    )
    words = frozenset(data.draw(st.lists(st.sampled_from(["recieve", "teh", "alot", "utilized", "email"]), max_size=2)))
    request = Request(text, protected, Memory(words=words))
    found = proposals(embedded, request)
    edits = [proposal.edit for proposal in found]
    assert len(check(text, edits)) == len(edits)
    for edit in edits:
        assert edit.before != edit.after
        assert is_boundary(text, edit.start)
        assert is_boundary(text, edit.end)
        assert not any(span.overlaps(edit.span) for span in protected)
        assert not words & (set(WORD.findall(edit.before)) - set(WORD.findall(edit.after)))
    for proposal in found:
        assert proposal.edit.after not in proposal.alternatives
    assert found == proposals(embedded, request)


@settings(max_examples=30)
@given(texts)
def test_rounds_come_to_an_end(embedded: Embedded, text: str) -> None:
    """Everything accepted, again and again: no correction is undone by the next round for ever."""
    seen = [text]
    for _ in range(8):
        found = proposals(embedded, Request(seen[-1]))
        if not found:
            return
        seen.append(apply(seen[-1], [proposal.edit for proposal in found]))
        assert seen[-1] not in seen[:-1]
    pytest.fail(f"still proposing after eight rounds: {seen[-2]!r} -> {seen[-1]!r}")


def test_proposals_come_paragraph_by_paragraph_and_progress_ends_at_the_whole(embedded: Embedded) -> None:
    text = "We recieve it.\n\n" * 300
    outputs = run(embedded, Request(text.replace("recieve", "recieve an teh")))
    starts = [output.edit.start for output in outputs if isinstance(output, Proposal)]
    assert starts == sorted(starts)
    progress = [output for output in outputs if isinstance(output, ReadProgress)]
    assert [each.done for each in progress] == sorted(each.done for each in progress)
    assert progress[-1].done == progress[-1].total
    assert isinstance(outputs[-1], ReadProgress)


def long_document(words: int) -> str:
    sentence = "She recieve an letter from teh man who they believes in. "
    return "\n\n".join(sentence * 20 for _ in range(words // (11 * 20)))


@pytest.mark.parametrize("text", [long_document(100_000), long_document(100_000).replace("\n\n", " ")])
def test_cancelling_stops_within_a_second(embedded: Embedded, text: str) -> None:
    """In the middle of 100,000 words, in paragraphs and in one; and the thread is free for the next round at once."""
    run(embedded, Request("Warm up."))

    async def cancel() -> tuple[int, float]:
        count = 0

        async def consume() -> None:
            nonlocal count
            async for _ in embedded.revise(Request(text)):
                count += 1

        task = asyncio.create_task(consume())
        while not count:
            await asyncio.sleep(0.01)
        asked = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        [output async for output in embedded.revise(Request("Next."))]
        return count, time.monotonic() - asked

    count, seconds = asyncio.run(cancel())
    assert count
    assert seconds < 1


class Raising:
    """A layer that fails after it has proposed something."""

    @property
    def name(self) -> str:
        return "raising"

    def find(self, request: Request) -> Iterator[Found]:
        yield ReadProgress(0, len(request.text))
        raise RuntimeError("broken")


class Fixed:
    """A layer that proposes what it was given on the first text that it reads, nothing on what others make of that, and
    notes the threads that it was run in."""

    def __init__(self, name: str, *found: Proposal) -> None:
        self._name = name
        self._found = found
        self._text: str | None = None
        self.threads: set[int] = set()

    @property
    def name(self) -> str:
        return self._name

    def find(self, request: Request) -> Iterator[Found]:
        self.threads.add(threading.get_ident())
        self._text = request.text if self._text is None else self._text
        if request.text == self._text:
            yield from self._found
        yield ReadProgress(len(request.text), len(request.text))


def proposal(start: int, before: str, after: str, rule: str) -> Proposal:
    return Proposal(Edit(start, before, after), Intent.FLUENCY, "embedded", rule, "Because.")


def settled(request: Request, *layers: Layer) -> list[Proposal]:
    return [output for output in outputs_of(layers, request) if isinstance(output, Proposal)]


def test_a_failing_layer_ends_the_round_once() -> None:
    reviser = Embedded((Raising(),))
    with pytest.raises(RuntimeError, match="broken"):
        run(reviser, Request("text"))
    reviser.close()


def test_layers_run_in_one_thread_of_their_own() -> None:
    layer = Fixed("one")
    reviser = Embedded((layer,))
    run(reviser, Request("a"))
    run(reviser, Request("b"))
    reviser.close()
    assert len(layer.threads) == 1
    assert threading.get_ident() not in layer.threads


def test_layers_can_be_switched_off(embedded: Embedded) -> None:
    assert "harper" in embedded.layers
    reviser = build(off=["harper"])
    assert "harper" not in reviser.layers
    assert not any(found.rule.startswith("harper/") for found in proposals(reviser, Request("We recieve teh letter.")))
    reviser.close()
    with pytest.raises(ValueError, match="no such layer: nothing"):
        build(off=["nothing"])


def test_where_layers_meet_the_better_one_wins() -> None:
    request = Request("we utilise tehm and more")
    spelling = proposal(11, "tehm", "them", "harper/SpellCheck")
    plain = proposal(3, "utilise tehm", "use tehm", "plain/utilise")  # trimmed to "utilise"
    consistent = proposal(3, "utilise", "utilize", "consistency/variants")
    found = settled(request, Fixed("consistency", consistent), Fixed("plain", plain), Fixed("harper", spelling))
    assert [(each.edit.before, each.edit.after) for each in found] == [("utilise", "use"), ("tehm", "them")]


def test_one_round_does_not_undo_itself_elsewhere() -> None:
    request = Request("color and colour")
    found = settled(
        request,
        Fixed("harper", proposal(10, "colour", "color", "harper/SpellCheck")),
        Fixed("consistency", proposal(0, "color", "colour", "consistency/variants")),
    )
    assert [each.rule for each in found] == ["harper/SpellCheck"]


def test_insertions_at_one_place_are_one() -> None:
    request = Request("However they went")
    found = settled(request, Fixed("harper", proposal(7, "", ",", "harper/A"), proposal(7, "", ";", "harper/B")))
    assert len(found) == 1


def test_what_the_person_decided_is_honoured_for_every_layer() -> None:
    request = Request(
        "we utilise tehm and moar",
        memory=Memory(
            words=frozenset({"tehm"}),
            silenced=frozenset({"plain/silent"}),
            rewrites=(Rewritten("utilise", "use", "employ"),),
        ),
    )
    layer = Fixed(
        "any",
        proposal(3, "utilise", "use", "plain/utilise"),
        proposal(11, "tehm", "them", "other/spelling"),
        proposal(20, "moar", "more", "plain/silent"),
    )
    (found,) = settled(request, layer)
    assert found.edit == Edit(3, "utilise", "employ")
    assert found.alternatives == ("use",)
    assert "As you rewrote it before" in found.explanation


def test_nothing_is_proposed_that_cuts_a_grapheme_or_a_word_of_the_persons() -> None:
    text = "e\u0301 fooTeh"
    layer = Fixed("any", proposal(0, "e", "a", "any/a"), proposal(6, "Teh", "The", "any/b"))
    assert settled(Request(text, memory=Memory(words=frozenset({"fooTeh"}))), layer) == []


@given(
    st.lists(st.sampled_from(["a", "b", " ", ",", "don't"]), max_size=6),
    st.lists(st.sampled_from(["a", "b", " ", "c"]), max_size=6),
)
def test_trimming_changes_nothing_but_the_span(before: list[str], after: list[str]) -> None:
    text = "x " + "".join(before) + " y"
    edit = Edit(2, "".join(before), "".join(after))
    short = trimmed(edit)
    assert apply(text, [short]) == apply(text, [edit])
    assert len(short.before) <= len(edit.before)


def test_a_settler_remembers_across_batches() -> None:
    settler = ConflictResolver(Request("one two"))
    assert len(list(settler.settle([proposal(0, "one", "1", "harper/x")]))) == 1
    assert list(settler.settle([proposal(0, "one two", "12", "consistency/x")])) == []


READ_AFTER = """
import asyncio, sys
from reviser.revisers.base import Request
from reviser.revisers.embedded import build

opened = []

async def main():
    embedded = build()
    await embedded.warm_up("American")
    sys.addaudithook(lambda event, arguments: opened.append(str(arguments[0])) if event == "open" else None)
    text = "We recieve alot of letters, in order to has utilised there e-mails.\\n\\nThe the end was near, and email."
    assert [output async for output in embedded.revise(Request(text))]
    embedded.close()

asyncio.run(main())
print(*opened, sep="\\n", end="")
"""


def test_once_it_is_warm_a_round_reads_no_file() -> None:
    done = subprocess.run([sys.executable, "-c", READ_AFTER], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""


PRELOADED = """
import asyncio, sys
from reviser.core.edit import Proposal
from reviser.revisers.base import Request
from reviser.revisers.embedded import build

async def proposed(embedded):
    return [o for o in [o async for o in embedded.revise(Request(sys.argv[1]))] if isinstance(o, Proposal)]

first, second = build(), build()
if sys.argv[2] == "preload":
    first.preload("American")
found = asyncio.run(proposed(first))
assert found and found == asyncio.run(proposed(second))
print(found)
"""


def test_what_is_loaded_beforehand_changes_no_proposal() -> None:
    """In processes of their own: in this one everything is loaded already."""
    text = "We recieve an letter. He go to school every days. Coq au vin is is a dish."
    found = [
        subprocess.run([sys.executable, "-c", PRELOADED, text, way], capture_output=True, text=True, check=True).stdout
        for way in ("preload", "as needed")
    ]
    assert found[0] == found[1]
