"""The layers of the embedded reviser that go by rules and word tables, and what they share."""
