"""The mode in which a model on a server is asked, and what is remembered about its abilities."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from reviser.revisers.net.wire import AnswerShape


class AskingMode(StrEnum):
    """How edits are asked for, from the strictest mode to one that the weakest model can follow."""

    SCHEMA = "schema"
    OBJECT = "object"
    PLAIN = "plain"
    SENTENCES = "sentences"  # one at a time, answered in plain text


LADDER = tuple(AskingMode)
UP_AFTER = 5  # rounds
SHAPES = {AskingMode.SCHEMA: AnswerShape.SCHEMA, AskingMode.OBJECT: AnswerShape.OBJECT}


class Abilities(Protocol):
    """Remembers the mode in which a model is asked, and its abilities. `key` identifies the model and its server."""

    def mode(self, key: str) -> AskingMode | None: ...

    def remember(self, key: str, mode: AskingMode) -> None: ...

    def streams(self, key: str) -> bool:
        """Whether the model's lists may be read while they arrive: one of its answers consisted of its list alone."""
        ...

    def remember_streams(self, key: str, *, streams: bool) -> None: ...

    def takes_system(self, key: str) -> bool:
        """Whether the model accepts a system message: it has not refused one."""
        ...

    def remember_no_system(self, key: str) -> None: ...

    def begin(self, key: str) -> None:
        """A round begins. From time to time, the model is asked in a stricter mode than the last one that worked: it
        may be another model under the same name, or have failed by chance."""
        ...


@dataclass
class Remembered:
    """Abilities for one run of the program. `rounds`: for each model, the rounds since a stricter mode was tried."""

    modes: dict[str, AskingMode] = field(default_factory=dict)
    streaming: set[str] = field(default_factory=set)
    rounds: dict[str, int] = field(default_factory=dict)
    without_system: set[str] = field(default_factory=set)

    def mode(self, key: str) -> AskingMode | None:
        return self.modes.get(key)

    def remember(self, key: str, mode: AskingMode) -> None:
        self.modes[key] = mode

    def streams(self, key: str) -> bool:
        return key in self.streaming

    def remember_streams(self, key: str, *, streams: bool) -> None:
        if streams:
            self.streaming.add(key)
        else:
            self.streaming.discard(key)

    def takes_system(self, key: str) -> bool:
        return key not in self.without_system

    def remember_no_system(self, key: str) -> None:
        self.without_system.add(key)

    def begin(self, key: str) -> None:
        mode = self.mode(key)
        if mode is None or mode is AskingMode.SCHEMA:
            return
        self.rounds[key] = self.rounds.get(key, 0) + 1
        if self.rounds[key] >= UP_AFTER:
            self.rounds[key] = 0
            self.remember(key, LADDER[LADDER.index(mode) - 1])
