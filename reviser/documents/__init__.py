"""Document formats: read without losing a byte, written as they were."""
