"""The labelled pairs of `labels/`, how far two readers agree, and the figures of `reviser.core.risk` on them."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviser.core.edit import Edit, RiskFlag
from reviser.core.risk import risks
from reviser.core.text import Span

TABLE = Path(__file__).parent / "labels" / "risk.tsv"
FRESH = TABLE.with_name("risk_fresh.tsv")
SECOND = TABLE.with_name("risk_second.tsv")
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


def _lines(table: Path) -> list[str]:
    return [line for line in table.read_text("utf-8").split("\n") if line and not line.startswith("#")]


def read(table: Path = TABLE) -> list[Labelled]:
    """All labelled pairs of a table; lines that begin with # are the guideline."""
    lines = _lines(table)
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise ValueError(f"columns {lines[0]!r}")
    rows: list[Labelled] = []
    for line in lines[1:]:
        *fields, kinds = line.split("\t")
        number, stratum, source, left, before, after, right = fields
        rows.append(Labelled(number, stratum, source, left, before, after, right, frozenset(kinds.split())))
    return rows


def second_reading() -> list[tuple[Labelled, frozenset[str]]]:
    """The rows of `risk.tsv` that were labelled again, each with the second reader's kinds."""
    rows = {row.id: row for row in read()}
    again = (line.split("\t") for line in _lines(SECOND)[1:])
    return [(rows[number], frozenset(kinds.split())) for number, kinds in again]


def kappa(pairs: Sequence[tuple[bool, bool]]) -> float:
    """Cohen's kappa of two readers' yes and no (Cohen 1960): agreement beyond chance; 1.0 where chance explains all."""
    share = len(pairs)
    first, second = (sum(pair[side] for pair in pairs) / share for side in (0, 1))
    observed = sum(one == other for one, other in pairs) / share
    chance = first * second + (1 - first) * (1 - second)
    return (observed - chance) / (1 - chance) if chance < 1 else 1.0


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
