"""What a chat round costs on this side of the wire: processor time, against a server that streams 50 tokens/s.

`python -m tests.benchmarks.bench_chat`. 2,000 real sentences, every third with an edit, answered in pieces of four
code points (a token each) by a queue in the same process: the queue's own time is in the figure, the network's is not.
"""

import asyncio
import re
import sys
import time

from reviser.core.edit import Proposal
from reviser.revisers.base import Request
from reviser.revisers.net.wire import Ask
from tests.benchmarks.bench_tokens import essays
from tests.fakes import QueuedWire
from tests.revisers.chat.desk import chat, edit, listed

TOKENS_PER_SECOND = 50
PARALLEL = 4
_ASKED = re.compile(r"^\[S(\d+)\] (.*)$", re.MULTILINE)


class Editing(QueuedWire):
    """Answers each ask with an edit of the longest word of every third sentence."""

    def answer(self, ask: Ask) -> str:
        entries: list[object] = []
        for number, sentence in _ASKED.findall(ask.messages[-1].text):
            word = max((word for word in sentence.split() if word.isalpha()), key=len, default="")
            if word and int(number) % 3 == 0:
                entries.append(edit(int(number), word, word[::-1].lower(), "clarity", "It reads better like this."))
        return listed(*entries)


def main() -> int:
    text = essays()
    wire = Editing(piece=4)
    found = pieces = 0
    begun = time.process_time()

    async def listen() -> None:
        nonlocal found
        async for output in chat(wire, parallel=PARALLEL).revise(Request(text)):
            found += isinstance(output, Proposal)

    asyncio.run(listen())
    taken = time.process_time() - begun
    pieces = sum(len(wire.answer(ask)) for ask in wire.asks) // 4
    server = pieces / TOKENS_PER_SECOND
    sys.stdout.write(
        f"{len(wire.asks)} requests, {pieces:,} tokens, {found:,} proposals: {taken:.2f} s of processor time;"
        f" the server takes {server:,.0f} s one after the other, {server / PARALLEL:,.0f} s {PARALLEL} at a time:"
        f" {taken / (server / PARALLEL):.1%}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
