"""The outcome of a judge's verdicts, as lines for a person and as a record."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from reviser.cli import terminal
from reviser.core.pairwise import PairOutcome, PositionBias, Tally
from reviser.datasets.bootstrap import Interval
from reviser.datasets.judge_agreement import (
    HumanDecision,
    JudgeAgreement,
    beside_accepting_all,
    judge_agreements,
)
from reviser.datasets.statistics import AnnotatorAgreement
from reviser.services.datasets.judge_figures import lead

_OUTCOMES = {
    PairOutcome.A: "A is better",
    PairOutcome.B: "B is better",
    PairOutcome.EQUAL: "neither is better",
    PairOutcome.DISAGREE: "the two orders disagree",
    PairOutcome.IDENTICAL: "identical",
    PairOutcome.UNJUDGED: "not judged",
}
_ORDERLESS = "Position: none. The language model scores each version by itself, so that no order is involved."
_HEAD = ("", "edits", "better", "tie", "worse", "agreement", "95 %", "kappa", "95 %", "accepting all", "without ties")


def result_record(outcomes: Sequence[PairOutcome], bias: PositionBias | None, seed: int) -> dict[str, Any]:
    """The figures of two results."""
    tally, ahead = Tally.of(outcomes), lead(outcomes, seed)
    return {
        "pairs": tally.pairs,
        "outcomes": {outcome.value: count for outcome, count in tally.counts.items()},
        "sign_test_p": tally.p,
        "lead": None if ahead is None else asdict(ahead),
        "position": _position_record(bias),
    }


def result_lines(outcomes: Sequence[PairOutcome], bias: PositionBias | None, seed: int) -> Iterator[str]:
    """The figures of two results."""
    tally, ahead = Tally.of(outcomes), lead(outcomes, seed)
    yield from terminal.table_lines(
        [
            ["", "pairs", "share"],
            *([_OUTCOMES[each], str(count), _percent(count, tally.pairs)] for each, count in tally.counts.items()),
        ],
        left=1,
    )
    if ahead is not None:
        within = f"95 % of resamples between {ahead.interval.low:+.1f} and {ahead.interval.high:+.1f}"
        yield f"Wins of A less wins of B: {ahead.value:+.1f} % of the pairs; {within}"
    yield f"Sign test over the {tally.decided} pairs with a winner: {_p(tally.p)}"
    yield _position_line(bias)


def decision_record(
    decisions: Sequence[HumanDecision],
    outcomes: Sequence[PairOutcome],
    people: Sequence[AnnotatorAgreement],
    bias: PositionBias | None,
    seed: int,
) -> dict[str, Any]:
    """The figures of a judge beside people. Shares are 0 to 1."""
    found = list(judge_agreements(decisions, outcomes, seed))
    tally = Tally.of(outcomes)
    return {
        "outcomes": {outcome.value: count for outcome, count in tally.counts.items()},
        "agreement": [
            asdict(one) | {"share": one.share, "accepting_all": one.base, "without_ties": one.decided_share}
            for one in found
        ],
        "beside_accepting_all": asdict(beside_accepting_all(decisions, outcomes, seed)) if found else None,
        "people": [asdict(one) for one in people],
        "position": _position_record(bias),
    }


def decision_lines(
    decisions: Sequence[HumanDecision],
    outcomes: Sequence[PairOutcome],
    people: Sequence[AnnotatorAgreement],
    bias: PositionBias | None,
    seed: int,
) -> Iterator[str]:
    """The figures of a judge beside people."""
    tally = Tally.of(outcomes)
    found = list(judge_agreements(decisions, outcomes, seed))
    if found:
        yield from terminal.table_lines([_HEAD, *map(_row, found)], left=1)
        more = beside_accepting_all(decisions, outcomes, seed)
        between = f"95 % between {100 * more.interval.low:+.1f} and {100 * more.interval.high:+.1f}"
        yield f"Agreement beside accepting all: {100 * more.value:+.1f} points ({between}; {_p(more.p)})"
        yield "Intervals are of resamples of whole documents. A tie accepts nothing."
    for one in people:
        kappa = "-" if one.kappa is None else _decimal(one.kappa, 3)
        names = " and ".join(map(terminal.visible, one.annotators))
        yield f"{names} agree on {100 * one.percent:.1f} % of {one.edits} edits; kappa {kappa}"
    ties = {PairOutcome.EQUAL, PairOutcome.DISAGREE, PairOutcome.IDENTICAL}
    parts = [f"{_OUTCOMES[each]} {tally.counts[each]}" for each in PairOutcome if each in ties]
    yield f"Ties: {', '.join(parts)}; not judged: {tally.counts[PairOutcome.UNJUDGED]}"
    yield _position_line(bias)


def _row(one: JudgeAgreement) -> list[str]:
    decided = one.decided_share
    return [
        terminal.visible(f"{one.key} {one.value or '-'}") if one.key else "all",
        str(one.edits),
        str(one.better),
        str(one.edits - one.better - one.worse),
        str(one.worse),
        f"{100 * one.share:.1f} %",
        _between(one.interval, 100, 1),
        "-" if one.kappa is None else _decimal(one.kappa, 3),
        _between(one.kappa_interval, 1, 2),
        f"{100 * one.base:.1f} %",
        "-" if decided is None else f"{100 * decided:.1f} %",
    ]


def _between(within: Interval, times: float, digits: int) -> str:
    return f"{_decimal(times * within.low, digits)} to {_decimal(times * within.high, digits)}"


def _p(value: float) -> str:
    return f"p = {value:.3f}" if value >= 0.001 else "p < 0.001"


def _decimal(value: float, digits: int) -> str:
    """With so many digits behind the point, and never minus nothing."""
    return f"{round(value, digits) + 0.0:.{digits}f}"


def _position_record(bias: PositionBias | None) -> dict[str, Any] | None:
    return None if bias is None else asdict(bias) | {"share": bias.share}


def _position_line(bias: PositionBias | None) -> str:
    if bias is None:
        return _ORDERLESS
    if bias.share is None:
        return "Position: no answer chose a version."
    said = f"the version shown first was chosen in {100 * bias.share:.1f} % of {bias.chosen} answers"
    return f"Position: {said} that chose one (50 % without a bias)"


def _percent(count: int, of: int) -> str:
    return f"{100 * count / of:.1f} %" if of else "-"
