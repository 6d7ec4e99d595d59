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
    withdrawn = [each for each in unusable if each.withdrawn]
    if withdrawn:
        notes.append(
            plural(
                "1 proposal was withdrawn: {reasons}.",
                "{n:,} proposals were withdrawn: {reasons}.",
                sum(each.count for each in withdrawn),
                reasons=_reasons(withdrawn),
            )
        )
    useless = [each for each in unusable if not each.withdrawn]
    if useless:
        notes.append(
            plural(
                "1 answer of the model could not be used: {reasons}.",
                "{n:,} answers of the model could not be used: {reasons}.",
                sum(each.count for each in useless),
                reasons=_reasons(useless),
            )
        )
    return sentences(*notes)


def _reasons(unusable: Sequence[Unusable]) -> Message:
    """The three most frequent ones, each with its count."""
    reasons = [message("{why} ({count:,})", why=each.why, count=each.count) for each in unusable[:3]]
    return joined(", ", (*reasons, "…" if len(unusable) > 3 else ""))
