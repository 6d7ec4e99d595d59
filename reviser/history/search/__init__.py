"""Full-text search over the history: its index, filled in the background, and queries to it."""
