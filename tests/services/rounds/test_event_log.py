"""Events are folded before their transaction ends: what does not fit is not in the history."""

from pathlib import Path

import pytest

from reviser.core.edit import Decision, Edit, Verdict
from reviser.core.events import Changed, Decided
from reviser.history.log.store import Store
from reviser.services.rounds.event_log import EventLog


def test_of_events_of_which_one_does_not_fit_none_is_written(tmp_path: Path) -> None:
    with Store.open(tmp_path / "history.db") as store:
        number = store.add_document(
            path=None, title="a", text="One two.", format="plain-text", encoding="utf-8", bom=b""
        )
        log = EventLog(store, number, None, lambda: 1.0)
        log.do(Changed((Edit(0, "One", "Two"),)))
        before = log.state, store.records(number)
        for events in (
            (Changed((Edit(4, "two", "three"),)), Changed((Edit(0, "One", "Two"),))),
            (Changed((Edit(100, "", "x"),)),),
            (Decided((Decision("none:0", Verdict.ACCEPT),)),),
        ):
            with pytest.raises((ValueError, KeyError)):
                log.do(*events)
            assert (log.state, store.records(number)) == before
        log.do(Changed((Edit(4, "two", "three"),)), Changed((Edit(4, "three", "four"),)))
        assert log.state.text == "Two four."
        assert EventLog(store, number, None, lambda: 1.0).state == log.state
