"""Many documents revised in one run."""
