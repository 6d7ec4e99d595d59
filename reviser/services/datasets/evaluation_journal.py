"""What an evaluation has come to while it goes on: a line of JSON for each round of a text, by which a run that was
ended goes on where it ended."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reviser import files
from reviser.core.edit import Anchor, Edit, Intent, Proposal, RiskFlag
from reviser.errors import UserError
from reviser.messages import message
from reviser.services.datasets.evaluation import TextRound

PART = ".part"  # behind the output's name while the evaluation is not over


class EvaluationJournal:
    """The journal of the evaluation whose sentences go to `output`. `run`: what must be the same for it to go on: the
    data, who is asked and how, who decides, and the versions."""

    def __init__(self, output: Path, run: Mapping[str, Any]) -> None:
        self.path = output.with_name(output.name + PART)
        self._run = json.loads(json.dumps(run))  # as it is read again

    def done(self) -> list[tuple[TextRound, float]]:
        """What an earlier run came to, with the seconds that its round had taken by then; nothing where there was none,
        and the journal is begun. A line that was cut off is passed over. UserError where it is another run's, or cannot
        be read or written."""
        try:
            with self.path.open("rb") as file:
                return self._read(file)
        except FileNotFoundError:
            self._append({"run": self._run})
            return []
        except OSError as error:
            raise files.unreadable(self.path, error) from error

    def keep(self, found: TextRound, seconds: float) -> None:
        """Add a round of a text. UserError where that fails."""
        self._append(asdict(found) | {"seconds": round(seconds, 3)})

    def finish(self) -> None:
        """The evaluation is over, and written."""
        self.path.unlink(missing_ok=True)

    def _append(self, record: Mapping[str, Any]) -> None:
        try:
            files.append_line(self.path, json.dumps(record).encode() + b"\n")
        except OSError as error:
            raise files.unwritable(self.path, error) from error

    def _read(self, lines: Iterator[bytes]) -> list[tuple[TextRound, float]]:
        try:
            head = json.loads(next(lines, b""))["run"]
        except (ValueError, KeyError, TypeError):
            head = None
        if head != self._run:
            raise UserError(
                message(
                    "{path} belongs to a run with other data, options or versions: delete it, or name "
                    "another --output.",
                    path=self.path,
                )
            )
        return list(_parse_rounds(lines))


def _parse_rounds(lines: Iterator[bytes]) -> Iterator[tuple[TextRound, float]]:
    for line in lines:
        try:
            record = json.loads(line)
            proposals = tuple(map(_parse_proposal, record["proposals"]))
            found = TextRound(record["depth"], record["index"], proposals, tuple(record["accepted"]))
            seconds = float(record["seconds"])
        except (ValueError, KeyError, TypeError):
            continue
        yield found, seconds


def _parse_proposal(record: dict[str, Any]) -> Proposal:
    """KeyError, TypeError or ValueError where it is none."""
    known = {
        "edit": Edit(**record["edit"]),
        "intent": Intent(record["intent"]),
        "alternatives": tuple(record["alternatives"]),
        "risk": tuple(RiskFlag(**each) for each in record["risk"]),
        "anchor": Anchor(record["anchor"]),
    }
    return Proposal(**record | known)
