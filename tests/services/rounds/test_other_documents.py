"""What other documents say about the next round in this one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviser.core.edit import Verdict
from reviser.core.preferences import Preferences, Weight
from reviser.history.digest import preferences
from reviser.services.rounds.open_document import OpenDocument
from reviser.services.rounds.other_documents import moved_rules, preferences_elsewhere
from tests.core.recording import propose
from tests.services.desk import Desk, desk

TEXT = "It has many benefit. It has many reason. It has many friend. Then we leave.\n"
RULE = "model/number"


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


def proposed(program: Desk, name: str) -> OpenDocument:
    """A document with a round of four proposals, nothing decided."""
    open_document = program.open(name, f"{TEXT}This is {name}.\n")  # the same text in another file is the same document
    pairs = (("benefit", "benefits"), ("reason", "reasons"), ("friend", "friends"))
    insertion = propose(TEXT, "", ",", nth=TEXT.index("Then") + 4, rule="model/comma-in")
    program.round(open_document, *(propose(TEXT, *pair, rule=RULE) for pair in pairs), insertion)
    return open_document


def decide(open_document: OpenDocument, number: int, verdict: Verdict, *, reason: str = "") -> None:
    round_state = open_document.state.round_state
    assert round_state is not None
    open_document.decide([round_state.round.items[number].id], verdict, reason=reason)


def said(program: Desk, open_document: OpenDocument, annotator: str = "") -> Preferences:
    return preferences_elsewhere(program.store.path, open_document.document_id, annotator)


def test_a_round_is_told_what_was_decided_here_in_full_and_elsewhere_in_part(program: Desk) -> None:
    first = proposed(program, "first.txt")
    decide(first, 0, Verdict.REJECT)
    decide(first, 3, Verdict.ACCEPT)
    second = proposed(program, "second.txt")
    taste = program.reviser.requests[-1].memory.taste
    assert taste.kinds == {RULE: Weight(0, 0.25), "model/comma-in": Weight(0.25, 0)}
    assert taste.pairs == {("benefit", "benefits"): Weight(0, 0.25)}
    decide(second, 1, Verdict.REJECT)
    program.round(second)
    assert program.reviser.requests[-1].memory.taste.kinds[RULE] == Weight(0, 1.25)
    assert second.state.memory.taste.kinds == {RULE: Weight(0, 1)}


def test_what_was_undone_taken_back_or_deleted_says_nothing(program: Desk) -> None:
    first, here = proposed(program, "first.txt"), proposed(program, "here.txt")
    decide(first, 0, Verdict.REJECT)
    decide(first, 1, Verdict.REJECT)
    assert said(program, here).kinds == {RULE: Weight(0, 0.5)}
    first.undo()
    assert said(program, here).kinds == {RULE: Weight(0, 0.25)}
    first.redo()
    decide(first, 1, Verdict.UNDECIDED)
    assert said(program, here).kinds == {RULE: Weight(0, 0.25)}
    decide(first, 0, Verdict.ACCEPT)
    assert said(program, here).kinds == {RULE: Weight(0.25, 0)}
    first.undo()
    assert said(program, here).kinds == {RULE: Weight(0, 0.25)}
    while first.state.depth:
        first.undo()
    assert said(program, here).kinds == {}
    while not first.state.memory.tallies:
        first.redo()
    assert said(program, here).kinds
    program.store.mark(first.document_id, deleted_at=1.0)
    assert said(program, here).kinds == {}


def test_only_the_same_persons_decisions_count(program: Desk) -> None:
    first, here = proposed(program, "first.txt"), proposed(program, "here.txt")
    first.annotator = "Ada"
    decide(first, 0, Verdict.REJECT)
    assert said(program, here, "Ada").kinds == {RULE: Weight(0, 0.25)}
    assert said(program, here).kinds == {}


def test_a_kind_that_began_again_in_any_document_begins_again_for_all(program: Desk) -> None:
    first, here = proposed(program, "first.txt"), proposed(program, "here.txt")
    decide(first, 0, Verdict.REJECT)
    decide(first, 3, Verdict.REJECT)
    here.set_rule(RULE, silenced=False)
    assert said(program, here).kinds == {"model/comma-in": Weight(0, 0.25)}
    here.undo()
    assert RULE in said(program, here).kinds
    here.redo()
    decide(first, 1, Verdict.ACCEPT)
    assert said(program, here).kinds[RULE] == Weight(0.25, 0)
    here.set_rule(RULE, silenced=True)
    here.set_rule(RULE, silenced=False)
    assert said(program, here).kinds[RULE] == Weight(0.25, 0)


def test_what_has_moved_is_told_with_what_was_decided_elsewhere(program: Desk) -> None:
    first, here = proposed(program, "first.txt"), proposed(program, "here.txt")
    decide(first, 0, Verdict.REJECT)
    decide(first, 1, Verdict.REJECT)
    decide(here, 3, Verdict.ACCEPT)
    found = moved_rules(program.store.path, here.document_id, "", here.state)
    assert [(one.rule, one.surer, one.here.taken, one.elsewhere.refused) for one in found] == [
        ("model/comma-in", False, 1, 0),
        (RULE, True, 0, 2),
    ]


def test_the_document_worked_on_last_says_most(program: Desk) -> None:
    older, newer, here = (proposed(program, name) for name in ("older.txt", "newer.txt", "here.txt"))
    decide(older, 0, Verdict.REJECT)
    decide(newer, 0, Verdict.ACCEPT)
    weight = said(program, here).kinds[RULE]
    assert weight.taken == 0.25
    assert 0 < weight.refused < 0.25


def test_it_is_read_backwards_and_never_further_than_so_many_decisions(program: Desk) -> None:
    first, here = proposed(program, "first.txt"), proposed(program, "here.txt")
    for number in range(4):
        decide(first, number, Verdict.REJECT)
    assert len(preferences.decisions_elsewhere(program.store.path, here.document_id, "", latest=2)) == 2


def test_a_history_that_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    assert preferences_elsewhere(tmp_path / "missing" / "history.db", 1, "") == Preferences()
