"""The journal of a long run: lines of JSON beside its output, by which an interrupted run continues."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reviser import files
from reviser.errors import UserError
from reviser.messages import message

PART = ".part"  # behind the output's name while the run is not over


class RunJournal:
    """The journal of the run that is written to `output`. `run` has what must be equal for a run to be continued: the
    data, who is asked and how, who decides, and the versions."""

    def __init__(self, output: Path, run: Mapping[str, Any]) -> None:
        self.path = output.with_name(output.name + PART)
        self._run = json.loads(json.dumps(run))  # as it is read again

    def records(self) -> list[Any]:
        """The records of an earlier run. Empty if there was none; the journal is then begun. An incomplete line is
        skipped. Raises UserError if the journal is another run's, or cannot be read or written."""
        try:
            with self.path.open("rb") as file:
                return self._read(file)
        except FileNotFoundError:
            self.keep({"run": self._run})
            return []
        except OSError as error:
            raise files.unreadable(self.path, error) from error

    def keep(self, record: Mapping[str, Any]) -> None:
        """Append a record. Raises UserError on failure."""
        try:
            files.append_line(self.path, json.dumps(record).encode() + b"\n")
        except OSError as error:
            raise files.unwritable(self.path, error) from error

    def finish(self) -> None:
        """Delete the journal, when the run is finished and written."""
        self.path.unlink(missing_ok=True)

    def _read(self, lines: Iterator[bytes]) -> list[Any]:
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
        return list(_parsed(lines))


def _parsed(lines: Iterator[bytes]) -> Iterator[Any]:
    for line in lines:
        try:
            yield json.loads(line)
        except ValueError:
            continue
