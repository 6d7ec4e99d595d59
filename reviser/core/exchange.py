"""One request to a model and what came back, as it is kept: so that a person can read exactly what was sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exchange:
    """`sent` is the whole request as it went out, without keys or headers: its messages, each headed by its role, and
    the rest of its JSON; what was tried again is an exchange each time. `prompt` names the prompts' version. Tokens are
    the server's own figures, None where it gave none; `seconds` from sending to the end. `ended` is how: stop, length,
    refused, cancelled or failed."""

    server: str
    model: str
    purpose: str  # propose, criticise, choose …: what a strategy asked for
    prompt: str
    sent: str
    received: str
    tokens_in: int | None
    tokens_out: int | None
    tokens_cached: int | None
    seconds: float
    ended: str
