"""How well the chance that a person takes a proposal orders what R3's annotators decided, each document left out in
turn: `python -m tests.benchmarks.eval_chance [--annotators 1,2] [--data FOLDER]`.

The estimator is the program's (`core/acceptance.py`): what edits look like, with weights fitted here to the documents
that are not left out, and what the same annotator decided in those, weighed as the program weighs other documents.
`weights` prints the weights of all documents together, as they stand in the program.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from reviser.core.acceptance import WEIGHTS, features, odds_to_chance, personal_log_odds
from reviser.core.edit import Decision, Edit, Intent, Proposal
from reviser.core.preferences import Preferences, discounted_preferences, evidence_of, preferences_from
from reviser.datasets import r3
from reviser.datasets.annotations import Annotation, Selecting, Setting, chosen
from reviser.revisers.rules.spelling import Frequencies
from reviser.services.sources import open_dataset
from tests.data import SHARED

Numbers = NDArray[np.float64]
PULL = 4.0  # to zero, of each weight
DRAWS = 500  # of documents, for the interval
SEED = 1


@dataclass(frozen=True)
class Row:
    """An edit that an annotator decided."""

    document: str
    annotator: str
    setting: str
    saved: str
    text: str
    proposal: Proposal
    decision: Decision
    features: Mapping[str, float]

    @property
    def taken(self) -> bool:
        return self.decision.verdict != "reject"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=("auc", "weights"), default="auc")
    parser.add_argument("--annotators", default="1,2", help="whose decisions are ordered and learned from")
    parser.add_argument(
        "--shipped", action="store_true", help="with the weights that the program has: for others than 1 and 2"
    )
    parser.add_argument("--data", type=Path, default=SHARED / "r3")
    asked = parser.parse_args()
    rows = read(asked.data, {f"ann{number}" for number in asked.annotators.split(",")})
    if asked.what == "weights":
        for name, weight in fitted(rows, tastes(rows, "")).items():
            click.echo(f'    "{name}": {weight:.2f},')
        return
    odds = left_out(rows, WEIGHTS if asked.shipped else None)
    for name, places in groups(rows):
        scores = [odds[at] for at in places]
        taken = [rows[at].taken for at in places]
        low, high = interval([rows[at] for at in places], scores)
        click.echo(
            f"{name}: {len(places)} edits, {sum(taken)} taken, AUC {auc(taken, scores):.3f} ({low:.2f} to {high:.2f})"
        )
    click.echo("of those that were given so much chance, so many were taken:")
    chances = np.array([odds_to_chance(one) for one in odds])
    for low in np.arange(0.2, 0.9, 0.1):
        inside = (chances >= low) & (chances < low + 0.1)
        if inside.any():
            share = np.mean([rows[at].taken for at in np.flatnonzero(inside)])
            click.echo(f"{low:.1f} to {low + 0.1:.1f}: {share:.2f} of {inside.sum()}")


def read(folder: Path, annotators: set[str]) -> list[Row]:
    """What they decided, the last save of each document and depth."""
    known = frozenset(Frequencies.load().words)
    with open_dataset(folder) as source:
        saves = [save for save in r3.read(source) if isinstance(save, Annotation)]
    judged = [save for save in saves if save.annotator in annotators and save.setting != Setting.SYSTEM_ONLY]
    return [row for save in chosen(judged, Selecting.LATEST) for row in _rows(save, known.__contains__)]


def _rows(save: Annotation, knows: Callable[[str], bool]) -> Iterable[Row]:
    for number, judged in enumerate(save.edits):
        # Without the text an edit stands alone.
        edit = judged.edit if save.base is not None else Edit(0, judged.edit.before, judged.edit.after)
        text = edit.before if save.base is None else save.base
        intent = Intent(judged.intent) if judged.intent in set(Intent) else Intent.OTHER
        proposal = Proposal(edit, intent, save.setting, f"r3/{intent}", "")
        decision = Decision(str(number), judged.verdict)
        yield Row(
            save.document, save.annotator, save.setting, save.saved, text, proposal, decision,
            features(text, proposal, knows),
        )  # fmt: skip


def left_out(rows: Sequence[Row], weights: Mapping[str, float] | None) -> list[float]:
    """The log odds of each row, with its document left out. `weights`: in the place of fitted ones."""
    odds = [0.0] * len(rows)
    for document in sorted({row.document for row in rows}):
        taste = tastes(rows, document)
        used = fitted([row for row in rows if row.document != document], taste) if weights is None else weights
        for at, row in enumerate(rows):
            if row.document == document:
                odds[at] = by(used, row) + personal_log_odds(row.text, row.proposal, taste(row.annotator, document))
    return odds


def tastes(rows: Sequence[Row], without: str) -> Callable[[str, str], Preferences]:
    """What an annotator decided in other documents than one, and than `without`."""
    decided: defaultdict[str, defaultdict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row.document != without:
            decided[row.annotator][row.document].append(row)

    @cache
    def one(annotator: str, document: str) -> Preferences:
        about = decided[annotator][document]
        return preferences_from(
            (seq, evidence_of(row.text, row.proposal, row.decision)) for seq, row in enumerate(about)
        )

    @cache
    def taste(annotator: str, document: str) -> Preferences:
        last = {name: max(row.saved for row in found) for name, found in decided[annotator].items() if name != document}
        return discounted_preferences(
            [one(annotator, name) for name in sorted(last, key=lambda name: last[name], reverse=True)]
        )

    return taste


def fitted(rows: Sequence[Row], taste: Callable[[str, str], Preferences]) -> dict[str, float]:
    """The weights of a logistic regression to which what the person did elsewhere is given."""
    names = sorted({name for row in rows for name in row.features}, key=lambda name: (name != "bias", name))
    seen = np.array([[row.features.get(name, 0.0) for name in names] for row in rows])
    taken = np.array([float(row.taken) for row in rows])
    given = np.array([personal_log_odds(row.text, row.proposal, taste(row.annotator, row.document)) for row in rows])
    pull = np.array([0.001 if name == "bias" else PULL for name in names])
    weights = np.zeros(len(names))
    for _ in range(30):
        chances = 1 / (1 + np.exp(-seen @ weights - given))
        slope = seen.T @ (taken - chances) - pull * weights
        weights += np.linalg.solve((seen.T * (chances * (1 - chances))) @ seen + np.diag(pull), slope)
    return dict(zip(names, weights.tolist(), strict=True))


def by(weights: Mapping[str, float], row: Row) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in row.features.items())


def groups(rows: Sequence[Row]) -> Iterable[tuple[str, list[int]]]:
    yield "all", list(range(len(rows)))
    for annotator, setting in sorted({(row.annotator, row.setting) for row in rows}):
        found = [at for at, row in enumerate(rows) if (row.annotator, row.setting) == (annotator, setting)]
        yield f"{annotator}, {setting}", found


def auc(taken: Sequence[bool], scores: Sequence[float]) -> float:
    """How often of two, one taken and one refused, the taken one has the higher score; half where they are the same."""
    one = np.array([score for score, was in zip(scores, taken, strict=True) if was])
    other = np.array([score for score, was in zip(scores, taken, strict=True) if not was])
    return float(np.mean((one[:, None] > other) + 0.5 * (one[:, None] == other)))


def interval(rows: Sequence[Row], scores: Sequence[float]) -> tuple[float, float]:
    """Where the AUC lies in 95 of 100 draws of as many documents."""
    random = np.random.default_rng(SEED)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        places[row.document].append(at)
    documents = sorted(places)
    found: list[float] = []
    for _ in range(DRAWS):
        drawn = [at for name in random.choice(documents, len(documents)) for at in places[str(name)]]
        found.append(auc([rows[at].taken for at in drawn], [scores[at] for at in drawn]))
    low, high = np.quantile(found, (0.025, 0.975))
    return float(low), float(high)


if __name__ == "__main__":
    main()
