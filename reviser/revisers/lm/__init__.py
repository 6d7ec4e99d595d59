"""The language model as a scorer of candidate edits: it runs on this machine, in numpy."""
