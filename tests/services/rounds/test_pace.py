from reviser.revisers.base import ReadProgress, Thinking
from reviser.revisers.net.wire import Waiting
from reviser.services.rounds.pace import Pace


def test_time_left_is_said_when_it_can_be_known() -> None:
    assert Pace().after_output(ReadProgress(1, 100), 60.0) == Pace(0.01)
    assert Pace().after_output(ReadProgress(50, 100), 1.0) == Pace(0.5)
    assert Pace().after_output(ReadProgress(25, 100), 10.0) == Pace(0.25, 30.0)
    assert Pace().after_output(ReadProgress(100, 100), 10.0) == Pace(1.0, 0.0)
    assert Pace().after_output(ReadProgress(0, 0), 10.0) == Pace()


def test_waiting_is_kept_until_it_goes_on() -> None:
    waiting = Waiting(3.0, "the server is busy")
    paused = Pace(0.25, 30.0).after_output(waiting, 11.0)
    assert paused == Pace(0.25, 30.0, waiting)
    assert paused.after_output(ReadProgress(50, 100), 20.0).waiting is None


def test_thinking_is_shown_until_something_else_comes() -> None:
    thinks = Pace(0.25).after_output(Thinking("…Hm"), 11.0)
    assert thinks == Pace(0.25, thinking="…Hm")
    assert thinks.after_output(Thinking(""), 12.0) == Pace(0.25)
    assert thinks.after_output(ReadProgress(50, 100), 1.0) == Pace(0.5)
