"""`reviser eval` on the datasets of EditEval: each task with the benchmark's own instructions and measures."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from reviser import app
from reviser.cli import terminal
from reviser.cli.consent import ask_to_send
from reviser.cli.evaluation_run import EvaluationOptions, ScoreOptions, begin_run, journal_of, run_evaluations
from reviser.cli.models import say_lacking
from reviser.datasets.bootstrap import LEVEL, RESAMPLES
from reviser.datasets.parallel import Parallel
from reviser.datasets.task_measures import MEASURES
from reviser.services.datasets.evaluation import RoundTexts
from reviser.services.datasets.evaluation_files import Certainty, versions, write_rows
from reviser.services.datasets.evaluation_journal import EvaluationJournal
from reviser.services.datasets.task_evaluation import (
    InstructionSpread,
    TaskEvaluation,
    mean_of_datasets,
    output_rows,
    read_outputs,
    spread_over_instructions,
    task_certainty,
    task_evaluation,
)

_NONE = "-"


@dataclass(frozen=True, slots=True)
class _InstructedDataset:
    """A dataset with the instruction in `options`. `journal` is its journal, if there is one."""

    data: Parallel
    options: EvaluationOptions
    journal: EvaluationJournal | None


def evaluate_tasks(
    corpora: Sequence[Parallel], options: EvaluationOptions, score_options: ScoreOptions, *, all_instructions: bool
) -> None:
    """Evaluate, print the figures, and write them if that is requested. `all_instructions`: use each instruction of a
    task, not only the first. An instruction in the options is used instead."""
    baseline = None if score_options.baseline is None else read_outputs(score_options.baseline, corpora)
    asked: list[_InstructedDataset] = []
    if score_options.hypotheses is not None:
        who = score_options.hypotheses.name
        evaluations = _scored(corpora, read_outputs(score_options.hypotheses, corpora))
    else:
        ask_to_send(options.choice)
        who = app.name_of(options.choice)
        if not score_options.as_json:
            say_lacking(who, app.LAYERS)
        asked = _asked(corpora, options, score_options.output, all_instructions=all_instructions)
        evaluations = _run(asked, options)
    sure: list[Certainty] = []
    if not all_instructions:
        others = [None] * len(evaluations) if baseline is None else baseline
        sure = [
            task_certainty(each, theirs, score_options.seed) for each, theirs in zip(evaluations, others, strict=True)
        ]
    record = {"reviser": who, **_figures(evaluations, sure)}
    written = None
    if score_options.output is not None:
        data = [{"name": each.name, "texts": len(each.texts), "sha256": each.digest} for each in corpora]
        run = {"config": score_options.config, "versions": versions(), "data": data, **record}
        written = write_rows(score_options.output, output_rows(evaluations), run)
        for each in asked:
            if each.journal is not None:
                each.journal.finish()
    if score_options.as_json:
        terminal.object_out(record)
        return
    _say_head(evaluations, who)
    if all_instructions:
        _say_spread(evaluations)
    else:
        _say_rounds(evaluations)
    mean = mean_of_datasets(evaluations)
    datasets = terminal.counted(len(corpora), "dataset")
    terminal.line(f"Mean SARI of {datasets}: {mean['before']:.2f} before, {mean['after']:.2f} after")
    if sure:
        _say_certainty(evaluations, sure, score_options.baseline)
    if written is not None:
        terminal.line(f"Written: {score_options.output} and {written}")


def _scored(corpora: Sequence[Parallel], outputs: Sequence[tuple[str, ...]]) -> list[TaskEvaluation]:
    return [
        task_evaluation(data, "", [RoundTexts(0, 0, 0, 0.0, data.texts), RoundTexts(1, 0, 0, 0.0, made)])
        for data, made in zip(corpora, outputs, strict=True)
    ]


def _asked(
    corpora: Sequence[Parallel], options: EvaluationOptions, output: Path | None, *, all_instructions: bool
) -> list[_InstructedDataset]:
    """Each dataset with each of its instructions. The journals are numbered, because the names come from files and may
    be anything."""
    found: list[_InstructedDataset] = []
    for data in corpora:
        known = () if data.task is None else data.task.instructions
        instructions = (options.instruction,) if options.instruction else known
        for instruction in instructions if all_instructions else instructions[:1]:
            told = replace(options, instruction=instruction)
            beside = None if output is None else output.with_name(f"{output.name}.{len(found) + 1}")
            found.append(_InstructedDataset(data, told, None if beside is None else journal_of(beside, data, told)))
    return found


def _run(asked: Sequence[_InstructedDataset], options: EvaluationOptions) -> list[TaskEvaluation]:
    begun = {
        f"{number} of {len(asked)}, {each.data.name}": begin_run(each.data, each.options, each.journal)
        for number, each in enumerate(asked, 1)
    }
    run_evaluations(begun, options, kept=any(each.journal is not None for each in asked))
    return [
        task_evaluation(each.data, each.options.instruction, evaluation_run.rounds)
        for each, evaluation_run in zip(asked, begun.values(), strict=True)
    ]


def _figures(evaluations: Sequence[TaskEvaluation], sure: Sequence[Certainty]) -> dict[str, Any]:
    tasks = [each.record for each in evaluations]
    for task, certainty in zip(tasks, sure, strict=False):
        task["bootstrap"] = {"resamples": RESAMPLES, "level": LEVEL, **asdict(certainty)}
    figures: dict[str, Any] = {"tasks": tasks, "mean_sari": mean_of_datasets(evaluations)}
    if not sure:
        figures["instructions"] = [asdict(each) for each in spread_over_instructions(evaluations)]
    return figures


def _say_head(evaluations: Sequence[TaskEvaluation], who: str) -> None:
    datasets = {(each.task, each.data.name): len(each.data.texts) for each in evaluations}
    tasks = terminal.counted(len({task for task, _ in datasets}), "task")
    texts = terminal.counted(sum(datasets.values()), "text")
    terminal.line(f"EditEval, {tasks}, {terminal.counted(len(datasets), 'dataset')}, {texts}; {who}")


def _say_spread(evaluations: Sequence[TaskEvaluation]) -> None:
    head = ["task", "dataset", "measure", "instructions", "mean", "deviation", "lowest", "highest"]
    terminal.table_out([head, *map(_spread_line, spread_over_instructions(evaluations))], left=3)


def _say_rounds(evaluations: Sequence[TaskEvaluation]) -> None:
    used = [name for name in MEASURES if any(name in each.measures for each in evaluations)]
    head = ["task", "dataset", "texts", "round", "proposed", "accepted", "seconds"]
    head += [MEASURES[name].head for name in used]
    terminal.table_out([head, *(line for each in evaluations for line in _lines(each, used))], left=2)


def _say_certainty(evaluations: Sequence[TaskEvaluation], sure: Sequence[Certainty], baseline: Path | None) -> None:
    head = ["task", "dataset", "measure", "last", "95 % from", "to"]
    head += ["more", "95 % from", "to", "p"] if baseline is not None else []
    lines = (line for each, certainty in zip(evaluations, sure, strict=True) for line in _sure_lines(each, certainty))
    terminal.table_out([head, *lines], left=3)
    if baseline is not None:
        terminal.line(f"more: than {baseline} has")


def _lines(evaluation: TaskEvaluation, measures: Sequence[str]) -> list[list[str]]:
    return [
        [
            evaluation.task,
            evaluation.data.name,
            str(len(evaluation.data.texts)),
            *map(str, (each.depth, each.proposed, each.accepted)),
            f"{each.seconds:.2f}",
            *(f"{each.scores[name]:.2f}" if name in each.scores else _NONE for name in measures),
        ]
        for each in evaluation.rounds
    ]


def _spread_line(spread: InstructionSpread) -> list[str]:
    numbers = (spread.mean, spread.deviation, spread.lowest, spread.highest)
    about = [spread.task, spread.dataset, MEASURES[spread.measure].head, str(spread.instructions)]
    return about + [f"{number:.2f}" for number in numbers]


def _sure_lines(evaluation: TaskEvaluation, certainty: Certainty) -> list[list[str]]:
    lines: list[list[str]] = []
    for name, within in certainty.intervals.items():
        last = evaluation.rounds[-1].scores[name]
        numbers = [f"{number:.2f}" for number in (last, within.low, within.high)]
        more = certainty.differences.get(name)
        if more is not None:
            between = (more.value, more.interval.low, more.interval.high)
            numbers += [*(f"{number:+.2f}" for number in between), f"{more.p:.3f}"]
        lines.append([evaluation.task, evaluation.data.name, MEASURES[name].head, *numbers])
    return lines
