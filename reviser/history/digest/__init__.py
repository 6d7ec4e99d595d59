"""What follows from the events, kept in tables of its own for those who read many documents at once."""
