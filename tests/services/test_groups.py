"""What belongs together takes one decision, whole: back as well as forth, never half of it, never unseen."""

from dataclasses import replace
from pathlib import Path

import pytest

from reviser.core.edit import Edit, Proposal, RiskFlag, Verdict
from reviser.core.filters import Filters, batch_to_accept, batch_to_reject, filter_items
from reviser.core.round_state import Status
from reviser.core.text import Span
from reviser.errors import UserError
from reviser.services.rounds.open_document import OpenDocument
from tests.core.recording import propose
from tests.services.desk import Desk, desk

TEXT = "He saw him at 12. She went home.\nThey went home.\n"


def grouped(before: str, after: str, group: str = "g", nth: int = 0) -> Proposal:
    return replace(propose(TEXT, before, after, nth=nth), group=group)


def begun(program: Desk, *proposals: Proposal) -> OpenDocument:
    open_document = program.open(text=TEXT)
    program.round(open_document, *proposals)
    return open_document


def statuses(open_document: OpenDocument) -> list[Status]:
    round_state = open_document.state.round_state
    assert round_state is not None
    return [round_state.status(item) for item in round_state.round.live]


def ids(open_document: OpenDocument) -> list[str]:
    round_state = open_document.state.round_state
    assert round_state is not None
    return [item.id for item in round_state.round.live]


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.REJECT])
def test_it_is_decided_and_taken_back_together(tmp_path: Path, verdict: Verdict) -> None:
    with desk(tmp_path) as program:
        open_document = begun(program, grouped("him", "them"), grouped("home", "away"), propose(TEXT, "They", "We"))
        open_document.decide(ids(open_document)[:1], verdict)
        assert Status.PENDING not in statuses(open_document)[:2]
        assert statuses(open_document)[2] is Status.PENDING
        open_document.decide(ids(open_document)[1:2], Verdict.UNDECIDED)
        assert set(statuses(open_document)) == {Status.PENDING}
        assert open_document.state.text == TEXT


def test_a_rewrite_is_for_one_alone(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = begun(program, grouped("him", "them"), grouped("home", "away"))
        open_document.decide(ids(open_document)[:1], Verdict.REWRITE, after="her")
        assert statuses(open_document) == [Status.ACCEPTED, Status.PENDING]
        assert open_document.state.text == TEXT.replace("him", "her")


def test_half_of_it_is_never_accepted(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = begun(program, grouped("him", "them"), grouped("home", "away"))
        first, second = ids(open_document)
        open_document.change((Edit(TEXT.index("him") + 1, "", "x"),))
        with pytest.raises(UserError, match="no longer fits"):
            open_document.decide([first], Verdict.ACCEPT)
        with pytest.raises(UserError, match="belongs to a group"):
            open_document.decide([second], Verdict.ACCEPT)
        assert statuses(open_document) == [Status.STALE, Status.PENDING]
        open_document.decide([second], Verdict.REJECT)
        assert statuses(open_document) == [Status.STALE, Status.REJECTED]


def test_nor_where_one_of_it_is_locked(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = begun(program, grouped("him", "them"), grouped("home", "away"))
        start = TEXT.index("him")
        open_document.lock(Span(start, start + 3))
        with pytest.raises(UserError, match="belongs to a group"):
            open_document.decide(ids(open_document)[1:], Verdict.ACCEPT)
        assert open_document.state.text == TEXT


def test_a_flag_of_one_is_everyones_and_no_batch_takes_any(tmp_path: Path) -> None:
    flag = RiskFlag("number", "12 became 21")
    risky = replace(grouped("12", "21"), risk=(flag,))
    with desk(tmp_path) as program:
        open_document = begun(program, grouped("him", "them"), risky, propose(TEXT, "They", "We"))
        round_state = open_document.state.round_state
        assert round_state is not None
        him, twelve, they = round_state.round.live
        assert flag in round_state.round.risk(him)
        assert round_state.round.risk(they) == ()
        assert batch_to_accept(round_state, round_state.round.live).ids == (they.id,)
        assert set(batch_to_accept(round_state, round_state.round.live).left) == {him.id, twelve.id}


def test_a_batch_decides_only_what_it_shows(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = begun(
            program, grouped("him", "them"), grouped("home", "away", nth=1), propose(TEXT, "She", "He")
        )
        round_state = open_document.state.round_state
        assert round_state is not None
        line = filter_items(round_state, Filters(within=Span(0, TEXT.index("\n"))))
        assert len(line) == 2
        for batch in (batch_to_accept(round_state, line), batch_to_reject(round_state, line)):
            assert [round_state.round.by_id[item_id].proposal.edit.before for item_id in batch.ids] == ["She"]
            assert len(batch.left) == 1
            open_document.decide(batch.ids, Verdict.REJECT)
            open_document.undo()
        everything = round_state.round.live
        assert len(batch_to_accept(round_state, everything).ids) == 3
