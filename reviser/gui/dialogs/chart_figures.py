"""The charts of a history, built from its figures and labelled in the person's language."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from reviser.core.drift import MOST_NAMED, KeptShare
from reviser.core.edit import Intent
from reviser.gui.wording.state_sentences import intent_name
from reviser.services.datasets.chart import Chart, ChartKind, Series
from reviser.services.datasets.chart_data import ChartFigures, Drifted, GroupOutcomes, Key


def tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("Charted", text, None, count)


def figure_charts(figures: ChartFigures) -> list[Chart]:
    """Charts of what became of the edits, and of how long decisions took."""
    by = figures.by
    return [
        _share(tr("Accepted, by round"), by["depth"], _rounds),
        _share(tr("Accepted, by intent"), by["intent"], _intents),
        _share(tr("Accepted, by reviser"), by["reviser"], _plain),
        _share(tr("Accepted, by model"), by["model"], _plain),
        _share(tr("Accepted, over time"), by["time"], _plain, ChartKind.LINES),
        _counts(tr("Edits, by round"), by["depth"], _rounds),
        _counts(tr("Edits, over time"), by["time"], _plain),
        _minutes(tr("Time spent, by round"), figures.minutes["depth"], _rounds),
        _minutes(tr("Time spent, over time"), figures.minutes["time"], _plain),
    ]


def _share(title: str, groups: Sequence[GroupOutcomes], names: "_Names", kind: ChartKind = ChartKind.BARS) -> Chart:
    values = tuple(None if one.share is None else round(100 * one.share, 1) for one in groups)
    return Chart(title, kind, names(groups), (Series(tr("Accepted"), values),), "%", 100)


def _counts(title: str, groups: Sequence[GroupOutcomes], names: "_Names") -> Chart:
    return Chart(
        title,
        ChartKind.BARS,
        names(groups),
        (
            Series(tr("Accepted as proposed"), tuple(float(one.accepted) for one in groups)),
            Series(tr("Rewritten"), tuple(float(one.rewritten) for one in groups)),
            Series(tr("Rejected"), tuple(float(one.rejected) for one in groups)),
            Series(tr("Undecided"), tuple(float(one.undecided) for one in groups)),
        ),
    )


def _minutes(title: str, pairs: Sequence[tuple[Key, float]], names: "_Names") -> Chart:
    values: tuple[float | None, ...] = tuple(round(minutes, 1) for _, minutes in pairs)
    if not any(values):
        values = (None,) * len(values)  # no time was measured
    groups = [GroupOutcomes(key, 0, 0, 0, 0) for key, _ in pairs]
    return Chart(title, ChartKind.BARS, names(groups), (Series(tr("Minutes"), values),), tr("min"))


class _Names:
    """Displayed names for the keys that figures are grouped by."""

    def __init__(self, intents: bool = False, rounds: bool = False) -> None:
        self._is_intents = intents
        self._is_rounds = rounds

    def __call__(self, groups: Iterable[GroupOutcomes]) -> tuple[str, ...]:
        return tuple(self._name(one.key) for one in groups)

    def _name(self, key: Key) -> str:
        if self._is_intents:
            return intent_name(Intent(str(key)))
        if self._is_rounds:
            return tr("Round {depth}").format(depth=key)
        return str(key)


_intents, _rounds, _plain = _Names(intents=True), _Names(rounds=True), _Names()


def drift_charts(drifted: Sequence[Drifted]) -> list[Chart]:
    """Charts of how far the text had moved from the first draft after each round."""
    if not drifted:
        return []
    names = tuple(tr("Round {depth}").format(depth=one.depth) for one in drifted)
    series = [Series(tr("Wording left"), tuple(_percent(one.drift.wording) for one in drifted))]
    for number, kept in enumerate(drifted[-1].drift.facts):
        if kept.of:
            values = tuple(_percent(one.drift.facts[number]) for one in drifted)
            series.append(Series(_remaining_text(kept.kind), values))
    series.append(Series("chrF", tuple(round(one.drift.chrf, 1) for one in drifted)))
    return [Chart(tr("Drift from the first draft"), ChartKind.LINES, names, tuple(series), "%", 100)]


def _percent(kept: KeptShare) -> float:
    return round(100 * kept.share, 1)


def _remaining_text(kind: str) -> str:
    match kind:
        case "number":
            return tr("Numbers left")
        case "date":
            return tr("Dates left")
        case "name":
            return tr("Names left")
        case _:
            return tr("Negations left")


def drift_warning(drifted: Sequence[Drifted]) -> str:
    """A sentence about facts that differ from the first draft, such as "3 of 14 numbers differ from your first draft:
    12, 40, 7."; empty if none do."""
    if not drifted:
        return ""
    sentences: list[str] = []
    for kept in drifted[-1].drift.changed_kinds:
        count = kept.of - kept.kept
        clause = _one(kept.kind) if kept.of == 1 else _differ(kept.kind, count)
        named = ", ".join(kept.lost[:MOST_NAMED]) + (" …" if len(kept.lost) > MOST_NAMED else "")
        sentences.append(f"{clause.format(all=QLocale().toString(kept.of))}: {named}.")
    return " ".join(sentences)


def _one(kind: str) -> str:
    match kind:
        case "number":
            return tr("The one number differs from your first draft")
        case "date":
            return tr("The one date differs from your first draft")
        case "name":
            return tr("The one name differs from your first draft")
        case _:
            return tr("The one negation of your first draft is gone")


def _differ(kind: str, count: int) -> str:
    match kind:
        case "number":
            return tr("%Ln of {all} numbers differ from your first draft", count)
        case "date":
            return tr("%Ln of {all} dates differ from your first draft", count)
        case "name":
            return tr("%Ln of {all} names differ from your first draft", count)
        case _:
            return tr("%Ln of {all} negations of your first draft are gone", count)
