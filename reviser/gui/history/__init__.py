"""The history of a document over the whole window."""
