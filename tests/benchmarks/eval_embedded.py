"""The embedded reviser with everything accepted: GLEU on JFLEG dev and SARI on ASSET valid, round by round.

    python -m tests.benchmarks.eval_embedded [jfleg] [asset] [--model] [--off plain --off consistency] [--show N]

Each sentence is a document of its own. The data are tokenised; a writer's text is not, so sentences are detokenised
before and tokenised again after. A round accepts every proposal; it ends where nothing is proposed, or after three.
"""

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from reviser.core.edit import Edit, Proposal, apply
from reviser.datasets.measures import gleu, sari_versions
from reviser.datasets.tokens import detokenised, retokenised, simple, tokenised
from reviser.revisers.base import Request
from reviser.revisers.embedded import Embedded, build
from reviser.revisers.lm.layer import LanguageModel
from tests.revisers.lm.real import known_model

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
ROUNDS = 3


async def proposals(reviser: Embedded, text: str, *, unsure: bool = False) -> list[Proposal]:
    request = Request(text, unsure=unsure)
    return [output async for output in reviser.revise(request) if isinstance(output, Proposal)]


async def rounds(
    reviser: Embedded, texts: Sequence[str], counts: Counter[str], at_most: int = ROUNDS, *, unsure: bool = False
) -> list[list[str]]:
    """The texts after each round with everything accepted."""
    results: list[list[str]] = []
    current = list(texts)
    for depth in range(1, at_most + 1):
        changed = 0
        for index, text in enumerate(current):
            found = await proposals(reviser, text, unsure=unsure)
            edits: list[Edit] = [proposal.edit for proposal in found]
            counts.update(f"round {depth} {proposal.rule}" for proposal in found)
            current[index] = apply(text, edits)
            changed += bool(edits)
        results.append(list(current))
        if not changed:
            break
    return results


def lines(*parts: str) -> list[str]:
    return DATA.joinpath(*parts).read_text(encoding="utf-8").splitlines()


async def eval_jfleg(
    reviser: Embedded, show: int, rounds_at_most: int = ROUNDS, every: int = 1, *, unsure: bool = False
) -> None:
    source = lines("jfleg", "dev.src")[::every]
    tokens = [line.split() for line in source]
    references = [[line.split() for line in lines("jfleg", f"dev.ref{k}")[::every]] for k in range(4)]
    texts = [detokenised(line) for line in source]
    again = sum(tokenised(text) != line for text, line in zip(texts, tokens, strict=True))
    click.echo(f"JFLEG dev, {len(source)} sentences ({again} do not come back from detokenising exactly)")
    click.echo(f"  source unchanged      GLEU {100 * gleu(tokens, tokens, references):.2f}")
    counts: Counter[str] = Counter()
    began = time.monotonic()
    for depth, result in enumerate(await rounds(reviser, texts, counts, rounds_at_most, unsure=unsure), 1):
        output = [retokenised(*each) for each in zip(source, texts, result, strict=True)]
        changed = sum(a != b for a, b in zip(output, tokens, strict=True))
        click.echo(
            f"  after round {depth}         GLEU {100 * gleu(tokens, output, references):.2f}  ({changed} changed)"
        )
    click.echo(f"  {time.monotonic() - began:.1f} s; {sum(counts.values())} proposals")
    for rule, count in counts.most_common(show):
        click.echo(f"    {count:5} {rule}")


async def eval_asset(reviser: Embedded, show: int) -> None:
    source = lines("asset", "asset.valid.orig")
    references = [[simple(line) for line in lines("asset", f"asset.valid.simp.{k}")] for k in range(10)]
    tokens = [simple(line) for line in source]
    click.echo(f"ASSET valid, {len(source)} sentences: SARI (EASSE, default) = add / keep / delete; its paper version")
    counts: Counter[str] = Counter()
    results = [("source unchanged", tokens)]
    began = time.monotonic()
    for depth, result in enumerate(await rounds(reviser, source, counts), 1):
        results.append((f"after round {depth}", [simple(line) for line in result]))
    for name, output in results:
        parts, paper = sari_versions(tokens, output, references)
        changed = sum(a != b for a, b in zip(output, tokens, strict=True))
        figures = f"{parts.score:.2f} = {parts.add:.2f} / {parts.keep:.2f} / {parts.delete:.2f}; {paper.score:.2f}"
        click.echo(f"  {name:20}  {figures}  ({changed} changed)")
    click.echo(f"  {time.monotonic() - began:.1f} s; {sum(counts.values())} proposals")
    for rule, count in counts.most_common(show):
        click.echo(f"    {count:5} {rule}")


@click.command()
@click.argument("what", nargs=-1, type=click.Choice(["jfleg", "asset"]))
@click.option("--model", "with_model", is_flag=True, help="with the language model, some hundred times slower")
@click.option("--off", multiple=True, help="switch a layer off")
@click.option("--show", default=0, help="show so many rules with their counts")
def main(what: tuple[str, ...], with_model: bool, off: tuple[str, ...], show: int) -> None:
    model = known_model() if with_model else None
    if with_model and model is None:
        sys.exit("The language model is not installed: reviser models get")
    reviser = build(off, LanguageModel(lambda: model))
    if not DATA.exists():
        sys.exit(f"real data not found: {DATA}")
    if "jfleg" in what or not what:
        asyncio.run(eval_jfleg(reviser, show))
    if "asset" in what or not what:
        asyncio.run(eval_asset(reviser, show))


if __name__ == "__main__":
    main()
