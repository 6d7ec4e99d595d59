"""What waits is known from what waited: the same as looking at every proposal again."""

from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Verdict
from reviser.core.played import FEW
from tests.core.recording import Recording, propose

TEXT = " ".join(f"w{number}" for number in range(FEW + 10))


@given(data=st.data())
def test_what_waits_after_decisions_is_what_looking_again_finds(data: st.DataObject) -> None:
    recording = Recording(TEXT)
    recording.round(*(propose(TEXT, word, word.upper()) for word in TEXT.split()))
    for _ in range(data.draw(st.integers(1, 6))):
        played = recording.state.played
        assert played is not None
        if data.draw(st.booleans()):
            assert played.pending_ids  # asked for, so that the next is known from it
        verdict = data.draw(st.sampled_from([Verdict.ACCEPT, Verdict.REJECT, Verdict.UNDECIDED]))
        most = data.draw(st.sampled_from([3, FEW + 10]))
        items = data.draw(st.lists(st.integers(0, FEW + 9), min_size=1, max_size=most, unique=True))
        recording.decide(verdict, *items)
        after = recording.state.played
        assert after is not None
        assert after.pending == tuple(after.waiting(after.round.live))
        assert after.pending_ids == tuple(item.id for item in after.pending)
