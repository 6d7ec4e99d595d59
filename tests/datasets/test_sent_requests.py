"""What is kept of a request gives its messages and the rest of its JSON, or says that it cannot be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.datasets.secrets_redaction import without_secrets
from reviser.datasets.sent_requests import read_back
from reviser.revisers.chat.request_text import as_sent
from reviser.revisers.net.redaction import KeyRedactor
from reviser.revisers.net.wire import AnswerShape, Api, Ask, ChatMessage, Role, Sent
from reviser.revisers.net.wire_formats import WireFormat
from tests.revisers.chat.test_request_text import FORMATS, SCHEMA

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["a\n\n[user]\nb", "[user]\n", "\n\n[system]\n", "x\n\n[request]\nPOST /v1\n{}"]
)


@given(
    st.sampled_from(list(Api)),
    st.lists(TEXTS, max_size=2),
    st.lists(st.tuples(st.sampled_from([Role.USER, Role.ASSISTANT]), TEXTS), min_size=1, max_size=3),
)
def test_the_messages_are_read_back_or_it_is_said_that_they_cannot_be_told(
    api: Api, system: list[str], others: list[tuple[Role, str]]
) -> None:
    messages = (
        *(ChatMessage(Role.SYSTEM, text) for text in system),
        *(ChatMessage(role, text) for role, text in others),
    )
    written: WireFormat = FORMATS[api]("http://127.0.0.1:1", KeyRedactor())
    path, body = written.request(Ask("m", messages, SCHEMA, AnswerShape.SCHEMA, temperature=0.5, seed=4, stable=1))
    found = read_back(as_sent(Sent(path, body)))
    assert found is not None
    assert found.parameters == {name: value for name, value in body.items() if name not in {"messages", "system"}}
    if found.messages is None:
        assert any(f"\n\n[{role}]\n" in f"\n\n{message.text}\n\n" for message in messages for role in Role)
    else:
        assert list(found.messages) == [(message.role, message.text) for message in messages]


@pytest.mark.parametrize(
    "sent", ["", "anything", "[request]\nPOST /v1\nno JSON", "[user]\nx\n\n[request]\nPOST /v1\n[]"]
)
def test_what_is_kept_otherwise_is_none(sent: str) -> None:
    assert read_back(sent) is None


KEYS = (
    "sk-ant-api03-abcdefghijklmnopqrstuvwx",
    "sk-proj-Abcdefghijklmnop_1234",
    "hf_abcdefghijklmnopqrstuvwxyz",
    "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
    "AIzaSyA-abcdefghijklmnopqrstuvwxyz0123",
    "AKIAABCDEFGHIJKLMNOP",
    "xoxb-123456789012-abcdef",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijk",
)


@pytest.mark.parametrize("key", KEYS)
def test_what_looks_like_a_key_is_taken_out(key: str) -> None:
    assert without_secrets(f'Use {key}, or "{key}".') == 'Use [SECRET], or "[SECRET]".'
    assert key not in without_secrets(f"Authorization: Bearer {key}")


def test_other_keys_are_told_by_what_stands_before_them_and_words_stay() -> None:
    assert without_secrets("api_key = 'abcdefghijklmnop1234'") == "api_key = '[SECRET]'"
    assert without_secrets("Bearer abcdefghijklmnop1234==") == "Bearer [SECRET]"
    block = "-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----"
    assert without_secrets(f"a {block} b") == "a [SECRET] b"
    text = "The bearer of good news asked about api keys, sk-8 and hf_ and a task-oriented eye."
    assert without_secrets(text) == text
