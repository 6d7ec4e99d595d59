"""The domain as values and functions. No Qt, no files, no clock, no randomness."""
