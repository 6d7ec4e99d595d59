"""The event log of each document."""
