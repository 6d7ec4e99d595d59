"""Histories of several machines or people merged into one, nothing twice."""
