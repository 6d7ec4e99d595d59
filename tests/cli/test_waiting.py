"""What a run with a chat model tells the terminal: what was refused, what it waits for, how far it is."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reviser.cli.round_progress import RoundProgress
from reviser.revisers.net.wire import Waiting
from reviser.services.rounds.pace import Pace
from tests.cli.person import at_terminal
from tests.cli.screen import Clock, Screen
from tests.cli.terminal import Ended, Terminal
from tests.faults.hearing import sse
from tests.faults.servers import Answer, good, misbehaving, refusal

TEXT = "I saw teh cat. They are here. We recieve the post.\n"
NOWHERE = {"sid": 1, "intent": "fluency", "quote": "nowhere to be found", "after": "x", "why": ""}
TEH = {"sid": 1, "intent": "fluency", "quote": "teh", "after": "the", "why": "spelling"}
NOTHING_USABLE = "No proposal of this round could be used."
REFUSED = "of the model could not be used: "


def answer(*edits: dict[str, object], pause: float = 0.0) -> Answer:
    """A model's whole answer with these edits."""
    stream = sse(
        {"choices": [{"index": 0, "delta": {"content": json.dumps({"edits": edits})}, "finish_reason": None}]},
        {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]},
        b"[DONE]",
    )
    whole = good(stream)
    return Answer(whole.data, piece=len(whole.data) // 2 + 1, pause=pause)


@asynccontextmanager
async def served(terminal: Terminal, *answers: Answer, usual: Answer | None = None) -> AsyncIterator[None]:
    """A server called “home” that gives these answers in turn."""
    async with misbehaving(*answers, usual=usual, asked=True) as server:
        address = f"http://127.0.0.1:{server.port}/v1"
        added = await asyncio.to_thread(
            terminal.run, "revisers", "add", "home", address, "--model", "m", "--context", "4096", "--default"
        )
        assert added.code == 0, added.err
        yield


def revised(terminal: Terminal, document: Path, *answers: Answer, more: tuple[str, ...] = ()) -> Ended:
    """`reviser revise` to its end, with everything accepted and nobody at a terminal."""

    async def run() -> Ended:
        async with served(terminal, *answers):
            return await asyncio.to_thread(terminal.run, "revise", document, "--decide", "accept", *more)

    return asyncio.run(run())


def watched(terminal: Terminal, document: Path, *answers: Answer, usual: Answer | None = None) -> tuple[int, str]:
    """The same at a terminal: the exit code, and what its standard error showed."""

    def watch() -> tuple[int, str]:
        with at_terminal(terminal, "revise", document, "--decide", "accept", "--max-rounds", "1") as (person, _):
            return person.ends(), person.seen

    async def run() -> tuple[int, str]:
        async with served(terminal, *answers, usual=usual):
            return await asyncio.to_thread(watch)

    return asyncio.run(run())


def test_a_round_in_which_everything_was_refused_is_no_success(terminal: Terminal) -> None:
    document = terminal.write("a.txt", TEXT)
    ended = revised(terminal, document, answer(NOWHERE, NOWHERE), more=("--output", "out.txt"))
    assert ended.code == 1
    assert f"reviser: 2 answers {REFUSED}" in ended.err
    assert ended.text.splitlines()[-1] == NOTHING_USABLE
    assert "Written" not in ended.text
    assert not (terminal.folder / "out.txt").exists()
    shown = terminal.run("show", document)
    assert f"\n  2 answers {REFUSED}" in shown.text
    assert shown.text.splitlines()[-1].startswith("The round failed")


def test_json_says_it_too(terminal: Terminal) -> None:
    ended = revised(terminal, terminal.write("a.txt", TEXT), answer(NOWHERE), more=("--json",))
    assert ended.code == 1
    assert ended.object["message"].startswith(f"1 answer {REFUSED}")
    assert ended.object["rounds"][0]["message"] == ended.object["message"]
    assert f"1 answer {REFUSED}" in ended.err


def test_a_model_that_would_only_break_the_markup_is_no_success(terminal: Terminal) -> None:
    document = terminal.write("a.md", TEXT)
    ended = revised(terminal, document, answer(TEH | {"after": "`the` *a*"}), more=("--in-place",))
    assert ended.code == 1
    assert "reviser: Left out 1 proposal that would have broken the markup." in ended.err
    assert ended.text.splitlines()[-1] == NOTHING_USABLE
    assert terminal.run("show", document).text.splitlines()[-1] == NOTHING_USABLE


def test_what_was_refused_beside_what_could_be_used_is_said(terminal: Terminal) -> None:
    document = terminal.write("a.txt", TEXT)
    ended = revised(terminal, document, answer(TEH, NOWHERE), answer(NOWHERE), more=("--output", "out.txt"))
    assert ended.code == 0, ended.err
    assert ended.err.count(f"1 answer {REFUSED}") == 2, "of each of the two rounds"
    assert NOTHING_USABLE in ended.text, "in the second"
    assert (terminal.folder / "out.txt").read_text("utf-8") == TEXT.replace("teh", "the")
    assert "1 proposed, 1 accepted\n  1 answer" in terminal.run("show", document).text


def test_nothing_proposed_is_a_success(terminal: Terminal) -> None:
    ended = revised(terminal, terminal.write("a.txt", TEXT), answer())
    assert ended.code == 0, ended.err
    assert ended.text.splitlines()[-1].startswith("The reviser has nothing more to propose.")
    assert "could not be used" not in ended.err


def test_a_wait_is_said_once_where_there_is_no_terminal(terminal: Terminal) -> None:
    wait = refusal(429, None, "Retry-After: 3")
    ended = revised(terminal, terminal.write("a.txt", TEXT), wait, answer(), more=("--max-rounds", "1"))
    assert ended.code == 0, ended.err
    assert ended.err.splitlines()[0] == "reviser: Trying again in 3 s: too many requests."
    assert ended.err.count("Trying again") == 1
    assert "\r" not in ended.err
    assert "so far" not in ended.err


def test_a_wait_is_counted_down_on_one_line_of_a_terminal(terminal: Terminal) -> None:
    wait = refusal(503, None, "Retry-After: 4")
    code, seen = watched(terminal, terminal.write("a.txt", TEXT), wait, answer())
    assert code == 0, seen
    at = [seen.index(f"\rRound 1 · home:m · Trying again in {seconds} s: the server is busy") for seconds in (3, 2, 1)]
    assert at == sorted(at)
    assert "\n" not in seen[at[0] : at[-1]]


def test_a_terminal_shows_how_far_a_long_round_is(terminal: Terminal) -> None:
    sentence = "The committee met on Tuesday to talk about the budget of the coming year in some detail.\n\n"
    code, seen = watched(terminal, terminal.write("a.txt", sentence * 300), usual=answer(pause=1.2))
    assert code == 0, seen
    assert " s so far" in seen
    assert "% read, about " in seen
    assert " s left" in seen
    assert "\n" not in seen.partition("Round 1")[2].rpartition("% read")[0]


Later = Callable[[float], str]


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def meter(screen: Screen, clock: Clock) -> RoundProgress:
    meter = RoundProgress(screen, clock)
    meter.begin("Round 1 · home:m")
    return meter


@pytest.fixture
def later(meter: RoundProgress, screen: Screen, clock: Clock) -> Later:
    def at(seconds: float) -> str:
        clock.now = seconds
        meter.tick()
        return screen.line

    return at


def test_a_short_round_shows_nothing(meter: RoundProgress, screen: Screen, later: Later) -> None:
    meter.update(Pace(0.5))
    assert later(0.9) == ""
    meter.end()
    assert screen.getvalue() == ""


def test_time_goes_on_between_what_is_told(meter: RoundProgress, later: Later) -> None:
    assert later(12) == "Round 1 · home:m · 12 s so far"
    meter.update(Pace(0.25, 200))
    assert later(12) == "Round 1 · home:m · 25 % read, about 3 min left"
    assert later(142) == "Round 1 · home:m · 25 % read, about 70 s left"
    assert later(240) == "Round 1 · home:m · 25 % read, 4 min so far"
    meter.update(Pace(0.5, 240, Waiting(20, "the server is busy")))
    assert later(245.2) == "Round 1 · home:m · Trying again in 15 s: the server is busy"
    assert later(261) == "Round 1 · home:m · Trying again: the server is busy"


def test_the_line_is_cut_to_the_terminal_and_left_empty(meter: RoundProgress, screen: Screen, later: Later) -> None:
    meter.update(Pace(waiting=Waiting(20, f"\x1b[31m{'far too long ' * 20}")))
    assert len(later(2)) == 79
    assert "\x1b" not in screen.getvalue()
    meter.end()
    assert screen.line == ""
    assert screen.getvalue().endswith("\r")


def test_each_cause_of_waiting_is_said_once_a_round_where_there_is_no_terminal() -> None:
    stream = io.StringIO()
    meter = RoundProgress(stream)
    for _ in range(2):
        meter.begin("Round")
        for pace in (Pace(0.5, 9), *(Pace(0.5, 9, Waiting(left, "it is busy")) for left in (3, 2, 1, 9, 8))):
            meter.update(pace)
            meter.tick()
        meter.end()
    assert stream.getvalue() == "reviser: Trying again in 3 s: it is busy.\n" * 2
