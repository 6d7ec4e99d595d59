"""Merging the histories of several machines or people, without duplicates."""
