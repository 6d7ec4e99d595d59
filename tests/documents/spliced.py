"""What the tests of all documents share that are written by splices: random edits, decisions and markup."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from reviser.core.edit import Edit, apply, rebase
from reviser.documents.base import Tracked
from reviser.documents.encodings import UTF_8
from reviser.documents.splices.changes import Change
from reviser.documents.splices.document import SplicedDocument
from reviser.documents.splices.handler import SplicedFormat

_AFTERS = [
    "x", " new words", "", "", "a\tb", "é<&>\"'", "\n", "one\ntwo\nthree", "\u2028", "\u2011-\u00ad", " ", "  edge  ",
    "]]>", "x ", " \n ",
]  # fmt: skip


def random_edits(document: SplicedDocument, seed: int) -> list[Edit]:
    """Edits that are allowed, from few to many, short and long, anywhere."""
    choose = random.Random(seed)
    text, edits = document.text, list[Edit]()
    step, most = choose.choice([(0, 1, 3), (1, 20, 90), (50, 400)]), choose.choice([1, 5, 60])
    place = choose.randrange(len(text)) if text and choose.random() < 0.5 else 0
    while place <= len(text) and len(edits) < most:
        end = min(len(text), place + choose.choice([0, 0, 1, 2, 7, 30, 120]))
        edit = Edit(place, text[place:end], choose.choice(_AFTERS))
        if edit.before != edit.after and document.allows(edit):
            edits.append(edit)
            place = end + 1
        place += choose.choice(step)
    return edits


def decide(document: SplicedDocument, seed: int) -> tuple[list[Change], list[Change]]:
    """Some of its changes to be accepted, and some to be rejected."""
    choose = random.Random(seed)
    verdicts = [(change, choose.choice([True, False, None])) for change in document.changes]
    return [change for change, verdict in verdicts if verdict], [
        change for change, verdict in verdicts if verdict is False
    ]


def revise(form: SplicedFormat[Any], path: Path) -> None:
    """Read a file; accept some of its changes, leave some, edit the text besides: what is written reads as expected."""
    data = path.read_bytes()
    content = form.read(data, path.name)
    choose = random.Random(path.name)
    document = form.kind(data, path.name)
    verdicts = {change: choose.choice([True, False, None]) for change in content.changes}
    accepted = [change.edit for change, verdict in verdicts.items() if verdict]
    theirs = [change for change, verdict in verdicts.items() if verdict is None]
    others = [change.edit for change in content.changes]
    ours = [edit for edit in random_edits(document, 3)[:8] if edit in rebase([edit], others).moved or not others]
    ours = [edit for edit in ours if all(edit.end < other.start or edit.start > other.end for other in others)]
    edits = sorted([*accepted, *ours])
    text = apply(content.text, edits)
    if not others:
        assert form.write(content, content.text, UTF_8).data == data
        written = form.write(content, text, UTF_8)
        assert (written.content.text, form.read(written.data, path.name).text) == (text, text)
        return
    assert form.track(content, content.text, UTF_8, content.changes).data == data
    moved = rebase([change.edit for change in theirs], edits)
    if not moved.dropped and "\ufffc" not in "".join(edit.after for edit in accepted):
        kept = [Tracked(edit, change.author, change.at) for edit, change in zip(moved.moved, theirs, strict=True)]
        written = form.track(content, text, UTF_8, kept)
        assert not written.left_out
        assert form.read(written.data, path.name).text == text


def trees(depth: int, tags: Sequence[str], more: Sequence[str]) -> st.SearchStrategy[str]:
    """Elements within elements, of these names, and with these pieces of markup in any order."""
    if not depth:
        return st.sampled_from([*more, *(f"<{tag}/>" for tag in tags)])
    inner = st.lists(trees(depth - 1, tags, more), max_size=4).map("".join)
    whole = st.builds(lambda tag, content: f"<{tag}>{content}</{tag}>", st.sampled_from(tags), inner)
    return st.one_of(whole, whole, trees(0, tags, more))
