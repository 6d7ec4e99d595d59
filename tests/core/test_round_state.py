"""What waits is known from what waited, and the text from the text before: the same as looking at everything again."""

from contextlib import suppress
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Verdict
from reviser.core.round_state import FEW
from reviser.core.working_copy import WorkingCopy
from tests.core.recording import Recording, propose

TEXT = " ".join(f"w{number}" for number in range(FEW + 10))


RULES = ["one", "two", "three"]


@given(data=st.data())
def test_what_is_known_after_decisions_is_what_looking_again_finds(data: st.DataObject) -> None:
    recording = Recording(TEXT)
    recording.round(
        *(
            propose(TEXT, word, word.upper() + "!" * (n % 3), rule=RULES[n % 3], word=word if n % 6 == 0 else "")
            for n, word in enumerate(TEXT.split())
        )
    )
    moods = [[Verdict.ACCEPT, Verdict.REJECT, Verdict.UNDECIDED], [Verdict.REJECT]]
    mood = data.draw(st.sampled_from(moods))
    for _ in range(data.draw(st.integers(1, 8))):
        round_state = recording.state.round_state
        assert round_state is not None
        if data.draw(st.booleans()):
            assert round_state.pending_ids  # asked for, so that the next is known from it
        if data.draw(st.integers(0, 3)) == 0:
            start = data.draw(st.integers(0, len(recording.state.text)))
            recording.type(start, "", "+")
        verdict = data.draw(st.sampled_from(mood))
        most = data.draw(st.sampled_from([3, FEW + 10]))
        items = data.draw(st.lists(st.integers(0, FEW + 9), min_size=1, max_size=most, unique=True))
        with suppress(ValueError):  # what was typed in cannot be decided
            recording.decide(verdict, *items)
        after = recording.state.round_state
        assert after is not None
        fresh = replace(after)  # nothing is known of it
        assert after.pending == fresh.pending
        assert after.pending_ids == tuple(item.id for item in fresh.pending)
        assert after.waiting(after.round.items) == fresh.waiting(fresh.round.items)
        assert after.decided == fresh.decided
        working = WorkingCopy(after.working.base, after.working.regions)
        assert after.working.text == working.text
        assert after.working.by_hand == working.by_hand
        assert after.working.length() == working.length()
        assert [after.working.place(item.proposal.edit.span) for item in after.round.live] == [
            working.place(item.proposal.edit.span) for item in after.round.live
        ]
        assert [rule for rule in RULES if recording.state.is_silent(rule)] == [
            rule for rule in RULES if rule in recording.state.memory.silenced
        ]
