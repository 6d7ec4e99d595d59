"""The progress of a round, and its remaining time."""

from dataclasses import dataclass, replace

from reviser.revisers.base import ReadProgress, Thinking
from reviser.revisers.net.wire import Waiting

SURE_S = 3.0  # seconds before which the remaining time is not estimated
SURE_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Pace:
    """`share` is 0 to 1, None if unknown; `left_s` is in seconds, None if it is too early to tell. `waiting` says why
    and how many seconds the next attempt waits. `thinking` is the end of the model's present reasoning."""

    share: float | None = None
    left_s: float | None = None
    waiting: Waiting | None = None
    thinking: str = ""

    def after_output(self, output: ReadProgress | Waiting | Thinking, running_s: float) -> "Pace":
        """The pace after an output of the reviser, `running_s` seconds into the round."""
        if isinstance(output, Thinking):
            return replace(self, waiting=None, thinking=output.text)
        if isinstance(output, Waiting):
            return Pace(self.share, self.left_s, output)
        share = min(1.0, output.done / output.total) if output.total else None
        if share is None or share < SURE_SHARE or running_s < SURE_S:
            return Pace(share)
        return Pace(share, running_s * (1 - share) / share)
