"""The digest: tables derived from the events, for reading many documents at once."""
