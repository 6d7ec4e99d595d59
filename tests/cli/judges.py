"""Chat models that judge pairs: a real server on this machine that reads what it is shown and answers as a judge."""

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.cli.terminal import Terminal
from tests.faults.hearing import sse
from tests.faults.servers import Answer, good, misbehaving

SHOWN = re.compile(r"^P\d+\n(?:    source: (.*)\n)?(?:    before: .*\n)?    1: (.*)\n    2: (.*)$", re.MULTILINE)

Judging = Callable[[str, str], str]  # of two versions in the order in which they are shown: 1, 2 or 0
T = TypeVar("T")


@dataclass
class JudgingModel:
    """Answers by what `judges` says of each pair; after `good_for` requests, where that is given, with `then`. It keeps
    what it was `asked`."""

    judges: Judging
    then: Answer = field(default_factory=Answer)
    good_for: int | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, request: bytes) -> Answer:
        body = json.loads(request.partition(b"\r\n\r\n")[2])
        self.asked.append(body)
        if self.good_for is not None and len(self.asked) > self.good_for:
            return self.then
        entries = [
            {"number": number, "why": "so", "choice": self.judges(first, second)}
            for number, (_, first, second) in enumerate(shown_in(body), 1)
        ]
        return saying(json.dumps({"verdicts": entries}))


def shown_in(body: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The pairs that a request shows: source (empty for none), first, second."""
    return SHOWN.findall(body["messages"][-1]["content"])


def saying(text: str) -> Answer:
    """A model's whole answer."""
    return good(
        sse(
            {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]},
            {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]},
            {"choices": [], "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}},
            b"[DONE]",
        )
    )


def with_judge(terminal: Terminal, model: Callable[[bytes], Answer], work: Callable[[], T]) -> T:
    """What `work` returns, while there is a server called “home” with this model."""

    async def run() -> T:
        async with misbehaving(usual=model, asked=True) as server:
            address = f"http://127.0.0.1:{server.port}/v1"
            options = ("--model", "m", "--context", "8192", "--parallel", "1")
            added = await asyncio.to_thread(terminal.run, "revisers", "add", "home", address, *options)
            assert added.code == 0, added.err
            return await asyncio.to_thread(work)

    return asyncio.run(run())


def prefers(word: str) -> Judging:
    """Prefers the version with this word in it."""

    def judge(first: str, second: str) -> str:
        return "0" if (word in first) == (word in second) else "1" if word in first else "2"

    return judge


def always_first(_first: str, _second: str) -> str:
    """Prefers whatever is shown first."""
    return "1"
