"""The graph of a history: its points can be gone back to, and it reads as what happened."""

from hypothesis import given
from hypothesis import strategies as st

from reviser.core.branches import Graph, PointKind, graph
from reviser.core.edit import Decision, Verdict
from reviser.core.events import Redecided, RequestMade, Restored, Stopped, StopReason
from reviser.core.exchange import Exchange
from tests.core.recording import Recording, propose

TEXT = "one two three four"


def made() -> Recording:
    recording = Recording(TEXT)
    recording.round(propose(TEXT, "two", "2"), propose(TEXT, "four", "4"), name="a")
    recording.decide(Verdict.ACCEPT, 0)
    return recording


def kinds(drawn: Graph) -> list[tuple[PointKind, int, int | None, bool]]:
    return [(point.kind, point.branch, point.parent, point.undone) for point in drawn.points]


def test_rounds_changes_and_branches_read_in_order() -> None:
    recording = made()
    recording.type(0, "one", "1")
    recording.type(1, "", "st")
    recording.decide(Verdict.REJECT, 1)
    recording.do(Restored(5, "other"))
    recording.round(name="b")
    drawn = graph(recording.records, {1: "main"})
    assert kinds(drawn) == [
        (PointKind.OPENED, 0, None, False),
        (PointKind.ROUND, 0, 0, False),
        (PointKind.TYPED, 0, 1, False),
        (PointKind.CONTINUED, 0, 2, False),
        (PointKind.RESTORED, 1, 1, False),
        (PointKind.ROUND, 1, 4, False),
    ]
    assert drawn.branches == ("main", "other")
    assert drawn.here == 5
    assert [point.depth for point in drawn.points] == [0, 1, 1, 1, 1, 2]
    assert drawn.points[2].changes == 2
    told = drawn.points[1].round_summary
    assert told is not None
    assert (told.proposed, told.verdicts[Verdict.ACCEPT], told.verdicts[Verdict.REJECT]) == (2, 1, 1)


def test_decisions_about_earlier_rounds_are_a_point_of_their_own_however_many_there_are() -> None:
    recording = made()
    recording.round(name="b")
    for item, verdict in (("a:0", Verdict.REJECT), ("a:1", Verdict.ACCEPT)):
        recording.do(Redecided((Decision(item, verdict),), ()))
    assert [kind for kind, *_ in kinds(graph(recording.records))] == [
        PointKind.OPENED, PointKind.ROUND, PointKind.ROUND, PointKind.REDECIDED
    ]  # fmt: skip


def test_what_was_held_back_counts_as_the_figures_count_it() -> None:
    recording = made()
    recording.decide(Verdict.REJECT, 1)
    text = recording.state.text
    recording.round(propose(text, "four", "4"), propose(text, "three", "3"), name="b")
    recording.do(Restored(5, "other"))
    recording.decide(Verdict.ACCEPT, 1)
    rounds = recording.timeline.rounds()
    points = graph(recording.records, rounds=rounds).points
    told = {point.round_summary.id: point.round_summary for point in points if point.round_summary is not None}
    assert (told["b"].proposed, told["b"].set_aside) == (1, 1)
    # Of a round that two branches went on from, as it stands in the one in hand.
    assert (told["a"].verdicts[Verdict.ACCEPT], told["a"].verdicts[Verdict.REJECT]) == (2, 0)
    # One that was undone is not among the figures; then what arrived is all that is known.
    while recording.state.round_state is not None:
        recording.undo()
    undone = graph(recording.records, rounds=recording.timeline.rounds()).points[1]
    assert undone.round_summary is not None
    assert undone.round_summary.proposed == 2


def test_what_was_undone_stays_and_says_so() -> None:
    recording = made()
    recording.type(0, "one", "1")
    recording.undo()
    drawn = graph(recording.records)
    assert (drawn.here, drawn.points[2].undone) == (1, True)
    assert recording.timeline.at(drawn.points[1].last).text == recording.state.text
    recording.redo()
    assert (graph(recording.records).here, graph(recording.records).points[2].undone) == (2, False)
    recording.undo()
    recording.undo()  # the decision alone: the round stays
    drawn = graph(recording.records)
    assert (drawn.here, drawn.points[1].undone) == (1, False)
    assert drawn.points[1].round_summary is not None
    assert drawn.points[1].round_summary.verdicts[Verdict.ACCEPT] == 0


def test_a_round_says_what_it_asked_and_why_the_loop_stopped() -> None:
    recording = made()
    recording.do(RequestMade("a", Exchange("here", "small", "propose", "v-1", "", "", 12, 3, None, 0.5, "stop")))
    recording.do(RequestMade("a", Exchange("here", "small", "propose", "v-1", "", "", 1, None, None, 0.5, "stop")))
    recording.do(Stopped(StopReason.MAX_ROUNDS))
    told = graph(recording.records).points[1].round_summary
    assert told is not None
    assert (told.models, told.prompts, told.tokens_in, told.tokens_out) == (("small",), ("v-1",), 13, 3)
    assert told.stop is StopReason.MAX_ROUNDS


@given(data=st.data())
def test_every_point_shows_what_was_seen_at_its_end(data: st.DataObject) -> None:
    recording = Recording(TEXT)
    seen = {1: TEXT}
    for number in range(data.draw(st.integers(1, 15))):
        match data.draw(st.sampled_from(["type", "round", "decide", "restore", "undo", "undo", "redo"])):
            case "type":
                recording.type(data.draw(st.integers(0, len(recording.state.text))), "", "x")
            case "round":
                text = recording.state.text
                words = [word for word in ("two", "four") if word in text]
                recording.round(*(propose(text, word, word[0]) for word in words), name=f"r{number}")
            case "decide" if recording.state.round_state is not None and recording.state.round_state.pending:
                item = recording.state.round_state.pending[0]
                index = recording.state.round_state.round.items.index(item)
                recording.decide(data.draw(st.sampled_from([Verdict.ACCEPT, Verdict.REJECT])), index)
            case "restore":
                recording.do(Restored(data.draw(st.sampled_from(sorted(seen)))))
            case "undo" if recording.timeline.undo_step:
                recording.undo()
            case "redo" if recording.timeline.redo_step:
                recording.redo()
        seen[len(recording.records)] = recording.state.text
    drawn = graph(recording.records)
    assert recording.timeline.at(drawn.points[drawn.here].last).text == recording.state.text
    for point in drawn.points:
        if point.last in seen:
            assert recording.timeline.at(point.last).text == seen[point.last]
        assert point.parent is None or point.parent < point.index
    in_force = {point.index for point in drawn.points if not point.undone}
    here: int | None = drawn.here
    while here is not None:  # but a branch can go on from what was undone
        assert here in in_force
        here = drawn.points[here].parent if drawn.points[here].kind is not PointKind.RESTORED else None
