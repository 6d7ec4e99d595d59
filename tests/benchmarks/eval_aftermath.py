"""What an accepted edit leaves behind: new findings of the embedded reviser in the sentence that it changed.

    python -m tests.benchmarks.eval_aftermath [jfleg] [essays] [--show N] [--off LAYER …]

Each proposal is accepted alone, and the whole document is proposed on again. New is what is found in the changed
sentence and was not found there before. A sentence of JFLEG is a document of its own; the essays are all drafts.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from reviser.core.edit import Edit, Proposal, apply, rebase
from reviser.core.segment import sentence_at
from reviser.core.text import Span
from reviser.datasets.tokens import detokenised
from reviser.revisers.base import Request
from reviser.revisers.embedded import default_layers, outputs_of
from reviser.revisers.rules.layer import Layer

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def proposals(layers: Sequence[Layer], text: str) -> list[Proposal]:
    return [output for output in outputs_of(layers, Request(text)) if isinstance(output, Proposal)]


def aftermath(
    text: str, found: Sequence[Proposal], propose: Callable[[str], list[Proposal]]
) -> Iterator[tuple[Proposal, Proposal, str]]:
    """Each accepted proposal with a new one that it leads to, and the sentence that it makes."""
    for accepted in found:
        edit = accepted.edit
        changed = apply(text, [edit])
        sentence = sentence_at(changed, min(edit.start, max(len(changed) - 1, 0)))
        reach = Span(min(sentence.start, edit.start), max(sentence.end, edit.start + len(edit.after)))
        known = set(rebase([other.edit for other in found if other is not accepted], [edit]).moved)
        for new in propose(changed):
            if new.edit not in known and reach.contains(new.edit.span):
                yield accepted, new, sentence.of(changed)


def jfleg() -> Iterator[str]:
    for line in (DATA / "jfleg" / "dev.src").read_text(encoding="utf-8").splitlines():
        yield detokenised(line)


def essays() -> Iterator[str]:
    for path in sorted((DATA / "argrewrite").rglob("*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")


SETS: dict[str, Callable[[], Iterator[str]]] = {"jfleg": jfleg, "essays": essays}


def count(name: str, layers: Sequence[Layer], show: int) -> None:
    began = time.process_time()
    total, documents = 0, 0
    rules: Counter[tuple[str, str]] = Counter()
    examples: list[str] = []
    known: dict[str, list[Proposal]] = {}

    def propose(text: str) -> list[Proposal]:
        if text not in known:
            known[text] = proposals(layers, text)
        return known[text]

    for text in SETS[name]():
        known.clear()
        found = propose(text)
        total += len(found)
        documents += 1
        for accepted, new, sentence in aftermath(text, found, propose):
            rules[accepted.rule, new.rule] += 1
            examples.append(
                f"{accepted.rule} {said(accepted.edit)} then {new.rule} {said(new.edit)}: {sentence.strip()}"
            )
    click.echo(
        f"{name}: {documents} documents, {total} proposals, {rules.total()} new findings"
        f" ({time.process_time() - began:.0f} s of the processor)"
    )
    for (before, after), many in rules.most_common(show):
        click.echo(f"  {many:4} {before} then {after}")
    for example in examples[:show]:
        click.echo(f"  {example}")


def said(edit: Edit) -> str:
    return f"“{edit.before}” -> “{edit.after}”"


@click.command()
@click.argument("what", nargs=-1, type=click.Choice(list(SETS)))
@click.option("--off", multiple=True, help="switch a layer off")
@click.option("--show", default=0, help="show so many kinds and examples")
def main(what: tuple[str, ...], off: tuple[str, ...], show: int) -> None:
    if not DATA.exists():
        sys.exit(f"real data not found: {DATA}")
    layers = [layer for layer in default_layers() if layer.name not in off]
    for name in what or tuple(SETS):
        count(name, layers, show)


if __name__ == "__main__":
    main()
