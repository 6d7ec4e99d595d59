from hypothesis import given
from hypothesis import strategies as st

from reviser.core.branches import PointKind
from reviser.core.diff import diff
from reviser.core.edit import Decision, Edit, Intent, Proposal, Verdict, apply
from reviser.core.events import Changed, Origin, Redecided, Restored
from reviser.core.passage_history import PassageStep, origin, story
from reviser.core.provenance import Account, Author, account
from reviser.core.redecide import consequences
from reviser.core.round import Arrival
from reviser.core.text import Span
from reviser.core.working_copy import Region, WorkingCopy
from tests.core.recording import Recording, propose

TEXT = "We utilise it. It is very good. So we stop."


def accounted(recording: Recording) -> Account:
    return account(recording.timeline.past_states())


def told(recording: Recording) -> list[tuple[str, Author]]:
    text = recording.state.text
    return [(text[one.start : one.end], one.author) for one in accounted(recording).authorship]


def decide_again(recording: Recording, depth: int, item: int, verdict: Verdict, after: str | None = None) -> None:
    """Decide item of the closed round `depth` again."""
    decision = Decision(recording.state.history[depth - 1].round.items[item].id, verdict, after)
    recording.do(Redecided((decision,), consequences(recording.state, [decision]).edits))


def seen(chapters: tuple[PassageStep, ...]) -> list[tuple[PointKind, int, str, list[Verdict | None]]]:
    return [
        (each.kind, each.depth, each.after, [made.decision.verdict if made else None for _, made in each.items])
        for each in chapters
    ]


def reviewed() -> Recording:
    """Typed, a round with an accept, a rewrite and a reject, and another round on what was accepted."""
    recording = Recording(TEXT)
    recording.type(43, "", " Now.")
    text = recording.state.text
    recording.round(
        propose(text, "utilise", "use"), propose(text, "very good", "great"), propose(text, "So we", "Thus we")
    )
    recording.decide(Verdict.ACCEPT, 0)
    recording.decide(Verdict.REWRITE, 1, after="quite fine")
    recording.decide(Verdict.REJECT, 2)
    text = recording.state.text
    recording.round(propose(text, "use it", "use that"))
    recording.decide(Verdict.ACCEPT, 0)
    return recording


def test_every_word_has_its_hand() -> None:
    recording = reviewed()
    assert recording.state.text == "We use that. It is quite fine. So we stop. Now."
    assert told(recording) == [
        ("We ", Author.FIRST),
        ("use", Author.MODEL),
        (" ", Author.FIRST),
        ("that", Author.MODEL),
        (". It is ", Author.FIRST),
        ("quite fine", Author.REWRITTEN),
        (". So we stop.", Author.FIRST),
        (" Now.", Author.TYPED),
    ]
    counted = accounted(recording).shares()
    assert counted[Author.MODEL] == 7 / len(recording.state.text)
    assert sum(counted.values()) == 1


def test_what_was_decided_late_is_whose_it_is() -> None:
    recording = reviewed()
    for item, verdict in ((0, Verdict.REJECT), (1, Verdict.REJECT), (2, Verdict.ACCEPT)):
        recording.round()
        decide_again(recording, 1, item, verdict)
    # "use that" of the second round stands over the first one's place, so that stays.
    assert recording.state.text == "We use that. It is very good. Thus we stop. Now."
    assert told(recording) == [
        ("We ", Author.FIRST),
        ("use", Author.MODEL),
        (" ", Author.FIRST),
        ("that", Author.MODEL),
        (". It is very good. ", Author.FIRST),
        ("Thus", Author.MODEL),
        (" we stop.", Author.FIRST),
        (" Now.", Author.TYPED),
    ]


def test_what_was_taken_over_is_whose_it_was_there() -> None:
    recording = reviewed()
    branch = len(recording.records)
    accounted_there = accounted(recording)
    recording.do(Restored(1))
    here = recording.state.text
    for edit in reversed(diff(here, accounted_there.state.text)):
        recording.do(Changed((edit,), Origin.BRANCH, branch))
    assert told(recording) == [
        (accounted_there.state.text[each.start : each.end], each.author) for each in accounted_there.authorship
    ]
    # Another one's words, from there on, are nobody's by mistake.
    recording.type(len(recording.state.text), "", " Mine.")
    assert told(recording)[-1] == (" Now. Mine.", Author.TYPED) or told(recording)[-1] == (" Mine.", Author.TYPED)


def test_what_was_taken_over_at_several_places_at_once_is_whose_it_was_there() -> None:
    recording = reviewed()
    branch, there = len(recording.records), accounted(recording)
    recording.do(Restored(1))
    recording.do(Changed(diff(recording.state.text, there.state.text), Origin.BRANCH, branch))
    assert told(recording) == [(there.state.text[each.start : each.end], each.author) for each in there.authorship]


def test_what_was_only_proposed_there_is_the_models() -> None:
    recording = reviewed()
    branch = len(recording.records)
    recording.do(Restored(1))
    start = TEXT.index("So we")
    recording.do(Changed((Edit(start, "So we", "Thus we"),), Origin.BRANCH, branch))
    assert [each for each in told(recording) if each[1] is not Author.FIRST] == [("Thus", Author.MODEL)]


