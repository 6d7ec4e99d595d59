"""Runs a reviser over a dataset, in this process or in several, and continues an earlier run."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from reviser import app
from reviser.cli import terminal
from reviser.cli.run_async import run
from reviser.cli.status_line import ProgressLine
from reviser.core.edit import DecisionSource
from reviser.datasets.parallel import Parallel
from reviser.services.datasets.evaluation import (
    Batch,
    Evaluation,
    EvaluationRun,
    Proposed,
    accept_closer_to,
    accept_everything,
    propose_batch,
    run_rounds,
    run_rounds_in_pool,
)
from reviser.services.datasets.evaluation_files import versions
from reviser.services.datasets.evaluation_journal import EvaluationJournal
from reviser.services.process_pool import can_start_processes, open_pool
from reviser.services.rounds.reviser_factory import ReviserChoice
from reviser.services.task_pool import TaskPool


@dataclass(frozen=True, slots=True)
class EvaluationOptions:
    """The options of a run: who proposes and how, who decides (`simulated`: edits that bring a text closer to a
    reference are accepted), the highest number of rounds, the number of processes (None: one, or what the cluster can),
    and the address of the `cluster` ("" for this machine)."""

    choice: ReviserChoice
    instruction: str
    simulated: bool
    rounds: int
    jobs: int | None = None
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class ScoreOptions:
    """The options for scores. `hypotheses`: a file with revisions to score, so that no reviser is asked. `output`: the
    file for each text with its scores. `baseline`: revisions to compare with. `seed`: of the intervals. `config`: the
    options of the command, for the record."""

    hypotheses: Path | None
    output: Path | None
    baseline: Path | None
    seed: int
    as_json: bool
    config: dict[str, object]


@dataclass(frozen=True, slots=True)
class ProposingProcess:
    """The setup of a process that asks for proposals: a reviser of its own."""

    choice: ReviserChoice

    @contextmanager
    def __call__(self) -> Iterator[Callable[[Batch], Proposed]]:
        reviser = app.reviser_for(self.choice)
        with asyncio.Runner() as runner:
            yield lambda batch: runner.run(propose_batch(reviser, batch))


def evaluate_dataset(data: Parallel, options: EvaluationOptions, output: Path | None) -> Evaluation:
    """The figures; the progress is displayed. With `output` an interrupted run continues from its journal, which stays
    for `EvaluationJournal.finish`. Raises the UserError of the reviser, and UserError if the journal is another
    run's."""
    evaluation_run = begin_run(data, options, None if output is None else journal_of(output, data, options))
    run_evaluations({"": evaluation_run}, options, kept=output is not None)
    return evaluation_run.evaluation()


def begin_run(data: Parallel, options: EvaluationOptions, journal: EvaluationJournal | None) -> EvaluationRun:
    """An evaluation before its first round, or at the end of its journal."""
    done = [] if journal is None else journal.done()
    if done:
        terminal.note(f"{terminal.counted(len(done), 'text')} done before.")
    return EvaluationRun(
        data,
        app.name_of(options.choice),
        accept_closer_to(data) if options.simulated else accept_everything,
        DecisionSource.PERSON if options.simulated else DecisionSource.RULE,
        options.instruction,
        done,
        keep=(lambda _round, _seconds: None) if journal is None else journal.keep,
    )


def run_evaluations(evaluations: Mapping[str, EvaluationRun], options: EvaluationOptions, *, kept: bool) -> None:
    """Run the rounds of evaluations one after the other, in this process or in those of one pool, and display their
    progress by name. `kept`: results go to journals, which an interruption mentions. Raises the UserError of the
    reviser."""
    try:
        with ProgressLine() as shown:
            _run_evaluations(evaluations, options, shown)
    except KeyboardInterrupt:
        if kept:
            terminal.note("What was done is kept: the same command goes on.")
        raise


def _run_evaluations(evaluations: Mapping[str, EvaluationRun], options: EvaluationOptions, shown: ProgressLine) -> None:
    def showing(name: str) -> Callable[[int, int], None]:
        before, of_it = f"{name}, " if name else "", evaluations[name]
        return lambda through, of: shown.update(
            f"{before}round {of_it.depth}: {through:,} of {terminal.counted(of, 'text')}"
        )

    if options.cluster or (options.jobs not in {None, 1} and can_start_processes()):
        with _open_pool(options) as pool:
            for name, each in evaluations.items():
                run_rounds_in_pool(pool, each, options.rounds, time.monotonic, showing(name))
        return
    reviser = app.reviser_for(options.choice)

    async def run_all() -> None:  # in one loop: a reviser may keep what belongs to it
        for name, each in evaluations.items():
            await run_rounds(reviser, each, options.rounds, time.monotonic, showing(name))

    run(run_all)


def _open_pool(options: EvaluationOptions) -> AbstractContextManager[TaskPool[Batch, Proposed]]:
    if not options.cluster:
        return open_pool(ProposingProcess(options.choice), options.jobs or 1)
    # Here, not above: it loads what only a cluster needs.
    from reviser.services.cluster import open_cluster

    # By its name, for a worker has settings of its own, and with them another usual reviser.
    name = app.name_of(options.choice)
    setup = ProposingProcess(replace(options.choice, name=name))
    return open_cluster(setup, options.cluster, options.jobs, uses_model=options.choice.uses_language_model(name))


def journal_of(output: Path, data: Parallel, options: EvaluationOptions) -> EvaluationJournal:
    """The journal of an evaluation, beside `output`. The number of rounds may differ: a run with more rounds continues
    one with fewer."""
    name = app.name_of(options.choice)
    model = app.find_model() if options.choice.uses_language_model(name) else None
    return EvaluationJournal(
        output,
        {
            "data": data.digest,
            "reviser": name,
            "model": None if model is None else model.name,
            "strategy": options.choice.recorded_strategy,
            "instruction": options.instruction,
            "simulated": options.simulated,
            "versions": versions(),
        },
    )
