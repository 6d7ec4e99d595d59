"""Prints docs/schema.md: every table, view and column of the history with what is said of it in the schema itself, and
the columns of exported tables: `python packaging/schema_page.py > docs/schema.md`. A test says when it is out of date.
"""

import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from reviser.datasets.tables import COLUMNS
from reviser.history.log.store import Store

# What each table is for; those of the index and of sqlite-utils are left out, since nobody else reads them.
TABLES = {
    "documents": "The documents, as they are opened, renamed, archived and deleted.",
    "events": "All that happened, appended and never changed. Undo and redo are events too.",
    "texts": "Each text once.",
    "rounds": "One pass of a reviser over a text.",
    "proposals": "What was proposed in a round.",
    "decisions": "What was decided of proposals, each time anew.",
    "changes": "What was changed by hand or by another program, as edits.",
    "remarks": "What a reviser says of a passage without an edit.",
    "results": "What a round came to.",
    "requests": "What a model was asked, and what it answered.",
    "saves": "The texts as they were saved to files.",
    "labels": "Names that were given to points of a history.",
    "places": "Where the person was in a document.",
    "round_settings": "What a document's next round is asked for.",
    "words": "Words that are right in all documents.",
    "imports": "What came in from datasets.",
    "merged": "Documents that came from other histories.",
    "queue": "Which annotator is to judge which document.",
    "digests": "How far each document has come. Made from the events, as the next two are.",
    "round_digests": "The rounds in force, on all branches.",
    "standings": "What became of each proposal of these rounds.",
}
VIEWS = {
    "edits": "An edit a row, with what became of it: where to begin.",
    "decisions_in_force": "The decisions that hold.",
    "events_in_force": "All that happened and was not undone.",
    "undone_events": "The events that are undone.",
    "undone_rounds": "The rounds that are undone.",
}
INTRODUCTION = """# The data's schema

The history is one SQLite file. All times are UNIX seconds, all places code points. `seq` orders what happened; clocks
do not. Read it with `sqlite3`, Datasette, pandas or R while the program runs; [Your own queries](queries.md) has
examples. This page is made by `packaging/schema_page.py` from the schema itself.
"""


def meanings(statement: str) -> dict[str, str]:
    """What the comments of a CREATE TABLE say, by column. One on a line of its own goes on with the one before."""
    found: dict[str, str] = {}
    last = ""
    for line in statement.splitlines()[1:]:
        declared, _, comment = line.partition("-- ")
        named = re.match(r"\s*,?\s*(\w+) (?:INTEGER|TEXT|REAL|BLOB)\b", declared)
        if named:
            last = named[1]
        if comment and last:
            found[last] = f"{found.get(last, '')} {comment}".strip()
    return found


def page(connection: sqlite3.Connection) -> Iterator[str]:
    """The lines of the page."""
    yield INTRODUCTION
    there = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'view')"))
    own = {name for name in there if not name.startswith(("sqlite_", "_sqlite", "search_", "purging"))}
    assert own == set(TABLES) | set(VIEWS), own ^ (set(TABLES) | set(VIEWS))
    yield "## Views\n"
    for name, about in VIEWS.items():
        columns = ", ".join(f"`{column[1]}`" for column in connection.execute(f'PRAGMA table_info("{name}")'))
        yield f"**`{name}`**: {about} {columns}.\n"
    yield "## Tables\n"
    for name, about in TABLES.items():
        said = meanings(there[name])
        links = {row[3]: f"`{row[2]}.{row[4]}`" for row in connection.execute(f'PRAGMA foreign_key_list("{name}")')}
        yield f"### {name}\n\n{about}\n\n| column | type | is |\n|---|---|---|"
        for _, column, kind, needed, _, key in connection.execute(f'PRAGMA table_info("{name}")'):
            what = [said[column]] if column in said else []
            what += [f"of {links[column]}"] if column in links else []
            what += ["the key"] if key else [] if needed else ["may be NULL"]
            yield f"| `{column}` | {kind} | {'; '.join(what).replace('|', chr(92) + '|')} |"
        yield ""
    yield "## Columns of exported tables\n"
    yield "`jsonl`, `csv` and `parquet` have an edit a row, with these columns:\n"
    yield ", ".join(f"`{column}`" for column in COLUMNS) + "."


def main() -> None:
    """Print the page."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "history.db"
        Store.open(path).close()
        with closing(sqlite3.connect(path)) as connection:
            sys.stdout.write("\n".join(page(connection)) + "\n")


if __name__ == "__main__":
    main()
