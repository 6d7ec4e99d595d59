"""`reviser eval --chain`: how far texts drift when they are revised many times without a person."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from functools import partial

from reviser import app
from reviser.cli import terminal
from reviser.cli.run_async import run
from reviser.cli.status_line import ProgressLine
from reviser.services.datasets.chain import ChainRound, accept_all, accept_without_risk, run_chain
from reviser.services.rounds.reviser_factory import ReviserChoice

_GATES = {"all": accept_all, "without risk flags": accept_without_risk}


def say_chain(
    texts: Sequence[str],
    choice: ReviserChoice,
    instruction: str,
    rounds: int,
    head: dict[str, object],
    *,
    as_json: bool,
) -> None:
    """Run the chain twice, with everything accepted and with the gate of risk flags, and print the figures."""
    reviser = app.reviser_for(choice)
    by_gate: dict[str, tuple[ChainRound, ...]] = {}
    with ProgressLine() as shown:
        for gate, accepts in _GATES.items():

            def update(depth: int, done: int, of: int, gate: str = gate) -> None:
                shown.update(f"{gate}, round {depth}: {done:,} of {terminal.counted(of, 'text')}")

            by_gate[gate] = run(partial(run_chain, reviser, texts, rounds, accepts, instruction, update))
    if as_json:
        chains = {gate: [asdict(one) for one in chain] for gate, chain in by_gate.items()}
        terminal.object_out(head | {"chain": chains})
        return
    names = ["round" if field.name == "depth" else field.name for field in fields(ChainRound)]
    for gate, chain in by_gate.items():
        terminal.line(f"Accepted: {gate}. Kept of the first texts, in percent:")
        terminal.table_out([names, *map(_line, chain)], left=0)


def _line(figures: ChainRound) -> list[str]:
    values = asdict(figures).values()
    return ["-" if value is None else str(value) if isinstance(value, int) else f"{value:.1f}" for value in values]
