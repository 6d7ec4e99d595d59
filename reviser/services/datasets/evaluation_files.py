"""The output of an evaluation: each sentence with its scores as a line of JSON, and an object that describes the run.
Both can be read again, to be scored or compared."""

import json
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from reviser import files
from reviser.datasets.bootstrap import (
    LEVEL,
    RESAMPLES,
    Interval,
    PairedDifference,
    Statistic,
    difference,
    gleu_statistic,
    interval,
    sari_statistic,
)
from reviser.datasets.error_types import ErrorTypeScores
from reviser.datasets.library_measures import EditScore, edit_scores
from reviser.datasets.measures import Tokens, gleu
from reviser.datasets.parallel import Parallel
from reviser.errors import UserError
from reviser.messages import message, plural
from reviser.services.datasets.evaluation import Evaluation

RUN = ".run.json"  # replaces the suffix of the sentences' file
_HYPOTHESIS = "hypothesis"
_VERSIONS = ("reviser", "harper-py", "numpy", "sacrebleu", "rouge-score", "rapidfuzz")


@dataclass(frozen=True, slots=True)
class Certainty:
    """Confidence intervals of an evaluation's scores by the bootstrap; `differences` are those to another run."""

    seed: int
    intervals: dict[str, Interval]
    differences: dict[str, PairedDifference]


def certainty(data: Parallel, hypotheses: Sequence[Tokens], baseline: Sequence[Tokens] | None, seed: int) -> Certainty:
    """The intervals of GLEU and SARI (0 to 100). The same seed gives the same result."""
    ours, count = _statistics(data, hypotheses), len(data.sources)
    intervals = {name: interval(statistic, count, seed) for name, statistic in ours.items()}
    theirs = {} if baseline is None else _statistics(data, baseline)
    differences = {name: difference(ours[name], other, count, seed) for name, other in theirs.items()}
    return Certainty(seed, intervals, differences)


def _statistics(data: Parallel, hypotheses: Sequence[Tokens]) -> dict[str, Statistic]:
    return {
        "gleu": gleu_statistic(data.sources, hypotheses, data.references),
        "sari": sari_statistic(data.sources, hypotheses, data.references),
    }


def sentence_rows(data: Parallel, hypotheses: Sequence[Tokens]) -> Iterator[dict[str, Any]]:
    """Each sentence in tokens, with its revision, its GLEU (0 to 100, mean over references), whether it equals a
    reference, and its edits: made, wanted, and both."""
    for index, (source, hypothesis) in enumerate(zip(data.sources, hypotheses, strict=True)):
        references = [[reference[index]] for reference in data.references]
        edits = edit_scores([source], [hypothesis], references)
        yield {
            "index": index,
            "source": " ".join(source),
            _HYPOTHESIS: " ".join(hypothesis),
            "references": [" ".join(reference) for (reference,) in references],
            "gleu": sum(100 * gleu([source], [hypothesis], [each], 1) for each in references) / len(references),
            "exact": any(list(hypothesis) == list(reference) for (reference,) in references),
            "edits_made": edits.made,
            "edits_wanted": edits.wanted,
            "edits_right": edits.right,
        }


def versions() -> dict[str, str]:
    """The versions of Python, of this program, and of the libraries that measure and propose."""
    return {"python": platform.python_version(), **{name: version(name) for name in _VERSIONS}}


def figure_records(evaluation: Evaluation, typed: ErrorTypeScores | None = None) -> dict[str, Any]:
    """The figures of each round, and of the edits at the end by their type (A, D, R): made, wanted and both, and their
    shares. `typed`: those by ERRANT's types."""
    found: dict[str, Any] = {
        "rounds": [asdict(each) for each in evaluation.rounds],
        "edit_types": {kind.value: _edit_record(score) for kind, score in evaluation.edit_types.items()},
    }
    if typed is not None:
        by_type = {kind: _edit_record(score) for kind, score in typed.by_type.items()}
        found["error_types"] = {"all": _edit_record(typed.all), "by_type": by_type, "typed_by": typed.typed_by}
    return found


def _edit_record(score: EditScore) -> dict[str, float]:
    return asdict(score) | {"precision": score.precision, "recall": score.recall, "f05": score.f05}


def run_record(
    data: Parallel,
    evaluation: Evaluation,
    sure: Certainty,
    config: dict[str, Any],
    typed: ErrorTypeScores | None = None,
) -> dict[str, Any]:
    """A record of the run: configuration, versions and data, the figures and their uncertainty. `typed`: those by
    ERRANT's types."""
    return {
        "config": config,
        "versions": versions(),
        "data": {"name": data.name, "sentences": len(data.texts), "sha256": data.digest},
        **figure_records(evaluation, typed),
        "bootstrap": {"resamples": RESAMPLES, "level": LEVEL, **asdict(sure)},
    }


def write(path: Path, data: Parallel, evaluation: Evaluation, record: dict[str, Any]) -> Path:
    """Write the sentences to `path` and the record of the run beside it, whose path is returned. Raises UserError on
    failure."""
    return write_rows(path, sentence_rows(data, evaluation.hypotheses), record)


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]], record: Mapping[str, Any]) -> Path:
    """Write a line for each row to `path`, and the record of the run beside it, whose path is returned. Raises
    UserError on failure."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    beside = path.with_suffix(RUN)
    try:
        files.write(path, "".join(lines).encode("utf-8", "backslashreplace"))
        files.write(beside, json.dumps(record, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise files.unwritable(path, error) from error
    return beside


def read_hypotheses(path: Path, data: Parallel) -> list[list[str]]:
    """The sentences, in tokens, of a file that `write` made, or of one with a sentence per line in the dataset's own
    form. Raises UserError if their number differs from the dataset's, or the file cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        if path.suffix.lower() == ".jsonl":
            sentences = [json.loads(line)[_HYPOTHESIS].split() for line in lines]
        else:
            sentences = [data.line_tokens(line) for line in lines]
    except OSError as error:
        raise files.unreadable(path, error) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            message("{path} is not what reviser eval --output writes, nor UTF-8 text: name another.", path=path)
        ) from error
    if len(sentences) != len(data.sources):
        raise UserError(
            plural(
                "{path} has one sentence and the dataset {wanted:,}: name one of the same data.",
                "{path} has {n:,} sentences and the dataset {wanted:,}: name one of the same data.",
                len(sentences),
                path=path,
                wanted=len(data.sources),
            )
        )
    return sentences
