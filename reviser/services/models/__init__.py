"""Language models on this machine: listed, fetched, added, removed."""
