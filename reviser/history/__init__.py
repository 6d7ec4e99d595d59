"""All that was proposed, decided and typed, in SQLite."""
