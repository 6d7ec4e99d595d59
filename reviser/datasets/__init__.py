"""Formats and figures of datasets of edit decisions."""
