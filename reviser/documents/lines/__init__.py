"""Markup languages with a line-based structure (reStructuredText, AsciiDoc, Org, Typst)."""
