"""The layer of the language model: its candidates against labels made by reading, and JFLEG dev.

    python -m tests.benchmarks.eval_model [labels] [--write] [jfleg] [--every N] [--unsure] [--show N]

The labels (`tests/revisers/labels/model.tsv`) are of candidates of all gains: they say what a threshold lets through.
JFLEG only measures: nothing is fitted to it. Both say in one sentence what is missing where they cannot be run.
"""

import asyncio
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import click
from threadpoolctl import threadpool_limits

from reviser.core.edit import Proposal
from reviser.core.segment import sentence_at
from reviser.datasets.tokens import detokenised
from reviser.revisers.base import Request
from reviser.revisers.embedded import Embedded, build
from reviser.revisers.lm import weights
from reviser.revisers.lm.candidates import candidates
from reviser.revisers.lm.forward import Llama
from reviser.revisers.lm.kinds import KINDS, KindFamily
from reviser.revisers.lm.layer import LanguageModel
from reviser.revisers.lm.model_file import ModelFile
from reviser.revisers.lm.scoring import Scored, Scorer
from reviser.revisers.lm.selection import chosen
from reviser.revisers.lm.tokens import Tokens
from reviser.revisers.rules.spelling import Frequencies
from tests.benchmarks.eval_embedded import DATA, eval_jfleg, lines
from tests.revisers.labels.of_model import LABELS, Labelled, documents, read, write
from tests.revisers.lm.real import known_model
from tests.revisers.lm.steps import finished

BINS = (0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0)
BATCH = 20  # sentences
WORDS = 500  # of a document that is put together of clean sentences


def scored_sentences(model: ModelFile, sentences: Sequence[str]) -> Iterator[list[Scored]]:
    """What comes through the steps of scoring, sentence by sentence."""
    numbers, vocabulary = finished(weights.read(model.path))
    scorer, frequencies = Scorer(Llama(numbers), Tokens(vocabulary)), Frequencies.load()
    for start in range(0, len(sentences), BATCH):
        batch = sentences[start : start + BATCH]
        steps = scorer.score(batch, [candidates(sentence, frequencies) for sentence in batch])
        # One thread, as the layer has it.
        with threadpool_limits(limits=1, user_api="blas"):
            found = finished(steps)
        yield from found


def scored_as(text: str, label: Labelled) -> tuple[str, int]:
    """The sentence of `text` that a label is of, and where in it the change stands."""
    span = sentence_at(text, label.offset)
    sentence = span.of(text)
    return sentence.strip().replace("\n", " "), label.offset - span.start - len(sentence) + len(sentence.lstrip())


def eval_labels(model: ModelFile, *, again: bool) -> None:
    """A table of each kind by gain, and what is proposed as the thresholds are. `again`: the gains go into the file."""
    texts = documents(DATA)
    by_sentence: defaultdict[str, list[tuple[int, Labelled]]] = defaultdict(list)
    for one in read():
        sentence, place = scored_as(texts[one.document], one)
        by_sentence[sentence].append((place, one))
    proposed: Counter[str] = Counter()
    touching = 0
    measured: list[Labelled] = []
    for (_, labels), scored in zip(by_sentence.items(), scored_sentences(model, list(by_sentence)), strict=True):
        taken = {choice.scored for choice in chosen(scored)}
        by_place = {(one.candidate.start, one.candidate.end, one.candidate.after): one for one in scored}
        for start, one in labels:
            found = by_place.get((start, start + len(one.before), one.after))
            if found is None:
                measured.append(replace(one, gain=None))
                continue
            measured.append(replace(one, kind=found.candidate.kind.name, gain=round(found.gain, 2)))
            if found in taken:
                proposed[one.label] += 1
                touching += one.touches
    if again:
        write(measured)
    _show_by_gain(measured)
    click.echo(
        f"proposed, each place once: {_cell(proposed)}, {_share(proposed)} right; {touching} touch a name or term"
    )
    gone = Counter(one.label for one in measured if one.kind not in KINDS)
    click.echo(f"of kinds that were left out: {_cell(gone)}")


