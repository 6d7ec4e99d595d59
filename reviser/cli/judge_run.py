"""Runs a judge over pairs, continues an earlier run, and prints the result as text or JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reviser import app
from reviser.cli import terminal
from reviser.cli.judge_report import decision_lines, decision_record, result_lines, result_record
from reviser.cli.run_async import run
from reviser.cli.spent import note_spent, spent_record
from reviser.cli.status_line import ProgressLine
from reviser.core.pairwise import Pair, PairVerdict, PositionBias, ShownPair
from reviser.datasets.annotations import Annotation
from reviser.datasets.judge_agreement import HumanDecision, human_decisions
from reviser.datasets.statistics import agreements
from reviser.errors import UserError
from reviser.messages import message
from reviser.revisers.pairwise_judge import PairwiseJudge
from reviser.services.datasets.evaluation_files import versions, write_rows
from reviser.services.datasets.judge_files import VerdictJournal, outcomes, pair_rows
from reviser.services.datasets.judging import judge_pairs, position_bias
from reviser.services.rounds.reviser_factory import ReviserFactory


@dataclass(frozen=True, slots=True)
class JudgeOptions:
    """The options: the judge and its criterion (`criterion`, "" for the usual one), the highest number of pairs, the
    file for the verdicts, the seed of the resamples, and whether JSON is printed."""

    name: str
    criterion: str
    limit: int | None
    output: Path | None
    seed: int
    as_json: bool


@dataclass(frozen=True, slots=True)
class JudgedRun:
    """A judge, and its verdicts by the key of the shown pair."""

    judge: PairwiseJudge
    revisers: ReviserFactory
    verdicts: dict[str, PairVerdict]
    journal: VerdictJournal | None
    about: dict[str, Any]  # of the judge

    @property
    def bias(self) -> PositionBias | None:
        """None where the order cannot matter."""
        return position_bias(self.verdicts) if self.judge.sees_order else None


def judge_results(first: Path, second: Path, pairs: Sequence[Pair], options: JudgeOptions) -> None:
    """Judge two results; print and write the outcome. Raises UserError if the judge cannot continue."""
    pairs = pairs[: options.limit]
    found = _judged(pairs, options)
    came_to = outcomes(pairs, found.verdicts)
    head = {"a": str(first), "b": str(second), **found.about}
    record = head | result_record(came_to, found.bias, options.seed)
    lines = [f"A: {first}, B: {second}; judged by {found.judge.name}", *result_lines(came_to, found.bias, options.seed)]
    _say(found, options, pairs, [], record, lines)


def judge_decisions(name: str, saves: Sequence[Annotation], options: JudgeOptions) -> None:
    """Compare a judge with the people who decided on edits; print and write the outcome. Raises UserError if there is
    nothing to compare, or the judge cannot continue."""
    read = human_decisions(saves)
    decisions = read.found[: options.limit]
    if not decisions:
        raise UserError(message("There is no decision of a person with its text to compare with: name a dataset."))
    pairs = [one.pair for one in decisions]
    found = _judged(pairs, options)
    came_to = outcomes(pairs, found.verdicts)
    wanted = {id(one.annotation): one.annotation for one in decisions}
    people = agreements(wanted.values())
    left_out = {reason.value: count for reason, count in read.left_out.items()}
    record = {"decisions": name, **found.about, "compared": len(decisions), "left_out": left_out}
    record |= decision_record(decisions, came_to, people, found.bias, options.seed)
    lines = [f"{name}, {terminal.counted(len(decisions), 'decision')} of people; judged by {found.judge.name}"]
    lines += [f"Left out, since {reason}: {count}" for reason, count in left_out.items()]
    lines += decision_lines(decisions, came_to, people, found.bias, options.seed)
    _say(found, options, pairs, [_decision_columns(one) for one in decisions], record, lines)


def _decision_columns(one: HumanDecision) -> dict[str, Any]:
    return {
        "document": one.annotation.document,
        "depth": one.annotation.depth,
        "setting": one.annotation.setting,
        "annotator": one.annotation.annotator,
        "start_char_pos": one.judged.edit.start,
        "before": one.judged.edit.before,
        "after": one.judged.edit.after,
        "intent": one.judged.intent,
        "decision": one.judged.verdict.value,
    }


def _judged(pairs: Sequence[Pair], options: JudgeOptions) -> JudgedRun:
    """All verdicts, with how far it is."""
    judge, revisers = app.judge_for(options.name, options.criterion)
    model = app.find_model() if options.name == app.LANGUAGE_MODEL else None
    about: dict[str, Any] = {"judge": judge.name, "prompt": judge.prompt, "criterion": options.criterion}
    about["model"] = None if model is None else model.name
    journal = None if options.output is None else VerdictJournal(options.output, about | {"versions": versions()})
    done = {} if journal is None else journal.done()
    if done:
        terminal.note(f"{terminal.counted(len(done), 'verdict')} done before.")

    def keep(shown: ShownPair, verdict: PairVerdict) -> None:
        if journal is not None:
            journal.keep(shown, verdict)

    try:
        with ProgressLine() as line:
            verdicts = run(
                lambda: judge_pairs(
                    judge, pairs, done, keep, lambda through, of: line.update(f"{through:,} of {of:,} verdicts")
                )
            )
    except (KeyboardInterrupt, UserError):
        if journal is not None:
            terminal.note("What was done is kept: the same command goes on.")
        raise
    return JudgedRun(judge, revisers, verdicts, journal, about)


def _say(
    found: JudgedRun,
    options: JudgeOptions,
    pairs: Sequence[Pair],
    more: Sequence[dict[str, Any]],
    record: dict[str, Any],
    lines: Sequence[str],
) -> None:
    """Write the output, if there is to be one, and print."""
    record = record | {"limit": options.limit, "seed": options.seed, "spent": spent_record(found.revisers)}
    written = ""
    if options.output is not None and found.journal is not None:
        beside = write_rows(options.output, pair_rows(pairs, found.verdicts, more), record | {"versions": versions()})
        found.journal.finish()
        written = f"Written: {options.output} and {beside}"
    if options.as_json:
        terminal.object_out(record)
        return
    for line in lines:
        terminal.line(line)
    if written:
        terminal.line(written)
    note_spent(found.revisers)
