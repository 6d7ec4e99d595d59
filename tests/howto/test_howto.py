"""The pages on how to add a wire format and a strategy are followed as they stand, and the program is used after it."""

import asyncio
from pathlib import Path

import pytest

from reviser.revisers.base import Request
from reviser.revisers.net.redaction import KeyRedactor
from reviser.revisers.net.server_errors import RefusalError
from reviser.revisers.net.sse import GarbledError
from reviser.revisers.net.wire import AnswerShape, Ask, ChatMessage, Ended, Finish, Model, Role, Text, Usage
from reviser.revisers.strategies.parts import alone
from reviser.revisers.strategies.table import Strategy
from tests.cli.terminal import Terminal
from tests.fakes import QueuedWire
from tests.faults.hearing import ndjson
from tests.howto.following import HERE, Page, copy_of_the_program
from tests.howto.parrot import Parrot
from tests.howto.parrot_server import parrot_server
from tests.revisers.chat.desk import chat, edit, hear, listed

TEXT = "The cat sat on teh mat. It were happy there.\n"
BOTH = edit(1, "teh", "the")
PAGES = {"add-a-wire-format.md": (3, 2), "add-a-strategy.md": (4, 1), "add-a-command.md": (2, 0)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program in which both pages were followed."""
    folder = tmp_path_factory.mktemp("site")
    copy_of_the_program(folder)
    for name in ("add-a-wire-format.md", "add-a-strategy.md"):
        Page(name).follow(folder)
    return folder


@pytest.fixture
def terminal(tmp_path: Path, site: Path) -> Terminal:
    found = Terminal(tmp_path)
    found.environment["PYTHONPATH"] = str(site)
    found.write("a.txt", TEXT)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_shows_is_the_code_that_is_tested_here(name: str) -> None:
    page = Page(name)
    files = [path.read_text(encoding="utf-8") for path in HERE.glob("*.py")]
    assert (len(page.shown), len(page.inserted)) == PAGES[name]
    assert [block for block in page.shown if not any(block in text for text in files)] == []


def test_a_server_of_the_added_format_is_set_up_tested_and_asked(terminal: Terminal) -> None:
    with parrot_server(listed(BOTH)) as server:
        added = terminal.run("revisers", "add", "parrot", server.address, "--api", "parrot", "--model", "m")
        assert added.code == 0, added.err
        arguments = ("--reviser", "parrot", "--decide", "accept", "--in-place", "--max-rounds", "1")
        ended = terminal.run("revise", "a.txt", *arguments)
    assert ended.code == 0, ended.err
    assert (terminal.folder / "a.txt").read_text() == TEXT.replace("teh", "the")
    assert "teh mat" in str(server.asked[0]["prompt"])
    assert server.asked[0]["model"] == "m"


def test_the_added_strategy_asks_twice_and_keeps_what_came_both_times(terminal: Terminal) -> None:
    with parrot_server(listed(BOTH, edit(2, "were", "was")), listed(BOTH)) as server:
        terminal.run("revisers", "add", "parrot", server.address, "--api", "parrot", "--model", "m")
        arguments = ("--reviser", "parrot", "--strategy", "agreed", "--decide", "accept", "--in-place")
        ended = terminal.run("revise", "a.txt", *arguments, "--max-rounds", "1")
    assert ended.code == 0, ended.err
    assert (terminal.folder / "a.txt").read_text() == TEXT.replace("teh", "the")
    assert [body["seed"] for body in server.asked] == [1, 2]  # the server refused a temperature, and got none then


def test_the_strategy_over_a_queue_of_answers() -> None:
    wire = QueuedWire(listed(BOTH, edit(2, "were", "was")), listed(edit(2, "were", "is"), BOTH))
    heard = hear(Strategy("agreed", 2, "tests.howto.agreed:agreed").make(alone(chat(wire))), Request(TEXT))
    assert heard.pairs == [("teh", "the")]
    assert len(heard.exchanges) == len(wire.asks) == 2
    assert {ask.temperature for ask in wire.asks} == {0.8}


def test_the_format_says_all_that_was_asked() -> None:
    ask = Ask("m", (ChatMessage(Role.SYSTEM, "s"), ChatMessage(Role.USER, "u")), {}, AnswerShape.SCHEMA, 9, 0.2, 7)
    for address in ("http://h:1", "http://h:1/", "http://h:1/ask", "http://h:1/models"):
        path, body = Parrot(address, KeyRedactor()).request(ask)
        assert path == "/ask"
    assert body == {
        "model": "m",
        "prompt": "system: s\n\nuser: u",
        "limit": 9,
        "temperature": 0.2,
        "seed": 7,
        "schema": {},
    }
    assert Parrot("http://h:1", KeyRedactor()).headers("k") == {"X-Parrot-Key": "k"}


def test_the_format_reads_answers_and_models() -> None:
    def read(*lines: dict[str, object]) -> list[object]:
        return list(Parrot("http://h:1", KeyRedactor()).reader().feed(ndjson(*lines)))

    assert read({"say": "a"}, {"end": "limit", "tokens": 3}) == [Text("a"), Usage(None, 3), Ended(Finish.LENGTH)]
    with pytest.raises(RefusalError):
        read({"error": "the parrot sleeps"})
    with pytest.raises(GarbledError):
        read({"squawk": 1})

    async def get(path: str) -> object:
        assert path == "/models"
        return {"models": [{"name": "m"}, {"name": 3}, "x"]}

    assert asyncio.run(Parrot("http://h:1", KeyRedactor()).models(get)) == (Model("m"),)
