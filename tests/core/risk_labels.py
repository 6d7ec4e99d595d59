"""The labelled pairs of `labels/risk.tsv`, and the figures of `reviser.core.risk` on them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reviser.core.edit import Edit, RiskFlag
from reviser.core.risk import risks
from reviser.core.text import Span

TABLE = Path(__file__).parent / "labels" / "risk.tsv"
COLUMNS = ("id", "stratum", "source", "left", "before", "after", "right", "kinds")


@dataclass(frozen=True, slots=True)
class Labelled:
    """An edit in its sentence, `left + before + right`, and the kinds of risk that a reader found in it."""

    id: str
    stratum: str
    source: str
    left: str
    before: str
    after: str
    right: str
    kinds: frozenset[str]

    @property
    def split(self) -> str:
        """By the hash of what was edited, so it was fixed before anything was measured."""
        pair = "\t".join((self.source, self.left, self.before, self.after))
        return "test" if hashlib.sha256(pair.encode()).digest()[0] % 2 else "dev"

    def flags(self) -> tuple[RiskFlag, ...]:
        text = self.left + self.before + self.right
        return risks(text, Edit(len(self.left), self.before, self.after), Span(0, len(text)))


@dataclass(frozen=True, slots=True)
class Score:
    """Of one kind: how often it was labelled, flagged, and both."""

    labelled: int
    flagged: int
    both: int

    @property
    def precision(self) -> float:
        return self.both / self.flagged if self.flagged else 1.0

    @property
    def recall(self) -> float:
        return self.both / self.labelled if self.labelled else 1.0


def read() -> list[Labelled]:
    """All labelled pairs; lines that begin with # are the guideline."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise ValueError(f"columns {lines[0]!r}")
    rows: list[Labelled] = []
    for line in lines[1:]:
        *fields, kinds = line.split("\t")
        number, stratum, source, left, before, after, right = fields
        rows.append(Labelled(number, stratum, source, left, before, after, right, frozenset(kinds.split())))
    return rows


def measured(rows: Iterable[Labelled]) -> dict[str, Score]:
    """By kind; "all" counts every kind of every edit (micro), "any" whether an edit carries any."""
    asked = [(row.kinds, frozenset(flag.kind for flag in row.flags())) for row in rows]
    kinds = sorted(frozenset().union(*(labels | found for labels, found in asked)))
    scores = {
        kind: Score(
            sum(kind in labels for labels, _ in asked),
            sum(kind in found for _, found in asked),
            sum(kind in labels & found for labels, found in asked),
        )
        for kind in kinds
    }
    parts = list(scores.values())
    scores["all"] = Score(*(sum(getattr(part, name) for part in parts) for name in ("labelled", "flagged", "both")))
    scores["any"] = Score(
        sum(bool(labels) for labels, _ in asked),
        sum(bool(found) for _, found in asked),
        sum(bool(labels) and bool(found) for labels, found in asked),
    )
    return scores
