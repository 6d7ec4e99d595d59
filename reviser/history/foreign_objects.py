"""Detects triggers and views that this program did not create. A database can run them by itself: triggers at each
write, views in place of tables. A history has a few, all created here; any other would be code of unknown origin, and
is not run."""

import sqlite3
from functools import cache
from pathlib import Path

from reviser.errors import HistoryError
from reviser.history import schema
from reviser.messages import filled, template

_FOREIGN = {
    "trigger": template(
        "The history at {path} contains a trigger that reviser did not create ({shown}). It was not run, and "
        "nothing was opened. Remove it with sqlite3, or save the content of the history with reviser repair."
    ),
    "view": template(
        "The history at {path} contains a view that reviser did not create ({shown}). It was not run, and "
        "nothing was opened. Remove it with sqlite3, or save the content of the history with reviser repair."
    ),
}


class ForeignError(HistoryError):
    """The history contains a trigger or a view that this program did not create."""


@cache
def _made_here() -> frozenset[str]:
    """The SQL of every trigger and view of all schemas, as SQLite stores it."""
    return frozenset(each for each in schema.STATEMENTS if each.startswith(("CREATE TRIGGER", "CREATE VIEW")))


def refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    """Raise ForeignError if the database has a trigger or a view that this program did not create. The check itself
    runs none."""
    connection.execute("PRAGMA trusted_schema = OFF")
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view') ORDER BY type, name"
    )
    for kind, name, sql in found:
        if sql not in _made_here():
            shown = "".join(sign if sign.isprintable() else "?" for sign in str(name))[:80]
            raise ForeignError(filled(_FOREIGN[kind], path=path, shown=shown))
