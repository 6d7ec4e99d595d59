"""LaTeX: what of a source is prose, what stands for what, and tracked changes."""
