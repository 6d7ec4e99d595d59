"""The parts of a request to a model, recovered from its stored text: its messages, and the rest of its JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reviser.datasets.json_lines import loads

_MARK = "[request]\nPOST "
_MESSAGES = {"messages", "system"}  # where the wire formats have messages
_TEXTS = {"content", "text"}  # and where in them the words


@dataclass(frozen=True, slots=True)
class SentRequest:
    """A request. `messages`: the role and text of each, in order; None if a text contains what may be the head of
    another message. `parameters`: the rest of its JSON."""

    messages: tuple[tuple[str, str], ...] | None
    parameters: Mapping[str, Any]


def read_back(sent: str) -> SentRequest | None:
    """The request in `Exchange.sent`; None if it is stored in another form."""
    head, mark, tail = sent.rpartition(f"\n\n{_MARK}")
    if not mark:
        if not sent.startswith(_MARK):
            return None
        head, tail = "", sent.removeprefix(_MARK)
    try:
        body = loads(tail.partition("\n")[2])
    except ValueError:
        return None
    if not isinstance(body, dict):
        return None
    roles = [
        role
        for name in sorted(body, key=lambda name: name != "system")
        if name in _MESSAGES
        for role in _roles(body[name], "system")
    ]
    texts = _texts(head, roles)
    parameters = {name: value for name, value in body.items() if name not in _MESSAGES}
    return SentRequest(None if texts is None else tuple(zip(roles, texts, strict=True)), parameters)


def _roles(json_value: object, role: str) -> Iterator[str]:
    """The role of each text, in order."""
    if isinstance(json_value, list):
        for each in json_value:
            yield from _roles(each, role)
    elif isinstance(json_value, Mapping):
        role = str(json_value.get("role", role))
        for name, value in json_value.items():
            if name in _TEXTS and isinstance(value, str):
                yield role
            else:
                yield from _roles(value, role)


def _texts(head: str, roles: list[str]) -> list[str] | None:
    """The texts below their heads; None if there is more than one way to separate them."""
    if not roles:
        return [] if not head else None
    first = f"[{roles[0]}]\n"
    if not head.startswith(first):
        return None
    heads = [f"\n\n[{role}]\n" for role in roles[1:]]
    at, places = len(first), []
    for each in heads:
        place = head.find(each, at)
        if place < 0:
            return None
        places.append(place)
        at = place + len(each)
    at = len(head)
    for each, place in zip(reversed(heads), reversed(places), strict=True):
        if head.rfind(each, 0, at) != place:
            return None
        at = place
    starts = [len(first), *(place + len(each) for place, each in zip(places, heads, strict=True))]
    return [head[start:end] for start, end in zip(starts, [*places, len(head)], strict=True)]
