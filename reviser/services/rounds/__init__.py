"""One open document and its rounds: proposals in, decisions out, everything in the history first."""
