"""The history view: the history of one document, in place of its text."""
