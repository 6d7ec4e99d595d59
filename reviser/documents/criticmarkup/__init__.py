"""CriticMarkup: tracked changes and comments as markup in Markdown or plain text."""
