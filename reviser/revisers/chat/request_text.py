"""A request as a person reads it, and exactly: its texts letter by letter, each headed by its role, and then all the
rest of its JSON, where the texts stand by number. Put back in, they give what was sent.
"""

import json
from collections.abc import Mapping

from reviser.revisers.net.wire import Sent

_TEXTS = {"content", "text"}  # the fields in which the formats have a message's words
_MESSAGES = {"messages", "system"}  # and those in which they have messages


def as_sent(sent: Sent) -> str:
    """The request in full. Each of its parameters is a line of JSON."""
    texts: list[str] = []
    rest: dict[str, object] = {}
    for name in sorted(sent.body, key=lambda name: name != "system"):  # it goes before what it is about
        value = sent.body[name]
        rest[name] = _without_texts(value, "system", texts) if name in _MESSAGES else value
    lines = [f"{json.dumps(name)}: {json.dumps(rest[name], ensure_ascii=False)}" for name in sent.body]
    refused = f" (without {', '.join(sent.left_out)}: the server refused that)" if sent.left_out else ""
    return "\n\n".join([*texts, f"[request]\nPOST {sent.path}{refused}\n{{\n" + ",\n".join(lines) + "\n}"])


def place(number: int) -> str:
    """What stands in the JSON where the text of that number, from 1, was taken out."""
    return f"(text {number})"


def _without_texts(found: object, role: str, texts: list[str]) -> object:
    """A copy in which the texts, which go into `texts`, are named by their places."""
    if isinstance(found, list):
        return [_without_texts(each, role, texts) for each in found]
    if not isinstance(found, Mapping):
        return found
    role = str(found.get("role", role))
    copy: dict[str, object] = {}
    for name, value in found.items():
        if name in _TEXTS and isinstance(value, str):
            texts.append(f"[{role}]\n{value}")
            copy[name] = place(len(texts))
        else:
            copy[name] = _without_texts(value, role, texts)
    return copy
