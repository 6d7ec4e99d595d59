"""A program with a real history, a real connection to a server that is hostile, and what must hold after a round."""

import asyncio
import base64
import json
import random
import re
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from reviser.core.edit import Proposal, apply
from reviser.core.events import Outcome
from reviser.core.round_state import RoundState
from reviser.revisers.base import Reviser
from reviser.revisers.chat import Chat, Prompts
from reviser.revisers.chat.abilities import AskingMode, Remembered
from reviser.revisers.net.http import HttpTimeouts, connect
from reviser.revisers.net.wire import Api, Server
from reviser.revisers.strategies.parts import alone
from reviser.revisers.strategies.table import STRATEGIES, strategy_named
from reviser.services.rounds.notifications import Notice, Notification
from tests.fakes import Counter
from tests.faults.hearing import PATHS
from tests.faults.hostile.content import MISTAKES, SIGNS, TEXT, Said, anything, listed, sentence
from tests.faults.hostile.framing import framed
from tests.faults.hostile.pieces import Reply
from tests.faults.servers import CANARY, Answer, Misbehaving, misbehaving
from tests.services.desk import Desk, desk

_NUMBERED = re.compile(r"\[S(\d+)\] ([^\n]*)")
_KEY = re.compile(r'"(verdicts|points|edits)":\{"type":"array"')
# As it is, without its kind and the middle of it, and as it is written elsewhere.
_CORE = CANARY[5:]
FORMS = tuple(
    {
        _CORE.encode(),
        CANARY[: 2 * len(CANARY) // 3].encode(),
        CANARY.encode("utf-16-le"),
        base64.b64encode(CANARY.encode()).rstrip(b"="),
        base64.b64encode(b"Bearer " + CANARY.encode()).rstrip(b"="),
        quote(CANARY, safe="").replace("-", "%2D").encode(),
    }
)


@dataclass
class Case:
    """One round: everything about it comes from its seed."""

    seed: int
    api: Api
    way: str
    modes: dict[str, AskingMode] = field(default_factory=dict)
    streams: bool = False
    cancelled: bool = False
    first: Reply | None = None  # to the first question
    asked: int = 0
    broken: bool = False  # an answer broke off: a draft may stand last in it, as it may come first in one that streams
    kept: dict[str, str] = field(default_factory=dict)  # the mistakes whose mending was sent whole

    @classmethod
    def of(cls, seed: int) -> "Case":
        rng = random.Random(seed)
        api = rng.choice(list(Api))
        way = "direct" if rng.random() < 0.85 else rng.choice([each.name for each in STRATEGIES])
        case = cls(seed, api, way if way != "source-anchored" else "direct")
        rung = rng.choice(["", "", "streams", AskingMode.PLAIN, AskingMode.SENTENCES])
        case.streams = rung == "streams"
        if isinstance(rung, AskingMode):
            case.modes = {"": rung}
        case.cancelled = rng.random() < 0.05
        return case

    def answer(self, request: bytes) -> Answer:
        """What the server says to a request."""
        body = json.loads(request.partition(b"\r\n\r\n")[2])
        told = _messages(body)
        prompt = told[-1]
        numbered = {int(number): said.strip() for number, said in _NUMBERED.findall(prompt)}
        key = next(iter(_KEY.findall("\n".join(told))), "")
        rng = random.Random(f"{self.seed}/{prompt}")
        said: Said
        if "response_format" not in str(sorted(body)) and not numbered:
            own = next((each for each in MISTAKES if each in prompt), prompt.strip())
            said = sentence(rng, own)
        elif key in {"", "edits"} and numbered:
            said = listed(rng, numbered, "\n\n".join(told))
        else:
            said = anything(rng, numbered, key or "verdicts")
        reply = framed(rng, self.api, said)
        if self.first is None:
            self.first = reply
        waiting = self.asked
        self.asked += 1
        if waiting < len(reply.refusals) and reply is self.first:
            return reply.refusals[waiting]
        if self.first.refusals and self.asked <= len(self.first.refusals):
            return self.first.refusals[self.asked - 1]
        self.broken = self.broken or any(kind.startswith("broken") for kind in reply.kinds)
        self.kept |= dict(reply.pairs)
        return reply.answer


def _messages(body: dict[str, object]) -> list[str]:
    found: list[str] = []
    messages = body.get("messages")
    for message in messages if isinstance(messages, list) else []:
        content = message["content"]
        found.append(content if isinstance(content, str) else "\n".join(block["text"] for block in content))
    return found


@dataclass
class Bench:
    """`wrong` says what did not hold, each with its seed."""

    desk: Desk
    server: Misbehaving
    case: list[Case]
    wrong: list[str] = field(default_factory=list)
    rounds: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    kept: int = 0

    def round(self, seed: int) -> None:
        """A whole round, and a look at all that must hold after it."""
        case = Case.of(seed)
        self.case[:] = [case]
        self.rounds += 1
        open_document = self.desk.open(f"{seed}.txt", f"Part {seed} comes first. {TEXT}")
        told = self.desk.told
        told.clear()
        open_document.start()
        if case.cancelled:
            self.desk.document_manager.receive(self.desk.take())
            open_document.cancel()
        self.desk.pump(open_document)
        round_state = open_document.state.round_state
        assert round_state is not None
        for fault in faults(case, round_state, list(told)):
            kinds = "; ".join(case.first.kinds) if case.first else "not asked"
            self.wrong.append(
                f"seed {seed} ({case.api}, {case.way}, {case.modes}, {case.streams}): {fault}\n    {kinds}"
            )
        self.outcomes[round_state.round.outcome or "none"] = (
            self.outcomes.get(round_state.round.outcome or "none", 0) + 1
        )
        self.kept += len(case.kept)
        self.desk.document_manager.close(open_document)


def faults(case: Case, round_state: RoundState, told: list[Notification]) -> Iterator[str]:
    """What does not hold after a round."""
    ended = [each for each in told if each.notice is Notice.ENDED]
    if len(ended) != 1 or round_state.round.outcome not in set(Outcome):
        yield f"ended {len(ended)} times, {round_state.round.outcome}"
    message = round_state.round.message
    if round_state.round.outcome is Outcome.FAILED and not message:
        yield "failed without a sentence"
    own, _, _ = message.partition(" Its message: ")
    if message and (not message.isprintable() or own[-1] not in ".!?)" or len(message) > 700):
        yield f"no sentence: {message!r}"
    if "nothing was lost" in message or "Error" in message:
        yield f"our bug: {message!r}"
    proposals = [item.proposal for item in round_state.round.items]
    yield from _dangerous(proposals, message)
    result = apply(round_state.round.base, [each.edit for each in proposals])
    if not case.cancelled and case.way == "direct":
        for wrong, right in case.kept.items():
            if wrong in result or right not in result:
                yield f"thrown away: {wrong} -> {right}; {message!r}"
    wanted = round_state.round.base
    for wrong, right in MISTAKES.values():
        if wrong not in result:
            wanted = wanted.replace(wrong, right)
    drafted = (case.broken or case.streams) and "DRAFT" in result
    if case.way == "direct" and result.replace(" [key]", "") != wanted and not drafted:
        yield f"something else got in: {result!r}"
    shown = repr((message, told, proposals, round_state.round.exchanges)).encode()
    found = [form for form in FORMS if form in shown]
    if found:
        yield f"the key is shown: {found}"


def _dangerous(proposals: list[Proposal], message: str) -> Iterator[str]:
    for each in proposals:
        for text in (each.edit.after, *each.alternatives):
            more = {sign for sign in SIGNS if text.count(sign) > each.edit.before.count(sign)}
            if more:
                yield f"a sign got in: {sorted(map(ascii, more))} in {text!r}"
        if not each.explanation.isprintable() or any(sign in each.explanation for sign in SIGNS):
            yield f"an explanation with signs: {each.explanation!r}"
    if any(sign in message for sign in SIGNS):
        yield f"a message with signs: {message!r}"


@contextmanager
def bench(folder: Path) -> Iterator[Bench]:
    """Everything, running."""
    case: list[Case] = []

    def made() -> Reviser:
        now = case[0]
        described = Server(
            "Work", now.api, f"http://127.0.0.1:{port[0]}{PATHS[now.api]}", "m", context=8192, answer=4096
        )
        hangs = HttpTimeouts(connect_s=60, first_local_s=2.0, idle_s=1.0, figures_s=0.2, refusal_s=1.0)
        wire = connect(described, CANARY, limits=hangs, sleep=_at_once, now=lambda: 0.0, lot=lambda: 0.0)
        key = f"{described.address} m"
        abilities = Remembered({key: now.modes[""]} if now.modes else {}, {key} if now.streams else set())
        return strategy_named(now.way).make(alone(Chat(wire, described, Prompts.load(), abilities, Counter())))

    def answer(request: bytes) -> Answer:
        return case[0].answer(request)

    port: list[int] = []
    with _serving(answer) as server, desk(folder, made=made) as program:
        port.append(server.port)
        yield Bench(program, server, case)


async def _at_once(_: float) -> None:
    await asyncio.sleep(0)


@contextmanager
def _serving(answer: Callable[[bytes], Answer]) -> Iterator[Misbehaving]:
    """A server in a thread of its own."""
    up: deque[tuple[Misbehaving, asyncio.Event, asyncio.AbstractEventLoop]] = deque()
    ready = threading.Event()

    async def main() -> None:
        async with misbehaving(usual=answer, asked=True) as server:
            done = asyncio.Event()
            up.append((server, done, asyncio.get_running_loop()))
            ready.set()
            await done.wait()

    thread = threading.Thread(target=asyncio.run, args=(main(),), daemon=True)
    thread.start()
    ready.wait()
    server, done, loop = up[0]
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join()


def leaks(folder: Path) -> list[str]:
    """Where below a folder the key stands."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [f"{path.name}: {form!r}" for path in files for form in FORMS if form in path.read_bytes()]
