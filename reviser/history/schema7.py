"""What migration 7 adds: which change by hand goes on with the one before. It never changes."""

STATEMENTS = (
    # changed: 1 where the person typed on; one step back takes back the change before as well
    "ALTER TABLE events ADD COLUMN continues INTEGER",
)
