"""A model that takes no words of the system: they go to the user, for that model only."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from reviser.revisers.base import Request
from reviser.revisers.net.server_errors import ServerProblem, refuses_system
from reviser.revisers.net.wire import Api, Ask, ChatMessage, Part, Role, Sent
from reviser.revisers.net.wire_formats import without_system
from reviser.services.servers.model_abilities import KeptAbilities
from tests.fakes import QueuedWire
from tests.faults.hearing import ASK, WHOLE, hear
from tests.faults.servers import good, refusal
from tests.revisers.chat.desk import chat, edit, listed
from tests.revisers.chat.desk import hear as listen

# As servers word it: vLLM and SGLang (Gemma, Mistral), OpenAI (o1-mini), Google, llama.cpp's templates.
SAID = [
    (400, "System role not supported"),
    (400, "Unsupported value: 'messages[0].role' does not support 'system' with this model."),
    (400, "Developer instruction is not enabled for models/gemma-3-1b-it"),
    (400, "Conversation roles must alternate user/assistant/user/assistant/..."),
    (400, "Only user and assistant roles are supported!"),
    (500, "Jinja Exception: System role not supported"),
    (422, "system messages are not supported"),
    (400, "This model does not support system messages"),
]


@pytest.mark.parametrize(("status", "said"), SAID)
@pytest.mark.parametrize("api", list(Api))
def test_the_systems_words_go_to_the_user_where_they_are_refused(api: Api, status: int, said: str) -> None:
    heard, server = hear(api, refusal(status, {"error": {"message": said}}), good(WHOLE[api]))
    assert (heard.text, heard.complete, heard.slept) == ("Héllo", True, [])
    first, second = server.bodies
    assert "Be brief." in str(first)
    assert "system" not in str(second)
    assert "Be brief.\\n\\nHello" in str(second)
    assert [part.body for part in heard.parts if isinstance(part, Sent)] == [first, second]


@pytest.mark.parametrize("api", list(Api))
def test_a_model_that_is_known_to_take_none_is_asked_so_at_once(api: Api) -> None:
    heard, server = hear(api, good(WHOLE[api]), ask=replace(ASK, system=False))
    assert heard.complete
    assert len(server.requests) == 1
    assert "Be brief.\\n\\nHello" in str(server.bodies[0])
    assert [part.system for part in heard.parts if isinstance(part, Sent)] == [False]
    heard, _ = hear(api, refusal(400, {"error": {"message": SAID[0][1]}}), good(WHOLE[api]))
    assert [part.system for part in heard.parts if isinstance(part, Sent)] == [True, False]


def test_that_is_remembered_with_what_else_is_known_of_the_model(tmp_path: Path) -> None:
    class Refusing(QueuedWire):
        async def stream(self, ask: Ask) -> AsyncIterator[Part]:
            if ask.system:
                yield Sent("/", {"n": 1})
            yield Sent("/", {"n": 2}, system=False)
            async for part in super().stream(ask):
                if not isinstance(part, Sent):
                    yield part

    path = tmp_path / "abilities.json"
    for known in (True, False):
        wire = Refusing(listed(edit(1, "teh", "the")))
        heard = listen(chat(wire, abilities=KeptAbilities(path)), Request("A cat on teh mat."))
        assert heard.pairs == [("teh", "the")]
        assert [ask.system for ask in wire.asks] == [known]
    assert KeptAbilities(path).mode("other") is None


def test_other_refusals_are_none_of_it() -> None:
    for said in (
        "The file system is full",
        "system overloaded",
        "no such model",
        "Too many tokens in the system prompt",
    ):
        assert not refuses_system(ServerProblem(400, text=said))
    assert not refuses_system(ServerProblem(503, text="System role not supported"))


def test_messages_without_a_user_or_a_system() -> None:
    system, answer = ChatMessage(Role.SYSTEM, "s"), ChatMessage(Role.ASSISTANT, "a")
    assert without_system(replace(ASK, messages=(system, answer))).messages == (answer, ChatMessage(Role.USER, "s"))
    assert without_system(replace(ASK, messages=(answer,))).messages == (answer,)
