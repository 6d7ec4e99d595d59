"""The SQL of migration 9, which renames the table of a document's round settings. It never changes."""

STATEMENTS = (
    "ALTER TABLE wishes RENAME TO round_settings",
    "ALTER TABLE round_settings RENAME COLUMN wish TO settings",  # JSON
)
