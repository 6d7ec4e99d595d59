"""The domain: values in, values out. No Qt, no files, no clock, no randomness."""
