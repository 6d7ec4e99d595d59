"""A history that is checked, restored from a backup, or read although it is damaged."""