def test_where_it_was_taken_from_was_not_always_kept() -> None:
    recording = reviewed()
    recording.do(Restored(1))
    recording.do(Changed((Edit(3, "utilise", "use"),), Origin.BRANCH))
    assert told(recording)[1] == ("use", Author.TAKEN)
    assert accounted(recording).shares()[Author.TYPED] == 0


def test_the_story_of_a_word_goes_back_to_the_first_draft() -> None:
    first, chapters = story(accounted(reviewed()), Span(3, 11))
    assert first == "utilise it"
    assert seen(chapters) == [
        (PointKind.ROUND, 1, "use it", [Verdict.ACCEPT]),
        (PointKind.ROUND, 2, "use that", [Verdict.ACCEPT]),
    ]
    (item, made), *_ = chapters[0].items
    assert item.proposal.edit.after == "use"
    assert made is not None
    assert made.at > 0


def test_what_was_only_proposed_is_part_of_the_story() -> None:
    recording = reviewed()
    start = recording.state.text.index("So we")
    first, chapters = story(accounted(recording), Span(start, start + 5))
    assert first == "So we"
    assert seen(chapters) == [(PointKind.ROUND, 1, "So we", [Verdict.REJECT])]


def test_what_was_typed_begins_with_nothing() -> None:
    recording = reviewed()
    length = len(recording.state.text)
    first, chapters = story(accounted(recording), Span(length - 5, length))
    assert first == ""
    assert seen(chapters) == [(PointKind.TYPED, 0, " Now.", [])]


def test_a_decision_changed_later_is_a_step_of_its_own() -> None:
    recording = Recording(TEXT)
    recording.round(propose(TEXT, "utilise", "use"), propose(TEXT, "very good", "great"))
    recording.decide(Verdict.ACCEPT, 0)
    recording.round()
    decide_again(recording, 1, 0, Verdict.REWRITE, "employ")
    recording.round()
    decide_again(recording, 1, 0, Verdict.REJECT)
    decide_again(recording, 1, 1, Verdict.ACCEPT)
    first, chapters = story(accounted(recording), Span(0, recording.state.text.index(" So")))
    assert first == "We utilise it. It is very good."
    assert seen(chapters) == [
        (PointKind.ROUND, 1, "We use it. It is very good.", [Verdict.ACCEPT, None]),
        (PointKind.REDECIDED, 2, "We employ it. It is very good.", [Verdict.REWRITE]),
        (PointKind.REDECIDED, 3, "We utilise it. It is very good.", [Verdict.REJECT]),
        (PointKind.REDECIDED, 3, "We utilise it. It is great.", [Verdict.ACCEPT]),
    ]


def test_a_later_decision_that_could_not_change_the_text_is_told_too() -> None:
    recording = reviewed()
    decide_again(recording, 1, 0, Verdict.REJECT)  # "use that" stands over it
    _, chapters = story(accounted(recording), Span(3, 11))
    assert seen(chapters)[-1] == (PointKind.REDECIDED, 2, "use that", [Verdict.REJECT])


def test_what_was_typed_between_decisions_comes_between_them() -> None:
    recording = Recording(TEXT)
    recording.round(propose(TEXT, "utilise", "use"), propose(TEXT, "very good", "great"))
    recording.decide(Verdict.ACCEPT, 0)
    recording.type(7, "it", "that")
    recording.decide(Verdict.ACCEPT, 1)
    _, chapters = story(accounted(recording), Span(0, len(recording.state.text)))
    assert [(each.kind, each.after) for each in chapters] == [
        (PointKind.ROUND, "We use it. It is very good. So we stop."),
        (PointKind.TYPED, "We use that. It is very good. So we stop."),
        (PointKind.CONTINUED, "We use that. It is great. So we stop."),
    ]


def test_a_caret_at_a_changed_word_is_about_all_of_it() -> None:
    working = WorkingCopy(TEXT, (Region(3, 10, "use", "p"),))
    assert [origin(working, Span(place, place)) for place in (3, 4, 6)] == [Span(3, 10)] * 3
    assert origin(working, Span(2, 2)) == Span(2, 2)


def test_a_text_without_rounds() -> None:
    recording = Recording("One two.")
    recording.type(4, "two", "six")
    assert told(recording) == [("One ", Author.FIRST), ("six", Author.TYPED), (".", Author.FIRST)]
    assert told(Recording("")) == []
    assert set(accounted(Recording("")).shares().values()) == {0}


TEXTS = st.lists(st.sampled_from(["a", "b", "c c", "😀", "\n", "d."]), max_size=12).map(" ".join)


