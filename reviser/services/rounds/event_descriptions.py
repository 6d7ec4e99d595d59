"""Sentences about what was left out of a round."""

from collections.abc import Sequence

from reviser.messages import Message, joined, message, plural, sentences
from reviser.revisers.base import Unusable


def left_out(refused: int, unusable: Sequence[Unusable]) -> Message:
    """What of a round was not shown to the person, and why, in a sentence or two; empty if everything was."""
    notes: list[Message] = []
    if refused:
        notes.append(
            plural(
                "Left out 1 proposal that would have broken the markup.",
                "Left out {n:,} proposals that would have broken the markup.",
                refused,
            )
        )
    if unusable:
        total = sum(each.count for each in unusable)
        reasons = [message("{why} ({count:,})", why=each.why, count=each.count) for each in unusable[:3]]
        more = "…" if len(unusable) > 3 else ""
        notes.append(
            plural(
                "1 answer of the model could not be used: {reasons}.",
                "{n:,} answers of the model could not be used: {reasons}.",
                total,
                reasons=joined(", ", (*reasons, more)),
            )
        )
    return sentences(*notes)
