"""What later rounds cost: the tokens of all requests of a round, against sending the whole text again.

`python -m tests.benchmarks.bench_tokens`. 2,000 real sentences (students' essays, first and second drafts); in each
round a tenth of them gets an accepted edit, scattered or in a row, and as many again a rejected one. No server: what is
counted is what would be sent, by the estimate that sections are fitted with (bytes of UTF-8 by four).
"""

import asyncio
import random
import sys

from reviser.core.edit import Edit, Intent, Proposal, Verdict
from reviser.core.few_shot import Brief, Example, example
from reviser.core.round import Arrival
from reviser.core.scope import still_open
from reviser.core.segment import sentences
from reviser.core.text import Span
from reviser.revisers.base import Request
from reviser.revisers.chat.sections import tokens
from tests.core.recording import Recording
from tests.data import SHARED
from tests.fakes import QueuedWire
from tests.revisers.chat.desk import chat

SENTENCES = 2_000
CHANGED = SENTENCES // 10


def essays() -> str:
    """So many sentences of real drafts, as one document."""
    parts: list[str] = []
    count = 0
    for path in sorted(SHARED.glob("argrewrite/**/*.draft[12].txt")):
        text = path.read_text(encoding="utf-8").strip() + "\n\n"
        found = sentences(text)
        if count + len(found) > SENTENCES:
            parts.append(text[: found[SENTENCES - count].start])
            return "".join(parts)
        parts.append(text)
        count += len(found)
    raise SystemExit("not enough essays beside the checkout")


def proposals(text: str, chosen: list[Span]) -> list[Proposal]:
    """An edit of the longest word of each sentence."""
    made: list[Proposal] = []
    for span in chosen:
        word = max((word for word in span.of(text).split() if word.isalpha()), key=len, default="")
        if word:
            start = text.index(word, span.start)
            made.append(Proposal(Edit(start, word, word[::-1].lower()), Intent.CLARITY, "test:m", "r", "because"))
    return made


def sent(text: str, scope: tuple[Span, ...] | None, examples: list[Example]) -> tuple[int, int]:
    """Tokens and requests of a round."""
    wire = QueuedWire()
    request = Request(text, instruction="British spelling", brief=Brief(examples=tuple(examples)), scope=scope)

    async def listen() -> None:
        async for _ in chat(wire).revise(request):
            pass

    asyncio.run(listen())
    return sum(tokens(message.text) for ask in wire.asks for message in ask.messages), len(wire.asks)


def rounds(text: str, *, scattered: bool) -> None:
    draw = random.Random(4)
    recording = Recording(text)
    examples: list[Example] = []
    for number in range(1, 4):
        now = recording.state.text
        scope = still_open(recording.state.rounds, "test")
        whole, whole_asks = sent(now, None, examples)
        part, asks = sent(now, scope, examples)
        kind = "scattered" if scattered else "in a row"
        count = len(sentences(now)) if scope is None else len(scope)
        sys.stdout.write(
            f"| {kind} | {number} | {count} | {part:,} | {asks} | {whole:,} | {whole_asks} | {part / whole:.1%} |\n"
        )
        known = sentences(now)
        first = draw.randrange(len(known) - 2 * CHANGED)
        chosen = draw.sample(known, 2 * CHANGED) if scattered else known[first : first + 2 * CHANGED]
        accepted, rejected = proposals(now, chosen[:CHANGED]), proposals(now, chosen[CHANGED:])
        recording.round(*accepted, *rejected, name=f"r{number}")
        round_state = recording.state.round_state
        assert round_state is not None
        live = [index for index, item in enumerate(round_state.round.items) if item.standing is Arrival.LIVE]
        recording.decide(Verdict.ACCEPT, *(index for index in live if index < len(accepted)))
        recording.decide(Verdict.REJECT, *(index for index in live if index >= len(accepted)))
        round_state = recording.state.round_state
        assert round_state is not None
        for item in round_state.round.live:
            taught = example(item.proposal, round_state.decisions[item.id].decision)
            examples += [taught] if taught else []


def main() -> int:
    text = essays()
    sys.stdout.write(f"{len(sentences(text)):,} sentences, {len(text):,} code points, {tokens(text):,} tokens\n")
    sys.stdout.write(
        "| changes | round | sentences asked about | tokens | requests | tokens, all again | requests | share |\n"
    )
    sys.stdout.write("|---|--:|--:|--:|--:|--:|--:|--:|\n")
    for scattered in (True, False):
        rounds(text, scattered=scattered)
    return 0


if __name__ == "__main__":
    sys.exit(main())
