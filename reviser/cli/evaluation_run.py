"""A reviser over a dataset: in this process or in several, going on where an earlier run ended."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from reviser import app
from reviser.cli import terminal
from reviser.cli.run_async import run
from reviser.cli.status_line import ProgressLine
from reviser.core.edit import DecisionSource
from reviser.datasets.parallel_corpora import Parallel
from reviser.revisers.base import Reviser
from reviser.services.datasets.evaluation import (
    Batch,
    Evaluation,
    EvaluationRun,
    Proposed,
    accept_closer_to,
    accept_everything,
    evaluate,
    evaluate_in_pool,
    propose_batch,
)
from reviser.services.datasets.evaluation_files import versions
from reviser.services.datasets.evaluation_journal import EvaluationJournal
from reviser.services.process_pool import can_start_processes, open_pool
from reviser.services.rounds.reviser_factory import EMBEDDED, ReviserChoice
from reviser.services.task_pool import TaskPool


@dataclass(frozen=True, slots=True)
class EvaluationOptions:
    """Who proposes and how, who decides (`simulated`: what brings a text closer to a reference is accepted), how many
    rounds there may be at most, in how many processes (None: one, or what the cluster can), and the address of the
    `cluster` that does it, empty for this machine."""

    choice: ReviserChoice
    instruction: str
    simulated: bool
    rounds: int
    jobs: int | None = None
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class ProposingProcess:
    """What a process is set up with that asks for proposals: a reviser of its own."""

    choice: ReviserChoice
    instruction: str

    @contextmanager
    def __call__(self) -> Iterator[Callable[[Batch], Proposed]]:
        reviser = app.reviser_for(self.choice)
        with asyncio.Runner() as runner:
            yield lambda batch: runner.run(propose_batch(reviser, batch, self.instruction))


def evaluate_dataset(data: Parallel, options: EvaluationOptions, output: Path | None) -> Evaluation:
    """The figures, with how far it is. With `output` a run that was ended goes on by its journal, which is left for
    `EvaluationJournal.finish`. UserError where the reviser says so, or the journal is another run's."""
    journal = None if output is None else journal_of(output, data, options)
    reviser = app.reviser_for(options.choice)
    done = [] if journal is None else journal.done()
    if done:
        terminal.note(f"{terminal.counted(len(done), 'text')} done before.")
    evaluation_run = EvaluationRun(
        data,
        reviser.name,
        accept_closer_to(data) if options.simulated else accept_everything,
        DecisionSource.PERSON if options.simulated else DecisionSource.RULE,
        options.instruction,
        done,
        keep=(lambda _round, _seconds: None) if journal is None else journal.keep,
    )
    try:
        return _evaluate(evaluation_run, reviser, options)
    except KeyboardInterrupt:
        if journal is not None:
            terminal.note("What was done is kept: the same command goes on.")
        raise


def _evaluate(evaluation_run: EvaluationRun, reviser: Reviser, options: EvaluationOptions) -> Evaluation:
    with ProgressLine() as shown:

        def update(through: int, of: int) -> None:
            shown.update(f"round {evaluation_run.depth}: {through:,} of {of:,} texts")

        if not options.cluster and (options.jobs in {None, 1} or not can_start_processes()):
            return run(lambda: evaluate(reviser, evaluation_run, options.rounds, time.monotonic, update))
        with _open_pool(options) as pool:
            return evaluate_in_pool(pool, evaluation_run, options.rounds, time.monotonic, update)


def _open_pool(options: EvaluationOptions) -> AbstractContextManager[TaskPool[Batch, Proposed]]:
    if not options.cluster:
        return open_pool(ProposingProcess(options.choice, options.instruction), options.jobs or 1)
    # Here, not above: it loads what only a cluster needs.
    from reviser.services.cluster import open_cluster

    # By its name, for a worker has settings of its own, and with them another usual reviser.
    name = app.name_of(options.choice)
    setup = ProposingProcess(replace(options.choice, name=name), options.instruction)
    return open_cluster(setup, options.cluster, options.jobs, uses_model=name == EMBEDDED)


def journal_of(output: Path, data: Parallel, options: EvaluationOptions) -> EvaluationJournal:
    """The journal beside `output`. The number of rounds may differ: more of them go on from fewer."""
    name = app.name_of(options.choice)
    model = app.find_model() if name == EMBEDDED else None
    return EvaluationJournal(
        output,
        {
            "data": data.digest,
            "reviser": name,
            "model": None if model is None else model.name,
            "strategy": options.choice.strategy,
            "instruction": options.instruction,
            "simulated": options.simulated,
            "versions": versions(),
        },
    )
