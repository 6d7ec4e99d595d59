"""Notifications of an open document to its display."""

from dataclasses import dataclass
from enum import Enum, auto


class Notice(Enum):
    """What changed."""

    ARRIVED = auto()  # proposals or remarks arrived
    DECIDED = auto()
    CHANGED = auto()  # the text was changed manually
    STARTED = auto()  # a round started
    ENDED = auto()  # proposing in a round ended, perhaps the loop: see `State.stop`
    STEPPED = auto()  # undo or redo: anything may be different
    LEARNED = auto()  # words or rules changed
    SAVED = auto()
    FAILED = auto()  # something failed; the message says what
    PROGRESS = auto()  # progress of the round: see `OpenDocument.pace`
    DROPPED = auto()  # late results of a round that no longer exists were dropped


@dataclass(frozen=True, slots=True)
class Notification:
    """A notice, with a sentence if there is one."""

    notice: Notice
    message: str = ""
