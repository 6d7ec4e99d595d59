"""`reviser eval`: how good a reviser is on a dataset with references, round by round."""

import time
from dataclasses import asdict, fields
from pathlib import Path

import click

from reviser import app
from reviser.cli import terminal
from reviser.cli.consent import ask_to_send
from reviser.cli.models import say_lacking
from reviser.cli.options import json_option
from reviser.cli.run_async import run
from reviser.cli.status_line import ProgressLine
from reviser.core.edit import DecisionSource
from reviser.datasets.parallel_corpora import load
from reviser.revisers.strategies import DIRECT, STRATEGIES
from reviser.services.datasets.evaluation import RoundScores, closer_to, evaluate, everything
from reviser.services.rounds.reviser_factory import ReviserChoice
from reviser.services.sources import opened

_HEADS = {"rouge_l": "ROUGE-L", "f05": "F0.5", "ibleu": "iBLEU", "gleu": "GLEU", "sari": "SARI", "bleu": "BLEU"}


@click.command("eval")
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option("--reviser", "name", default="embedded", show_default=True, help="As in `reviser revise`: NAME[:MODEL].")
@click.option(
    "--strategy",
    default=DIRECT,
    show_default=True,
    type=click.Choice([each.name for each in STRATEGIES]),
    help="How it is asked.",
)
@click.option("--instruction", default="", help="What it is told in each round.")
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1, 20), help="At most so many.")
@click.option("--person", type=click.Choice(["all", "simulated"]), default="all", show_default=True,
    help="Accept everything, or what brings the text closer to a reference.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), help="Only so many sentences, from the first on.")
@json_option
def eval_(
    dataset: Path,
    name: str,
    strategy: str,
    instruction: str,
    rounds: int,
    person: str,
    limit: int | None,
    as_json: bool,
) -> None:
    """Revise the sentences of DATASET (shaped as JFLEG, ASSET or IteraTeR) and compare with its references after each
    round: GLEU, SARI, BLEU, iBLEU, ROUGE-L, exact matches, and precision, recall and F0.5 of the edits."""
    with opened(dataset) as source:
        data = load(source)
    if limit is not None:
        data = data.first(limit)
    ask_to_send(name)
    reviser = app.reviser_for(ReviserChoice(name, strategy))
    if not as_json:
        say_lacking(reviser.name, app.LAYERS)
    simulated = person == "simulated"
    accepts = closer_to(data) if simulated else everything
    whose = DecisionSource.PERSON if simulated else DecisionSource.RULE
    with ProgressLine() as shown:

        def told(done: int, of: int) -> None:
            shown.told(f"{done} of {of} texts")

        found = run(lambda: evaluate(reviser, data, rounds, accepts, time.monotonic, whose, told, instruction))
    if as_json:
        terminal.object_out(
            {
                "dataset": data.name,
                "sentences": len(data.texts),
                "reviser": reviser.name,
                "person": person,
                "rounds": [asdict(each) for each in found],
            }
        )
        return
    terminal.line(f"{data.name}, {len(data.texts)} sentences, {len(data.references)} references each; {reviser.name}")
    terminal.table_out([_head(), *map(_line, found)], left=0)


def _head() -> list[str]:
    names = [field.name for field in fields(RoundScores)]
    return ["round" if name == "depth" else _HEADS.get(name, name) for name in names]


def _line(figures: RoundScores) -> list[str]:
    values = asdict(figures)
    return [str(value) if isinstance(value, int) else f"{value:.2f}" for value in values.values()]
