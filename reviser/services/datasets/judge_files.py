"""The files of a judge: two results over the same sentences, the verdicts of a running comparison, and each pair with
its outcome."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reviser import files
from reviser.core.pairwise import Choice, Pair, PairOutcome, PairVerdict, ShownPair
from reviser.datasets.tokens import detokenised
from reviser.errors import UsageError, UserError
from reviser.messages import message
from reviser.services.datasets.judging import Verdicts, outcome
from reviser.services.datasets.run_journal import RunJournal

RUN = ".run.json"  # replaces the suffix of the output
# Of `eval --output`, of the same on EditEval's tasks, and of `revise FILE.jsonl --output`.
_COLUMNS = (("source", "hypothesis"), ("input", "output"), ("text", "result"))


def read_pairs(first: Path, second: Path, sources: Path | None) -> list[Pair]:
    """The versions of two results, sentence by sentence, with their sources. Each file is one that `reviser eval
    --output` or `reviser revise FILE.jsonl --output` wrote, or has one sentence per line; `sources` then has their
    sources. If one file has tokens, they are joined as a person would write them, in both. Raises UserError if the
    sentences differ or a file cannot be read, and UsageError if the sources are missing."""
    results = [_read_result(path) for path in (first, second)]
    known = [of for _, of in results if of is not None]
    if sources is not None:
        known.append(_lines(sources))
    elif not known:
        raise UsageError(message("Name the sentences that both revise: --sources FILE, one per line."))
    columns = [*known, *(versions for versions, _ in results)]
    for path, column in zip((first, second), (versions for versions, _ in results), strict=True):
        if len(column) != len(known[0]):
            raise UserError(
                message(
                    "{path} has {count:,} sentences, and {wanted:,} were revised: name results over the same data.",
                    path=path,
                    count=len(column),
                    wanted=len(known[0]),
                )
            )
    if any(of is not None for _, of in results):
        columns = [list(map(detokenised, column)) for column in columns]
    for other in columns[1 : len(known)]:
        differing = next((at for at, (one, two) in enumerate(zip(columns[0], other, strict=False)) if one != two), None)
        if differing is not None or len(other) != len(columns[0]):
            at = min(len(other), len(columns[0])) if differing is None else differing
            raise UserError(
                message(
                    "{first} and {second} do not revise the same sentences (the first that differs is number"
                    " {number:,}): name results over the same data.",
                    first=first,
                    second=second,
                    number=at + 1,
                )
            )
    return [Pair(a, b, source) for source, a, b in zip(columns[0], columns[-2], columns[-1], strict=True)]


def _read_result(path: Path) -> tuple[list[str], list[str] | None]:
    """The versions in a result, and their sources if it has them."""
    if path.suffix.lower() != ".jsonl":
        return _lines(path), None
    sources: list[str] = []
    versions: list[str] = []
    for line in _lines(path):
        try:
            record = json.loads(line)
            source, version = next((record[one], record[two]) for one, two in _COLUMNS if two in record)
        except (ValueError, KeyError, TypeError, StopIteration):
            source = version = None
        if not isinstance(source, str) or not isinstance(version, str):
            raise _no_result(path)
        sources.append(source)
        versions.append(version)
    return versions, sources


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except OSError as error:
        raise files.unreadable(path, error) from error
    except ValueError as error:
        raise _no_result(path) from error


def _no_result(path: Path) -> UserError:
    return UserError(
        message("{path} is not what reviser eval --output writes, nor UTF-8 text: name another.", path=path)
    )


class VerdictJournal:
    """The verdicts of a running comparison. `run` is as in `RunJournal`: the judge, its prompt and its criterion, but
    not the pairs. Each verdict is identified by its texts, so that a run over more pairs continues too."""

    def __init__(self, output: Path, run: Mapping[str, Any]) -> None:
        self._journal = RunJournal(output, run)

    def done(self) -> dict[str, PairVerdict]:
        """The verdicts of an earlier run. Raises UserError as `RunJournal.records`."""
        return dict(_parse_verdicts(self._journal.records()))

    def keep(self, shown: ShownPair, verdict: PairVerdict) -> None:
        """Append a verdict. Raises UserError on failure."""
        self._journal.keep({"pair": shown.key, **_verdict_record(verdict)})

    def finish(self) -> None:
        """Delete the journal, when the comparison is finished and written."""
        self._journal.finish()


def _parse_verdicts(records: Iterable[Any]) -> Iterator[tuple[str, PairVerdict]]:
    for record in records:
        try:
            found = PairVerdict(Choice(record["choice"]), str(record["why"]), str(record["exchange"]))
            yield str(record["pair"]), found
        except (ValueError, KeyError, TypeError):
            continue


def _verdict_record(verdict: PairVerdict) -> dict[str, str]:
    return {"choice": verdict.choice.value, "why": verdict.why, "exchange": verdict.exchange}


def pair_rows(
    pairs: Sequence[Pair], verdicts: Verdicts, more: Sequence[Mapping[str, Any]] = ()
) -> Iterator[dict[str, Any]]:
    """Each pair with its outcome and its verdicts, each with the version that was shown first. `more` has further
    fields for each pair; empty for none."""
    for index, pair in enumerate(pairs):
        said = [
            {"first": "a" if a_first else "b", **_verdict_record(verdicts[key])}
            for a_first in (pair.a_first, not pair.a_first)
            if (key := pair.shown(a_first=a_first).key) in verdicts
        ]
        row = {
            "index": index,
            **(more[index] if more else {}),
            "source": pair.source,
            "before": pair.before,
            "a": pair.a,
            "b": pair.b,
        }
        yield row | {"outcome": outcome(pair, verdicts).value, "verdicts": said}


def outcomes(pairs: Iterable[Pair], verdicts: Verdicts) -> list[PairOutcome]:
    """The outcome of each pair from its verdicts."""
    return [outcome(pair, verdicts) for pair in pairs]