def _show_by_gain(labels: Sequence[Labelled]) -> None:
    heads = [f"< {BINS[0]:g}", *(f"> {least:g}" for least in BINS)]
    click.echo("right/harmless/wrong of each kind by gain; not scored: no candidate, or cut off before the last step")
    click.echo(f"| kind | not scored | {' | '.join(heads)} | threshold | above it | right |")
    click.echo("|---|" + "--:|" * (len(heads) + 4))
    total: Counter[str] = Counter()
    families: defaultdict[KindFamily | None, Counter[str]] = defaultdict(Counter)
    for name, kind in KINDS.items():
        binned: list[Counter[str]] = [Counter() for _ in range(len(BINS) + 2)]
        over: Counter[str] = Counter()
        for one in labels:
            if one.kind == name:
                binned[0 if one.gain is None else 1 + bisect_right(BINS, one.gain)][one.label] += 1
                over[one.label] += one.is_above
        total.update(over)
        families[kind.family].update(over)
        cells = " | ".join(map(_cell, binned))
        click.echo(f"| {name} | {cells} | {kind.threshold:g} | {_cell(over)} | {_share(over)} |")
    for family, counts in families.items():
        click.echo(f"{family.value if family else None}: {_cell(counts)}, {_share(counts)} right")
    click.echo(f"above the thresholds: {_cell(total)}, {_share(total)} right")


def _cell(counts: Counter[str]) -> str:
    return "/".join(str(counts[label]) for label in LABELS) if counts.total() else ""


def _share(counts: Counter[str]) -> str:
    return f"{counts['right'] / counts.total():.0%}" if counts.total() else ""


async def eval_on_jfleg(reviser: Embedded, every: int, show: int, *, unsure: bool) -> None:
    """GLEU after two rounds, and how much is proposed, on the source and on the first reference, which is clean."""
    await eval_jfleg(reviser, show, rounds_at_most=2, every=every, unsure=unsure)
    clean = [detokenised(line) for line in lines("jfleg", "dev.ref0")[::every]]
    for name, texts in (
        ("source, each sentence a document", [detokenised(line) for line in lines("jfleg", "dev.src")[::every]]),
        ("first reference, each sentence a document", clean),
        (f"first reference, documents of {WORDS} words", list(_documents(clean))),
    ):
        words = sum(len(text.split()) for text in texts)
        counts: Counter[str] = Counter()
        for text in texts:
            async for output in reviser.revise(Request(text, unsure=unsure)):
                if isinstance(output, Proposal):
                    counts[output.rule if output.rule.startswith("model/") else "others"] += 1
        of_model = counts.total() - counts["others"]
        in_500 = f"{500 * of_model / words:.2f} of the model, {500 * counts['others'] / words:.2f} of the other layers"
        click.echo(f"  {name} ({words} words): proposals in 500 words: {in_500}")
        for rule, count in counts.most_common(show):
            click.echo(f"    {count:5} {rule}")


def _documents(sentences: Sequence[str]) -> Iterator[str]:
    """A paragraph for each sentence."""
    document: list[str] = []
    words = 0
    for sentence in sentences:
        document.append(sentence)
        words += len(sentence.split())
        if words >= WORDS:
            yield "\n\n".join(document)
            document, words = [], 0
    if document:
        yield "\n\n".join(document)


@click.command()
@click.argument("what", nargs=-1, type=click.Choice(["labels", "jfleg"]))
@click.option("--every", default=1, help="only every so many sentences of JFLEG")
@click.option("--show", default=0, help="show so many rules with their counts")
@click.option("--unsure", is_flag=True, help="with what the model is less sure of")
@click.option("--write", "again", is_flag=True, help="put the gains of the labels into their file")
def main(what: tuple[str, ...], every: int, show: int, *, unsure: bool, again: bool) -> None:
    if not DATA.exists():
        sys.exit(f"real data not found: {DATA}")
    model = known_model()
    if model is None:
        sys.exit("The language model is not here, and nothing of it can be measured: reviser models get")
    if "labels" in what or not what:
        eval_labels(model, again=again)
    if "jfleg" in what:
        asyncio.run(eval_on_jfleg(build((), LanguageModel(lambda: model)), every, show, unsure=unsure))


if __name__ == "__main__":
    main()