@given(TEXTS, TEXTS, st.data())
def test_a_span_and_its_origin_agree_outside_of_the_changes(base: str, text: str, data: st.DataObject) -> None:
    working = WorkingCopy(base, tuple(Region(edit.start, edit.end, edit.after) for edit in diff(base, text)))
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    found = origin(working, span)
    assert 0 <= found.start <= found.end <= len(base)
    touched = [
        place
        for region in working.regions
        if (place := working.place_of(region)).start < span.end and span.start < place.end
    ]
    deleted = [
        region
        for region in working.regions
        if not region.after and span.start < working.place_of(region).start < span.end
    ]
    at_an_end = span.start == 0 or span.end == len(text)  # there, what was deleted outside of it counts too
    if not touched and not deleted and not at_an_end and span.start < span.end:
        assert found.of(base) == span.of(text)


@st.composite
def histories(draw: st.DrawFn) -> Recording:
    """Typing, rounds, decisions now and later, going back, undo, and taking over, at random."""
    recording = Recording(draw(TEXTS))
    for number in range(draw(st.integers(1, 8))):
        state = recording.state
        match draw(st.sampled_from(["type", "round", "again", "restore", "take", "undo"])):
            case "type":
                for edit in reversed(diff(state.text, draw(TEXTS))):
                    recording.type(edit.start, edit.before, edit.after)
            case "round":
                edits = diff(state.text, draw(TEXTS))
                recording.round(*(Proposal(edit, Intent.CLARITY, "test", "r", "because") for edit in edits))
                round_state = recording.state.round_state
                assert round_state is not None
                for index, item in enumerate(round_state.round.items):
                    if item.standing is Arrival.LIVE and (verdict := draw(st.sampled_from(list(Verdict)))):
                        recording.decide(verdict, index, after="z" if verdict is Verdict.REWRITE else None)
            case "again":
                items = [item.id for round_state in state.history for item in round_state.round.live]
                if items:
                    verdict = draw(st.sampled_from(list(Verdict)))
                    after = f"q{number}" if verdict is Verdict.REWRITE else None
                    decision = Decision(draw(st.sampled_from(items)), verdict, after)
                    recording.do(Redecided((decision,), consequences(state, [decision]).edits))
            case "restore":
                recording.do(Restored(draw(st.integers(1, len(recording.records)))))
            case "take":
                source = draw(st.none() | st.integers(1, len(recording.records)))
                there = recording.timeline.at(source or 1).text
                edits = diff(state.text, there)
                if edits:
                    recording.do(Changed((draw(st.sampled_from(edits)),), Origin.BRANCH, source))
            case _ if recording.timeline.undo_step:
                recording.undo()
    return recording


@given(histories())
def test_the_account_is_of_the_whole_text(recording: Recording) -> None:
    state = recording.state
    found = accounted(recording)
    position = 0
    for stretch in found.authorship:
        assert stretch.start == position < stretch.end
        position = stretch.end
        words = state.text[stretch.start : stretch.end]
        if stretch.author is Author.FIRST:
            assert set(words) <= set(state.first)
        if stretch.author in {Author.MODEL, Author.REWRITTEN}:
            items = {item.id: item for each in recording.timeline.rounds() for item in each.round.items}
            # It is of a round that is in force on some branch; the model's words are as they were proposed.
            if stretch.author is Author.MODEL and stretch.proposal in items:
                assert words in items[stretch.proposal].proposal.edit.after
    assert position == len(state.text)
    # Each step goes on from the one before, from the first draft to the text in hand.
    texts = [state.first, *(step.working.text for step in found.steps)]
    assert texts[-1] == state.text
    assert texts[:-1] == [step.working.base for step in found.steps]


@given(histories())
def test_the_story_of_the_whole_text_is_every_step_that_changed_it(recording: Recording) -> None:
    state = recording.state
    found = accounted(recording)
    first, chapters = story(found, Span(0, len(state.text)))
    if state.text and all(step.working.base for step in found.steps):
        assert first == state.first
        changed = [chapter for chapter in chapters if chapter.before != chapter.after]
        assert [chapter.after for chapter in changed] == [
            step.working.text for step in found.steps if step.working.text != step.working.base
        ]


@given(histories(), st.data())
def test_nothing_taken_over_changes_hands(recording: Recording, data: st.DataObject) -> None:
    """All that another point has, taken over, is whose it was there, as far as words are the same."""
    source = data.draw(st.integers(1, len(recording.records)))
    there = account(recording.timeline.past_states(), source)
    here = accounted(recording)
    edits = diff(here.state.text, there.state.text)
    recording.do(Changed(edits, Origin.BRANCH, source))
    after = accounted(recording)
    assert after.state.text == there.state.text == apply(here.state.text, edits)
    hands = [stretch.author for stretch in after.authorship for _ in range(stretch.start, stretch.end)]
    theirs = [stretch.author for stretch in there.authorship for _ in range(stretch.start, stretch.end)]
    grown = 0
    for edit in edits:
        start = edit.start + grown
        grown += len(edit.after) - len(edit.before)
        for kept in diff(edit.before, edit.after):
            inside = sum(len(each.after) - len(each.before) for each in diff(edit.before, edit.after) if each < kept)
            new = Span(start + kept.start + inside, start + kept.start + inside + len(kept.after))
            assert hands[new.start : new.end] == theirs[new.start : new.end]
