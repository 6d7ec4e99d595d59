"""A request to a model and its answer as stored, so that a person can read exactly what was sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exchange:
    """`sent` is the complete request without keys or headers: its messages, each with its role, and the rest of its
    JSON; each retry is an exchange of its own. `prompt` is the version of the prompts. Tokens are the server's figures,
    None if it gave none; `seconds` is the time from sending to the end. `ended` says how it ended: stop, length,
    refused, cancelled or failed."""

    server: str
    model: str
    purpose: str  # the step of a strategy: propose, criticise, choose …
    prompt: str
    sent: str
    received: str
    tokens_in: int | None
    tokens_out: int | None
    tokens_cached: int | None
    seconds: float
    ended: str
