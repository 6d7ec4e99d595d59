"""Documents: opening, finding, listing, searching, backups, merging."""
