"""The figures for the charts: what became of the edits by depth, intent, reviser, model and time; the time for
deciding; and how far a text has moved from its first draft, round by round."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reviser.core.drift import CountedText, Drift, drift
from reviser.core.session import State
from reviser.history.digest.counts import IntentCounts, Spent, tallies
from reviser.services.documents.digest_updates import update_digest_if_writable

LONG_S = 90 * 86_400.0  # longer periods are shown by month instead of day

Key = str | int


@dataclass(frozen=True, slots=True)
class GroupOutcomes:
    """What became of the edits of one group."""

    key: Key
    accepted: int
    rewritten: int
    rejected: int
    undecided: int

    @property
    def offered(self) -> int:
        return self.accepted + self.rewritten + self.rejected + self.undecided

    @property
    def share(self) -> float | None:
        """The share of decided edits that were accepted or rewritten, 0 to 1; None if nothing was decided."""
        decided = self.offered - self.undecided
        return (self.accepted + self.rewritten) / decided if decided else None


@dataclass(frozen=True, slots=True)
class ChartFigures:
    """Figures by key: `by` the name of a key (depth, intent, reviser, model, time); `minutes` of deciding by depth and
    by time."""

    by: dict[str, tuple[GroupOutcomes, ...]]
    minutes: dict[str, tuple[tuple[Key, float], ...]]


@dataclass(frozen=True, slots=True)
class Drifted:
    """The text after a round (the current text is that of the last) compared with the first draft."""

    depth: int
    drift: Drift


_KEYS: dict[str, Callable[[IntentCounts], Key]] = {
    "depth": lambda tally: tally.depth,
    "intent": lambda tally: tally.intent,
    "reviser": lambda tally: tally.reviser,
    "model": lambda tally: tally.model,
}


def figures(path: Path, document_id: int | None = None) -> ChartFigures:
    """The figures of one document or of all. Blocks: the digest is updated first, if the history can be written."""
    update_digest_if_writable(path)
    return group_counts(*tallies(path, document_id))


def group_counts(counts: Iterable[IntentCounts], spent: Iterable[Spent]) -> ChartFigures:
    """Sum the counts by each key, sorted by key."""
    listed, took = list(counts), list(spent)
    times = [tally.at for tally in listed]
    long = bool(times) and max(times) - min(times) > LONG_S
    keys = {**_KEYS, "time": lambda tally: _day_or_month(tally.at, long)}
    by = {name: _group(listed, key) for name, key in keys.items()}
    # Without requests to models there is no group by model.
    by["model"] = tuple(each for each in by["model"] if each.key)
    minutes: dict[str, tuple[tuple[Key, float], ...]] = {}
    for name, of in (("depth", lambda one: one.depth), ("time", lambda one: _day_or_month(one.at, long))):
        sums: defaultdict[Key, float] = defaultdict(float)
        for one in took:
            sums[of(one)] += one.seconds / 60
        minutes[name] = tuple(sorted(sums.items(), key=lambda pair: pair[0]))  # all keys have the same type
    return ChartFigures(by, minutes)


def _group(listed: list[IntentCounts], key: Callable[[IntentCounts], Key]) -> tuple[GroupOutcomes, ...]:
    sums: defaultdict[Key, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for tally in listed:
        group = sums[key(tally)]
        decided = tally.accepted + tally.rewritten + tally.rejected
        for at, count in enumerate((tally.accepted, tally.rewritten, tally.rejected, tally.offered - decided)):
            group[at] += count
    return tuple(GroupOutcomes(found, *group) for found, group in sorted(sums.items(), key=lambda pair: pair[0]))


def _day_or_month(at: float, long: bool) -> str:
    """The day, or for a long period the month, in UTC: "2026-11-23" or "2026-11"."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=at)
    return moment.strftime("%Y-%m" if long else "%Y-%m-%d")


def current_drift(state: State) -> Drifted | None:
    """How far the current text has moved from the first draft; None before the first round."""
    return Drifted(state.depth, drift(CountedText(state.first), CountedText(state.text))) if state.rounds else None


def drift_by_round(state: State) -> tuple[Drifted, ...]:
    """How far the text had moved from the first draft after each round of the current branch."""
    first = CountedText(state.first)
    texts = [round_state.working.text for round_state in state.rounds]
    return tuple(Drifted(depth, drift(first, CountedText(text))) for depth, text in enumerate(texts, 1))
