"""A model that takes no words of the system: they go to the user, for that model only."""

from dataclasses import replace

import pytest

from reviser.revisers.net.server_errors import ServerProblem, refuses_system
from reviser.revisers.net.wire import Api, ChatMessage, Role, Sent
from reviser.revisers.net.wire_formats import without_system
from tests.faults.hearing import ASK, WHOLE, hear
from tests.faults.servers import good, refusal

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


def test_other_refusals_are_none_of_it() -> None:
    for said in (
        "The file system is full",
        "system overloaded",
        "no such model",
        "Too many tokens in the system prompt",
    ):
        assert not refuses_system(ServerProblem(400, said=said))
    assert not refuses_system(ServerProblem(503, said="System role not supported"))


def test_messages_without_a_user_or_a_system() -> None:
    system, answer = ChatMessage(Role.SYSTEM, "s"), ChatMessage(Role.ASSISTANT, "a")
    assert without_system(replace(ASK, messages=(system, answer))).messages == (answer, ChatMessage(Role.USER, "s"))
    assert without_system(replace(ASK, messages=(answer,))).messages == (answer,)
