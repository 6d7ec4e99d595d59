"""What migration 3 adds: what was imported from datasets. It never changes."""

STATEMENTS = (
    """CREATE TABLE imports (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE, -- SHA-256 of the save: what was imported before is not imported again
        at REAL NOT NULL,
        format TEXT NOT NULL,
        setting TEXT NOT NULL,
        annotator TEXT NOT NULL,
        document TEXT NOT NULL, -- as the dataset calls it
        depth INTEGER NOT NULL,
        saved TEXT NOT NULL, -- ISO 8601, or empty
        document_id INTEGER REFERENCES documents (id), -- which it can be opened as; NULL where it has no text
        save TEXT NOT NULL -- JSON, with all edits and decisions as they were imported
    )""",
    "CREATE INDEX imports_by_document ON imports (document_id) WHERE document_id IS NOT NULL",
    *(
        f"CREATE TRIGGER imports_no_{action.lower()} BEFORE {action} ON imports"
        " BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END"
        for action in ("UPDATE", "DELETE")
    ),
)
