"""How a model on a server is asked, and what is remembered of it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from reviser.revisers.wire import Shape


class Mode(StrEnum):
    """How edits are asked for, from the strictest to what the weakest model can do."""

    SCHEMA = "schema"
    OBJECT = "object"
    PLAIN = "plain"
    SENTENCES = "sentences"  # one at a time, answered in plain text


LADDER = tuple(Mode)
SHAPES = {Mode.SCHEMA: Shape.SCHEMA, Mode.OBJECT: Shape.OBJECT}


class Abilities(Protocol):
    """Remembers how a model on a server is asked; `key` names both."""

    def mode(self, key: str) -> Mode | None: ...

    def remember(self, key: str, mode: Mode) -> None: ...

    def streams(self, key: str) -> bool:
        """Whether its lists may be read while they arrive: an answer of nothing but its list has come before."""
        ...

    def remember_streams(self, key: str, *, streams: bool) -> None: ...


@dataclass
class Remembered:
    """Abilities for one run of the program."""

    modes: dict[str, Mode] = field(default_factory=dict)
    streaming: set[str] = field(default_factory=set)

    def mode(self, key: str) -> Mode | None:
        return self.modes.get(key)

    def remember(self, key: str, mode: Mode) -> None:
        self.modes[key] = mode

    def streams(self, key: str) -> bool:
        return key in self.streaming

    def remember_streams(self, key: str, *, streams: bool) -> None:
        if streams:
            self.streaming.add(key)
        else:
            self.streaming.discard(key)
