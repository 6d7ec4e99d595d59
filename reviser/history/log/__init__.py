"""The log of events of each document: written once, read back equal."""
