"""`reviser eval`: measures a reviser on a dataset with references, round by round."""

from dataclasses import asdict, fields
from pathlib import Path

import click

from reviser import app
from reviser.cli import terminal
from reviser.cli.consent import ask_to_send
from reviser.cli.models import say_lacking
from reviser.cli.options import json_option
from reviser.core.edit import EditType
from reviser.datasets.error_types import ErrorTypes, ErrorTypeScores
from reviser.datasets.library_measures import EditScore
from reviser.datasets.parallel_corpora import load
from reviser.errors import UsageError
from reviser.messages import message
from reviser.revisers.strategies import DIRECT, STRATEGIES
from reviser.services.datasets.evaluation import Evaluation, RoundScores, score
from reviser.services.rounds.reviser_factory import ReviserChoice
from reviser.services.sources import open_dataset

_HEADS = {
    "rouge_l": "ROUGE-L",
    "f05": "F0.5",
    "ibleu": "iBLEU",
    "gleu": "GLEU",
    "sari": "SARI",
    "sari_paper": "SARI (paper)",
    "bleu": "BLEU",
}

_TYPE_HEAD = ["edits", "made", "wanted", "right", "precision", "recall", "F0.5"]
_TYPES = {EditType.ADD: "added", EditType.DELETE: "deleted", EditType.REPLACE: "replaced"}


@click.command("eval")
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option("--reviser", "name", default="embedded", show_default=True, help="As in `reviser revise`: NAME[:MODEL].")
@click.option(
    "--strategy",
    default=DIRECT,
    show_default=True,
    type=click.Choice([each.name for each in STRATEGIES]),
    help="How the model is asked.",
)
@click.option("--instruction", default="", help="The instruction for each round.")
@click.option(
    "--rounds", default=3, show_default=True, type=click.IntRange(1, 20), help="The greatest number of rounds."
)
@click.option("--person", type=click.Choice(["all", "simulated"]), default="all", show_default=True,
    help="Accept everything, or what brings the text closer to a reference.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), help="Only the first so many sentences.")
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
    instruction: str,
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
    """Revise the sentences of DATASET (shaped as JFLEG, ASSET or IteraTeR) and compare with its references after each
    round: GLEU, SARI, BLEU, iBLEU, ROUGE-L, exact matches, and precision, recall and F0.5 of the edits, at the end
    for each type of edit (--error-types: for each of ERRANT's, which are of English, too); then how sure GLEU and SARI
    are (95 % of 1,000 resamples of the sentences), and how far they are from those of --baseline.

    With --chain N the texts are revised N times without a person, each time from the last result alone, once with
    everything accepted and once without what carries a risk flag. After each round it is counted what is left of the
    first texts' words, numbers, dates, names and negations, and chrF against them."""
    # Imported here, because numpy loads slowly and --help does not need it.
    from reviser.cli.evaluation_run import EvaluationOptions, evaluate_dataset, journal_of
    from reviser.services.datasets.evaluation_files import (
        certainty,
        figure_records,
        read_hypotheses,
        run_record,
        write,
    )

    with open_dataset(dataset) as source:
        data = load(source)
    if limit is not None:
        data = data.first(limit)
    if chain is not None:
        if output or hypotheses or baseline or error_types or jobs or cluster or person != "all":
            raise UsageError(
                message("--chain goes only with the reviser, its strategy and instruction, --limit and --json.")
            )
        from reviser.cli.evaluation_chain import say_chain

        ask_to_send(name)
        choice = ReviserChoice(name, strategy)
        head: dict[str, object] = {"dataset": data.name, "texts": len(data.texts), "reviser": app.name_of(choice)}
        say_chain(data.texts, choice, instruction, chain, head, as_json=as_json)
        return
    typer = ErrorTypes.loaded() if error_types else None  # what is missing is said before the work
    theirs = None if baseline is None else read_hypotheses(baseline, data)
    options = EvaluationOptions(
        ReviserChoice(name, strategy), instruction, person == "simulated", rounds, jobs, cluster
    )
    if hypotheses is not None:
        who, found = hypotheses.name, score(data, read_hypotheses(hypotheses, data))
    else:
        ask_to_send(name)
        who = app.name_of(options.choice)
        if not as_json:
            say_lacking(who, app.LAYERS)
        found = evaluate_dataset(data, options, output)
    sure = certainty(data, found.hypotheses, theirs, seed)
    typed = None if typer is None else typer.scores(data.sources, found.hypotheses, data.references)
    config: dict[str, object] = {"dataset": str(dataset), "reviser": who, "strategy": strategy}
    config |= {"instruction": instruction, "rounds": rounds, "person": person, "limit": limit}
    config |= {"baseline": baseline and str(baseline)}
    if output is not None:
        written = write(output, data, found, run_record(data, found, sure, config, typed))
        if hypotheses is None:
            journal_of(output, data, options).finish()
    if as_json:
        about = {"dataset": data.name, "sentences": len(data.texts), "reviser": who, "person": person}
        figures = figure_records(found, typed)
        terminal.object_out(about | figures | {"bootstrap": asdict(sure)})
        return
    terminal.line(f"{data.name}, {len(data.texts)} sentences, {len(data.references)} references each; {who}")
    _say_figures(found, typed)
    for measure, within in sure.intervals.items():
        terminal.line(f"{_HEADS[measure]}: 95 % of resamples between {within.low:.2f} and {within.high:.2f}")
    for measure, more in sure.differences.items():
        between = f"95 % between {more.interval.low:+.2f} and {more.interval.high:+.2f}"
        terminal.line(f"{_HEADS[measure]}: {more.value:+.2f} beside {baseline} ({between}; p = {more.p:.3f})")
    if output is not None:
        terminal.line(f"Written: {output} and {written}")


def _say_figures(found: Evaluation, typed: ErrorTypeScores | None) -> None:
    terminal.table_out([_head(), *map(_line, found.rounds)], left=0)
    by_type = [_type_line(_TYPES[kind], score) for kind, score in found.edit_types.items()]
    terminal.table_out([_TYPE_HEAD, *by_type], left=1)
    if typed is not None:
        by_error = [_type_line(kind, score) for kind, score in typed.by_type.items()]
        terminal.table_out([_TYPE_HEAD, _type_line("all", typed.all), *by_error], left=1)
        terminal.line(f"Edits and types by {typed.typed_by}.")


def _type_line(kind: str, score: EditScore) -> list[str]:
    counts = (score.made, score.wanted, score.right)
    shares = (score.precision, score.recall, score.f05)
    return [kind, *map(str, counts), *(f"{share:.2f}" for share in shares)]


def _head() -> list[str]:
    names = [field.name for field in fields(RoundScores)]
    return ["round" if name == "depth" else _HEADS.get(name, name) for name in names]


def _line(figures: RoundScores) -> list[str]:
    values = asdict(figures)
    return [str(value) if isinstance(value, int) else f"{value:.2f}" for value in values.values()]
