"""A real server with a model of random weights: noise comes back in every shape, and none of it gets into the text."""

import asyncio
import time
from pathlib import Path

from reviser.core.edit import check
from reviser.errors import ReviserError
from reviser.revisers.base import Request
from reviser.revisers.chat import Chat, Limits
from reviser.revisers.chat.abilities import Mode, Remembered
from reviser.revisers.chat.heard import CutOffError
from reviser.revisers.http import connect
from reviser.revisers.wire import Api, Server
from tests.revisers.chat.desk import PROMPTS, Heard
from tests.revisers.llama import MODEL, llama

TEXT = "The cat sat on teh mat. It were happy there. Nobody saw it.\n\n" * 3


def test_a_round_against_a_real_server(tmp_path: Path) -> None:
    heard = Heard()
    abilities = Remembered()
    with llama(tmp_path, slots=2, context=16_000) as running:
        server = Server("llama", Api.OPENAI, running.address, model=MODEL)
        wire = connect(server, running.key)
        reviser = Chat(wire, server, PROMPTS, abilities, time.monotonic, limits=Limits(answer=200))

        async def listen() -> None:
            try:
                async for output in reviser.revise(Request(TEXT)):
                    heard.outputs.append(output)
            except ReviserError as error:
                heard.error = error

        asyncio.run(listen())
    check(TEXT, [proposal.edit for proposal in heard.proposals])
    assert heard.error is None or isinstance(heard.error, CutOffError)
    assert all(exchange.tokens_in and exchange.tokens_in > 1000 for exchange in heard.exchanges)
    assert {exchange.ended for exchange in heard.exchanges} <= {"stop", "length"}
    assert heard.exchanges[0].received.lstrip().startswith("{")  # the schema held the noise in its shape
    assert heard.progress[-1].done == heard.progress[-1].total
    assert set(abilities.modes.values()) <= set(Mode)
