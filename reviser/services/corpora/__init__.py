"""Revising many documents in one run."""
