"""A request as a person can read it, complete: first the exact texts of its messages, each under its role, and then the
rest of its JSON, in which each text is replaced by its number. Putting the texts back gives what was sent."""

import json
from collections.abc import Mapping

from reviser.revisers.net.wire import Sent

_TEXTS = {"content", "text"}  # the fields with the text of a message, in all wire formats
_MESSAGES = {"messages", "system"}  # the fields with messages


def as_sent(sent: Sent) -> str:
    """The request in full. Each of its parameters is a line of JSON."""
    texts: list[str] = []
    rest: dict[str, object] = {}
    for name in sorted(sent.body, key=lambda name: name != "system"):  # the system's text comes first
        value = sent.body[name]
        rest[name] = _without_texts(value, "system", texts) if name in _MESSAGES else value
    lines = [f"{json.dumps(name)}: {json.dumps(rest[name], ensure_ascii=False)}" for name in sent.body]
    refused = f" (without {', '.join(sent.left_out)}: the server refused that)" if sent.left_out else ""
    return "\n\n".join([*texts, f"[request]\nPOST {sent.path}{refused}\n{{\n" + ",\n".join(lines) + "\n}"])


def place(number: int) -> str:
    """The string that replaces text `number` (from 1) in the JSON."""
    return f"(text {number})"


def _without_texts(json_value: object, role: str, texts: list[str]) -> object:
    """A copy of `json_value` in which each text is replaced by its place. The texts are added to `texts`."""
    if isinstance(json_value, list):
        return [_without_texts(each, role, texts) for each in json_value]
    if not isinstance(json_value, Mapping):
        return json_value
    role = str(json_value.get("role", role))
    copy: dict[str, object] = {}
    for name, value in json_value.items():
        if name in _TEXTS and isinstance(value, str):
            texts.append(f"[{role}]\n{value}")
            copy[name] = place(len(texts))
        else:
            copy[name] = _without_texts(value, role, texts)
    return copy
