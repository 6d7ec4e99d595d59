"""What migration 2 adds: locks, requests to models, and what a round was told. It never changes."""

import sqlite3

_KINDS = "'words-added', 'rule-set',"
_MORE_KINDS = "'words-added', 'rule-set', 'asked', 'locked', 'unlocked',"

STATEMENTS = (
    "ALTER TABLE rounds ADD COLUMN strategy TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE rounds ADD COLUMN style_sheet TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE rounds ADD COLUMN source_hash TEXT REFERENCES texts (hash)",  # what it had to stay true to
    "ALTER TABLE events ADD COLUMN start_char_pos INTEGER",  # locked, unlocked: code points of the text at that time
    "ALTER TABLE events ADD COLUMN end_char_pos INTEGER",
    """CREATE TABLE requests (
        id INTEGER PRIMARY KEY,
        seq INTEGER NOT NULL REFERENCES events (seq),
        round_id INTEGER NOT NULL REFERENCES rounds (id),
        server TEXT NOT NULL,
        model TEXT NOT NULL,
        purpose TEXT NOT NULL, -- propose, criticise, choose …
        prompt TEXT NOT NULL, -- the prompts' version
        sent_hash TEXT NOT NULL REFERENCES texts (hash), -- without keys or headers
        received_hash TEXT NOT NULL REFERENCES texts (hash),
        tokens_in INTEGER, -- the server's own figures, NULL where it gave none
        tokens_out INTEGER,
        tokens_cached INTEGER,
        seconds REAL NOT NULL,
        ended TEXT NOT NULL -- stop, length, refused, cancelled or failed
    )""",
    # What the person wants of the next round in a document; replaced, not appended.
    "CREATE TABLE wishes (document_id INTEGER PRIMARY KEY REFERENCES documents (id), wish TEXT NOT NULL) -- JSON",
    "CREATE INDEX requests_by_event ON requests (seq)",
    "CREATE INDEX requests_by_round ON requests (round_id)",
    "CREATE INDEX requests_by_sent ON requests (sent_hash)",
    "CREATE INDEX requests_by_received ON requests (received_hash)",
    "CREATE INDEX rounds_by_source ON rounds (source_hash) WHERE source_hash IS NOT NULL",
    *(
        f"CREATE TRIGGER requests_no_{action.lower()} BEFORE {action} ON requests"
        " BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END"
        for action in ("UPDATE", "DELETE")
    ),
)


def apply(connection: sqlite3.Connection) -> None:
    """Bring a history of schema 1 to schema 2. Inside the caller's transaction."""
    for statement in STATEMENTS:
        connection.execute(statement)
    # More kinds of events. SQLite cannot alter a CHECK; its documentation (ALTER TABLE, section 7) lets the text of one
    # be replaced, since it says nothing about what is stored. After the columns: adding them counts in the old text.
    (version,) = connection.execute("PRAGMA schema_version").fetchone()
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = 'events'",
        (_KINDS, _MORE_KINDS),
    )
    connection.execute(f"PRAGMA schema_version = {version + 1}")
    connection.execute("PRAGMA writable_schema = OFF")
