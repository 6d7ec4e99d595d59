"""The terminal: one file a group of commands."""
