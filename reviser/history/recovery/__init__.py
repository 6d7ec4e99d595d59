"""Checking a history, restoring it from a backup, and reading a damaged one."""
