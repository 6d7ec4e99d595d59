"""How far a round has come, and how long it will still take."""

from dataclasses import dataclass, replace

from reviser.revisers.base import ReadProgress, Thinking
from reviser.revisers.net.wire import Waiting

SURE_S = 3.0  # before that, nobody can say how long it takes
SURE_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Pace:
    """`share` is 0 to 1, None where nobody said; `left_s` seconds, None where it is too early to say. `waiting`: why,
    and for how many seconds, the next try waits. `thinking`: the end of what the model thinks at the moment."""

    share: float | None = None
    left_s: float | None = None
    waiting: Waiting | None = None
    thinking: str = ""

    def after_output(self, output: ReadProgress | Waiting | Thinking, running_s: float) -> "Pace":
        """After a reviser has said more, `running_s` seconds into the round."""
        if isinstance(output, Thinking):
            return replace(self, waiting=None, thinking=output.text)
        if isinstance(output, Waiting):
            return Pace(self.share, self.left_s, output)
        share = min(1.0, output.done / output.total) if output.total else None
        if share is None or share < SURE_SHARE or running_s < SURE_S:
            return Pace(share)
        return Pace(share, running_s * (1 - share) / share)
