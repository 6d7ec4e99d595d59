"""What a judge compares and what it said, as files: two results over the same sentences, the verdicts as they come, and
each pair with what its verdicts come to."""

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
    """The versions of two results, sentence by sentence, with what both revise. Each is what `reviser eval --output` or
    `reviser revise FILE.jsonl --output` writes, or has a sentence a line, and then `sources` has theirs. What one of
    them has in tokens is joined as a person would write it, in both. UserError where they are not of the same
    sentences, or cannot be read; UsageError where the sources are missing."""
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
    """The versions in a result, and their sources where it has them."""
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
    """The verdicts of a comparison while it goes on. `run` as `RunJournal` has it: the judge, its prompt, and what it
    judges by; not the pairs, since each verdict is known by its texts, so that a run over more pairs goes on too."""

    def __init__(self, output: Path, run: Mapping[str, Any]) -> None:
        self._journal = RunJournal(output, run)

    def done(self) -> dict[str, PairVerdict]:
        """The verdicts of an earlier run. UserError as `RunJournal.records`."""
        return dict(_parse_verdicts(self._journal.records()))

    def keep(self, shown: ShownPair, verdict: PairVerdict) -> None:
        """Add a verdict. UserError where that fails."""
        self._journal.keep({"pair": shown.key, **_verdict_record(verdict)})

    def finish(self) -> None:
        """The comparison is over, and written."""
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
    """Each pair with its outcome and the verdicts on it, each with which version was shown first. `more`: what else a
    row has, for each pair; none where there is nothing."""
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
    """What the verdicts on each pair come to."""
    return [outcome(pair, verdicts) for pair in pairs]
