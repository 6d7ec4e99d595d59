"""What migration 9 changes: the table of what a document's next round is asked for has the name of what it holds. It
never changes."""

STATEMENTS = (
    "ALTER TABLE wishes RENAME TO round_settings",
    "ALTER TABLE round_settings RENAME COLUMN wish TO settings",  # JSON
)
