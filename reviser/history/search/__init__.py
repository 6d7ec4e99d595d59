"""Full-text search: the index, which is filled in the background, and queries."""
