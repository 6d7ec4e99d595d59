"""Evaluates a reviser on EditEval's datasets by the measures of each task: round by round, with uncertainty, over
several instructions, and as JSON lines that can be read again."""

import json
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reviser import files
from reviser.datasets.bootstrap import Statistic, difference, interval
from reviser.datasets.parallel import Parallel
from reviser.datasets.task_measures import MEASURES, prepared
from reviser.errors import UserError
from reviser.messages import message
from reviser.services.datasets.evaluation import RoundTexts
from reviser.services.datasets.evaluation_files import Certainty

EVERY_TASK = "sari"  # the measure that every task has


@dataclass(frozen=True, slots=True)
class TaskRound:
    """The scores of a dataset's texts after a round by measure (0: the original text, so the score of copying); the
    numbers of proposed and accepted edits; and the `seconds` of the revisers."""

    depth: int
    proposed: int
    accepted: int
    seconds: float
    scores: dict[str, float]

    @property
    def record(self) -> dict[str, Any]:
        """As a JSON object."""
        counts = {name: value for name, value in asdict(self).items() if name != "scores"}
        return counts | self.scores


@dataclass(frozen=True, slots=True)
class TaskEvaluation:
    """A dataset with one instruction: the scores before the first round and after each, and the final texts."""

    data: Parallel
    instruction: str
    rounds: tuple[TaskRound, ...]
    outputs: tuple[str, ...]

    @property
    def task(self) -> str:
        """The name of the task."""
        return "" if self.data.task is None else self.data.task.name

    @property
    def measures(self) -> tuple[str, ...]:
        """The names of the task's measures."""
        return () if self.data.task is None else self.data.task.measures

    @property
    def record(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "task": self.task,
            "dataset": self.data.name,
            "texts": len(self.data.texts),
            "references": len(self.data.reference_texts),
            "instruction": self.instruction,
            "rounds": [each.record for each in self.rounds],
        }


def task_evaluation(data: Parallel, instruction: str, rounds: Sequence[RoundTexts]) -> TaskEvaluation:
    """The scores of a dataset's texts after each round."""
    measures = () if data.task is None else data.task.measures
    found: list[TaskRound] = []
    before: tuple[str, ...] | None = None
    for each in rounds:
        if each.texts == before:
            scores = found[-1].scores
        else:
            texts = prepared(data, each.texts)
            scores = {name: MEASURES[name].score(texts) for name in measures}
        found.append(TaskRound(each.depth, each.proposed, each.accepted, each.seconds, scores))
        before = each.texts
    return TaskEvaluation(data, instruction, tuple(found), rounds[-1].texts)


def task_certainty(evaluation: TaskEvaluation, baseline: Sequence[str] | None, seed: int) -> Certainty:
    """The intervals of the task's measures, and the differences to `baseline`, which has as many texts. The same seed
    gives the same result."""
    count = len(evaluation.data.texts)
    ours = _statistics(evaluation, evaluation.outputs)
    theirs = {} if baseline is None else _statistics(evaluation, baseline)
    return Certainty(
        seed,
        {name: interval(statistic, count, seed) for name, statistic in ours.items()},
        {name: difference(ours[name], other, count, seed) for name, other in theirs.items()},
    )


def _statistics(evaluation: TaskEvaluation, outputs: Sequence[str]) -> dict[str, Statistic]:
    texts = prepared(evaluation.data, outputs)
    return {name: MEASURES[name].statistic(texts) for name in evaluation.measures}


def mean_of_datasets(evaluations: Sequence[TaskEvaluation]) -> dict[str, float]:
    """The mean of SARI, which all tasks have, over the datasets, before the first round and after the last. A dataset
    counts with the mean of its instructions."""
    before: dict[tuple[str, str], list[float]] = {}
    after: dict[tuple[str, str], list[float]] = {}
    for each in evaluations:
        before.setdefault((each.task, each.data.name), []).append(each.rounds[0].scores[EVERY_TASK])
        after.setdefault((each.task, each.data.name), []).append(each.rounds[-1].scores[EVERY_TASK])
    return {
        "before": statistics.fmean(map(statistics.fmean, before.values())),
        "after": statistics.fmean(map(statistics.fmean, after.values())),
    }


@dataclass(frozen=True, slots=True)
class InstructionSpread:
    """How much a measure of a dataset depends on the wording of the instruction: mean, standard deviation (of these
    instructions, not of all there could be), lowest and highest score after the last round."""

    task: str
    dataset: str
    measure: str
    instructions: int
    mean: float
    deviation: float
    lowest: float
    highest: float


def spread_over_instructions(evaluations: Sequence[TaskEvaluation]) -> tuple[InstructionSpread, ...]:
    """For each dataset and each of its measures."""
    scores: dict[tuple[str, str, str], list[float]] = {}
    for each in evaluations:
        for measure in each.measures:
            key = (each.task, each.data.name, measure)
            scores.setdefault(key, []).append(each.rounds[-1].scores[measure])
    return tuple(
        InstructionSpread(
            *key, len(values), statistics.fmean(values), statistics.pstdev(values), min(values), max(values)
        )
        for key, values in scores.items()
    )


def output_rows(evaluations: Sequence[TaskEvaluation]) -> Iterator[dict[str, Any]]:
    """A row for each text, with its final version and its scores. `id` and `output` are the names in the benchmark's
    files of predictions."""
    for evaluation in evaluations:
        data, texts = evaluation.data, prepared(evaluation.data, evaluation.outputs)
        scores = {name: MEASURES[name].of_each(texts) for name in evaluation.measures}
        for index, (text, output) in enumerate(zip(data.texts, evaluation.outputs, strict=True)):
            yield {
                "task": evaluation.task,
                "dataset": data.name,
                "id": data.ids[index],
                "instruction": evaluation.instruction,
                "input": text,
                "output": output,
                "references": [each[index] for each in data.reference_texts],
                "scores": {name: values[index] for name, values in scores.items()},
            }


def read_outputs(path: Path, corpora: Sequence[Parallel]) -> list[tuple[str, ...]]:
    """The outputs for each dataset, from a file of `output_rows` or of the benchmark's predictions (`id` and `output`).
    If a text has outputs for several instructions, the first counts. Raises UserError if the file is neither, or lacks
    a text."""
    found: dict[tuple[str, str], str] = {}
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if not isinstance(row["output"], str):
                raise TypeError("the output is no text")
            found.setdefault((str(row.get("dataset", "")), str(row["id"])), row["output"])
    except OSError as error:
        raise files.unreadable(path, error) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            message("{path} has no lines of JSON with an id and an output: name a file of predictions.", path=path)
        ) from error
    return [_outputs(path, data, found) for data in corpora]


def _outputs(path: Path, data: Parallel, found: dict[tuple[str, str], str]) -> tuple[str, ...]:
    outputs: list[str] = []
    for row in data.ids:
        output = found.get((data.name, row), found.get(("", row)))
        if output is None:
            raise UserError(
                message(
                    "{path} has no output for the text {id} of {dataset}: name one of the same data.",
                    path=path,
                    id=row,
                    dataset=data.name,
                )
            )
        outputs.append(output)
    return tuple(outputs)
