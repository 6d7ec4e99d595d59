"""What the language model costs: tokens a processor second beside the machine's own matrix products, memory, loading.

    python -m tests.benchmarks.bench_model [--essay PATH] [--times 3]

It needs a model (reviser models get). One thread; every figure is processor time, the median of several.
"""

import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
import numpy as np
from threadpoolctl import threadpool_limits

from reviser.core.segment import sentences
from reviser.locations import models_path
from reviser.revisers.lm import weights
from reviser.revisers.lm.candidates import candidates
from reviser.revisers.lm.forward import Llama
from reviser.revisers.lm.layer import batches
from reviser.revisers.lm.model_file import find
from reviser.revisers.lm.scoring import Scorer
from reviser.revisers.lm.steps import Steps
from reviser.revisers.lm.tokens import Tokens
from reviser.revisers.rules.spelling import Frequencies
from tests.revisers.lm.steps import finished

T = TypeVar("T")

ESSAY = Path(__file__).resolve().parents[3] / "shared" / "data" / "argrewrite" / "036.draft1.txt"


def seconds(act: Callable[[], object]) -> float:
    """Processor seconds that `act` takes."""
    began = time.process_time()
    act()
    return time.process_time() - began


def taken_by(steps: Steps[T]) -> tuple[T, float]:
    """What comes at the end of the steps, and the longest processor time between two of them."""
    longest, last = 0.0, time.process_time()

    def watched() -> Steps[T]:
        nonlocal longest, last
        while True:
            try:
                next(steps)
            except StopIteration as end:
                longest = max(longest, time.process_time() - last)
                found: T = end.value
                return found
            now = time.process_time()
            longest, last = max(longest, now - last), now
            yield

    return finished(watched()), longest


def product_rate(numbers: weights.Weights) -> float:
    """Multiplications and additions a second of the model's largest matrix product over 256 tokens."""
    matrix = numbers.blocks[0].gate_up
    tokens = np.random.default_rng(1).standard_normal((256, matrix.shape[0]), dtype=np.float32)
    found = np.empty((256, matrix.shape[1]), np.float32)
    return 40 * 2 * 256 * matrix.size / seconds(lambda: [np.matmul(tokens, matrix, out=found) for _ in range(40)])


@click.command()
@click.option("--essay", type=click.Path(exists=True, path_type=Path), default=ESSAY)
@click.option("--times", default=3)
def main(essay: Path, times: int) -> None:
    model = find(models_path())
    if model is None:
        raise click.ClickException("The language model is not installed: reviser models get.")
    text = essay.read_text(encoding="utf-8")
    prose = [part for span in sentences(text) if len((part := span.of(text).strip()).split()) >= 4]
    words = sum(len(part.split()) for part in prose)
    # What the other layers have in memory anyway.
    frequencies = Frequencies.load()
    candidates(prose[0], frequencies)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    (numbers, vocabulary), pause = taken_by(weights.read(model.path))
    scorer_tokens = Tokens(vocabulary)
    loaded = time.process_time() - began
    pauses = {"loading": pause}
    inside = sum(block.qkv.size + block.out.size + block.gate_up.size + block.down.size for block in numbers.blocks)
    rates, parts = [], []
    with threadpool_limits(limits=1, user_api="blas"):
        for _ in range(times):
            llama = Llama(numbers)
            scorer = Scorer(llama, scorer_tokens)

            def score(scorer: Scorer = scorer) -> None:
                for batch in batches(prose):
                    steps = scorer.score(batch, [candidates(part, frequencies) for part in batch])
                    pauses["scoring"] = max(pauses.get("scoring", 0.0), taken_by(steps)[1])

            first = product_rate(numbers)
            taken = seconds(score)
            rate = (first + product_rate(numbers)) / 2
            rates.append(llama.counted / taken)
            parts.append(llama.counted * 2 * inside / taken / rate)
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    click.echo(f"{words} words, {llama.counted} tokens; loading {loaded:.1f} s; {memory:.0f} MB at most")
    click.echo(
        f"tokens a processor second {statistics.median(rates):.0f} ({', '.join(f'{rate:.0f}' for rate in rates)})"
    )
    click.echo(f"500 words {500 / words * llama.counted / statistics.median(rates):.1f} processor seconds")
    click.echo(f"longest between two stops: {', '.join(f'{what} {pause:.2f} s' for what, pause in pauses.items())}")
    click.echo(f"part of the rate of its largest matrix product {statistics.median(parts):.2f}")


if __name__ == "__main__":
    main()
