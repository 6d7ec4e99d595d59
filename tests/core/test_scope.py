from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Verdict
from reviser.core.events import Outcome
from reviser.core.scope import still_open
from reviser.core.segment import sentences
from tests.core.recording import Recording, propose

TEXT = "One cat sat. Two cats sat. Three cats sat. Four cats sat. Five cats sat.\n"


def opened(recording: Recording, reviser: str = "test", instruction: str = "") -> list[str] | None:
    spans = still_open(recording.state.rounds, reviser, instruction)
    return None if spans is None else [span.of(recording.state.text).strip() for span in spans]


def test_before_anything_was_read_everything_is_open() -> None:
    recording = Recording(TEXT)
    assert opened(recording) is None
    recording.round()
    assert opened(recording) == []
    assert opened(recording, "another") is None
    assert opened(recording, instruction="British spelling") is None


def test_what_changed_and_what_is_undecided_is_open_and_what_was_rejected_is_not() -> None:
    recording = Recording(TEXT)
    recording.round(propose(TEXT, "One", "A"), propose(TEXT, "Two", "Some"), propose(TEXT, "Four", "Many"))
    recording.decide(Verdict.ACCEPT, 0)
    recording.decide(Verdict.REJECT, 1)
    assert opened(recording) == ["A cat sat.", "Four cats sat."]
    recording.type(recording.state.text.index("Five"), "Five", "Seven")
    assert opened(recording) == ["A cat sat.", "Four cats sat.", "Seven cats sat."]


def test_what_is_to_be_put_at_the_edge_of_a_sentence_opens_it_alone() -> None:
    for place, sentence in ((0, "One cat sat."), (12, "One cat sat."), (13, "Two cats sat."), (26, "Two cats sat.")):
        recording = Recording(TEXT)
        recording.round(propose(TEXT, "", "!", nth=place))
        assert opened(recording) == [sentence]


def test_a_sentence_that_merges_or_parts_is_open_and_one_that_only_moved_is_not() -> None:
    recording = Recording(TEXT)
    recording.round(propose(TEXT, "Three cats sat. ", ""))
    recording.decide(Verdict.ACCEPT, 0)
    assert opened(recording) == []
    recording.type(recording.state.text.index(". Two"), ". Two", " and two")
    assert opened(recording) == ["One cat sat and two cats sat."]


def test_a_round_that_did_not_end_well_does_not_count() -> None:
    recording = Recording(TEXT)
    recording.round(propose(TEXT, "One", "A"))
    recording.decide(Verdict.ACCEPT, 0)
    recording.round(propose(recording.state.text, "Five", "V"), outcome=Outcome.CANCELLED)
    assert opened(recording) == ["A cat sat."]
    recording.decide(Verdict.ACCEPT, 0)
    assert opened(recording) == ["A cat sat.", "V cats sat."]


def test_only_what_came_since_is_open_after_the_next_round() -> None:
    recording = Recording(TEXT)
    recording.round(propose(TEXT, "One", "A"))
    recording.decide(Verdict.ACCEPT, 0)
    recording.round(propose(recording.state.text, "Two", "Some"))
    recording.decide(Verdict.ACCEPT, 0)
    assert opened(recording) == ["Some cats sat."]


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["", "Some ", "Six cats sat. "]))), st.booleans())
def test_what_is_not_open_stood_in_the_text_that_was_read(changes: list[tuple[int, str]], again: bool) -> None:
    recording = Recording(TEXT)
    recording.round()
    read = {span.of(TEXT).strip() for span in sentences(TEXT)}
    for index, after in changes:
        text = recording.state.text
        places = sentences(text)
        if not places:
            break
        word = text[places[index % len(places)].start :].partition(" ")[0]
        recording.type(places[index % len(places)].start, word, after.strip())
    if again:
        recording.round(outcome=Outcome.FAILED)
    text = recording.state.text
    spans = still_open(recording.state.rounds, "test")
    assert spans is not None
    for span in sentences(text):
        if not any(other.start < span.end and span.start < other.end for other in spans):
            assert span.of(text).strip() in read
