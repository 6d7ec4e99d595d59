"""What is kept of a document: the rows of the history, read with SQLite as any other program would, and what reviser's
command line says of it."""

import json
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.hands.display import plain_environment
from tests.hands.editors import BIN, Reviser

ANSWER_S = 120


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in force: where in the round's base, what was there, and what it was decided to be."""

    start: int
    before: str
    verdict: str
    applied: str | None  # None where it was rejected
    reason: str


class Kept:
    """The history of `program`."""

    def __init__(self, program: Reviser) -> None:
        self._environment = plain_environment(program.environment)
        self._path = Path(program.environment["XDG_DATA_HOME"]) / "reviser" / "history.db"

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of the history. It is opened only to be read, which another program may do at any time."""
        with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, timeout=ANSWER_S)) as history:
            return history.execute(statement, values).fetchall()

    def decisions(self, document: Path) -> list[Decided]:
        """The decisions in force about a document, by place."""
        found = self.rows(
            "SELECT d.start_char_pos, d.before, d.verdict, d.applied_after, d.reason FROM decisions_in_force d"
            " JOIN documents ON documents.id = d.document_id WHERE documents.path = ?"
            " AND d.verdict IN ('accept', 'reject', 'rewrite') ORDER BY d.start_char_pos",
            str(document),
        )
        return [Decided(*row) for row in found]

    def kinds(self, document: Path) -> list[str]:
        """What happened to a document, in order: "opened", "changed", "decided" …"""
        found = self.rows(
            "SELECT e.kind FROM events e JOIN documents d ON d.id = e.document_id WHERE d.path = ? ORDER BY e.seq",
            str(document),
        )
        return [str(kind) for (kind,) in found]

    def show(self, document: Path) -> dict[str, Any]:
        """The document as `reviser show` gives it: its first text, its rounds with all edits, its text now."""
        found = json.loads(self.command("show", str(document), "--json"))
        assert isinstance(found, dict)
        return found

    def text(self, document: Path) -> str:
        """Its text as it now stands in the history."""
        return str(self.show(document)["result"])

    def command(self, *arguments: str) -> str:
        """What a command of reviser writes."""
        ran = subprocess.run(
            [BIN / "reviser", *arguments],
            env=self._environment,
            capture_output=True,
            encoding="utf-8",
            timeout=ANSWER_S,
            check=False,
        )
        assert ran.returncode == 0, f"reviser {' '.join(arguments)}: {ran.stderr}"
        return ran.stdout
