"""What migration 4 adds: going on from an earlier point, decisions about earlier rounds, names of points, archived and
deleted documents, queues of work, documents merged from other histories, and deleting for good. It never changes."""

import sqlite3

_KINDS = "'asked', 'locked', 'unlocked',"
_MORE_KINDS = "'asked', 'locked', 'unlocked', 'restored', 'redecided',"

_APPEND_ONLY = (
    "texts", "rounds", "events", "proposals", "decisions", "changes", "remarks", "results", "saves", "requests",
    "imports",
)  # fmt: skip

_UNLESS_PURGED = "WHEN NOT EXISTS (SELECT 1 FROM purging)"

STATEMENTS = (
    # restored: the event after which the document stood as it was taken up again.
    "ALTER TABLE events ADD COLUMN restored_seq INTEGER REFERENCES events (seq)",
    "CREATE INDEX events_by_restored ON events (restored_seq) WHERE restored_seq IS NOT NULL",
    # Both replaced, not appended: an archived or deleted document is as it was when it comes back.
    "ALTER TABLE documents ADD COLUMN archived_at REAL",
    "ALTER TABLE documents ADD COLUMN deleted_at REAL",  # it waits to be purged
    """CREATE TABLE labels (
        seq INTEGER PRIMARY KEY REFERENCES events (seq), -- the point; a branch by the restored event that began it
        name TEXT NOT NULL
    )""",
    """CREATE TABLE queue (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL UNIQUE REFERENCES documents (id), -- the annotator's own session
        given_id INTEGER REFERENCES documents (id), -- the document that it was made from, where that is another
        annotator TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('to do', 'in work', 'done')),
        changed_at REAL NOT NULL
    )""",
    "CREATE INDEX queue_by_annotator ON queue (annotator, state)",
    "CREATE INDEX queue_by_given ON queue (given_id) WHERE given_id IS NOT NULL",
    """CREATE TABLE merged (
        document_id INTEGER PRIMARY KEY REFERENCES documents (id),
        key TEXT NOT NULL UNIQUE, -- SHA-256 of what the document is in the history that it came from
        source TEXT NOT NULL, -- that history's file
        at REAL NOT NULL
    )""",
    # A row here, inside one transaction, lets that transaction delete: for a document that is purged.
    "CREATE TABLE purging (document_id INTEGER NOT NULL)",
    *(
        statement
        for table in _APPEND_ONLY
        for statement in (
            f"DROP TRIGGER {table}_no_delete",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {_UNLESS_PURGED}"
            " BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END",
        )
    ),
)


def apply(connection: sqlite3.Connection) -> None:
    """Bring a history of schema 3 to schema 4. Inside the caller's transaction."""
    for statement in STATEMENTS:
        connection.execute(statement)
    # As in schema2.py: the text of a CHECK is replaced, and nothing that is stored.
    (version,) = connection.execute("PRAGMA schema_version").fetchone()
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = 'events'",
        (_KINDS, _MORE_KINDS),
    )
    connection.execute(f"PRAGMA schema_version = {version + 1}")
    connection.execute("PRAGMA writable_schema = OFF")
