"""What migration 8 adds: which rules were set by hand is found without reading every event. It never changes."""

STATEMENTS = ("CREATE INDEX events_by_rule ON events (rule) WHERE rule IS NOT NULL",)
