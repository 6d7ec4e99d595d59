"""`reviser judge`: a model compares two results blind and in both orders, or a model's preferences with people's
decisions."""

from contextlib import ExitStack, closing
from pathlib import Path

import click

from reviser import app, locations
from reviser.cli import open_history
from reviser.cli.consent import ask_to_send
from reviser.cli.datasets import annotations_from
from reviser.cli.options import database_option, json_option
from reviser.datasets.annotations import Annotation
from reviser.datasets.selection import Selection
from reviser.errors import UsageError
from reviser.messages import message
from reviser.services.datasets.sessions import annotations_of

HISTORY = "the history"  # what is judged where no dataset is named


@click.command()
@click.argument("results", nargs=-1, type=click.Path(path_type=Path), metavar="[A B]")
@click.option(
    "--judge",
    "name",
    required=True,
    metavar="NAME[:MODEL]",
    help="Who judges: a chat model, or “model”, the embedded language model.",
)
@click.option("--sources", type=click.Path(path_type=Path), help="What A and B revise, one sentence per line.")
@click.option(
    "--decisions",
    is_flag=False,
    flag_value="",
    metavar="[PATH]",
    help="Compare with people's decisions, of this dataset or of the history.",
)
@click.option("--criterion", default="", help="What the better version is, in words to the judge.")
@click.option("--limit", type=click.IntRange(min=1), help="Only the first so many pairs or decisions.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Write each pair with its verdicts (.jsonl); a run that was interrupted continues there.",
)
@click.option("--seed", default=1, show_default=True, help="The seed of the intervals' resamples.")
@database_option
@json_option
def judge(
    results: tuple[Path, ...],
    name: str,
    sources: Path | None,
    decisions: str | None,
    criterion: str,
    limit: int | None,
    output: Path | None,
    seed: int,
    database: Path | None,
    as_json: bool,
) -> None:
    """Let a model say which of two results is better, sentence by sentence. A and B are what `reviser eval --output`
    wrote, or have a sentence per line (then --sources has what they revise).

    The judge is not told whose a version is, and sees each pair in both orders. A version wins only where both orders
    agree; else the pair is a tie. How often the version shown first is chosen is printed too. The embedded language
    model scores each version by itself, so that no order is involved.

    With --decisions a judge is measured: how often it prefers the sentence with an edit where people accepted it, and
    without where they rejected it, beside accepting everything."""
    # Imported here, because numpy loads slowly and --help does not need it.
    from reviser.cli.judge_run import JudgeOptions, judge_decisions, judge_results

    read = [Path(each).resolve() for each in (*results, sources, decisions) if each]
    if output is not None and output.resolve() in read:
        raise UsageError(message("--output names what is to be judged: name another file."))
    options = JudgeOptions(name, criterion, limit, output, seed, as_json=as_json)
    if decisions is None:
        if len(results) != 2:
            raise UsageError(message("Name two results to compare, or --decisions for those of people."))
        from reviser.services.datasets.judge_files import read_pairs

        pairs = read_pairs(*results, sources)
        ask_to_judge(name)
        judge_results(results[0], results[1], pairs, options)
        return
    if results or sources:
        raise UsageError(message("--decisions goes without results: a judge is compared with people there."))
    with ExitStack() as stack:
        saves = _annotations(stack, decisions, database)
    ask_to_judge(name)
    judge_decisions(decisions or HISTORY, saves, options)


def ask_to_judge(name: str) -> None:
    """Ask for consent as `ask_to_send` does, unless the judge is the embedded language model."""
    if name != app.LANGUAGE_MODEL:
        ask_to_send(app.ReviserChoice(name))


def _annotations(stack: ExitStack, path: str, database: Path | None) -> list[Annotation]:
    """The latest of each annotator, document and depth."""
    selection = Selection()
    if path:
        return list(selection.select(annotations_from(stack, (Path(path),))))
    history = stack.enter_context(closing(open_history.open_reader(locations.database_path(database))))
    return list(selection.stream(annotations_of(history, selection)))
