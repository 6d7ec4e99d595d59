"""`reviser eval`: measures a reviser on a dataset with references, round by round."""

from pathlib import Path

import click

from reviser import app
from reviser.cli.consent import ask_to_send
from reviser.cli.options import json_option, strategy_options
from reviser.datasets.edit_tasks import TASKS
from reviser.datasets.parallel import Parallel
from reviser.datasets.parallel_corpora import load
from reviser.errors import UsageError
from reviser.messages import message
from reviser.services.rounds.reviser_factory import ReviserChoice
from reviser.services.sources import open_dataset


@click.command("eval")
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option("--reviser", "name", default="embedded", show_default=True, help="As in `reviser revise`: NAME[:MODEL].")
@strategy_options
@click.option("--task", "tasks", multiple=True, type=click.Choice([each.name for each in TASKS]),
    help="Of EditEval's datasets only those of this task; several times for several.")  # fmt: skip
@click.option("--instruction", default="", help="The instruction for each round; else EditEval's, where it has one.")
@click.option("--instructions", type=click.Choice(["first", "all"]), default="first", show_default=True,
    help="EditEval's first instruction for a task, or each of them, with mean and spread.")  # fmt: skip
@click.option(
    "--rounds", default=3, show_default=True, type=click.IntRange(1, 20), help="The greatest number of rounds."
)
@click.option("--person", type=click.Choice(["all", "simulated"]), default="all", show_default=True,
    help="Accept everything, or what brings the text closer to a reference.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), help="Only the first so many sentences, of each dataset.")
@click.option("--jobs", type=click.IntRange(min=1), help="So many processes; else 1, or what the cluster can.")
@click.option("--cluster", default="", metavar="ADDRESS", help="By the workers of a Dask cluster, as `reviser revise`.")
@click.option("--hypotheses", type=click.Path(path_type=Path), help="Score these sentences instead, one per line.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Write each sentence with its scores (.jsonl); a run that was interrupted continues there.",
)
@click.option("--baseline", type=click.Path(path_type=Path), help="Compare with what --output of another run wrote.")
@click.option("--error-types", is_flag=True, help="The edits' F0.5 by ERRANT's types too.")
@click.option("--chain", type=click.IntRange(1, 100), help="How far the texts drift in so many rounds in a row.")
@click.option("--seed", default=1, show_default=True, help="The seed of the intervals' resamples.")
@json_option
def eval_(
    dataset: Path,
    name: str,
    strategy: str,
    others: tuple[str, ...],
    judge: str,
    tasks: tuple[str, ...],
    instruction: str,
    instructions: str,
    rounds: int,
    person: str,
    limit: int | None,
    jobs: int | None,
    cluster: str,
    hypotheses: Path | None,
    output: Path | None,
    baseline: Path | None,
    error_types: bool,
    chain: int | None,
    seed: int,
    as_json: bool,
) -> None:
    """Revise the sentences of DATASET (shaped as JFLEG, ASSET, EditEval or IteraTeR) and compare with its references
    after each round: GLEU, SARI, BLEU, iBLEU, ROUGE-L, exact matches, and precision, recall and F0.5 of the edits, at
    the end for each type of edit (--error-types: for each of ERRANT's, which are of English, too); then how sure GLEU
    and SARI are (95 % of 1,000 resamples of the sentences), and how far they are from those of --baseline.

    A DATASET of EditEval (a file of JSON lines, or a folder of several) is asked for task by task, with the
    benchmark's own instruction, and each task is judged by its own measures: SARI, and GLEU, EM, EM-Diff, iBLEU or
    UpdateROUGE.

    With --chain N the texts are revised N times without a person, each time from the last result alone, once with
    everything accepted and once without what carries a risk flag. After each round it is counted what is left of the
    first texts' words, numbers, dates, names and negations, and chrF against them."""
    with open_dataset(dataset) as source:
        corpora = _chosen(load(source), tasks, instruction, all_instructions=instructions == "all")
    if limit is not None:
        corpora = tuple(each.first(limit) for each in corpora)
    choice = ReviserChoice(name, strategy, others=others, judge=judge)
    if chain is not None:
        if output or hypotheses or baseline or error_types or jobs or cluster or person != "all":
            raise UsageError(
                message("--chain goes only with the reviser, its strategy and instruction, --limit and --json.")
            )
        _chain(corpora, choice, instruction, chain, as_json=as_json)
        return
    # Imported here, because numpy loads slowly and --help does not need it.
    from reviser.cli.evaluation_run import EvaluationOptions, ScoreOptions

    config: dict[str, object] = {"dataset": str(dataset), "reviser": name, "strategy": choice.recorded_strategy}
    config |= {"instruction": instruction, "rounds": rounds, "person": person, "limit": limit}
    config |= {"baseline": baseline and str(baseline)}
    options = EvaluationOptions(choice, instruction, person == "simulated", rounds, jobs, cluster)
    score_options = ScoreOptions(hypotheses, output, baseline, seed, as_json, config)
    if corpora[0].task is None:
        from reviser.cli.evaluate_corpus import evaluate_corpus

        evaluate_corpus(corpora[0], options, score_options, error_types=error_types)
        return
    every = instructions == "all"
    if error_types or (every and (hypotheses or baseline)):
        raise UsageError(
            message("With EditEval's tasks --error-types does not go, nor --instructions all with other outputs.")
        )
    from reviser.cli.evaluate_tasks import evaluate_tasks

    config |= {"tasks": tasks, "instructions": instructions}
    evaluate_tasks(corpora, options, score_options, all_instructions=every)


def _chain(
    corpora: tuple[Parallel, ...], choice: ReviserChoice, instruction: str, rounds: int, *, as_json: bool
) -> None:
    from reviser.cli.evaluation_chain import say_chain

    ask_to_send(choice)
    texts = [text for each in corpora for text in each.texts]
    names = ", ".join(each.name for each in corpora)
    head: dict[str, object] = {"dataset": names, "texts": len(texts), "reviser": app.name_of(choice)}
    say_chain(texts, choice, instruction, rounds, head, as_json=as_json)


def _chosen(
    corpora: tuple[Parallel, ...], tasks: tuple[str, ...], instruction: str, *, all_instructions: bool
) -> tuple[Parallel, ...]:
    """The datasets of these tasks; all if no task is named. Raises UsageError if the options do not fit together, or
    there is no such dataset."""
    task_names = [each.task.name for each in corpora if each.task is not None]
    if not task_names and (tasks or all_instructions):
        raise UsageError(message("--task and --instructions are for datasets of EditEval."))
    if instruction and all_instructions:
        raise UsageError(message("Take either --instruction or --instructions all."))
    if not tasks:
        return corpora
    chosen = tuple(each for each in corpora if each.task is not None and each.task.name in tasks)
    if not chosen:
        raise UsageError(
            message("No row is of this task; there are: {found}.", found=", ".join(dict.fromkeys(task_names)))
        )
    return chosen
