"""The history: all proposals, decisions and typed changes, in SQLite."""
