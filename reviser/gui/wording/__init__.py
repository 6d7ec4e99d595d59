"""The sentences of the window that are built from values, in the person's language."""
