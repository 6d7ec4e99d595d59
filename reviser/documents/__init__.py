"""Document formats. Files are read without losing a byte, and written back unchanged except for the edits."""
