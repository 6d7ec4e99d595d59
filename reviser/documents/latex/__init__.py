"""LaTeX: which parts of a source are prose, how other parts read, and tracked changes."""
