"""CriticMarkup: tracked changes and comments as signs in Markdown or plain text."""
