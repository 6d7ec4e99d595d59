"""An open document and its rounds: receives proposals and decisions, and stores everything in the history first."""
