from hypothesis import given
from hypothesis import strategies as st

from reviser.core.diff import diff
from reviser.core.edit import Decision, Intent, Proposal, Verdict
from reviser.core.events import Redecided
from reviser.core.hindsight import consequences
from reviser.core.provenance import Hand, origin, shares, story, stretches
from reviser.core.round import Standing
from reviser.core.session import State
from reviser.core.text import Span
from reviser.core.working import Region, Working
from tests.core.recording import Recording, propose

TEXT = "We utilise it. It is very good. So we stop."


def told(state: State) -> list[tuple[str, Hand]]:
    return [(state.text[one.start : one.end], one.hand) for one in stretches(state)]


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
    state = reviewed().state
    assert state.text == "We use that. It is quite fine. So we stop. Now."
    assert told(state) == [
        ("We ", Hand.FIRST),
        ("use", Hand.MODEL),
        (" ", Hand.FIRST),
        ("that", Hand.MODEL),
        (". It is ", Hand.FIRST),
        ("quite fine", Hand.REWRITTEN),
        (". So we stop.", Hand.FIRST),
        (" Now.", Hand.TYPED),
    ]
    counted = shares(state)
    assert counted[Hand.MODEL] == 7 / len(state.text)
    assert sum(counted.values()) == 1


def test_what_was_decided_late_is_whose_it_is() -> None:
    recording = reviewed()
    for item, verdict, after in ((0, Verdict.REJECT, None), (1, Verdict.REJECT, None), (2, Verdict.ACCEPT, None)):
        recording.round()
        decision = Decision(recording.state.history[0].round.items[item].id, verdict, after)
        recording.do(Redecided((decision,), consequences(recording.state, [decision]).edits))
    state = recording.state
    # "use that" of the second round stands over the first one's place, so that stays.
    assert state.text == "We use that. It is very good. Thus we stop. Now."
    assert told(state) == [
        ("We ", Hand.FIRST),
        ("use", Hand.MODEL),
        (" ", Hand.FIRST),
        ("that", Hand.MODEL),
        (". It is very good. ", Hand.FIRST),
        ("Thus", Hand.MODEL),
        (" we stop.", Hand.FIRST),
        (" Now.", Hand.TYPED),
    ]


def test_the_story_of_a_word_goes_back_to_the_first_draft() -> None:
    state = reviewed().state
    first, chapters = story(state, Span(3, 11))
    assert first == "utilise it"
    assert [(chapter.depth, chapter.before, chapter.after) for chapter in chapters] == [
        (1, "utilise it", "use it"),
        (2, "use it", "use that"),
    ]
    (item, made), *_ = chapters[0].items
    assert item.proposal.edit.after == "use"
    assert made is not None
    assert made.decision.verdict is Verdict.ACCEPT


def test_what_was_only_proposed_is_part_of_the_story() -> None:
    state = reviewed().state
    start = state.text.index("So we")
    first, (chapter,) = story(state, Span(start, start + 5))
    assert (first, chapter.before, chapter.after) == ("So we", "So we", "So we")
    assert [made.decision.verdict for _, made in chapter.items if made] == [Verdict.REJECT]


def test_what_was_typed_begins_with_nothing() -> None:
    state = reviewed().state
    first, (chapter,) = story(state, Span(len(state.text) - 5, len(state.text)))
    assert (first, chapter.depth, chapter.after, chapter.typed) == ("", 0, " Now.", True)


def test_a_text_without_rounds() -> None:
    recording = Recording("One two.")
    recording.type(4, "two", "six")
    assert told(recording.state) == [("One ", Hand.FIRST), ("six", Hand.TYPED), (".", Hand.FIRST)]
    assert told(Recording("").state) == []
    assert set(shares(Recording("").state).values()) == {0}


TEXTS = st.lists(st.sampled_from(["a", "b", "c c", "😀", "\n", "d."]), max_size=12).map(" ".join)


@given(TEXTS, TEXTS, st.data())
def test_a_span_and_its_origin_agree_outside_of_the_changes(base: str, text: str, data: st.DataObject) -> None:
    working = Working(base, tuple(Region(edit.start, edit.end, edit.after) for edit in diff(base, text)))
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


@given(st.lists(TEXTS, min_size=1, max_size=5), st.lists(st.sampled_from(list(Verdict)), min_size=60, max_size=60))
def test_stretches_cover_the_text_and_first_draft_words_stand_in_the_first_draft(
    texts: list[str], verdicts: list[Verdict]
) -> None:
    recording = Recording(texts[0])
    draw = iter(verdicts)
    for number, wanted in enumerate(texts[1:]):
        text = recording.state.text
        if number % 2:
            for edit in reversed(diff(text, wanted)):
                recording.type(edit.start, edit.before, edit.after)
            continue
        recording.round(*(Proposal(edit, Intent.CLARITY, "test", "r", "because") for edit in diff(text, wanted)))
        played = recording.state.played
        assert played is not None
        for index, item in enumerate(played.round.items):
            verdict = next(draw)
            if item.standing is not Standing.LIVE:
                continue
            recording.decide(verdict, index, after="z" if verdict is Verdict.REWRITE else None)
    state = recording.state
    found = stretches(state)
    position = 0
    for stretch in found:
        assert stretch.start == position < stretch.end
        position = stretch.end
        if stretch.hand is Hand.FIRST:
            assert set(state.text[stretch.start : stretch.end]) <= set(state.first)
    assert position == len(state.text)
    _, chapters = story(state, Span(0, len(state.text)))
    if chapters:
        assert chapters[-1].after == state.text
    if state.text and all(played.round.base for played in state.rounds):
        assert story(state, Span(0, len(state.text)))[0] == state.first
