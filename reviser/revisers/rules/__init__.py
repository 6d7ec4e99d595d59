"""The layers of the embedded reviser that use rules and word tables, and the code that they share."""
