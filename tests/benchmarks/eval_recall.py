"""How many of the errors that an editor marks in an essay are mended, by all embedded layers with the language model.

    python -m tests.benchmarks.eval_recall [--no-model] [--unsure] [--show]

The marks (`tests/revisers/labels/marks.tsv`) are of whole essays, and were made without looking at any proposal. One
round; nothing is accepted. A mark counts as mended where the text then reads as the editor wrote it, as touched where
something else is proposed at its place. A proposal that meets no mark may be right all the same: editors overlook, and
differ.
"""

import asyncio
import sys
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

import click

from reviser.core.edit import Edit, Proposal, apply
from reviser.revisers.embedded import build
from reviser.revisers.lm.layer import LanguageModel
from tests.benchmarks.eval_embedded import DATA, proposals
from tests.revisers.labels.of_marks import Mark, documents, read
from tests.revisers.lm.real import known_model

_AROUND = 40  # code points that are shown on either side


@dataclass(slots=True)
class Met:
    """What became of the marks of a text, and what met none of them."""

    mended: list[Mark] = field(default_factory=list)
    touched: list[Mark] = field(default_factory=list)
    missed: list[Mark] = field(default_factory=list)
    beside: list[Proposal] = field(default_factory=list)


def met(text: str, marks: Iterable[Mark], found: Iterable[Proposal]) -> Met:
    """Marks and proposals that touch each other, directly or through others, are compared together: all of them, or one
    by one."""
    result = Met()
    for own, proposed in _clusters(list(marks), list(found)):
        if not own:
            result.beside += proposed
        elif not proposed:
            result.missed += own
        elif _read(text, (mark.edit for mark in own)) == _read(text, (one.edit for one in proposed)):
            result.mended += own
        else:
            alone = {_read(text, (one.edit,)) for one in proposed}
            for mark in own:
                (result.mended if _read(text, (mark.edit,)) in alone else result.touched).append(mark)
    return result


def _read(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits, whichever blank a word was put in beside."""
    return " ".join(apply(text, edits).split())


def _clusters(marks: Sequence[Mark], found: Sequence[Proposal]) -> list[tuple[list[Mark], list[Proposal]]]:
    clusters: list[tuple[list[Mark], list[Proposal]]] = []
    until = -2
    every: list[Mark | Proposal] = sorted([*marks, *found], key=lambda one: (one.edit.start, one.edit.end))
    for one in every:
        # A word that is put in stands on one side of a blank or on the other.
        if one.edit.start > until + (not one.edit.before):
            clusters.append(([], []))
        until = max(until, one.edit.end)
        if isinstance(one, Mark):
            clusters[-1][0].append(one)
        else:
            clusters[-1][1].append(one)
    return clusters


async def eval_marks(propose: Callable[[str], Awaitable[list[Proposal]]], *, show: bool) -> None:
    by_document: defaultdict[str, list[Mark]] = defaultdict(list)
    for mark in read():
        by_document[mark.document].append(mark)
    mended: Counter[str] = Counter()
    touched: Counter[str] = Counter()
    every: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    words = 0
    for name, text in documents(DATA).items():
        result = met(text, by_document[name], await propose(text))
        mended.update(mark.kind for mark in result.mended)
        touched.update(mark.kind for mark in result.touched)
        every.update(mark.kind for mark in by_document[name])
        beside.update(proposal.rule for proposal in result.beside)
        words += len(text.split())
        if show:
            for what, marks in (("missed", result.missed), ("touched", result.touched), ("mended", result.mended)):
                for mark in marks:
                    click.echo(f"{what:8} {name} {mark.kind:13} {_shown(text, mark.edit)}")
            for proposal in result.beside:
                click.echo(f"{'beside':8} {name} {proposal.rule:13} {_shown(text, proposal.edit)}")
    click.echo("| kind of the editor | marks | mended | touched |")
    click.echo("|---|--:|--:|--:|")
    for kind, count in every.most_common():
        click.echo(f"| {kind} | {count} | {mended[kind]} | {touched[kind]} |")
    total = every.total()
    click.echo(
        f"of {total} marks {mended.total()} mended ({mended.total() / total:.0%}), {touched.total()} touched"
        f" ({(mended + touched).total() / total:.0%} with them)"
    )
    of_model = sum(count for rule, count in beside.items() if rule.startswith("model/"))
    click.echo(
        f"{beside.total()} proposals meet no mark, {500 * beside.total() / words:.1f} in 500 words;"
        f" {of_model} of them are the model's: {', '.join(f'{rule} {count}' for rule, count in beside.most_common())}"
    )


def _shown(text: str, edit: Edit) -> str:
    before, behind = text[max(0, edit.start - _AROUND) : edit.start], text[edit.end : edit.end + _AROUND]
    return " ".join(f"{before}[{edit.before}|{edit.after}]{behind}".split())


@click.command()
@click.option("--no-model", is_flag=True, help="the other layers alone")
@click.option("--unsure", is_flag=True, help="with what the model is less sure of")
@click.option("--show", is_flag=True, help="every mark, and every proposal that meets none")
def main(*, no_model: bool, unsure: bool, show: bool) -> None:
    if not DATA.exists():
        sys.exit(f"real data not found: {DATA}")
    model = None if no_model else known_model()
    if model is None and not no_model:
        sys.exit("The language model is not here, and nothing of it can be measured: reviser models get")
    reviser = build((), LanguageModel(lambda: model))
    asyncio.run(eval_marks(partial(proposals, reviser, unsure=unsure), show=show))


if __name__ == "__main__":
    main()
