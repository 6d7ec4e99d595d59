"""Edits that are harmless one by one can add up to syntax: then the later one is left out."""

from dataclasses import replace
from pathlib import Path

import pytest

from reviser.core.edit import Edit, Proposal, Verdict
from reviser.documents.markdown import Markdown
from reviser.documents.plain import PlainText
from reviser.errors import UserError
from reviser.revisers.base import UNSEEN, Unusable
from reviser.services.rounds.proposal_checks import ProposalChecks
from tests.core.recording import propose
from tests.core.test_invisible_characters import DANGEROUS
from tests.services.desk import desk

TEXT = "One a b two.\n"  # "a" -> "*a" is text, and so is "b" -> "b*"; both make an emphasis
STAR, END = Edit(4, "a", "*a"), Edit(6, "b", "b*")


def test_edits_that_add_up_to_syntax_do_not_go_together() -> None:
    proposal_checks = ProposalChecks(TEXT, Markdown())
    assert proposal_checks.together((), (STAR,)) == (STAR,)
    assert proposal_checks.together((), (STAR, END)) == (STAR,)
    assert proposal_checks.together((STAR,), (END,)) == ()
    assert ProposalChecks(TEXT, PlainText()).together((STAR,), (END,)) == (END,)


def test_accepting_keeps_the_markup_whole(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open("a.md", TEXT)
        round_state = program.round(doc, propose(TEXT, "a", "*a"), propose(TEXT, "b", "b*"))
        doc.decide([item.id for item in round_state.round.items], Verdict.ACCEPT)
        assert doc.state.text == "One *a b two.\n"
        with pytest.raises(UserError, match="markup"):
            doc.decide([round_state.round.items[1].id], Verdict.ACCEPT)


@pytest.mark.parametrize("sign", DANGEROUS)
def test_nobody_brings_in_what_is_not_seen(tmp_path: Path, sign: str) -> None:
    proposal_checks = ProposalChecks(TEXT, PlainText())
    found = propose(TEXT, "two", f"t{sign}wo")
    assert proposal_checks.admit(found) == Unusable(UNSEEN)
    other = replace(propose(TEXT, "two", "three"), alternatives=(f"fo{sign}ur", "five"))
    admitted = proposal_checks.admit(other)
    assert isinstance(admitted, Proposal)
    assert admitted.alternatives == ("five",)
    with desk(tmp_path) as program:
        doc = program.open("a.md", TEXT)
        round_state = program.round(doc, found, other)
        assert [item.proposal.edit.after for item in round_state.round.items] == ["three"]
        assert "invisible characters" in round_state.round.message


def test_after_undoing_a_round_the_earlier_base_is_looked_at(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open("a.md", TEXT)
        round_state = program.round(doc, propose(TEXT, "a", "x"))
        program.round(doc)
        doc.undo()
        doc.decide([round_state.round.items[0].id], Verdict.ACCEPT)
        assert doc.state.text == "One x b two.\n"


def test_beside_a_rewrite_that_makes_markup_others_can_still_be_accepted(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open("a.md", TEXT)
        round_state = program.round(doc, propose(TEXT, "a", "x"), propose(TEXT, "two", "three"))
        first, second = (item.id for item in round_state.round.items)
        doc.decide([first], Verdict.REWRITE, after="**mine**")
        doc.decide([second], Verdict.ACCEPT)
        assert doc.state.text == "One **mine** b three.\n"


def test_edits_far_apart_in_one_paragraph_do_not_add_up_to_syntax(tmp_path: Path) -> None:
    """A paragraph of some seven hundred words: a star at its begin and one at its end make all of it an emphasis."""
    text = f"One a {'word ' * 700}b two.\n"
    with desk(tmp_path) as program:
        doc = program.open("a.md", text)
        round_state = program.round(doc, propose(text, " a ", " *a "), propose(text, " b ", " b* "))
        first, second = (item.id for item in round_state.round.items)
        doc.decide([first], Verdict.ACCEPT)
        with pytest.raises(UserError, match="markup"):
            doc.decide([second], Verdict.ACCEPT)
        assert doc.state.text == text.replace(" a ", " *a ")


def test_an_alternative_that_would_change_the_markup_is_not_offered() -> None:
    offered = replace(propose(TEXT, "two", "three"), alternatives=("*four*", "five", "six\n\nseven"))
    admitted = ProposalChecks(TEXT, Markdown()).admit(offered)
    assert isinstance(admitted, Proposal)
    assert admitted.alternatives == ("five",)
    plain = ProposalChecks(TEXT, PlainText()).admit(offered)
    assert isinstance(plain, Proposal)
    assert "*four*" in plain.alternatives
