"""The widgets beside and around the text: lists, bars, and the welcome screen."""
