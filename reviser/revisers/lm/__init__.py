"""A small language model that runs on this machine: which ones are known, and the file that one lies in."""
