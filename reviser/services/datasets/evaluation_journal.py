"""The journal of an evaluation: a record for each round of a text, by which an interrupted evaluation continues."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reviser.core.edit import Anchor, Edit, Intent, Proposal, RiskFlag
from reviser.services.datasets.evaluation import TextRound
from reviser.services.datasets.run_journal import RunJournal


class EvaluationJournal:
    """The journal of the evaluation whose sentences are written to `output`. `run` is as in `RunJournal`."""

    def __init__(self, output: Path, run: Mapping[str, Any]) -> None:
        self._journal = RunJournal(output, run)

    @property
    def path(self) -> Path:
        return self._journal.path

    def done(self) -> list[tuple[TextRound, float]]:
        """The rounds of texts from an earlier run, each with the seconds that its round had taken by then. Raises
        UserError as `RunJournal.records`."""
        return list(_parse_rounds(self._journal.records()))

    def keep(self, text_round: TextRound, seconds: float) -> None:
        """Append a round of a text. Raises UserError on failure."""
        self._journal.keep(asdict(text_round) | {"seconds": round(seconds, 3)})

    def finish(self) -> None:
        """Delete the journal, when the evaluation is finished and written."""
        self._journal.finish()


def _parse_rounds(records: Iterable[Any]) -> Iterator[tuple[TextRound, float]]:
    for record in records:
        try:
            proposals = tuple(map(_parse_proposal, record["proposals"]))
            text_round = TextRound(record["depth"], record["index"], proposals, tuple(record["accepted"]))
            seconds = float(record["seconds"])
        except (ValueError, KeyError, TypeError):
            continue
        yield text_round, seconds


def _parse_proposal(record: dict[str, Any]) -> Proposal:
    """The proposal in a record. Raises KeyError, TypeError or ValueError if it is none."""
    known = {
        "edit": Edit(**record["edit"]),
        "intent": Intent(record["intent"]),
        "alternatives": tuple(record["alternatives"]),
        "risk": tuple(RiskFlag(**each) for each in record["risk"]),
        "anchor": Anchor(record["anchor"]),
    }
    return Proposal(**record | known)
