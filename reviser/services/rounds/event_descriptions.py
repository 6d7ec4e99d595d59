"""Counts and what was left out, in words."""

from collections.abc import Sequence

from reviser.revisers.base import Unusable


def counted(count: int, noun: str) -> str:
    """ "1 edit", "2 edits"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def left_out(refused: int, unusable: Sequence[Unusable]) -> str:
    """What of a round did not reach the person, and why, in a sentence or two; empty where all did."""
    said: list[str] = []
    if refused:
        said.append(f"Left out {counted(refused, 'proposal')} that would have broken the markup.")
    if unusable:
        total = sum(each.count for each in unusable)
        reasons = ", ".join(f"{each.why} ({each.count})" for each in unusable[:3])
        more = ", …" if len(unusable) > 3 else ""
        said.append(f"{counted(total, 'answer')} of the model could not be used: {reasons}{more}.")
    return " ".join(said)
