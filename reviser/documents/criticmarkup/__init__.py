"""CriticMarkup: tracked changes and comments as signs in Markdown, Quarto or plain text."""
