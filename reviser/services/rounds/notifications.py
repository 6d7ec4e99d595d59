"""What an open document tells whoever shows it."""

from dataclasses import dataclass
from enum import Enum, auto


class Notice(Enum):
    """What changed, for whoever shows it."""

    ARRIVED = auto()  # proposals or remarks
    DECIDED = auto()
    CHANGED = auto()  # the text, by hand
    STARTED = auto()  # a round
    ENDED = auto()  # the proposing of a round; perhaps the loop: see `State.stop`
    STEPPED = auto()  # undo or redo: anything may be different
    LEARNED = auto()  # words and rules
    SAVED = auto()
    FAILED = auto()  # something was not done; the message says it
    PROGRESS = auto()  # how far the round has come: see `Revision.pace`
    DROPPED = auto()  # late results of a round that is no more


@dataclass(frozen=True, slots=True)
class Notification:
    """A notice with its sentence, where there is something to say."""

    notice: Notice
    message: str = ""
